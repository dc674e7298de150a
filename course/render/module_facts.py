"""What pages about the whole course say of each role's modules.

Finding it out takes a look at every text. So it is cached until a module's files change, or one
that belongs to no module.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from course.inputs import Inputs
from course.memo import Memo
from course.models.base import Id, cited_in
from course.models.course import Course
from course.models.role_course import RoleCard, RoleModule, Tailored

MAX_UNUSED = 50
"""For how many earlier versions of modules the facts are cached."""


class Cited(NamedTuple):
    """The claims that a module shows a role. Plain values, so that they can be cached as JSON."""

    by_lesson: Mapping[Id, Sequence[Id]]
    """Those of each lesson, with its questions and cards."""
    around: Sequence[Id]
    """Those before and after the lessons."""


class ModuleFacts:
    """The facts of all modules of all roles."""

    def __init__(
        self,
        course: Course,
        tailored: Tailored,
        memo: Memo | None = None,
        inputs: Inputs | None = None,
    ) -> None:
        """Without the `inputs` of a site, facts are not cached from one run to the next."""
        self._course, self._by_role, self._inputs = course, tailored.by_role, inputs
        self._memo = memo or Memo()
        self._minutes, self._cited = cache(self._find_minutes), cache(self._find_cited)

    def minutes(self, role_id: Id) -> Mapping[Id, int]:
        """How long each module of a role takes, in the order of the modules."""
        modules = self._by_role[role_id].modules
        return {module_id: self._minutes(module_id)[role_id] for module_id in modules}

    def cited(self, role_id: Id, module_id: Id) -> Cited:
        """The claims that a module of a role shows. All cards must be right."""
        return self._cited(module_id)[role_id]

    def _find_minutes(self, module_id: Id) -> Mapping[Id, int]:
        return self._cached("module-minutes", module_id, lambda module, _: module.minutes)

    def _find_cited(self, module_id: Id) -> Mapping[Id, Cited]:
        by_role = self._cached("module-claims", module_id, self._look_for_claims)
        return {role_id: Cited(*row) for role_id, row in by_role.items()}

    def _cached(
        self, table: str, module_id: Id, find: Callable[[RoleModule, Mapping[Id, RoleCard]], Any]
    ) -> Mapping[Id, Any]:
        """What is found in a module for each role that reads it."""

        def find_all() -> Mapping[Id, Any]:
            return {
                role_id: find(role.modules[module_id], role.cards)
                for role_id, role in self._by_role.items()
                if module_id in role.modules
            }

        if self._inputs is None:
            return find_all()
        known = self._memo.table(table, max_unused=MAX_UNUSED)
        return known.get_or_make(self._inputs.key((module_id,)), find_all)

    def _look_for_claims(self, module: RoleModule, cards: Mapping[Id, RoleCard]) -> Cited:
        before = (module.summary, module.mentions, module.objectives, module.opening)
        return Cited(
            {
                lesson_id: _once(self._claims_of(module, lesson_id, cards))
                for lesson_id in module.lessons
            },
            _once(cited_in((*before, module.close, self._course.outline.pause))),
        )

    def _claims_of(
        self, module: RoleModule, lesson_id: Id, cards: Mapping[Id, RoleCard]
    ) -> Iterator[Id]:
        """The claims of a lesson, its questions and its cards."""
        lesson = module.lessons[lesson_id]
        questions = [it for it in module.questions.values() if it.lesson == lesson_id]
        yield from lesson.cited_in_texts
        yield from chain.from_iterable(it.cited_in_texts for it in questions)
        yield from chain.from_iterable(it.cites for it in questions)
        for card_id in lesson.cards:
            yield from cited_on_card(self._course, cards[card_id])


def cited_on_card(course: Course, card: RoleCard) -> Iterator[Id]:
    """The claims that a card's texts cite, with those of the contacts and rules that it shows."""
    contacts = (course.contacts[contact_id] for contact_id in card.contacts)
    return cited_in(
        (
            *card.parts.values(),
            *(course.local_rules[rule_id].verified_answer for rule_id in card.local_rules),
            *(contact.if_missing for contact in contacts if not contact.verified_on),
        )
    )


def _once(claims: Iterator[Id]) -> Sequence[Id]:
    return tuple(dict.fromkeys(claims))
