"""Reads a folder of YAML into a Course, with everything that is wrong in any of the files."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from course.memo import Memo
from course.models.card import Card
from course.models.course import Course, Outline
from course.models.district import District, Logo
from course.models.drawing import Shapes
from course.models.language import TRANSLATIONS
from course.models.module import Module
from course.models.quiz import Quiz
from course.models.reference import Roles
from course.models.search_words import SearchWords
from course.models.session import Session
from course.models.statements import Statements
from course.models.style import Style
from course.models.tool import Tool
from course.models.topic import Topic
from course.problems import Finding, Location, Position, Problem
from course.read.blanks import blank, blank_locations
from course.read.codes import DISTRICT_FILES, FILE_NAMES, PICTURES
from course.read.district_files import DistrictFiles
from course.read.drawings import DrawingError, read_drawing
from course.read.emptied import emptied
from course.read.files import (
    CARDS,
    DRAWINGS,
    OUTLINE,
    REFERENCES,
    ROLES,
    SEARCH_WORDS,
    SESSION,
    STATEMENTS,
    STYLE,
    TOOLS,
    TOPICS,
    by_id,
)
from course.read.limit import limited
from course.read.loaded import Loaded
from course.read.logo import read_logo
from course.read.pairs import misnamed_cards, unpaired
from course.read.removed import without_leads
from course.read.shared_district import more_than_settings
from course.read.sources import Source, Sources
from course.read.typed import typed
from course.read.values import value_at
from course.suggestions import as_typed

_MODELS: Mapping[str, Any] = {"modules": Module, "quizzes": Quiz, "cards": Card}
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


def load_settings_over(
    course: Loaded,
    folder: Path,
    memo: Memo,
    district: Path,
    for_all: DistrictFiles | None = None,
) -> Loaded:
    """A course that could be read, with the settings of a district, which has nothing else.

    `for_all` is what is written over the course for all districts; `course` has it, too. Never
    raises for what an author wrote.
    """
    files = DistrictFiles(district, folder, for_all)
    loader = _Loader(Sources(folder, memo.table("yaml"), files), {})
    loaded = loader.load_settings_over(course, more_than_settings(files))
    of_all = for_all.contents if for_all else {}
    return replace(loaded, problems=tuple(it for it in loaded.problems if it.path not in of_all))


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
        if not sources.removed:
            return loaded
        table = self._memo.table("yaml")
        everything = Sources(self._folder, table, district, keeps_removed=True)
        kept = _Loader(everything, loader.models).load()
        others = {*kept.problems}
        caused = tuple(
            it
            for it in loaded.problems
            if it not in others and it.is_mistake and it.path not in loaded.own_paths
        )
        return replace(loaded, kept=kept.course, caused=caused, removed=sources.removed)


class _Loader:
    def __init__(self, sources: Sources, known_models: Models) -> None:
        self.sources, self.known_models = sources, known_models
        self.models: Models = {}
        self.blanks: set[tuple[str, Location]] = set()

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
        pieces = {
            "modules": modules,
            "quizzes": quizzes,
            "cards": cards,
            "moments": references["moments"],
        }
        rows = outline.matrix if outline else ()
        for it in emptied(pieces, rows, self.sources.is_left_out, frozenset(self.unreadable)):
            self.sources.report(it.path, it.what, it.remedy)
            self.unreadable.add(it.kind)
        self._pair(pieces, rows)
        drawings = self._drawings()
        style = self._optional(STYLE, Style) or Style()
        search_words = self._optional(SEARCH_WORDS, SearchWords) or SearchWords()
        session = self._optional(SESSION, Session)
        statements = self._optional(STATEMENTS, Statements)
        self.sources.reference_names()
        district, logo = self._settings()
        self.problems.extend(self.sources.catalogs())
        course = None
        if outline is not None and roles is not None:
            complete = Course.model_construct(
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
                statements=statements,
                blanks=frozenset(self.blanks),
                unreadable=frozenset(self.unreadable),
                removed=self.sources.removed,
                district=district,
                logo=logo,
                **references,
            )
            course = without_leads(complete)
        read = self.sources
        return Loaded(
            course, read.contents, read.digests, read.layers, read.replaced, limited(self.problems)
        )

    def load_settings_over(self, course: Loaded, others: Iterable[Problem]) -> Loaded:
        outline = self._one(OUTLINE, Outline)
        contacts = self._keyed("contacts", REFERENCES["contacts"])
        local_rules = self._keyed("local-rules", REFERENCES["local-rules"])
        district, _ = self._settings()
        read, result = self.sources, None
        for_all = course.course.district if course.course else None
        if district and for_all:
            district = district.model_copy(update={"offer": for_all.offer})
        if course.course is not None and outline is not None:
            changed = {
                "outline": outline,
                "contacts": contacts,
                "local_rules": local_rules,
                "district": district,
                "blanks": course.course.blanks | self.blanks,
                "unreadable": frozenset(self.unreadable),
            }
            result = course.course.model_copy(update=changed)
        return Loaded(
            result,
            {**course.contents, **read.contents},
            {**course.digests, **read.digests},
            {**course.layers, **read.layers},
            {},  # it has no texts of its own
            limited((*self.problems, *others)),
        )

    def _pair(self, pieces: Mapping[str, dict[str, Any]], rows: Iterable[str]) -> None:
        """Report what is missing, and take out what has a wrong name. `rows` are the matrix's."""
        modules, quizzes, cards = pieces["modules"], pieces["quizzes"], pieces["cards"]
        for it in (
            *unpaired(modules, quizzes, rows, self._is_unread),
            *misnamed_cards(cards, pieces["moments"], self._is_unread),
        ):
            kind = Path(it.finding.path).parent.name
            source = self.sources.yaml(it.finding.path, _MODELS[kind])
            assert source is not None, "it was read before"
            self.problems.append(source.document.problem(replace(it.finding, rule=FILE_NAMES)))
            self.unreadable.add(it.missing)
            if it.misnamed:
                self.unreadable.add(it.misnamed)
                del pieces[kind][Path(it.misnamed).name]

    def _is_unread(self, kind: str, name: str) -> bool:
        return not self.unreadable.isdisjoint({kind, f"{kind}/{name}"})

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
                self.unreadable.update((f"{kind}/{name}", f"{kind}/{as_typed(name).lower()}"))
            else:
                pieces.update(typed)
        return pieces

    def _drawings(self) -> dict[str, Shapes]:
        drawings = {}
        for file in self.sources.files(DRAWINGS, ".svg"):
            name = Path(file).stem
            path, content = self.sources.drawing(file)
            if content is None:
                self.unreadable.add(f"drawings/{name}")
                continue
            try:
                drawings[name] = read_drawing(content)
            except DrawingError as trouble:
                self.sources.report(path, trouble.what, trouble.remedy, trouble.position, PICTURES)
                self.unreadable.add(f"drawings/{name}")
        return drawings

    def _settings(self) -> tuple[District | None, Logo | None]:
        """The district's settings and its logo.

        None for either one that is missing or cannot be read.
        """
        source = self.sources.settings()
        if self.sources.has_unread_district:
            self.unreadable.add("district")
        if source is None:
            return None, None
        settings: District | None = self._typed(source, District, source.data)
        if settings is None:
            self.unreadable.add("district")
        elif settings.language and not self.sources.has_buttons_in(settings.language):
            self._tell_missing_buttons(source, settings.language)
        name = settings.logo if settings else None
        return settings, self._logo(source, name) if name else None

    def _tell_missing_buttons(self, settings: Source, language: str) -> None:
        what = f'There are no buttons in "{language}" here, so they stay English.'
        remedy = (
            f"Delete this line, or have {TRANSLATIONS}/{language}.po made: "
            "docs/how-to/add-a-language.md says how. The texts stay in the course's language."
        )
        finding = Finding(
            settings.path, ("language",), what, remedy, is_warning=True, rule=DISTRICT_FILES
        )
        self.problems.append(settings.document.problem(finding))

    def _logo(self, settings: Source, name: str) -> Logo | None:
        path, content = self.sources.logo(name)
        if content is None:
            what = f'There is no file "{name}" beside this one that can be opened.'
            remedy = "Put it in the same folder. Capital letters in its name count."
            finding = Finding(settings.path, ("logo",), what, remedy, rule=PICTURES)
            self.problems.append(settings.document.problem(finding))
            return None
        logo, problems = read_logo(path, name, content)
        self.problems.extend(problems)
        return logo

    def _typed(self, source: Source, kind: Any, data: Any) -> Any:
        for location in blank_locations(data):
            self.blanks.add((source.path, location))
            found = blank(source.path, location, value_at(data, location))
            self.problems.append(source.document.problem(found))
        model, findings = typed(source.path, kind, data)
        if findings:  # positions are slow to read
            self._tell(map(source.document.problem, findings))
        return model

    def _tell(self, problems: Iterable[Problem]) -> None:
        """Report what was not told: a key of district.yml may be wrong in course.yml, too."""
        told = {*map(_place_and_what, self.problems)}
        for problem in problems:
            if _place_and_what(problem) not in told:
                told.add(_place_and_what(problem))
                self.problems.append(problem)


def _place_and_what(problem: Problem) -> tuple[str, Position, str]:
    return problem.path, problem.position, problem.what
