"""The files of a course, and the type that reads each."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from course.models.base import Id
from course.models.card import Card
from course.models.course import Outline
from course.models.district import District
from course.models.module import Module
from course.models.moment import Moment
from course.models.quiz import Quiz
from course.models.reference import ArticleNote, Citation, Claim, Contact, LocalRule, Roles, Term
from course.models.review import Review
from course.models.search_words import SearchWords
from course.models.session import Session
from course.models.statements import Statements
from course.models.style import Override, Style
from course.models.tool import Tool
from course.models.topic import Topic

OUTLINE = "course.yml"
ROLES = "reference/roles.yml"
DRAWINGS = "reference/drawings"
TOOLS = "reference/tools"
CARDS = "reference/cards"
TOPICS = "reference/topics"
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
"""The files in `reference/` that contain one kind of thing each, by id."""
LOCAL_RULES = "reference/local-rules.yml"
MOMENTS = "reference/moments.yml"
STYLE = "reference/style.yml"
SEARCH_WORDS = "reference/search-words.yml"
SESSION = "reference/session.yml"
STATEMENTS = "reference/statements.yml"
MAY_BE_MISSING = {
    "reference/article-notes.yml",
    LOCAL_RULES,
    MOMENTS,
    "reference/reviews.yml",
    "reference/overrides.yml",
    STYLE,
    SEARCH_WORDS,
    SESSION,
    STATEMENTS,
}
"""The files that a course may leave out."""


def by_id(model: Any) -> Any:
    """The type of a file that contains models by their ids."""
    return dict[Id, model]


ADAPTERS: Mapping[Any, TypeAdapter[Any]] = {
    kind: TypeAdapter(kind)
    for kind in (
        *(District, Outline, Roles, Module, Quiz, Tool, Card, Topic),
        *(Style, SearchWords, Session, Statements),
        *map(by_id, REFERENCES.values()),
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
        STATEMENTS,
        TOOLS,
        CARDS,
        TOPICS,
        DRAWINGS,
    )
)
"""The files and folders in `reference/`."""


def type_of(path: str) -> Any:
    """The type that reads a file of a course or of a district. None for other files."""
    folder, _, name = path.removeprefix("district/").rpartition("/")
    if path == "district/district.yml":
        return District
    pieces = {"modules": Module, "quizzes": Quiz, TOOLS: Tool, CARDS: Card, TOPICS: Topic}
    if folder in pieces and name.endswith(".yml"):
        return pieces[folder]
    single = {
        OUTLINE: Outline,
        ROLES: Roles,
        STYLE: Style,
        SEARCH_WORDS: SearchWords,
        SESSION: Session,
        STATEMENTS: Statements,
    }
    of_course = f"{folder}/{name}".lstrip("/")
    if of_course in single:
        return single[of_course]
    kind = of_course.removeprefix("reference/").removesuffix(".yml")
    return by_id(REFERENCES[kind]) if kind in REFERENCES else None
