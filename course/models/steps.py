"""The steps of a module: what a reader sees at a time on a phone."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count, pairwise

from course.models.base import Id, words_in
from course.models.part import Part, question_part
from course.models.questions.kinds import Question
from course.models.role_lesson import RoleLesson

MOST_WORDS_JOINED = 140
"""Lessons share a step up to this length, if the reader does nothing in one of them."""
MOST_ROOM = 230
"""How much a step may hold: about one and a half screens of a phone, in words of running text."""


@dataclass(frozen=True, slots=True)
class Step:
    """Parts that are shown at a time."""

    step_id: str
    """Its anchor: that of the lesson, if a lesson begins here."""
    parts: tuple[Part, ...]
    number: int = 1
    """Its number among the steps of its first lesson."""
    is_example: bool = False
    """Whether this is a harder and a quieter example, of which the reader picks one."""

    @property
    def seconds(self) -> int:
        """How long the step takes."""
        return sum(part.seconds for part in self.parts)


Lessons = Mapping[Id, RoleLesson]
Questions = Mapping[Id, Question]
Examples = tuple[Id | None, Id | None]
"""The lesson with the hard example, and the one to read instead."""


def steps_of(lessons: Lessons, questions: Questions, examples: Examples) -> list[Step]:
    """The steps of a module's lessons, in order.

    A question is on the step of its lesson if there is room. A lesson in which the reader does
    nothing is joined to its neighbor if both are short.
    """
    steps: list[Step] = []
    with_act = lessons_with_act(lessons, questions)
    are_choice = _are_choice(examples, lessons, with_act)
    asked = _by_lesson(lessons, questions)
    for lesson_id, lesson in lessons.items():
        parts = (*lesson.parts, *asked[lesson_id])
        if are_choice and lesson_id in examples:
            if lesson_id == examples[0]:
                steps.append(Step("_example", parts, is_example=True))
            else:
                steps[-1] = Step("_example", (*steps[-1].parts, *parts), is_example=True)
        elif steps and _can_join(lessons, with_act, steps[-1], lesson_id, parts):
            steps[-1] = replace(steps[-1], parts=(*steps[-1].parts, *parts))
        else:
            steps.extend(_packed(lesson_id, parts))
    return steps


def claims_by_step(steps: Iterable[Step]) -> dict[str, list[Id]]:
    """The claims of each step, by its id, without those that a step before cites for the lesson."""
    listed: set[tuple[Id, Id]] = set()
    claims: dict[str, list[Id]] = {}
    for step in steps:
        cited = dict.fromkeys((part.lesson_id, name) for part in step.parts for name in part.claims)
        claims[step.step_id] = [name for lesson, name in cited if (lesson, name) not in listed]
        listed.update(cited)
    return claims


def idle_lessons(steps: Iterable[Step], with_act: Container[Id]) -> list[Id]:
    """The lessons that share their step with no lesson in which a reader does something."""
    is_idle: dict[str, bool] = {}
    step_of: dict[Id, str] = {}
    for step in steps:
        for part in step.parts:
            # The steps of a long lesson count as one.
            name = step_of.setdefault(part.lesson_id, step.step_id)
            acts = step.is_example or part.lesson_id in with_act
            is_idle[name] = is_idle.get(name, True) and not acts
    return [lesson_id for lesson_id, name in step_of.items() if is_idle[name]]


def lessons_with_act(lessons: Lessons, questions: Questions) -> set[Id]:
    """The lessons in which a reader chooses, writes or answers something."""
    asked = {question.lesson for question in questions.values()}
    return asked | {name for name, lesson in lessons.items() if lesson.seconds_to_act > 0}


def _by_lesson(lessons: Lessons, questions: Questions) -> Mapping[Id, list[Part]]:
    """The questions of each lesson. They are numbered in the order of the lessons."""
    asked: dict[Id, list[Id]] = {lesson_id: [] for lesson_id in lessons}
    for question_id, question in questions.items():
        asked[question.lesson].append(question_id)
    number = count(1)
    return {
        lesson_id: [question_part(next(number), name, questions[name]) for name in names]
        for lesson_id, names in asked.items()
    }


def _packed(lesson_id: Id, parts: tuple[Part, ...]) -> Iterator[Step]:
    """The parts of a lesson on as few steps as they fit. Its title is never on a step alone."""
    packs: list[list[Part]] = [[]]
    for part in parts:
        has_more = any(other.text or other.kind != "text" for other in packs[-1])
        if has_more and sum(other.room for other in packs[-1]) + part.room > MOST_ROOM:
            packs.append([])
        packs[-1].append(part)
    for number, pack in enumerate(packs, 1):
        step_id = lesson_id if number == 1 else f"_{lesson_id}-{number}"
        yield Step(step_id, tuple(pack), number)


def _can_join(
    lessons: Lessons, with_act: Container[Id], step: Step, lesson_id: Id, parts: tuple[Part, ...]
) -> bool:
    before = {part.lesson_id for part in step.parts}
    if step.is_example:
        return False
    if all(name in with_act for name in (*before, lesson_id)):
        return False
    joined = (*step.parts, *parts)
    words = sum(words_in((lessons[name],)) for name in (*before, lesson_id))
    return words <= MOST_WORDS_JOINED and sum(part.room for part in joined) <= MOST_ROOM


def _are_choice(examples: Examples, lessons: Lessons, with_act: Container[Id]) -> bool:
    """Whether the example to read instead is right after the other, and neither has an act."""
    neighbors: set[Examples] = {*pairwise(lessons)}
    return examples in neighbors and not any(lesson_id in with_act for lesson_id in examples)
