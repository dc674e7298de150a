"""Puts questions into the file of a module's quiz, and changes nothing else in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.authoring.commented import Commented
from course.authoring.splice import below_keys, insert_entry
from course.authoring.yaml_file import SpliceError
from course.bring.quiz import Module, Taken, folded
from course.models.base import Id
from course.models.course import Course
from course.models.quiz import Quiz
from course.problems import Position, Problem
from course.read.decode import MAX_BYTES
from course.read.places import quiz_file
from course.read.yaml_reader import read

_KEY = "questions"


class IntoError(Exception):
    """The questions cannot be put into the file."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


@dataclass(frozen=True)
class QuizFile:
    """The file of a quiz that questions go into. It may not exist yet."""

    path: Path
    content: bytes | None
    """None if it does not exist."""
    data: dict[str, Any]
    is_new: bool
    """Whether each question must say that it is new: it goes over a quiz of the course."""
    others: dict[str, Any]
    """The questions of the course's quiz, if this file is a district's."""
    says_new: bool = False
    """Whether the file itself must say that it is new."""

    def module(self, course: Course, module_id: Id) -> Module:
        """What the questions need to know about their module."""
        module = course.modules.get(module_id)
        entries = {**_questions(self.others), **_questions(self.data)}
        texts = {name: it.get("question") for name, it in entries.items() if isinstance(it, dict)}
        earlier = [it.get("was", []) for it in entries.values() if isinstance(it, dict)]
        was = {name for names in earlier if isinstance(names, list) for name in names}
        taken_ids = frozenset([*entries, *map(str, was)])
        places = [f"{name}/{it}" for name, quiz in course.quizzes.items() for it in quiz.questions]
        return Module(
            tuple(module.objectives) if module else (),
            tuple(module.lessons) if module else (),
            {folded(text): name for name, text in texts.items() if isinstance(text, str)},
            taken_ids,
            frozenset([*places, *(f"{module_id}/{name}" for name in taken_ids)]),
        )

    def with_questions(self, questions: list[Taken]) -> str:
        """The text of the file with more questions. Raises IntoError if that is impossible."""
        written = entries_text(questions)
        if len(self.content or b"") + len(written.encode()) > MAX_BYTES:
            what = f"{self.path} would be longer than {MAX_BYTES:,} bytes, and so not be read."
            raise IntoError(what, "Import the bank in parts, into several modules.")
        if self.content is None:
            top = "new: yes\n" if self.says_new else ""
            text = f"{top}{below_keys((_KEY,), written)}"
        else:
            try:
                text = insert_entry(self.content.decode("utf-8"), (_KEY,), written)
            except SpliceError as error:
                remedy = "With --dry-run the questions are printed; put them into it by hand."
                raise IntoError(f"{self.path}: {error}", remedy) from None
        _, problems = read(str(self.path), text.encode())
        if problems:  # such as a file that is too long now
            raise IntoError(f"{self.path}: {problems[0].what}", problems[0].remedy)
        return text


def entries_text(questions: Iterable[Taken]) -> str:
    """The entries of `questions:`, as at the left margin."""
    data = {question.id: question.data for question in questions}
    return Commented(Quiz, explains=False).text(data, (_KEY,), 2)


def quiz_to_fill(
    folder: Path, district: Path | None, module_id: Id
) -> tuple[QuizFile | None, tuple[Problem, ...]]:
    """The file that questions of a module go into, or why it cannot be read."""
    name = quiz_file(module_id)
    course_data, problems = _read(folder / name)
    if problems:
        return None, problems
    if district is None:
        return QuizFile(folder / name, *_or_empty(course_data), False, {}), ()
    own_data, problems = _read(district / name)
    if problems:
        return None, problems
    content, data = _or_empty(own_data)
    others = course_data[1] if course_data else {}
    is_over = course_data is not None and data.get("new") != "yes"
    return QuizFile(district / name, content, data, is_over, others, course_data is None), ()


_File = tuple[bytes, dict[str, Any]]


def _or_empty(file: _File | None) -> tuple[bytes | None, dict[str, Any]]:
    return file or (None, {})


def _read(path: Path) -> tuple[_File | None, tuple[Problem, ...]]:
    """The content and the data of a file. None if it does not exist."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None, ()
    except OSError as error:
        what = f"This file cannot be opened: {error.strerror}."
        return None, (Problem(str(path), Position(), what, "Look at what is there."),)
    document, problems = read(str(path), content)
    if document is None or problems:
        return None, problems
    return (content, document.data if isinstance(document.data, dict) else {}), ()


def _questions(data: dict[str, Any]) -> dict[str, Any]:
    questions = data.get(_KEY)
    return questions if isinstance(questions, dict) else {}
