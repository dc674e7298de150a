"""The course as one role sees it, with every variant resolved.

No type in this file has `only`, `except`, `instead` or `also`, so a page made from it cannot
show a text that is meant for another role.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from course.models.activities.plan import Plan
from course.models.activities.scene import Scene
from course.models.activities.situation import Situation
from course.models.base import Id, Model, Reader, SearchPhrase, fingerprint_of
from course.models.card import CALL_AFTER, CALL_FIRST, CARD_PARTS, CardKind
from course.models.course import Extent
from course.models.questions.kinds import Question
from course.models.reference import Role
from course.models.role_lesson import RoleLesson
from course.models.seconds import SECONDS_PER_QUESTION, seconds_to_read
from course.models.steps import Step, idle_lessons, lessons_with_act, steps_of
from course.models.texts import Line, Prose


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

    @cached_property
    def steps(self) -> Sequence[Step]:
        """What a reader sees at a time, besides the overview, the opening and the end."""
        return self._find_steps()

    def _find_steps(self) -> Sequence[Step]:
        return steps_of(self.lessons, self.questions, (self.skip, self.alternative))

    @cached_property
    def card_ids(self) -> frozenset[Id]:
        """The cards that lessons show, or that questions refer to."""
        in_lessons = (card_id for lesson in self.lessons.values() for card_id in lesson.cards)
        asked = (question.card for question in self.questions.values() if question.card)
        return frozenset((*in_lessons, *asked))

    @cached_property
    def scenes(self) -> Mapping[Id, tuple[Id, Scene]]:
        """The scenes, each with the id of its lesson."""
        return {
            name: (lesson_id, activity)
            for lesson_id, lesson in self.lessons.items()
            for name, activity in lesson.activities.items()
            if isinstance(activity, Scene)
        }

    @property
    def plans(self) -> list[Plan]:
        """The plans of all lessons."""
        activities = (it for lesson in self.lessons.values() for it in lesson.activities.values())
        return [it for it in activities if isinstance(it, Plan)]

    @property
    def duties(self) -> list[Plan]:
        """The plans that are a duty: nobody chooses them."""
        return [plan for plan in self.plans if plan.duty]

    @property
    def idle_lessons(self) -> list[Id]:
        """The lessons on whose steps a reader does nothing."""
        # Only a rule asks, long before pages need the steps, and they take much memory.
        return idle_lessons(self._find_steps(), lessons_with_act(self.lessons, self.questions))

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
    def minutes_left(self) -> list[int]:
        """How long the module still takes from each step on, the overview and the end included.

        From the first, it is exactly what readers are told and what their record says.
        """
        opening = (self.seconds_to_open,) if self.opening else ()
        steps = (step.seconds for step in self.steps)
        following = [*opening, *steps, self.seconds_to_close]
        left = (max(1, round(sum(following[at:]) / 60)) for at in range(len(following)))
        return [self.minutes, *left]

    @cached_property
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

    @property
    def reader(self) -> Reader:
        """Whose texts this role reads, the most specific first."""
        return self.role.reader(self.role_id)

    @cached_property
    def fingerprint(self) -> str:
        """A hash of everything inside. Roles, districts and pages share most pieces."""
        pieces = (self.modules, self.tools, self.cards)
        inside = [[(name, it.fingerprint) for name, it in by_id.items()] for by_id in pieces]
        content = (self.role_id, self.role.fingerprint, inside)
        return fingerprint_of(repr(content))

    @property
    def duties(self) -> Mapping[Id, list[Plan]]:
        """The plans that are a duty, by module. Modules without any are left out."""
        found = {module_id: module.duties for module_id, module in self.modules.items()}
        return {module_id: duties for module_id, duties in found.items() if duties}

    def card_for(self, module_id: Id, lesson_id: Id, activity_id: Id) -> Id | None:
        """The card for those who could not do what they had in mind, if this role has one."""
        lesson = self.modules[module_id].lessons[lesson_id]
        activity = lesson.activities[activity_id]
        named = (activity.card,) if isinstance(activity, Plan) else lesson.cards
        return next((name for name in named if name in self.cards), None)

    def about(self, module_id: Id) -> "RoleCourse":
        """Only this module, and the cards that it shows or refers to."""
        module = self.modules[module_id]
        cards = {name: card for name, card in self.cards.items() if name in module.card_ids}
        return self.model_copy(update={"modules": {module_id: module}, "cards": cards})


@dataclass(frozen=True)
class Tailored:
    """The courses of all roles, in the order of `reference/roles.yml`."""

    by_role: Mapping[Id, RoleCourse]
    in_full: Mapping[Id, RoleCourse]
    """The same with every lesson of each module, for trainers who lead a group in that role."""
