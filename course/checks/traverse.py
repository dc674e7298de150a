"""Where the pieces of the course stand, for rules that walk through them."""

import heapq
from collections.abc import Iterator
from functools import lru_cache
from itertools import count
from typing import Any, TypeVar

from course.models.base import Model, walk
from course.models.course import Course
from course.models.questions.kinds import QuestionForWhom
from course.read.places import Place, place_of, quiz_file, shared_file

_Kind = TypeVar("_Kind")
NO_MODELS = {"drawings", "unreadable"}
"""Parts of a course that hold no text of its own models."""


def files(course: Course) -> Iterator[tuple[Place, Model]]:
    """Everything that authors write: each file's path with the top of its data.

    A file that holds pieces by their ids comes once for each of them.
    """
    for name in Course.model_fields:
        part = getattr(course, name)
        if name == "outline":
            yield ("course.yml", ()), part
        elif isinstance(part, Model) and part != Course.model_fields[name].default:
            yield (shared_file(name), ()), part
        elif isinstance(part, dict) and name not in NO_MODELS:
            for piece_id, piece in part.items():
                yield place_of(name, piece_id), piece


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


def lesson_places(course: Course) -> list[str]:
    """Every lesson, as authors name it in other files: `module/lesson`."""
    return [f"{name}/{it}" for name, module in course.modules.items() for it in module.lessons]
