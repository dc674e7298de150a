"""Ids that disappeared. Addresses, anchors and the records in readers' browsers depend on them."""

from collections.abc import Iterator, Mapping
from typing import Any

from course.compare.fingerprint import fingerprint
from course.models.base import HasVariants, Id, Model
from course.models.course import Course, Outline
from course.models.module import Module
from course.models.moment import Moment
from course.models.search_words import SearchWords
from course.models.session import Session
from course.models.style import Style
from course.models.topic import Topic
from course.problems import Finding
from course.read.places import FOLDERS, Place, place_of

LINKS = "links to it"
LOST_WITH = {
    "groups": LINKS,
    "roles": "the role that readers chose, its lines in their records, and links to its pages",
    "claims": LINKS,
    "glossary": LINKS,
    "contacts": LINKS,
    "cards": LINKS,
    "topics": LINKS,
    "moments": "what its card is checked against",
    "local_rules": LINKS,
    "choices": LINKS,
}
"""What is lost with an id, by the key that it is under. Under any other key, readers' work."""

NOT_REPORTED: Mapping[tuple[type[Model], str], str] = {
    (Course, "citations"): "No link leads to a source, and a rule finds claims that name it.",
    (Course, "article_notes"): "No link leads to a note.",
    (Course, "reviews"): "No link leads to a review.",
    (Course, "overrides"): "Readers never see it.",
    (Course, "drawings"): "Only lessons show it, and a rule finds those that name it.",
    (Outline, "matrix"): "Its ids are modules and roles, which are reported themselves.",
    (HasVariants, "instead"): "Its ids are roles and groups.",
    (HasVariants, "also"): "Its ids are roles and groups.",
    (Topic, "jobs"): "Its ids are roles.",
    (Moment, "jobs"): "Its ids are roles and groups.",
    (Module, "objectives"): "No link leads to one, and rules find questions that name it.",
    (Session, "plans"): "No link leads to a plan.",
    (Style, "avoid"): "Readers never see it.",
    (Style, "balance"): "Readers never see it.",
    (SearchWords, "sounds"): "Letters, not ids.",
    (SearchWords, "words"): "Readers never see its id.",
}
"""Keys whose ids may disappear without a report, and why."""


def lost_ids(before: Course, now: Course) -> Iterator[Finding]:
    """A finding for each id that is gone. Inside a piece that is gone, nothing more is reported."""
    for kind in Course.model_fields:
        earlier, present = getattr(before, kind), getattr(now, kind)
        if not isinstance(earlier, Mapping) or (Course, kind) in NOT_REPORTED:
            continue
        gone = [
            name
            for name in earlier
            if not now.has(kind.replace("_", "-"), name) and not _is_gone_quiz(kind, name, now)
        ]
        renamed = _renamed(earlier, present)
        for name in gone:
            new = renamed.get(name)
            yield _gone(kind, name, new, place_of(kind, new) if new else (_remains(kind), ()))
        for name in earlier:
            if name in present:
                yield from _lost_inside(place_of(kind, name), earlier[name], present[name])


def _is_gone_quiz(kind: str, name: Id, now: Course) -> bool:
    """Whether a quiz is gone together with its module, which is reported."""
    return kind == "quizzes" and not now.has("modules", name)


def _remains(kind: str) -> str:
    """The file to point at if a piece is gone."""
    return "course.yml" if kind in FOLDERS else place_of(kind, "")[0]


def _lost_inside(place: Place, before: Any, now: Any) -> Iterator[Finding]:
    """Ids that are gone inside a piece. Pieces of different kinds are not compared."""
    if not isinstance(before, Model) or type(before) is not type(now):
        return
    path, location = place
    for name, field in type(before).model_fields.items():
        earlier, present = getattr(before, name), getattr(now, name)
        here = (*location, field.alias or name)
        if isinstance(earlier, Model):
            yield from _lost_inside((path, here), earlier, present)
        if not isinstance(earlier, Mapping) or (owner(type(before), name), name) in NOT_REPORTED:
            continue
        renamed = _renamed(earlier, present)
        for piece_id in earlier:
            new = renamed.get(piece_id)
            if piece_id not in present:
                yield _gone(name, piece_id, new, (path, (*here, new) if new else here))
            else:
                inner = (path, (*here, piece_id))
                yield from _lost_inside(inner, earlier[piece_id], present[piece_id])


def owner(model: type[Model], name: str) -> type[Model]:
    """The model that defines a key: `HasVariants` for the `instead` of a lesson."""
    parents = [parent for parent in reversed(model.__mro__) if issubclass(parent, Model)]
    return next(parent for parent in parents if name in parent.model_fields)


def _renamed(before: Mapping[Id, Any], now: Mapping[Id, Any]) -> Mapping[Id, Id]:
    """The new ids of pieces that say the same as before."""
    new = {_content(piece): name for name, piece in now.items() if name not in before}
    return {
        name: new[_content(piece)]
        for name, piece in before.items()
        if name not in now and _content(piece) in new
    }


def _content(piece: Model | str) -> str:
    return fingerprint(piece) if isinstance(piece, Model) else piece


def _gone(kind: str, name: Id, renamed: Id | None, place: Place) -> Finding:
    path, location = place
    return Finding(
        path,
        location,
        f'The id "{name}" is gone, and with it {LOST_WITH.get(kind, "what readers did there")}.',
        f'It seems to be called "{renamed}" now: give it back its old id.'
        if renamed
        else "If this is intended, leave it. If it was renamed, give it back its old id.",
        on_key=True,
        is_warning=not renamed,
    )
