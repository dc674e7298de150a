"""The steps of a module: what a reader sees at a time on a phone."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count, pairwise
from typing import Literal

from course.models.activities.kinds import Activity
from course.models.activities.situation import Situation
from course.models.base import Id, Prose, cited_in, words_in
from course.models.questions.kinds import Question
from course.models.role_lesson import RoleLesson
from course.models.seconds import SECONDS_PER_QUESTION, seconds_to_read

MOST_WORDS_JOINED = 140
"""Lessons share a step up to this length, if the reader does nothing in one of them."""
MOST_ROOM = 230
"""How much a step may hold: about one and a half screens of a phone, in words of running text."""
ROOM_OF_HEADING = 15
ROOM_OF_DRAWING = 40
ROOM_OF_QUESTION = 70
"""Its frame and buttons, without its words."""
ROOM_OF_LINK = 12
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_LIST_ITEM = re.compile(r"\s*(?:[-*]|\d+\.)\s|\s{2,}")


@dataclass(frozen=True)
class Part:
    """A piece of a lesson that is never split: some paragraphs, an activity or a question."""

    kind: Literal["text", "activity", "question", "links"]
    lesson_id: Id
    name: Id = ""
    """The id of the activity or question."""
    text: Prose | None = None
    is_first: bool = False
    """Whether the lesson begins here, with its title."""
    is_last_text: bool = False
    """Whether the lesson's drawing follows."""
    number: int = 0
    """Of a question, in the module."""
    room: int = 0
    """The space that it takes on a phone, in words of running text."""
    seconds: int = 0
    """How long reading it takes, and acting in it."""
    claims: tuple[Id, ...] = ()
    """What it cites, in order, including repeats."""


@dataclass(frozen=True)
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
        parts = tuple(_parts(lesson_id, lesson, asked[lesson_id]))
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


def _by_lesson(
    lessons: Lessons, questions: Questions
) -> Mapping[Id, list[tuple[int, Id, Question]]]:
    """The questions of each lesson: the number of each on the page, its id, and the question."""
    asked: dict[Id, list[tuple[Id, Question]]] = {lesson_id: [] for lesson_id in lessons}
    for question_id, question in questions.items():
        asked[question.lesson].append((question_id, question))
    number = count(1)
    return {
        lesson_id: [(next(number), *item) for item in items] for lesson_id, items in asked.items()
    }


def _parts(
    lesson_id: Id, lesson: RoleLesson, questions: Iterable[tuple[int, Id, Question]]
) -> Iterator[Part]:
    groups = list(_paragraphs(lesson.text)) if lesson.text else [None]
    for number, text in enumerate(groups, 1):
        is_first, is_last = number == 1, number == len(groups)
        room = words_in((text,)) + (ROOM_OF_HEADING if is_first else 0)
        if lesson.drawing and is_last:
            room += ROOM_OF_DRAWING
        yield Part(
            "text",
            lesson_id,
            text=text,
            is_first=is_first,
            is_last_text=is_last,
            room=room,
            seconds=seconds_to_read(text),
            claims=tuple(cited_in((text,))),
        )
    for name, activity in lesson.activities.items():
        seconds = seconds_to_read(activity) + activity.seconds_to_act
        yield Part(
            "activity",
            lesson_id,
            name,
            room=_room_of(activity),
            seconds=seconds,
            claims=activity.cited_in_texts,
        )
    links = len(lesson.cards) + len(lesson.topics) + len(lesson.tools)
    if links:
        yield Part("links", lesson_id, room=ROOM_OF_LINK * links)
    for number, name, question in questions:
        seconds = seconds_to_read(question) + SECONDS_PER_QUESTION
        room = _room_of_question(question)
        claims = (*question.cited_in_texts, *question.cites)
        yield Part(
            "question",
            lesson_id,
            name,
            number=number,
            room=room,
            seconds=seconds,
            claims=claims,
        )


def _paragraphs(text: Prose) -> Iterator[Prose]:
    """The paragraphs of a text, each with the list that follows it."""
    group: list[str] = []
    for block in _BLANK_LINE.split(text):
        if group and not _LIST_ITEM.match(block) and not group[-1].rstrip().endswith(":"):
            yield Prose("\n\n".join(group))
            group = []
        group.append(block)
    yield Prose("\n\n".join(group))


def _room_of(activity: Activity) -> int:
    drawing = ROOM_OF_DRAWING if isinstance(activity, Situation) and activity.drawing else 0
    return activity.word_count - words_in(activity.closed_texts()) + activity.room + drawing


def _room_of_question(question: Question) -> int:
    closed = words_in(option.feedback for option in question.options())
    return question.word_count - closed + ROOM_OF_QUESTION


def _packed(lesson_id: Id, parts: tuple[Part, ...]) -> Iterator[Step]:
    """The parts of a lesson on as few steps as they fit."""
    packs: list[list[Part]] = [[]]
    for part in parts:
        if packs[-1] and sum(other.room for other in packs[-1]) + part.room > MOST_ROOM:
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
