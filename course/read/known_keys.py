"""The keys of all models, for files that cannot be read far enough to know which is meant."""

from collections.abc import Iterable, Iterator
from typing import get_args, get_origin

from course.models.base import Model
from course.read.files import type_of


def may_stand_with(key: str, others: Iterable[str]) -> bool:
    """Whether something has this key and all others."""
    together = {key, *others}
    return any(together <= keys for keys in _keys_of_all())


def first_of(path: str) -> str:
    """What to write first in a file: a key, or an id with a key below it."""
    kind = type_of(path)
    if get_origin(kind) is dict:
        key = _first(get_args(kind)[1])
        return f"Write an id with a colon, and below it, indented, its keys, such as `{key}:`."
    return f"Write the first key, such as `{_first(kind) if kind else 'title'}:`."


def _first(model: type[Model]) -> str:
    """The first key that must be there, or the first of all that readers see anything of."""
    fields = [(it.alias or name, it) for name, it in model.model_fields.items() if not it.exclude]
    return next((key for key, field in fields if field.is_required()), fields[0][0])


def _keys_of_all() -> Iterator[set[str]]:
    for model in _below(Model):
        yield {field.alias or name for name, field in model.model_fields.items()}


def _below(model: type[Model]) -> Iterator[type[Model]]:
    for kind in model.__subclasses__():
        yield kind
        yield from _below(kind)
