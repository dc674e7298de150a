"""Remarks that authors have looked at and decided to leave, each with a reason."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from course.checks.context import Context
from course.models.base import Excusable, Id
from course.models.style import Override
from course.problems import Finding, Location
from course.read.places import Place, shared_file
from course.suggestions import did_you_mean, suggest

OVERRIDES = shared_file("overrides")
KEY = "overrides"
"""The key under which a piece says which remarks about it stay."""
_NEEDLESS = "This override does not match any remark."


@dataclass(frozen=True)
class Excuse:
    """One rule whose remarks about a piece stay."""

    rule: Id
    path: str
    within: tuple[str, ...]
    """The location of the piece. Empty for the whole file."""
    place: Place
    """Where it says so."""

    def is_about(self, finding: Finding) -> bool:
        """Whether a finding of this rule is in this piece."""
        location = tuple(map(str, finding.location))
        return (finding.rule, finding.path) == (self.rule, self.path) and (
            location[: len(self.within)] == self.within
        )

    @property
    def is_beside_the_text(self) -> bool:
        """Whether the piece says it itself, and not the file for all others."""
        return self.place[0] != OVERRIDES


class Excuses:
    """All excuses of a course. It remembers which of them were needed."""

    def __init__(self, context: Context) -> None:
        """Find them in the course."""
        self._all = list(_excuses_in(context))
        self._can_be_read = context.course.is_read("overrides")
        self._course_is_read = context.course.is_read()
        self._needed: set[Excuse] = set()
        self._refused: dict[Excuse, Finding] = {}

    def cover(self, finding: Finding) -> bool:
        """Whether a finding need not be reported, because it is a remark that stays.

        If the file with overrides cannot be read, this is true of every remark: it might be there.
        """
        about_it = [it for it in self._all if it.is_about(finding)]
        if not finding.is_warning:
            self._refused.update(dict.fromkeys(about_it, finding))
            return False
        if about_it:
            self._needed.add(max(about_it, key=lambda it: len(it.within)))
        return bool(about_it) or not self._can_be_read

    def of_unknown_rules(self, rules: Sequence[Id]) -> Iterator[Finding]:
        """Those that name none of these rules."""
        for excuse in self._all:
            if excuse.rule not in rules:
                what, remedy = (
                    f'There is no rule "{excuse.rule}".',
                    did_you_mean(excuse.rule, rules),
                )
                path, location = excuse.place
                is_key = excuse.is_beside_the_text
                location = location if is_key else (*location, "rule")
                swap = suggest(excuse.rule, rules).swap
                yield Finding(path, location, what, remedy, on_key=is_key, swap=swap)

    def needless(self, rules: Container[Id]) -> Iterator[Finding]:
        """Those that match no remark of these rules, if all of the course could be read."""
        for excuse in self._all if self._course_is_read else ():
            if excuse in self._needed or excuse.rule not in rules:
                continue
            path, location = excuse.place
            what, remedy = _NEEDLESS, "Delete it, or check `rule`, `file` and `within` again."
            if excuse in self._refused:
                what = f'What "{excuse.rule}" finds here is a mistake, and only a remark can stay.'
                remedy = "Fix the mistake, and delete this override."
            elif excuse.is_beside_the_text:
                remedy = "Delete it, or move it to the piece that the remark is about."
            yield Finding(path, location, what, remedy, on_key=True, is_warning=True)


def _excuses_in(context: Context) -> Iterator[Excuse]:
    for name, override in context.course.overrides.items():
        yield _from_file(name, override)
    for rules in context.in_each_part(*FINDER):
        for path, location, rule in rules:
            within = tuple(map(str, location))
            yield Excuse(rule, path, within, (path, (*location, KEY, rule)))


def _in_pieces(context: Context) -> list[tuple[str, Location, Id]]:
    """The path and the location of each piece that names a rule, and that rule."""
    return [
        (path, location, rule)
        for (path, location), piece in context.find_all(Excusable)
        for rule in piece.overrides
    ]


FINDER = (KEY, _in_pieces)
"""The name of what is found in each part of a course, and what finds it."""


def _from_file(name: Id, override: Override) -> Excuse:
    within = tuple(override.within.split("/")) if override.within else ()
    return Excuse(override.rule, override.file, within, (OVERRIDES, (name,)))
