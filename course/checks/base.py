"""What rules find in the course itself, which holds for districts that write over something else.

Each rule runs once in the course without a district, and it is recorded what it looks at. For a
district's course, it runs again only if something of that differs.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MethodType
from typing import Any, cast

from course.checks.context import Context, Kinds, Rule
from course.models.base import Model
from course.models.course import Course, Outline
from course.models.role_course import Tailored
from course.problems import Finding
from course.read.places import Place


@dataclass(frozen=True)
class _Looks:
    """What a rule has looked at."""

    fields: set[tuple[str, ...]] = field(default_factory=set)
    """Such as `("course", "outline", "matrix")`."""
    kinds: set[Kinds] = field(default_factory=set)
    """What it has searched all texts for."""

    def are_equal(self, context: Context, other: Context) -> bool:
        """Whether all of it is the same in two courses."""
        return all(_at(context, path) == _at(other, path) for path in self.fields) and all(
            context.found(kind) == other.found(kind) for kind in self.kinds
        )


class Base:
    """The course without a district, and what each rule finds in it."""

    def __init__(self, context: Context) -> None:
        """Find out on demand, in this course."""
        self.context = context
        self._run = cache(self._run_once)

    def findings(self, rule: Rule, context: Context) -> Iterable[Finding]:
        """What a rule finds in another course."""
        looks, found = self._run(rule)
        return found if looks.are_equal(self.context, context) else rule(context)

    def _run_once(self, rule: Rule) -> tuple[_Looks, Sequence[Finding]]:
        looks = _Looks()
        return looks, tuple(rule(_Recording(self.context, looks)))


class _Recording(Context):
    """A context that records what a rule looks at."""

    def __init__(self, context: Context, looks: _Looks) -> None:
        course = cast(Course, _Recorded(context.course, ("course",), looks.fields))
        tailored = cast(Tailored, _Recorded(context.tailored, ("tailored",), looks.fields))
        super().__init__(course, tailored, context.today, context.memo, context)
        self._looks, self._context = looks, context

    def files(self) -> Iterator[tuple[Place, Model]]:
        self._looks.fields.update(("course", name) for name in Course.model_fields)
        return self._context.files()

    def found(self, kind: Kinds) -> Sequence[tuple[Place, Any]]:
        self._looks.kinds.add(kind)
        return self._context.found(kind)


class _Recorded:
    """A model whose fields are recorded as they are looked at."""

    def __init__(self, model: Any, path: tuple[str, ...], fields: set[tuple[str, ...]]) -> None:
        self._model, self._path, self._fields = model, path, fields

    def __getattr__(self, name: str) -> Any:
        path = (*self._path, name)
        value = getattr(self._model, name)
        if isinstance(value, Outline):  # a district changes its title, but rarely the matrix
            return _Recorded(value, path, self._fields)
        if isinstance(value, MethodType):
            method = vars(type(self._model)).get(name)
            if method is None:  # of pydantic, which looks at everything
                self._fields.update((*self._path, it) for it in type(self._model).model_fields)
                return value
            return MethodType(method, self)
        self._fields.add(path)
        return value


def _at(context: Context, path: Iterable[str]) -> object:
    found: object = context
    for name in path:
        found = getattr(found, name)
    return found
