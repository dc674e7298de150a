"""A folder of YAML to a Course, with everything that is wrong in any of the files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from course.models.base import Id
from course.models.card import Card
from course.models.course import VIEW_BOX, Course, Outline
from course.models.module import Module
from course.models.moment import Moment
from course.models.quiz import Quiz
from course.models.reference import ArticleNote, Citation, Claim, Contact, LocalRule, Roles, Term
from course.models.review import Review
from course.models.search_words import SearchWords
from course.models.session import Session
from course.models.style import Override, Style
from course.models.tool import Tool
from course.models.topic import Topic
from course.problems import Finding, Position, Problem
from course.read.error_messages import finding
from course.read.field_docs import fields_at, purpose, words_at
from course.read.limit import limited
from course.read.stray_files import is_left_behind, stray_piece, stray_reference
from course.read.yaml_reader import Document, read
from course.suggestions import nearest

OUTLINE = "course.yml"
ROLES = "reference/roles.yml"
DRAWINGS = "reference/drawings"
TOOLS = "reference/tools"
CARDS = "reference/cards"
TOPICS = "reference/topics"
MAX_DRAWING_BYTES = 16 * 1024
"""A reader's phone loads it."""
REFERENCES: Mapping[str, Any] = {
    "claims": Claim,
    "citations": Citation,
    "article-notes": ArticleNote,
    "glossary": Term,
    "contacts": Contact,
    "local-rules": LocalRule,
    "moments": Moment,
    "reviews": Review,
    "overrides": Override,
}
"""The files in `reference/` that hold one kind of thing each, by id."""
STYLE = "reference/style.yml"
SEARCH_WORDS = "reference/search-words.yml"
SESSION = "reference/session.yml"
MAY_BE_MISSING = {
    "reference/article-notes.yml",
    "reference/local-rules.yml",
    "reference/moments.yml",
    "reference/reviews.yml",
    "reference/overrides.yml",
    STYLE,
    SEARCH_WORDS,
    SESSION,
}


def _by_id(model: Any) -> Any:
    return dict[Id, model]


_ADAPTERS: Mapping[Any, TypeAdapter[Any]] = {
    kind: TypeAdapter(kind)
    for kind in (
        *(Outline, Roles, Module, Quiz, Tool, Card, Topic, Style, SearchWords, Session),
        *map(_by_id, REFERENCES.values()),
    )
}
"""What reads each kind of file."""
REFERENCE_NAMES = tuple(
    path.removeprefix("reference/")
    for path in (
        ROLES,
        *(f"reference/{kind}.yml" for kind in REFERENCES),
        STYLE,
        SEARCH_WORDS,
        SESSION,
        TOOLS,
        CARDS,
        TOPICS,
        DRAWINGS,
    )
)
"""What stands in `reference/`: files and folders."""


@dataclass(frozen=True)
class Loaded:
    """What could be read, and what could not."""

    course: Course | None
    """None where `course.yml` or the roles cannot be read: nothing stands without them."""
    documents: Mapping[str, Document]
    problems: tuple[Problem, ...]

    def place(self, findings: Iterable[Finding]) -> tuple[Problem, ...]:
        """The findings of later rules, with the lines that they are about."""
        return limited(
            self.documents[found.path].problem(found)
            if found.path in self.documents
            else Problem(
                found.path,
                Position(),
                found.what,
                found.remedy,
                is_warning=found.is_warning,
                rule=found.rule,
            )
            for found in findings
        )


def load(folder: Path) -> Loaded:
    """Read the course in `folder`. Never raises for what an author wrote."""
    return _Loader(folder).load()


