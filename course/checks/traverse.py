"""Where the pieces of the course stand, for rules that walk through them."""

import heapq
from collections.abc import Iterator
from functools import lru_cache
from itertools import count
from typing import Any, TypeVar

from course.models.base import Model, walk
from course.models.course import Course
from course.models.questions.kinds import QuestionForWhom
from course.problems import Location

_Kind = TypeVar("_Kind")
KEYED = (
    "claims",
    "citations",
    "article-notes",
    "glossary",
    "contacts",
    "local-rules",
    "moments",
    "reviews",
)
"""The files in `reference/` that hold authors' pieces by their ids."""
Place = tuple[str, Location]
"""A file, and the way to a value in it."""


def files(course: Course) -> Iterator[tuple[Place, Model]]:
    """Every file of authors' text: its path with the top of its data."""
    yield ("course.yml", ()), course.outline
    for pieces, path_of in (
        (course.modules, module_file),
        (course.quizzes, quiz_file),
        (course.tools, tool_file),
        (course.cards, card_file),
        (course.topics, topic_file),
    ):
        for name, piece in pieces.items():
            yield (path_of(name), ()), piece
    if course.session:
        yield ("reference/session.yml", ()), course.session
    for kind in ("groups", "roles"):
        for name, piece in getattr(course, kind).items():
            yield ("reference/roles.yml", (kind, name)), piece
    for kind in KEYED:
        for name, piece in getattr(course, kind.replace("-", "_")).items():
            yield (f"reference/{kind}.yml", (name,)), piece


def found(
    course: Course, kind: type[_Kind] | tuple[type[_Kind], ...]
) -> Iterator[tuple[Place, _Kind]]:
    """Every piece of one kind, such as every Situation or every Markdown text, in order."""
    pieces = _by_type(course)
    lists = [pieces[one] for one in pieces if issubclass(one, kind)]
    return ((place, value) for _, place, value in heapq.merge(*lists))


@lru_cache(maxsize=1)
def _by_type(course: Course) -> dict[type, list[tuple[int, Place, Any]]]:
    """Everything by its type, each with its turn. Walked once, as most rules ask for some."""
    pieces: dict[type, list[tuple[int, Place, Any]]] = {}
    turn = count()
    for (path, start), model in files(course):
        for location, value in walk(model, start):
            pieces.setdefault(type(value), []).append((next(turn), (path, location), value))
    return pieces


def questions(course: Course) -> Iterator[tuple[Place, QuestionForWhom]]:
    """Every question, with its file and the way to it."""
    for module_id, quiz in course.quizzes.items():
        for question_id, question in quiz.questions.items():
            yield (quiz_file(module_id), ("questions", question_id)), question


def module_file(module_id: str) -> str:
    """The file of a module."""
    return f"modules/{module_id}.yml"


def tool_file(tool_id: str) -> str:
    """The file of a tool."""
    return f"reference/tools/{tool_id}.yml"


def lesson_places(course: Course) -> list[str]:
    """Every lesson, as authors name it in other files: `module/lesson`."""
    return [f"{name}/{it}" for name, module in course.modules.items() for it in module.lessons]


def card_file(card_id: str) -> str:
    """The file of a card."""
    return f"reference/cards/{card_id}.yml"


def topic_file(topic_id: str) -> str:
    """The file of a topic."""
    return f"reference/topics/{topic_id}.yml"


def quiz_file(module_id: str) -> str:
    """The file of a module's quiz."""
    return f"quizzes/{module_id}.yml"
