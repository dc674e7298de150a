"""What pages about the whole course say of each role's modules.

Finding it out takes a look at every text. So it is cached until a module's files change, or one
that belongs to no module.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from course.inputs import Inputs
from course.memo import Memo
from course.models.base import Id, cited_in
from course.models.course import Course
from course.models.role_course import RoleCard, RoleCourse, RoleModule, Tailored

MAX_UNUSED = 50
"""For how many earlier versions of modules the facts are cached."""


class ModuleFacts(NamedTuple):
    """What is known about a module as a role reads it. Plain values, to be cached as JSON."""

    minutes: int
    cited: Mapping[Id, Sequence[Id]]
    """The claims that each lesson shows, with its questions and cards."""
    cited_around: Sequence[Id]
    """The claims that the module shows before and after its lessons."""


class FactsOfModules:
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
        self._known = (memo or Memo()).table("module-facts", max_unused=MAX_UNUSED)
        self._of_module = cache(self._find)

    def of(self, role: RoleCourse) -> Mapping[Id, ModuleFacts]:
        """The facts of a role's modules, in their order."""
        return {module_id: self._of_module(module_id)[role.role_id] for module_id in role.modules}

    def _find(self, module_id: Id) -> Mapping[Id, ModuleFacts]:
        """The facts of a module for each role that reads it."""
        if self._inputs is None:
            return self._look_into(module_id)
        key = self._inputs.key((module_id,))
        rows = self._known.get_or_make(key, lambda: self._look_into(module_id))
        return {role_id: ModuleFacts(*row) for role_id, row in rows.items()}

    def _look_into(self, module_id: Id) -> Mapping[Id, ModuleFacts]:
        return {
            role_id: self._facts(role.modules[module_id], role.cards)
            for role_id, role in self._by_role.items()
            if module_id in role.modules
        }

    def _facts(self, module: RoleModule, cards: Mapping[Id, RoleCard]) -> ModuleFacts:
        opened = (module.summary, module.mentions, module.objectives, module.opening)
        return ModuleFacts(
            module.minutes,
            {
                lesson_id: _once(self._cited(module, lesson_id, cards))
                for lesson_id in module.lessons
            },
            _once(cited_in((*opened, module.close, self._course.outline.pause))),
        )

    def _cited(
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
