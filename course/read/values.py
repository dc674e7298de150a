"""A value inside the data of a YAML file, by its location."""

from course.problems import Location
from course.read.kind_steps import names_kind
from course.read.yaml_reader import Data


def value_at(data: Data | None, location: Location) -> Data | None:
    """What is at a location, or None. A step that names the `kind` of a mapping is skipped."""
    for at, step in enumerate(location):
        if isinstance(data, dict):
            if names_kind(data, location, at):
                continue
            data = data.get(str(step))
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def with_value(data: Data, location: Location, value: Data) -> Data:
    """The same data with another value at a location where there is one already."""
    if not location:
        return value
    step, rest = location[0], location[1:]
    if isinstance(data, list):
        return [with_value(it, rest, value) if at == step else it for at, it in enumerate(data)]
    assert isinstance(data, dict), "the location was found"
    if names_kind(data, location, 0):
        return with_value(data, rest, value)
    return {key: with_value(it, rest, value) if key == step else it for key, it in data.items()}


def without_value(data: Data, location: Location) -> Data:
    """The same data without what is at a location."""
    *outside, last = location
    parent = value_at(data, tuple(outside))
    if isinstance(parent, list):
        return with_value(data, tuple(outside), [it for at, it in enumerate(parent) if at != last])
    assert isinstance(parent, dict), "the location was found"
    return with_value(data, tuple(outside), {key: it for key, it in parent.items() if key != last})