class _Loader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.documents: dict[str, Document] = {}
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
        return Loaded(course, self.documents, limited(self.problems))

    def _one(self, path: str, model: Any) -> Any:
        document = self._read(path)
        return self._typed(document, model, document.data) if document else None

    def _optional(self, path: str, model: Any) -> Any:
        found = self._one(path, model)
        if found is None and not self._is_left_out(path):
            self.unreadable.add(Path(path).stem)
        return found

    def _many(self, folder: str, model: Any) -> dict[str, Any]:
        found = {}
        for path in self._files(folder):
            typed = self._one(path, model)
            name = Path(path).stem
            if typed is None:
                self.unreadable.add(f"{Path(folder).name}/{name}")
            else:
                found[name] = typed
        return found

    def _keyed(self, kind: str, model: Any) -> dict[str, Any]:
        path = f"reference/{kind}.yml"
        document = self._read(path)
        if document is None and self._is_left_out(path):
            return {}
        if document is None or not isinstance(document.data, dict):
            if document is not None:
                self._typed(document, dict[Id, model], document.data)
            self.unreadable.add(kind)
            return {}
        found = {}
        for name, data in document.data.items():
            typed = self._typed(document, dict[Id, model], {name: data})
            if typed is None:
                self.unreadable.add(f"{kind}/{name}")
            else:
                found.update(typed)
        return found

    def _drawings(self) -> dict[str, str]:
        found = {}
        for shown in self._files(DRAWINGS, ".svg"):
            name = Path(shown).stem
            content = self._bytes(shown)
            trouble = None if content is None else _drawing_trouble(content)
            if trouble:
                self._whole_file(shown, *trouble)
            if content is None or trouble:
                self.unreadable.add(f"drawings/{name}")
            else:
                found[name] = content.decode("utf-8")
        return found

    def _files(self, name: str, ending: str = ".yml") -> Iterator[str]:
        """The files of a folder that are to be read. Any other is reported."""
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
        """Report what stands in `reference/` under a name that nothing reads."""
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
            return (self.folder / path).read_bytes()
        except FileNotFoundError:
            if self._is_left_out(path):
                return None
            self._whole_file(path, "The file is missing.", "Take it from the original project.")
        except OSError as error:
            reason = error.strerror or "unknown reason"
            self._whole_file(
                path, f"The file cannot be opened ({reason}).", "Check that you may read it."
            )
        return None

    def _is_left_out(self, path: str) -> bool:
        return path in MAY_BE_MISSING and not (self.folder / path).exists()

    def _read(self, path: str) -> Document | None:
        content = self._bytes(path)
        if content is None:
            return None
        document, problems = read(path, content)
        self.problems.extend(problems)
        if document:
            self.documents[path] = document
        return document

    def _whole_file(self, path: str, what: str, remedy: str) -> None:
        self.problems.append(Problem(path, Position(), what, remedy))

    def _typed(self, document: Document, kind: Any, data: Any) -> Any:
        try:
            return _ADAPTERS[kind].validate_python(data)
        except ValidationError as error:
            for details in _told_once(kind, error.errors(include_url=False)):
                fields = fields_at(kind, details["loc"][:-1])
                found = finding(
                    document.path,
                    details,
                    {key: purpose(field) for key, field in fields.items()},
                    fields,
                    words_at(kind, details["loc"]),
                )
                self.problems.append(document.problem(found))
            return None


def _told_once(kind: Any, errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Without what only follows from another mistake.

    A list is not too short where items of it could not be read, and a key is not missing where
    it stands under a name that is nearly right.
    """
    misspelt = {
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
        if not is_short and not (details["type"] == "missing" and location in misspelt):
            yield details


def _drawing_trouble(content: bytes) -> tuple[str, str] | None:
    """What is wrong with a drawing, and the remedy."""
    if len(content) > MAX_DRAWING_BYTES:
        return (
            f"The drawing is larger than {MAX_DRAWING_BYTES // 1024} KB.",
            "Save it as a plain SVG, with fewer points and no pictures inside.",
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return (
            "A character of the drawing is not saved as UTF-8.",
            "Save the file again with the encoding UTF-8.",
        )
    if "<svg" not in text:
        return (
            "This is not an SVG drawing.",
            "Open it in the program that it was drawn with, and save it as a plain SVG.",
        )
    if not VIEW_BOX.search(text):
        return (
            "The drawing does not say how large it is.",
            'Add viewBox="0 0 600 220" to its first tag, with its own width and height.',
        )
    return None
