"""The parts of a lesson, which are never split on a page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from course.models.activities.kinds import Activity
from course.models.activities.scene import Scene
from course.models.activities.situation import Situation
from course.models.base import Id, cited_in, words_in
from course.models.questions.kinds import Question
from course.models.seconds import SECONDS_PER_QUESTION, seconds_to_read
from course.models.texts import Prose

ROOM_OF_HEADING = 15
ROOM_OF_DRAWING = 40
ROOM_OF_QUESTION = 70
"""Its frame and buttons, without its words."""
ROOM_OF_LINK = 12
BLANK_LINE = re.compile(r"\n[ \t]*\n")
"""Between two paragraphs of an author's text."""
_LIST_ITEM = re.compile(r"\s*(?:[-*]|\d+\.)\s|\s{2,}")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a lesson."""

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


def text_parts(lesson_id: Id, text: Prose | None, *, has_drawing: bool) -> Iterator[Part]:
    """The paragraphs of a lesson. A lesson without text has one part, with its title."""
    groups = list(_paragraphs(text)) if text else [None]
    for number, group in enumerate(groups, 1):
        is_first, is_last = number == 1, number == len(groups)
        room = words_in((group,)) + (ROOM_OF_HEADING if is_first else 0)
        yield Part(
            "text",
            lesson_id,
            text=group,
            is_first=is_first,
            is_last_text=is_last,
            room=room + (ROOM_OF_DRAWING if has_drawing and is_last else 0),
            seconds=seconds_to_read(group),
            claims=tuple(cited_in((group,))),
        )


def activity_part(lesson_id: Id, name: Id, activity: Activity) -> Part:
    """An activity of a lesson."""
    is_drawn = isinstance(activity, Situation | Scene) and activity.drawing
    drawing = ROOM_OF_DRAWING if is_drawn else 0
    return Part(
        "activity",
        lesson_id,
        name,
        room=activity.open_word_count + activity.room + drawing,
        seconds=seconds_to_read(activity) + activity.seconds_to_act,
        claims=activity.cited_in_texts,
    )


def question_part(number: int, name: Id, question: Question) -> Part:
    """A question, after its lesson. `number` is its number in the module."""
    return Part(
        "question",
        question.lesson,
        name,
        number=number,
        room=question.open_word_count + ROOM_OF_QUESTION,
        seconds=seconds_to_read(question) + SECONDS_PER_QUESTION,
        claims=(*question.cited_in_texts, *question.cites),
    )


def _paragraphs(text: Prose) -> Iterator[Prose]:
    """The paragraphs of a text, each with the list that follows it."""
    group: list[str] = []
    for block in BLANK_LINE.split(text):
        if group and not _LIST_ITEM.match(block) and not group[-1].rstrip().endswith(":"):
            yield Prose("\n\n".join(group))
            group = []
        group.append(block)
    yield Prose("\n\n".join(group))
