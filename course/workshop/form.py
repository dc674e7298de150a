"""One piece of a file as a form, and what the form changes: single values in the text.

Everything else in the file stays as it is, comments and order included.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic.fields import FieldInfo

from course.authoring.commented import Commented
from course.authoring.splice import insert_entry, remove_entry, replace_entry, replace_scalar
from course.models.course import Course
from course.problems import Location, Position
from course.read.cursor import Layout
from course.read.field_docs import (
    allowed_values,
    fields_at,
    is_mapping,
    is_prose,
    is_word_list,
    is_yes_or_no,
    named_at,
    purpose,
)
from course.read.files import type_of
from course.read.values import value_at
from course.read.yaml_reader import Data, read
from course.workshop.completion import YES_NO, Option, ids_at
from course.workshop.fields import Field, FieldKind, Form, Group, Near
from course.workshop.listed import PIECES, Lists, called, noun


def form_at(
    course: Course | None,
    path: str,
    text: str,
    position: Position,
    again: Location | None = None,
) -> Form | None:
    """The form for the piece around a position. None if the file cannot be read.

    `again` is the piece whose form is shown already. If it is still there, it keeps its form,
    wherever the position is.
    """
    document, problems = read(path, text.encode("utf-8", "surrogatepass"))
    kind = type_of(path)
    if document is None or problems or kind is None:
        return None
    layout = Layout.of(text)
    data = None if again is None else value_at(document.data, again)
    location = again or ()
    if not isinstance(data, dict):
        location = _piece_at(path, layout, layout.location_at(position))
        data = value_at(document.data, location)
    if not isinstance(data, dict):
        return None
    maker = _Maker(course, kind, layout, path)
    found = (*maker.groups(location, data), *maker.whole(location, document.data))
    groups = (it for it in found if it.fields or it.item or it.adds)
    near = (
        Near(_title(path, it), layout.line_of(it)) for it in _near(path, layout, location, data)
    )
    return Form(location, _title(path, location), tuple(groups), tuple(near))


def filled(path: str, text: str, location: Location, value: str) -> str:
    """The file with another value at a location, which may be new or left empty.

    Raises SpliceError if YAML cannot hold it.
    """
    document, _ = read(path, text.encode("utf-8", "surrogatepass"))
    old = value_at(document.data, location) if document else None
    layout = Layout.of(text)
    in_models = layout.in_models(location)
    is_list = is_word_list(type_of(path), in_models)
    if not value.strip():
        return text if old is None else remove_entry(text, location)
    if isinstance(old, str) and not is_list:
        return replace_scalar(text, location, value)
    key = str(location[-1])
    new: Data = [it.strip() for it in value.split(",") if it.strip()] if is_list else value
    commented = Commented(type_of(path), explains=False)
    entry = commented.text({key: new}, layout.in_models(location[:-1]))
    if old is not None:
        return replace_entry(text, location, entry)
    return insert_entry(text, location[:-1], entry)


class _Maker:
    def __init__(self, course: Course | None, kind: Any, layout: Layout, path: str) -> None:
        self._course, self._kind, self._layout = course, kind, layout
        self._module_id = path.rpartition("/")[2].removesuffix(".yml")
        self._lists = Lists(course, kind, layout, path)

    def groups(self, location: Location, data: Mapping[str, Data]) -> Iterator[Group]:
        """The values of the piece itself, and then those of each piece inside it."""
        fields = fields_at(self._kind, self._layout.in_models(location))
        own = [
            self._field((*location, key), field, data.get(key))
            for key, field in fields.items()
            if self._is_single((*location, key), data.get(key)) and key != "kind"
        ]
        absent = (self._lists.adding((*location, key), None) for key in fields if key not in data)
        yield Group("", tuple(own), adds=tuple(adding for it in absent for adding in it))
        for key in fields:
            inside = data.get(key)
            if isinstance(inside, list):
                yield from self._in_list((*location, key), inside)
            elif isinstance(inside, dict) and key not in PIECES:
                yield from self._inside((*location, key), inside)
            elif isinstance(inside, dict):
                yield Group("", (), adds=tuple(self._lists.adding((*location, key), inside)))

    def whole(self, location: Location, data: Data) -> Iterator[Group]:
        """What may be done with a piece that has a form of its own. `data` is that of the file."""
        others = value_at(data, location[:-1])
        if location[-2:-1] and location[-2] in PIECES and isinstance(others, dict):
            item = self._lists.item(location, others)
            yield Group(f"The whole {noun(location[:-1])}", (), item=item)

    def _in_list(self, location: Location, data: list[Data]) -> Iterator[Group]:
        """The pieces of a list, such as the answers of a question, or its lines."""
        places = [(*location, number) for number in range(len(data))]
        adds = tuple(self._lists.adding(location, data))
        if fields_at(self._kind, (*self._layout.in_models(location), 0)):
            for place, piece in zip(places, data, strict=True):
                if isinstance(piece, dict):
                    yield from self._piece(place, piece, data)
            yield Group("", (), adds=adds)
        elif adds:
            lines = (
                self._line(place, piece, data) for place, piece in zip(places, data, strict=True)
            )
            yield Group(_title_of(location), tuple(filter(None, lines)), adds=adds)

    def _line(self, place: Location, piece: Data, data: list[Data]) -> Field | None:
        """One line of a list: a text, or what somebody says in a scene, which is under an id."""
        item, label = self._lists.item(place, data), called(place)
        if isinstance(piece, dict):
            place = (*place, *piece)
            label = str(place[-1])
            piece = piece[label]
        if not isinstance(piece, str):
            return None
        return replace(self._value(place, piece), label=label, is_needed=True, item=item)

    def _piece(
        self, place: Location, piece: Mapping[str, Data], data: Mapping[str, Data] | list[Data]
    ) -> Iterator[Group]:
        """One of several pieces alike. The first of its groups is there even without a value."""
        name = called(place)
        title = f"{name[:1].upper()}{name[1:]}"
        first, *rest = self.groups(place, piece)
        yield replace(first, title=title, item=self._lists.item(place, data))
        yield from (it.inside(title) for it in rest)

    def _inside(self, location: Location, data: Mapping[str, Data]) -> Iterator[Group]:
        in_models = self._layout.in_models(location)
        title = _title_of(location)
        if fields_at(self._kind, in_models):  # one piece, such as `care`
            yield from (it.inside(title) for it in self.groups(location, data))
            return
        adds = tuple(self._lists.adding(location, data))
        single = [
            key
            for key, value in data.items()
            if isinstance(value, str) or is_word_list(self._kind, (*in_models, key))
        ]
        if single:  # values by ids, such as `instead`
            values = tuple(self._by_id(location, key, data) for key in single)
            yield Group(title, values, adds=adds)
        for key, piece in data.items():
            if isinstance(piece, dict) and fields_at(self._kind, (*in_models, key)):
                yield from self._piece((*location, key), piece, data)
            elif isinstance(piece, dict):
                yield from (it.inside(title) for it in self._inside((*location, key), piece))
        if not single:
            yield Group("", (), adds=adds)

    def _by_id(self, location: Location, key: str, data: Mapping[str, Data]) -> Field:
        place = (*location, key)
        item = self._lists.item(place, data)
        return replace(self._value(place, data[key]), item=item, is_needed=item is not None)

    def _is_single(self, location: Location, value: Data | None) -> bool:
        """Whether a value has one field: a text, or a list of words."""
        in_models = self._layout.in_models(location)
        if isinstance(value, dict) or is_mapping(self._kind, in_models):
            return False
        if self._lists.has_pieces(location):
            return False
        if isinstance(value, list):
            return all(isinstance(it, str) for it in value) and is_word_list(self._kind, in_models)
        return value is not None or not fields_at(self._kind, in_models)

    def _field(self, location: Location, field: FieldInfo, value: Data | None) -> Field:
        found = self._value(location, value)
        return replace(found, about=purpose(field), is_needed=field.is_required())

    def _value(self, location: Location, value: Data | None) -> Field:
        shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
        options = tuple(self._options(location))
        return Field(location, str(location[-1]), "", self._field_kind(location), shown, options)

    def _field_kind(self, location: Location) -> FieldKind:
        in_models = self._layout.in_models(location)
        if is_prose(self._kind, in_models):
            return "text"
        if is_word_list(self._kind, in_models):
            return "ids"
        return "choice" if any(self._options(location)) else "line"

    def _options(self, location: Location) -> Iterable[Option]:
        in_models = self._layout.in_models(location)
        if named := named_at(self._kind, in_models):
            return ids_at(self._course, named, self._module_id, self._layout, location)
        values = (
            YES_NO if is_yes_or_no(self._kind, in_models) else allowed_values(self._kind, in_models)
        )
        return (Option(str(it), str(it), "") for it in values)


def _piece_at(path: str, layout: Layout, location: Location) -> Location:
    """The location of the piece that has a form of its own."""
    kind = type_of(path)
    for length in range(len(location), 1, -1):
        if location[length - 2] in PIECES and fields_at(kind, layout.in_models(location[:length])):
            return location[:length]
    is_by_id = not fields_at(kind, ())
    return location[:1] if is_by_id else ()


def _near(
    path: str, layout: Layout, location: Location, data: Mapping[str, Data]
) -> Iterator[Location]:
    """Where other pieces are that one goes to from the form of this one, each once."""
    if location:
        yield _piece_at(path, layout, location[:-1])
    for key in PIECES:
        inside = data.get(key)
        if isinstance(inside, dict):
            yield from ((*location, key, name) for name in inside)
    choices = data.get("choices")
    leads_to = (
        choices.values() if location[-2:-1] == ("nodes",) and isinstance(choices, dict) else ()
    )
    turns = {it.get("to") for it in leads_to if isinstance(it, dict)}
    for part in ("nodes", "endings"):
        there = (*location[:-2], part)
        yield from ((*there, name) for name in layout.keys_of(there) if name in turns)


def _title_of(location: Location) -> str:
    return str(location[-1]).capitalize()


def _title(path: str, location: Location) -> str:
    name = location[-1] if location else path.rpartition("/")[2].removesuffix(".yml")
    kind = PIECES.get(str(location[-2]), "") if len(location) > 1 else ""
    return f"{kind} {name}".strip()
