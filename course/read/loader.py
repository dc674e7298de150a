"""Reads a folder of YAML into a Course, with everything that is wrong in any of the files."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from course.memo import Memo
from course.models.card import Card
from course.models.course import Course, Outline
from course.models.district import District
from course.models.module import Module
from course.models.quiz import Quiz
from course.models.reference import Roles
from course.models.search_words import SearchWords
from course.models.session import Session
from course.models.style import Style
from course.models.tool import Tool
from course.models.topic import Topic
from course.problems import Problem
from course.read import error_messages
from course.read.district_files import DistrictFiles
from course.read.drawings import drawing_trouble
from course.read.field_docs import allowed_values, fields_at, purpose
from course.read.files import (
    ADAPTERS,
    CARDS,
    DRAWINGS,
    OUTLINE,
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
from course.read.loaded import Loaded
from course.read.sources import Source, Sources
from course.suggestions import nearest

Models = dict[tuple[str, str], Any]
"""Models by the path and the hash of the file that they were made from."""


def load(
    folder: Path,
    memo: Memo | None = None,
    district: Path | None = None,
    known: Models | None = None,
) -> Loaded:
    """Read the course in `folder`, with what a district has written over it in its own folder.

    Files that are the same as in another district's course get the same models, from `known`.
    Never raises for what an author wrote.
    """
    return Reader(folder, memo or Memo(), district, known).read()


class Reader:
    """Reads a course repeatedly. Files that have not changed are not read again."""

    def __init__(
        self,
        folder: Path,
        memo: Memo,
        district: Path | None = None,
        known: Models | None = None,
    ) -> None:
        self._folder, self._memo, self._district = folder, memo, district
        self._models: Models = known or {}

    @property
    def models(self) -> Models:
        """What the last course was made of, for other courses."""
        return self._models

    def read(self) -> Loaded:
        """The course as it is now. Never raises for what an author wrote."""
        district = DistrictFiles(self._district, self._folder) if self._district else None
        sources = Sources(self._folder, self._memo.table("yaml"), district)
        loader = _Loader(sources, self._models)
        loaded = loader.load()
        self._models = loader.models
        return loaded


class _Loader:
    def __init__(self, sources: Sources, known_models: Models) -> None:
        self.sources, self.known_models = sources, known_models
        self.models: Models = {}

    @property
    def problems(self) -> list[Problem]:
        return self.sources.problems

    @property
    def unreadable(self) -> set[str]:
        return self.sources.unreadable

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
        self.sources.reference_names()
        district = self._settings()
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
                district=district,
                **references,
            )
        read = self.sources
        return Loaded(
            course, read.contents, read.digests, read.layers, read.replaced, limited(self.problems)
        )

    def _one(self, path: str, model: Any) -> Any:
        source = self.sources.yaml(path, model)
        return (
            self._cached(source, lambda: self._typed(source, model, source.data))
            if source
            else None
        )

    def _cached(self, source: Source, make: Callable[[], Any]) -> Any:
        """The models in a file, from the cache if the file has not changed."""
        key = (source.path, source.digest)
        models = self.known_models.get(key) or make()
        if models is not None and not any(
            it.path in source.paths and not it.is_warning for it in self.problems
        ):
            self.models[key] = models
        return models

    def _optional(self, path: str, model: Any) -> Any:
        result = self._one(path, model)
        if result is None and not self.sources.is_left_out(path):
            self.unreadable.add(Path(path).stem)
        return result

    def _many(self, folder: str, model: Any) -> dict[str, Any]:
        pieces = {}
        for path in self.sources.files(folder):
            typed = self._one(path, model)
            name = Path(path).stem
            if typed is None:
                self.unreadable.add(f"{Path(folder).name}/{name}")
            else:
                pieces[name] = typed
        return pieces

    def _keyed(self, kind: str, model: Any) -> dict[str, Any]:
        path = f"reference/{kind}.yml"
        source = self.sources.yaml(path, by_id(model))
        if source is None and self.sources.is_left_out(path):
            return {}
        if source is None or not isinstance(source.data, dict):
            if source is not None:
                self._typed(source, by_id(model), source.data)
            self.unreadable.add(kind)
            return {}
        pieces: dict[str, Any] = self._cached(source, lambda: self._by_id(source, kind, model))
        return pieces

    def _by_id(self, source: Source, kind: str, model: Any) -> dict[str, Any]:
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
        for file in self.sources.files(DRAWINGS, ".svg"):
            name = Path(file).stem
            path, content = self.sources.drawing(file)
            trouble = None if content is None else drawing_trouble(content)
            if trouble:
                self.sources.report(path, *trouble)
            if content is None or trouble:
                self.unreadable.add(f"drawings/{name}")
            else:
                drawings[name] = content.decode("utf-8")
        return drawings

    def _settings(self) -> District | None:
        """The district's settings. None without a district, or if they cannot be read."""
        source = self.sources.settings()
        settings: District | None = self._typed(source, District, source.data) if source else None
        return settings

    def _typed(self, source: Source, kind: Any, data: Any) -> Any:
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
