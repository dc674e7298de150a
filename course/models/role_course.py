"""The course as one role sees it, with every variant resolved.

No type in this file has `only`, `except`, `instead` or `also`, so a page made from it cannot
show a text that is meant for another role.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from course.models.activities.kinds import Activity
from course.models.activities.situation import Situation
from course.models.base import Id, Line, Model, Prose, SearchPhrase, words_in
from course.models.card import CALL_AFTER, CALL_FIRST, CARD_PARTS, CardKind
from course.models.course import Extent
from course.models.drawing import Drawing
from course.models.questions.kinds import Question
from course.models.reference import Role

WORDS_PER_MINUTE = 190
"""How fast we assume that staff read on a phone. Most adults read English nonfiction at 175 to 300
words a minute, 238 on average (Brysbaert 2019, doi:10.1016/j.jml.2019.104047)."""
SECONDS_PER_QUESTION = 15
"""To think about a question and answer it, besides reading: our assumption."""


class RoleLesson(Model):
    """A lesson as worded for this role."""

    title: Line
    text: Prose | None
    drawing: Drawing | None
    activities: dict[Id, Activity]
    cards: tuple[Id, ...]
    """Those that this role has."""
    topics: tuple[Id, ...]
    tools: tuple[Id, ...]
    """Those that are offered to this role."""
    found_by: tuple[SearchPhrase, ...]

    @property
    def seconds_to_act(self) -> int:
        """How long choosing and writing in its activities takes, besides reading."""
        return sum(activity.seconds_to_act for activity in self.activities.values())


class RoleModule(Model):
    """A module as worded for this role, with only the lessons that this role reads."""

    extent: Extent
    """Never `none`: such a module is not in the path."""
    has_versions: bool
    """Whether a short version leaves out any lesson. If not, the page does not mention versions."""
    title: Line
    revision: int
    """Readers of an earlier revision are asked to look at the module again."""
    summary: Prose
    mentions: Prose | None
    skip: Id | None
    """The lesson with the hard example, if this role gets it. Readers may skip it."""
    alternative: Id | None
    """The lesson to read instead, if this role gets it."""
    objectives: dict[Id, Prose]
    """Only those that a question or an activity here proves."""
    opening_id: Id | None
    opening: Situation | None
    """The small decision that opens the module."""
    lessons: dict[Id, RoleLesson]
    questions: dict[Id, Question]
    """Each is asked right after its lesson."""
    close: Prose

    @property
    def seconds_before(self) -> int:
        """How long the overview takes, on which the module starts."""
        return seconds_to_read(self.summary)

    @property
    def seconds_to_open(self) -> int:
        """How long the opening takes."""
        return seconds_to_read(self.opening) + self.opening.seconds_to_act if self.opening else 0

    @property
    def seconds_to_close(self) -> int:
        """How long the end of the module takes."""
        return seconds_to_read(self.close, self.objectives)

    @property
    def minutes(self) -> int:
        """How long the module takes, to the minute: to read it, and to do everything in it."""
        seconds = (
            self.seconds_before
            + self.seconds_to_open
            + seconds_to_read(self.lessons, self.questions)
            + sum(lesson.seconds_to_act for lesson in self.lessons.values())
            + SECONDS_PER_QUESTION * len(self.questions)
            + self.seconds_to_close
        )
        return max(1, round(seconds / 60))

    def questions_after(self, lesson_id: Id) -> list[tuple[int, Id, Question]]:
        """The questions of a lesson: the number of each on the page, its id, and the question."""
        place = {name: index for index, name in enumerate(self.lessons)}
        in_order = sorted(self.questions.items(), key=lambda item: place[item[1].lesson])
        return [
            (number, question_id, question)
            for number, (question_id, question) in enumerate(in_order, 1)
            if question.lesson == lesson_id
        ]


def seconds_to_read(*texts: object) -> int:
    """How long it takes to read all texts in these."""
    return round(60 * words_in(texts) / WORDS_PER_MINUTE)


def claims_of(module: RoleModule) -> list[Id]:
    """The claims that a module's texts and then its questions cite, including repeats."""
    in_questions = (claim for question in module.questions.values() for claim in question.cites)
    return [*module.cited_in_texts, *in_questions]


class RoleCard(Model):
    """A card as worded for this role. A part that this role does not have is None."""

    title: Line
    kind: CardKind
    call: Prose | None
    contacts: tuple[Id, ...]
    """Those that are shown on this role's cards."""
    do: Prose | None
    say: Prose | None
    dont: Prose | None
    then: Prose | None
    local_rules: tuple[Id, ...]
    cites: tuple[Id, ...]
    lesson: str | None
    """Where it is taught, as `module/lesson`, if this role gets that lesson."""
    found_by: tuple[SearchPhrase, ...]

    @property
    def parts(self) -> Mapping[str, Prose]:
        """The parts that this role has, in the order in which the card shows them."""
        names = CARD_PARTS if self.kind in CALL_FIRST else CALL_AFTER
        texts = {name: getattr(self, name) for name in names}
        return {name: text for name, text in texts.items() if text}


class RoleTool(Model):
    """A tool that is offered to this role. Its sheet is the same for all roles."""

    title: Line
    summary: Prose


class RoleCourse(Model):
    """The whole course for one role."""

    role_id: Id
    role: Role
    modules: dict[Id, RoleModule]
    """In the order of the course."""
    tools: dict[Id, RoleTool]
    cards: dict[Id, RoleCard]
    """In the order of `reference/moments.yml`."""


@dataclass(frozen=True)
class Tailored:
    """The courses of all roles, in the order of `reference/roles.yml`."""

    by_role: Mapping[Id, RoleCourse]
    in_full: Mapping[Id, RoleCourse]
    """The same with every lesson of each module, for trainers who lead a group in that role."""
