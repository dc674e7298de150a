"""What was added, changed and removed between two states of a course, and for which roles."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from textwrap import shorten
from typing import Any

from course.models.base import Audience, Excusable, Id, Model, cited_in, walk
from course.models.course import Course
from course.models.role_course import RoleCourse, Tailored, claims_of
from course.read.overlay import OF_OUTLINE

NOUNS: Mapping[str, str] = {
    "modules": "module",
    "cards": "card",
    "tools": "tool",
    "topics": "topic",
    "claims": "claim",
    "citations": "source",
    "article_notes": "note of the article",
    "glossary": "word",
    "contacts": "contact",
    "local_rules": "local rule",
    "moments": "moment",
    "reviews": "review",
    "roles": "job",
    "groups": "group",
    "overrides": "excused remark",
    "drawings": "drawing",
}
"""What each kind of piece is called, in the order in which changes are listed."""
PARTS: Mapping[str, str] = {"openings": "opening", "lessons": "lesson", "objectives": "objective"}
"""The same for pieces inside a module. Its questions are in another file."""
FILES: Mapping[str, str] = {
    "outline": "course.yml",
    "session": "reference/session.yml",
    "statements": "reference/statements.yml",
    "style": "reference/style.yml",
    "search_words": "reference/search-words.yml",
    "district": "district.yml",
    "logo": "the logo of the district",
}
"""Files that are one piece each."""
TITLES = ("title", "name", "term", "question", "says", "asks", "scene", "text")
"""The keys that may say what a piece is, the best one first."""
LONGEST_TITLE = 70


class How(StrEnum):
    """What happened to a piece."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class Change:
    """A piece that was added, changed or removed."""

    how: How
    kind: str
    """Such as `module` or `claim`."""
    title: str
    roles: tuple[Id, ...] = ()
    """The jobs that it is different for. Empty for a piece that is for no one in particular."""
    parts: tuple["Change", ...] = ()
    """What changed inside a module."""


_Pair = tuple[str, Mapping[Id, Any], Mapping[Id, Any]]
"""A kind of piece, and all pieces of it in the earlier and in the present state."""


def content_changes(before: Tailored, now: Tailored, old: Course, new: Course) -> Iterator[Change]:
    """Every difference between two states of a course."""
    for field, kind in NOUNS.items():
        earlier, present = _pieces(old, field), _pieces(new, field)
        for piece_id in _ids(earlier, present):
            was, is_now = earlier.get(piece_id), present.get(piece_id)
            parts = _parts(piece_id, old, new) if field == "modules" else ()
            if _content(was) == _content(is_now) and not parts:
                continue
            roles = tuple(
                role_id
                for role_id in _ids(before.by_role, now.by_role)
                if _is_for(field, piece_id, was, before.by_role.get(role_id))
                != _is_for(field, piece_id, is_now, now.by_role.get(role_id))
            )
            yield Change(_how(was, is_now), kind, _title(is_now or was, piece_id), roles, parts)
    for field, path in FILES.items():
        was, is_now = getattr(old, field), getattr(new, field)
        if field == "outline":
            was = was.model_copy(update=_from_settings(old, new))
        if _content(was) != _content(is_now):
            yield Change(_how(was, is_now), "file", path)


def _pieces(course: Course, field: str) -> Mapping[Id, Any]:
    """All pieces of a kind. An override beside a text has the place of the text as its id."""
    pieces: Mapping[Id, Any] = getattr(course, field)
    if field != "overrides":
        return pieces
    beside = {
        f"{rule} in {'/'.join(map(str, location))}": reason
        for location, piece in walk(course)
        if isinstance(piece, Excusable)
        for rule, reason in piece.overrides.items()
    }
    return {**pieces, **beside}


def _from_settings(*states: Course) -> Mapping[str, Any]:
    """What the last state's outline has from a district's settings, or what it had before.

    Changes of these are no changes of `course.yml`.
    """
    names = [key.replace("-", "_") for key in OF_OUTLINE]
    settings = [course.district for course in states if course.district]
    return {
        name: getattr(states[-1].outline, name)
        for name in names
        if any(getattr(it, name) is not None for it in settings)
    }


def _parts(module_id: Id, old: Course, new: Course) -> tuple[Change, ...]:
    """What changed inside a module and its quiz, if there is one before and after."""
    if module_id not in old.modules or module_id not in new.modules:
        return ()
    pairs: list[_Pair] = [
        (kind, getattr(old.modules[module_id], field), getattr(new.modules[module_id], field))
        for field, kind in PARTS.items()
    ]
    asked = [
        course.quizzes[module_id].questions if module_id in course.quizzes else {}
        for course in (old, new)
    ]
    pairs.append(("question", asked[0], asked[1]))
    return tuple(
        Change(_how(was, is_now), kind, _title(is_now or was, piece_id))
        for kind, earlier, present in pairs
        for piece_id in _ids(earlier, present)
        if _content(was := earlier.get(piece_id)) != _content(is_now := present.get(piece_id))
    )


def _is_for(field: str, piece_id: Id, piece: Any, role: RoleCourse | None) -> str | None:
    """What a role gets of a piece, as something to compare. None if it gets nothing."""
    if role is None or piece is None:
        return None
    if field in {"modules", "cards"}:
        own = getattr(role, field).get(piece_id)
        return own.fingerprint if own else None
    if field == "claims":
        return _content(piece) if piece_id in _cited(role) else None
    if isinstance(piece, Audience):
        return _content(piece) if piece.is_for(role.reader) else None
    return None


def _cited(role: RoleCourse) -> set[Id]:
    """The claims that a role's modules, cards and tools cite."""
    of_modules = (claim for module in role.modules.values() for claim in claims_of(module))
    of_cards = (claim for card in role.cards.values() for claim in card.cites)
    return {*of_modules, *of_cards, *cited_in((role.cards, role.tools))}


def _ids(before: Mapping[Id, Any], now: Mapping[Id, Any]) -> Iterable[Id]:
    """The ids in either, in order: first those that are there now."""
    return dict.fromkeys((*now, *before))


def _content(piece: Any) -> Any:
    return piece.fingerprint if isinstance(piece, Model) else piece


def _how(was: object, is_now: object) -> How:
    if was is None:
        return How.ADDED
    return How.REMOVED if is_now is None else How.CHANGED


def _title(piece: Model | str | None, piece_id: Id) -> str:
    texts = (getattr(piece, name, None) for name in TITLES if isinstance(piece, Model))
    title = next((text for text in texts if text), piece_id)
    return shorten(title, LONGEST_TITLE, placeholder=" …")
