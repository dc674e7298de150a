"""The course as one role meets it. Nothing here is left to decide.

No type in this file has `only`, `except`, `instead` or `also`: a page that is made from it
cannot show a text that is meant for somebody else.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from course.models.activities.kinds import Activity
from course.models.base import Id, Line, Model, Prose, SearchPhrase, walk
from course.models.card import CALL_AFTER, CALL_FIRST, CARD_PARTS, CardKind
from course.models.course import Extent
from course.models.module import Drawing
from course.models.questions.kinds import Question
from course.models.reference import Role


class RoleLesson(Model):
    """A lesson in this role's words."""

    title: Line
    text: Prose | None
    drawing: Drawing | None
    activities: dict[Id, Activity]
    cards: tuple[Id, ...]
    """Those that this role has."""
    topics: tuple[Id, ...]
    tools: tuple[Id, ...]
    """Those that this role is offered."""
    found_by: tuple[SearchPhrase, ...]


class RoleModule(Model):
    """A module in this role's words, as long as this role reads it."""

    extent: Extent
    """Never `none`: such a module is not in the path."""
    has_versions: bool
    """Whether others read more or less of it. If not, nothing is said about a version."""
    title: Line
    minutes: int
    """Of this role's version."""
    revision: int
    """Who has read an earlier one is asked to have another look."""
    summary: Prose
    mentions: Prose | None
    skip: Id | None
    """The lesson with the hard example, if this role meets it. It may be skipped."""
    alternative: Id | None
    """The lesson that may be read instead, if this role meets it."""
    objectives: dict[Id, Prose]
    """Only those that something below proves."""
    lessons: dict[Id, RoleLesson]
    questions: dict[Id, Question]
    close: Prose


def claims_of(module: RoleModule) -> list[Id]:
    """The claims that a module's texts and then its questions rest on, as often as they do."""
    texts = (value for _, value in walk(module) if isinstance(value, Prose))
    in_texts = [hit["id"] for text in texts for hit in text.claims()]
    return in_texts + [it for question in module.questions.values() for it in question.cites]


class RoleCard(Model):
    """A card in this role's words. A part that this role does not have is None."""

    title: Line
    kind: CardKind
    call: Prose | None
    contacts: tuple[Id, ...]
    """Those that stand on this role's cards."""
    do: Prose | None
    say: Prose | None
    dont: Prose | None
    then: Prose | None
    local_rules: tuple[Id, ...]
    cites: tuple[Id, ...]
    lesson: str | None
    """Where it is taught, as `module/lesson`, if this role meets that."""
    found_by: tuple[SearchPhrase, ...]

    @property
    def parts(self) -> Mapping[str, Prose]:
        """The parts that this role has, in the order in which they stand on the card."""
        names = CARD_PARTS if self.kind in CALL_FIRST else CALL_AFTER
        found = {name: getattr(self, name) for name in names}
        return {name: text for name, text in found.items() if text}


class RoleTool(Model):
    """A tool that this role is offered. Its sheet is the same for all."""

    title: Line
    summary: Prose


class RoleCourse(Model):
    """The path of one role."""

    role_id: Id
    role: Role
    modules: dict[Id, RoleModule]
    """In the order of the course."""
    tools: dict[Id, RoleTool]
    cards: dict[Id, RoleCard]
    """In the order of `reference/moments.yml`."""


@dataclass(frozen=True)
class Tailored:
    """The courses of all roles, by role and in the order of `reference/roles.yml`."""

    by_role: Mapping[Id, RoleCourse]
    in_full: Mapping[Id, RoleCourse]
    """The same with every lesson of each module, for trainers who lead a group of that role."""
