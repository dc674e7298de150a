"""Puts questions into the file of a module's quiz, and changes nothing else in it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.bring.append import AppendError, append_entries
from course.bring.quiz import Module, Taken, folded
from course.bring.quiz_yaml import entries_yaml
from course.models.base import Id
from course.models.course import Course
from course.problems import Problem
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
        return Module(
            tuple(module.objectives) if module else (),
            tuple(module.lessons) if module else (),
            {folded(text): name for name, text in texts.items() if isinstance(text, str)},
            frozenset([*entries, *map(str, was)]),
        )

    def with_questions(self, questions: list[Taken]) -> str:
        """The text of the file with more questions. Raises IntoError if that is impossible."""
        before = "new: yes\n" if self.content is None and self.says_new else ""
        if self.content is not None:
            before = self.content.decode("utf-8")
        try:
            text = append_entries(before, _KEY, entries_yaml(questions))
        except AppendError:
            what = f"In {self.path}, what belongs to `{_KEY}:` is on the same line."
            raise IntoError(what, "Write each question on lines of its own below it.") from None
        if len(text.encode()) > MAX_BYTES:
            what = f"{self.path} would be longer than {MAX_BYTES:,} bytes, and so not be read."
            raise IntoError(what, "Import the bank in parts, into several modules.")
        document, problems = read(str(self.path), text.encode())
        if document is None or problems or not self._is_only_longer(document.data, questions):
            what = f"The questions cannot be put into {self.path} without changing what is there."
            first = f" {problems[0].what}" if problems else ""
            remedy = "With --dry-run they are printed; put them into the file by hand."
            raise IntoError(f"{what}{first}", remedy)
        return text

    def _is_only_longer(self, data: object, questions: list[Taken]) -> bool:
        """Whether the file says what it said before, and then the questions."""
        if not isinstance(data, dict):
            return False
        old, now = _questions(self.data), _questions(data)
        added = [question.id for question in questions]
        rest = {name: value for name, value in data.items() if name != _KEY}
        is_same = rest.items() >= {k: v for k, v in self.data.items() if k != _KEY}.items()
        return is_same and list(now) == [*old, *added] and old.items() <= now.items()


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
    document, problems = read(str(path), content)
    if document is None or problems:
        return None, problems
    return (content, document.data if isinstance(document.data, dict) else {}), ()


def _questions(data: dict[str, Any]) -> dict[str, Any]:
    questions = data.get(_KEY)
    return questions if isinstance(questions, dict) else {}
