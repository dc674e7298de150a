"""What the models say about a location in a file: which keys are allowed, and what for."""

from collections.abc import Mapping
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from course.models.base import HasVariants, Model, Names
from course.models.texts import Prose
from course.problems import Location


def fields_at(kind: Any, location: Location) -> Mapping[str, FieldInfo]:
    """The keys, as in the YAML, that a mapping at `location` may have. Empty if it is not a model.

    Those that readers never see anything of come last.

    `kind` is a model or any type made of models. A step that names the `kind` of a union's
    member selects that member, as in pydantic's own locations.
    """
    models = _models(_at(kind, location))
    fields = {
        field.alias or name: field
        for model in models
        for name, field in model.documented_fields().items()
    }
    return dict(sorted(fields.items(), key=lambda it: bool(it[1].exclude)))


def allowed_values(kind: Any, location: Location) -> tuple[str, ...]:
    """The words allowed as a value at `location`, or the kinds of piece allowed there.

    Empty if anything may be written.
    """
    members = _members(_at(kind, location))
    if len(members) == 1 and isinstance(members[0], type) and issubclass(members[0], StrEnum):
        return tuple(members[0])
    return tuple(word for model in _models(_at(kind, location)) for word in _kinds(model))


def is_prose(kind: Any, location: Location) -> bool:
    """Whether a text at `location` is written under `|`: prose, or something with a text in it."""
    return any(
        isinstance(member, type) and issubclass(member, Prose | Model)
        for member in _members(_at(kind, location))
    )


def has_variants(kind: Any, location: Location) -> bool:
    """Whether `instead` beside a text at `location` says something else for some roles."""
    return any(
        issubclass(model, HasVariants) and model.varying_field == location[-1]
        for model in _models(_at(kind, location[:-1]))
    )


def is_word_list(kind: Any, location: Location) -> bool:
    """Whether a list of ids or short words belongs at `location`."""
    return any(
        get_origin(member) is tuple and _members(get_args(member)[0]) == (str,)
        for member in _members(_at(kind, location))
    )


def is_yes_or_no(kind: Any, location: Location) -> bool:
    """Whether `yes` or `no` belongs at `location`."""
    return bool in _members(_at(kind, location))


def is_mapping(kind: Any, location: Location) -> bool:
    """Whether values by ids belong at `location`."""
    return any(get_origin(member) is dict for member in _members(_at(kind, location)))


def is_list(kind: Any, location: Location) -> bool:
    """Whether a list belongs at `location`."""
    return any(get_origin(member) is tuple for member in _members(_at(kind, location)))


def lengths(field: FieldInfo | None) -> tuple[int, int | None]:
    """How many a list or a mapping must have at least, and may have at most."""
    marks = field.metadata if field else ()
    least = max((getattr(mark, "min_length", 0) for mark in marks), default=0)
    most = next((mark.max_length for mark in marks if hasattr(mark, "max_length")), None)
    return max(least, int(field is not None and field.is_required())), most


def model_at(kind: Any, location: Location) -> type[Model] | None:
    """The model of a mapping at `location`, if it can only be one."""
    models = _models(_at(kind, location))
    return models[0] if len(models) == 1 else None


def purpose(field: FieldInfo | None) -> str:
    """The first paragraph of a key's documentation, on one line."""
    if field is None or not field.description:
        return ""
    return " ".join(field.description.split("\n\n")[0].split())


def named_at(kind: Any, location: Location) -> str:
    """What the id at a location names, as in `Names`; for a mapping by ids, its keys.

    Empty if it is no id, or the id of the piece itself.
    """
    return _named(_at(kind, location))


def keys_named_at(kind: Any, location: Location) -> str:
    """What the keys of a mapping at a location name, such as roles. Empty if they are new ids."""
    for member in _members(_at(kind, location)):
        if get_origin(member) is dict:
            return _named(get_args(member)[0])
    return ""


def _named(kind: Any) -> str:
    if get_origin(kind) is Annotated:
        marks = (mark.kind for mark in get_args(kind)[1:] if isinstance(mark, Names))
        return next(marks, "") or _named(get_args(kind)[0])
    if get_origin(kind) in {Union, UnionType}:
        return next(filter(None, map(_named, get_args(kind))), "")
    if get_origin(kind) is tuple:
        return _named(get_args(kind)[0])
    return ""


def _at(kind: Any, location: Location) -> Any:
    for step in location:
        kind = _inside(kind, step)
    return kind


def _inside(kind: Any, step: str | int) -> Any:
    members = _members(kind)
    # A kind may have the name of another kind's key, as `scene` has.
    of_kind = (member for member in _models(kind) if len(members) > 1 and step in _kinds(member))
    if found := next(of_kind, None):
        return found
    for member in members:
        if isinstance(member, type) and issubclass(member, Model):
            for name, field in member.model_fields.items():
                if step == (field.alias or name):
                    return _with_names(field)
        elif get_origin(member) is dict and isinstance(step, str):
            return get_args(member)[1]
        elif get_origin(member) is tuple and isinstance(step, int):
            return get_args(member)[0]
    return None


def _with_names(field: FieldInfo) -> Any:
    """The type of a field. pydantic keeps what it is annotated with apart from it."""
    names = next((mark for mark in field.metadata if isinstance(mark, Names)), None)
    return Annotated[field.annotation, names] if names else field.annotation


def _members(kind: Any) -> tuple[Any, ...]:
    if get_origin(kind) is Annotated:
        return _members(get_args(kind)[0])
    if get_origin(kind) in {Union, UnionType}:
        return tuple(member for member in get_args(kind) if member is not NoneType)
    return (kind,)


def _kinds(model: type[Model]) -> tuple[str, ...]:
    field = model.model_fields.get("kind")
    return get_args(field.annotation) if field else ()


def _models(kind: Any) -> list[type[Model]]:
    return [
        member
        for member in _members(kind)
        if isinstance(member, type) and issubclass(member, Model)
    ]
