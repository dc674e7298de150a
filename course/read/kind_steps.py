"""Steps of a location that only name the `kind` of a mapping, as in the locations of pydantic."""

from course.problems import Location


def names_kind(data: object, location: Location, at: int) -> bool:
    """Whether a step of a location only names the `kind` of a mapping, and so is not in the file.

    A kind may have the name of a key, as `scene` has. It is the kind if the location goes on, since
    there is nothing inside the text under that key.
    """
    step = location[at]
    if not isinstance(data, dict) or step != data.get("kind"):
        return False
    return step not in data or (at + 1 < len(location) and isinstance(data[step], str))
