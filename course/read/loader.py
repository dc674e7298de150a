"""Reads a folder of YAML into a Course, with everything that is wrong in any of the files."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from course.memo import Memo, Table
from course.models.base import TruncatedText
from course.models.card import Card
from course.models.course import Course, Outline
from course.models.module import Module
from course.models.quiz import Quiz
from course.models.reference import Roles
from course.models.search_words import SearchWords
from course.models.session import Session
from course.models.style import Style
from course.models.tool import Tool
from course.models.topic import Topic
from course.problems import Finding, Position, Problem
from course.read import error_messages
from course.read.drawings import drawing_trouble
from course.read.field_docs import allowed_values, fields_at, purpose
from course.read.files import (
    ADAPTERS,
    CARDS,
    DRAWINGS,
    MAY_BE_MISSING,
    OUTLINE,
    REFERENCE_NAMES,
    REFERENCES,
    ROLES,
    SEARCH_WORDS,
    SESSION,
    STYLE,
    TOOLS,
    TOPICS,
    by_id,
)
from course.read.limit import limited
from course.read.stray_files import is_left_behind, stray_piece, stray_reference
from course.read.yaml_reader import Data, Document, read
from course.suggestions import nearest


@dataclass(frozen=True)
class Loaded:
    """What could be read, and what could not."""

    course: Course | None
    """None if `course.yml` or the roles cannot be read: nothing is possible without them."""
    contents: Mapping[str, bytes]
    """Every file that was read, by its path."""
    problems: tuple[Problem, ...]

    def document(self, path: str) -> Document | None:
        """A YAML file with the position of every value. None if there is no such YAML file."""
        content = self.contents.get(path)
        return read(path, content)[0] if content is not None and path.endswith(".yml") else None

    def to_problems(self, findings: Iterable[Finding]) -> tuple[Problem, ...]:
        """Turn the findings of rules into problems, with the lines that they are about."""
        by_path = groupby(sorted(findings, key=_path_of), key=_path_of)
        return limited(
            problem for path, of_file in by_path for problem in self._problems(path, of_file)
        )

    def _problems(self, path: str, findings: Iterable[Finding]) -> Iterator[Problem]:
        document = self.document(path)
        for finding in findings:
            yield (
                document.problem(finding)
                if document
                else Problem(
                    path,
                    Position(),
                    finding.what,
                    finding.remedy,
                    is_warning=finding.is_warning,
                    rule=finding.rule,
                )
            )


def _path_of(finding: Finding) -> str:
    return finding.path


def load(folder: Path, memo: Memo | None = None) -> Loaded:
    """Read the course in `folder`. Never raises for what an author wrote."""
    return Reader(folder, memo or Memo()).read()


class Reader:
    """Reads a course repeatedly. Files that have not changed are not read again."""

    def __init__(self, folder: Path, memo: Memo) -> None:
        self._folder, self._memo = folder, memo
        self._models: _Models = {}

    def read(self) -> Loaded:
        """The course as it is now. Never raises for what an author wrote."""
        loader = _Loader(self._folder, self._memo.table("yaml"), self._models)
        loaded = loader.load()
        self._models = loader.models
        return loaded


_Models = dict[tuple[str, str], Any]
"""Models by the path and the hash of the file that they were made from."""


@dataclass(frozen=True)
class _Source:
    """A YAML file without syntax errors."""

    path: str
    content: bytes
    digest: str
    data: Data

    @cached_property
    def document(self) -> Document:
        """The file with the position of every value. It is slow to read, and rarely needed."""
        document, _ = read(self.path, self.content)
        assert document is not None, "the file was read before"
        return document


class _Loader:
    def __init__(self, folder: Path, known_data: Table, known_models: _Models) -> None:
        self.folder = folder
        self.known_data, self.known_models = known_data, known_models
        self.models: _Models = {}
        self.contents: dict[str, bytes] = {}
        self.problems: list[Problem] = []
        self.unreadable: set[str] = set()

    def load(self) -> Loaded:
        outline = self._one(OUTLINE, Outline)
        roles = self._one(ROLES, Roles)
        modules = self._many("modules", Module)
        quizzes = self._many("quizzes", Quiz)
        tools = self._many(TOOLS, Tool)
        cards = self._many(CARDS, Card)
        topics = self._many(TOPICS, Topic)
        references: dict[str, Any] = {
            kind.replace("-", "_"): self._keyed(kind, model) for kind, model in REFERENCES.items()
        }
        drawings = self._drawings()
        style = self._optional(STYLE, Style) or Style()
        search_words = self._optional(SEARCH_WORDS, SearchWords) or SearchWords()
        session = self._optional(SESSION, Session)
        self._reference_names()
        course = None
        if outline is not None and roles is not None:
            course = Course.model_construct(
                outline=outline,
                groups=roles.groups,
                roles=roles.roles,
                modules=modules,
                quizzes=quizzes,
                tools=tools,
                cards=cards,
                topics=topics,
                drawings=drawings,
                style=style,
                search_words=search_words,
                session=session,
                unreadable=frozenset(self.unreadable),
                **references,
            )
        return Loaded(course, self.contents, limited(self.problems))

    def _one(self, path: str, model: Any) -> Any:
        source = self._read(path)
        return (
            self._cached(source, lambda: self._typed(source, model, source.data))
            if source
            else None
        )

    def _cached(self, source: _Source, make: Callable[[], Any]) -> Any:
        """The models in a file, from the cache if the file has not changed."""
        key = (source.path, source.digest)
        models = self.known_models.get(key) or make()
        if models is not None and not any(problem.path == source.path for problem in self.problems):
            self.models[key] = models
        return models

    def _optional(self, path: str, model: Any) -> Any:
        result = self._one(path, model)
        if result is None and not self._is_left_out(path):
            self.unreadable.add(Path(path).stem)
        return result

    def _many(self, folder: str, model: Any) -> dict[str, Any]:
        pieces = {}
        for path in self._files(folder):
            typed = self._one(path, model)
            name = Path(path).stem
            if typed is None:
                self.unreadable.add(f"{Path(folder).name}/{name}")
            else:
                pieces[name] = typed
        return pieces

    def _keyed(self, kind: str, model: Any) -> dict[str, Any]:
        path = f"reference/{kind}.yml"
        source = self._read(path)
        if source is None and self._is_left_out(path):
            return {}
        if source is None or not isinstance(source.data, dict):
            if source is not None:
                self._typed(source, by_id(model), source.data)
            self.unreadable.add(kind)
            return {}
        pieces: dict[str, Any] = self._cached(source, lambda: self._by_id(source, kind, model))
        return pieces

    def _by_id(self, source: _Source, kind: str, model: Any) -> dict[str, Any]:
        assert isinstance(source.data, dict)
        pieces = {}
        for name, data in source.data.items():
            typed = self._typed(source, by_id(model), {name: data})
            if typed is None:
                self.unreadable.add(f"{kind}/{name}")
            else:
                pieces.update(typed)
        return pieces

    def _drawings(self) -> dict[str, str]:
        drawings = {}
        for path in self._files(DRAWINGS, ".svg"):
            name = Path(path).stem
            content = self._bytes(path)
            trouble = None if content is None else drawing_trouble(content)
            if trouble:
                self._whole_file(path, *trouble)
            if content is None or trouble:
                self.unreadable.add(f"drawings/{name}")
            else:
                drawings[name] = content.decode("utf-8")
        return drawings

    def _files(self, name: str, ending: str = ".yml") -> Iterator[str]:
        """The files of a folder that should be read. Any others are reported."""
        for path in self._entries(name):
            shown = f"{name}/{path.name}"
            stray = stray_piece(path, name, ending)
            if stray is None:
                yield shown
            else:
                self._whole_file(shown, stray.what, stray.remedy)
                kind = Path(name).name
                self.unreadable.update(f"{kind}/{piece_id}" for piece_id in stray.seems)

    def _reference_names(self) -> None:
        """Report everything in `reference/` with a name that is not read."""
        for path in self._entries("reference"):
            if stray := stray_reference(path, REFERENCE_NAMES):
                self._whole_file(f"reference/{path.name}", stray.what, stray.remedy)
                self.unreadable.update(stray.seems)

    def _entries(self, name: str) -> Iterator[Path]:
        folder = self.folder / name
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if not is_left_behind(path.name):
                yield path

    def _bytes(self, path: str) -> bytes | None:
        try:
            self.contents[path] = (self.folder / path).read_bytes()
            return self.contents[path]
        except FileNotFoundError:
            if self._is_left_out(path):
                return None
            self._whole_file(path, "The file is missing.", "Copy it from the original project.")
        except OSError as error:
            reason = error.strerror or "unknown reason"
            self._whole_file(
                path, f"The file cannot be opened ({reason}).", "Check your permission to read it."
            )
        return None

    def _is_left_out(self, path: str) -> bool:
        return path in MAY_BE_MISSING and not (self.folder / path).exists()

    def _read(self, path: str) -> _Source | None:
        content = self._bytes(path)
        if content is None:
            return None
        digest = sha256(content).hexdigest()
        data: Data | None = self.known_data[digest]
        if data is None:
            document, problems = read(path, content)
            self.problems.extend(problems)
            if document is None:
                return None
            data = document.data
            if not problems and not _is_truncated(data):
                self.known_data[digest] = data
        return _Source(path, content, digest, data)

    def _whole_file(self, path: str, what: str, remedy: str) -> None:
        self.problems.append(Problem(path, Position(), what, remedy))

    def _typed(self, source: _Source, kind: Any, data: Any) -> Any:
        try:
            return ADAPTERS[kind].validate_python(data)
        except ValidationError as error:
            document = source.document
            for details in _without_consequences(kind, error.errors(include_url=False)):
                fields = fields_at(kind, details["loc"][:-1])
                finding = error_messages.finding(
                    document.path,
                    details,
                    {key: purpose(field) for key, field in fields.items()},
                    fields,
                    allowed_values(kind, details["loc"]),
                )
                self.problems.append(document.problem(finding))
            return None


def _is_truncated(data: Data) -> bool:
    """Whether any text in the data was truncated, which JSON cannot represent."""
    if isinstance(data, str):
        return isinstance(data, TruncatedText)
    return any(map(_is_truncated, data.values() if isinstance(data, dict) else data))


def _without_consequences(kind: Any, errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Drop errors that are only consequences of another error.

    A list is not too short if some of its items could not be read, and a key is not missing if
    it is there under a name that is nearly right.
    """
    misspelled = {
        (
            *details["loc"][:-1],
            nearest(str(details["loc"][-1]), fields_at(kind, details["loc"][:-1])),
        )
        for details in errors
        if details["type"] == "extra_forbidden"
    }
    for details in errors:
        location = details["loc"]
        is_short = details["type"] == "too_short" and any(
            other["loc"][: len(location)] == location and other is not details for other in errors
        )
        if not is_short and not (details["type"] == "missing" and location in misspelled):
            yield details
