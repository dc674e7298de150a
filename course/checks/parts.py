"""A course in parts, so that rules look again only at what has changed.

A part is a module with its quiz, or all that belongs to no module. What is found in a part is
cached from one run to the next. It cannot depend on another part, which it is not shown.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from functools import cached_property, partial
from hashlib import sha256
from typing import Any, TypeVar

from course.checks.context import Context, Finder, Rule
from course.inputs import OF_MODULES, Inputs
from course.memo import Memo, Table
from course.models.base import Id, Model
from course.models.course import Course
from course.models.role_course import RoleCourse, Tailored
from course.problems import Finding, finding_from
from course.read.places import Place, module_file, quiz_file

_Piece = TypeVar("_Piece")
_Result = TypeVar("_Result")
MAX_UNUSED = 5_000
"""How many results are kept that the last run did not ask for. A version of a module has about
sixty."""


class InParts(Context):
    """A whole course, which knows what was found in each of its parts before."""

    def __init__(
        self,
        course: Course,
        tailored: Tailored,
        today: date,
        memo: Memo,
        digests: Mapping[str, str],
    ) -> None:
        """`digests` are those of all files, by path."""
        super().__init__(course, tailored, today, memo)
        self._inputs = Inputs("", digests)  # a change of the generator empties the whole memo
        self._parts: dict[Id | None, _Part] = {}

    def fill_cache(self, finders: Mapping[str, Finder]) -> None:
        """Find everything that rules will ask for, part by part.

        So the texts of only one part are in memory. Rule by rule, those of all parts would be.
        """
        for module_id in self._keys:
            for name, find in finders.items():
                self._find(name, find, module_id)
            self._parts.clear()

    def in_each_part(self, name: str, look: Callable[[Context], _Result]) -> Iterator[_Result]:
        """See `Context`. What is found is cached from one run to the next."""
        for module_id in self._keys:
            yield self._find(name, look, module_id)

    def findings(self, rule: Rule) -> Iterator[Finding]:
        """See `Context`. What is found is cached, too."""
        for found in self.in_each_part(rule.__name__, partial(findings_of, rule)):
            yield from map(finding_from, found)

    def _find(self, name: str, look: Callable[[Context], _Result], module_id: Id | None) -> _Result:
        """What is found in one part, from the cache if it is there."""
        key = f"{name} {self._keys[module_id]}"
        return self._known.get_or_make(key, partial(self._look, module_id, look))

    @cached_property
    def _known(self) -> Table:
        return self.memo.table("parts", max_unused=MAX_UNUSED)

    def _look(self, module_id: Id | None, look: Callable[[Context], _Result]) -> _Result:
        if module_id not in self._parts:
            self._parts[module_id] = _Part(self, module_id)
        return look(self._parts[module_id])

    @cached_property
    def _keys(self) -> Mapping[Id | None, str]:
        """What changes with a part and with what belongs to no module, by the module's id."""
        seen = repr((self.today, sorted(self.course.unreadable)))
        modules = dict.fromkeys((*self.course.modules, *self.course.quizzes))
        keys = {None: self._inputs.key(())} | {it: self._inputs.key((it,)) for it in modules}
        return {it: sha256(f"{seen}{key}".encode()).hexdigest() for it, key in keys.items()}


def findings_of(rule: Rule, part: Context) -> list[dict[str, Any]]:
    """What a rule finds in a part of a course, as it is cached."""
    return [*map(asdict, rule(part))]


class _Part(Context):
    """One part of a course, which contains no other module."""

    def __init__(self, whole: Context, module_id: Id | None) -> None:
        """A module with its quiz, or if None, all that belongs to no module."""
        in_part = {
            "modules": _one(whole.course.modules, module_id),
            "quizzes": _one(whole.course.quizzes, module_id),
        }
        course = whole.course.model_copy(update={**in_part, "blanks": frozenset(), "removed": {}})
        of_roles = (whole.tailored.by_role, whole.tailored.in_full)
        tailored = Tailored(
            *({role_id: _only(module_id, role) for role_id, role in it.items()} for it in of_roles)
        )
        super().__init__(course, tailored, whole.today, whole.memo)
        self.measure, self.pattern = whole.measure, whole.pattern  # with what they have cached
        self._own_files = {module_file(module_id), quiz_file(module_id)} if module_id else None
        self._files = [it for it in whole.files() if self._is_here(it[0][0])]

    def files(self) -> Iterator[tuple[Place, Model]]:
        return iter(self._files)

    def _is_here(self, path: str) -> bool:
        if self._own_files is None:
            return not path.startswith(OF_MODULES)
        return path in self._own_files


def _only(module_id: Id | None, role: RoleCourse) -> RoleCourse:
    """A role's course with one module or none. Its cards are left out, which name lessons."""
    return role.model_copy(update={"modules": _one(role.modules, module_id), "cards": {}})


def _one(pieces: Mapping[Id, _Piece], piece_id: Id | None) -> Mapping[Id, _Piece]:
    return {piece_id: pieces[piece_id]} if piece_id and piece_id in pieces else {}
