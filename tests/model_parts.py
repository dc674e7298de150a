"""Everything that the models let an author write: each model, key and value."""

from collections.abc import Iterator
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from course.models import drawing
from course.models.base import Model
from course.models.course import Course
from course.models.reference import Roles


def members(kind: Any) -> tuple[Any, ...]:
    """The types of a union, or the one type, without their annotations."""
    if get_origin(kind) is Annotated:
        return members(get_args(kind)[0])
    if get_origin(kind) in {Union, UnionType}:
        return tuple(member for member in get_args(kind) if member is not NoneType)
    return (kind,)


def is_a(kind: Any, parent: type) -> bool:
    return isinstance(kind, type) and issubclass(kind, parent)


def models_in(kind: Any) -> Iterator[type[Model]]:
    """Every model reachable from a type."""
    for member in members(kind):
        inner: Any = get_args(member)
        if is_a(member, Model):
            yield member
            inner = [field.annotation for field in member.model_fields.values()]
        for part in inner:
            yield from models_in(part)


def values_in(kind: Any) -> Iterator[str]:
    """Every value of an enum or a `kind`."""
    for member in members(kind):
        if is_a(member, StrEnum) and member.__module__ == drawing.__name__:
            continue  # docs/drawing-parts.md shows every part: see test_drawing_parts
        if is_a(member, StrEnum):
            yield from (f"{member.__name__} {value}" for value in member)
        elif get_origin(member) is Literal:
            yield from (f"kind {value}" for value in get_args(member))
        else:
            for inner in get_args(member):
                yield from values_in(inner)


def key_part(model: type[Model], name: str) -> str:
    """A key with the model that defines it: `only` counts once, not for each kind of piece."""
    parents = [parent for parent in reversed(model.__mro__) if issubclass(parent, Model)]
    owner = next(parent for parent in parents if name in parent.model_fields)
    return f"{owner.__name__}.{model.model_fields[name].alias}"


def all_parts() -> set[str]:
    """Every key and enum value that may occur anywhere in a course. Districts have their own."""
    fields = Course.model_fields.items()
    kinds = [*(field.annotation for name, field in fields if name != "district"), Roles]
    return {
        part
        for kind in kinds
        for model in models_in(kind)
        for name, field in model.model_fields.items()
        for part in (key_part(model, name), *values_in(field.annotation))
    }
