"""Counts who appears in the examples."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from course.checks.context import Context
from course.checks.patterns import Phrases, simplified
from course.memo import Memo
from course.models.base import Id
from course.models.role_course import RoleCourse
from course.problems import Finding

FEWEST_TO_COMPARE = 12
MOST_OF_ONE_KIND = 2 / 3

Balance = Mapping[Id, Mapping[Id, tuple[str, ...]]]
"""Groups of kinds of people that should appear about equally often, each kind with its words."""


class Census:
    """Counts kinds of people in the examples of roles. Many roles share the same examples."""

    def __init__(self, balance: Balance, memo: Memo) -> None:
        self._patterns = {
            group: {kind: Phrases(phrases) for kind, phrases in kinds.items()}
            for group, kinds in balance.items()
        }
        self._known = memo.table("kinds-of-people", balance)

    def count(self, role: RoleCourse) -> Mapping[Id, Mapping[Id, int]]:
        """For each group, in how many examples of a role each kind appears."""
        counted = Counter(chain.from_iterable(map(self._kinds_in, _examples(role))))
        return {
            group: {kind: counted[group, kind] for kind in kinds}
            for group, kinds in self._patterns.items()
        }

    def _kinds_in(self, text: str) -> Iterator[tuple[Id, Id]]:
        found = self._known.get_or_make(text, lambda: self._find_kinds(text))
        return ((group, kind) for group, kind in found)

    def _find_kinds(self, text: str) -> Sequence[tuple[Id, Id]]:
        simple = simplified(text)
        return [
            (group, kind)
            for group, patterns in self._patterns.items()
            for kind, words in patterns.items()
            if words.are_in(simple)
        ]


def balance(context: Context) -> Iterator[Finding]:
    """In the examples that a role reads, no kind of person makes up nearly all.

    Good: as many girls as boys among those who shout, and among those who are quiet
    Bad: fifteen boys who shout, and two girls
    """
    census = Census(context.course.style.balance, context.memo)
    for role_id, role in context.tailored.by_role.items():
        for group, counted in census.count(role).items():
            kind, most = max(counted.items(), key=lambda entry: entry[1], default=("", 0))
            everyone = sum(counted.values())
            if everyone >= FEWEST_TO_COMPARE and most > MOST_OF_ONE_KIND * everyone:
                yield Finding(
                    "reference/style.yml",
                    ("balance", group),
                    f'"{role_id}" reads {most} examples with “{kind}” out of {everyone}.',
                    "Swap some of them, in both the loud parts and the quiet ones.",
                    on_key=True,
                    is_warning=True,
                )


def _examples(role: RoleCourse) -> Iterator[str]:
    """Each lesson's text, and the scenes of its activities and questions, as a role sees them."""
    for module in role.modules.values():
        for lesson in module.lessons.values():
            if lesson.text:
                yield lesson.text
            for activity in lesson.activities.values():
                yield from activity.scenes()
        for question in module.questions.values():
            yield from question.scenes()


RULES = (balance,)
