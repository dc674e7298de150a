"""Ids that went without `was`. Addresses, anchors and readers' records depend on them."""

from collections.abc import Iterator, Mapping
from typing import Any

from course.compare.fingerprint import fingerprint
from course.models.activities.plan import TargetedLineOptions
from course.models.activities.scene import Scene, SceneNode
from course.models.base import Excusable, HasVariants, Id, Model
from course.models.card import Card
from course.models.course import Course, Outline
from course.models.drawing import TargetedDrawing
from course.models.module import Module
from course.models.moment import Moment
from course.models.reference import Role
from course.models.search_words import SearchWord, SearchWords
from course.models.session import Session
from course.models.statements import Accessibility, Privacy
from course.models.style import Style
from course.models.topic import Topic
from course.problems import Finding
from course.read.places import FOLDERS, Place, module_file, place_of, quiz_file
from course.renames import renames_of

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
    "nodes": LINKS,
    "endings": LINKS,
}
"""What is lost with an id, by the key that it is under. Under any other key, readers' work."""

NOT_REPORTED: Mapping[tuple[type[Model], str], str] = {
    (Course, "citations"): "No link leads to a source, and a rule finds claims that name it.",
    (Course, "article_notes"): "No link leads to a note.",
    (Course, "reviews"): "No link leads to a review.",
    (Course, "overrides"): "Readers never see it.",
    (Course, "removed"): "A district has taken it out itself.",
    (Course, "drawings"): "Only lessons show it, and a rule finds those that name it.",
    (Scene, "people"): "No link leads to a person, and a rule finds what they say.",
    (Scene, "around"): "No link leads to it, and a rule finds nodes that name it.",
    (SceneNode, "around"): "Its ids are those of the scene.",
    (Outline, "words"): "No link leads to a word, and a rule finds texts that name it.",
    (Role, "words"): "Its ids are those of the course's words.",
    (Outline, "matrix"): "Its ids are modules and roles, which are reported themselves.",
    (Excusable, "overrides"): "Its ids are rules.",
    (HasVariants, "instead"): "Its ids are roles and groups.",
    (HasVariants, "also"): "Its ids are roles and groups.",
    (TargetedDrawing, "instead"): "Its ids are roles and groups.",
    (TargetedLineOptions, "instead"): "Its ids are roles and groups.",
    (Topic, "jobs"): "Its ids are roles.",
    (Moment, "jobs"): "Its ids are roles and groups.",
    (Module, "objectives"): "No link leads to one, and rules find questions that name it.",
    (Session, "plans"): "No link leads to a plan.",
    (Accessibility, "tested"): "No link leads to a test.",
    (Accessibility, "gaps"): "No link leads to a gap.",
    (Privacy, "kept"): "No link leads to it, and a test compares it with the scripts.",
    (Style, "avoid"): "Readers never see it.",
    (Style, "balance"): "Readers never see it.",
    (Card, "only_for"): "Its ids are contacts, which are reported themselves.",
    (Card, "except_for"): "Its ids are contacts, which are reported themselves.",
    (SearchWord, "only_for"): "Its ids are places, which other rules find.",
    (SearchWords, "sounds"): "Letters, not ids.",
    (SearchWords, "words"): "Readers never see its id.",
}
"""Keys whose ids may disappear without a report, and why."""


def lost_ids(before: Course, now: Course) -> Iterator[Finding]:
    """A finding for each id that went without `was`.

    Inside a piece that is gone, nothing more is reported.
    """
    return _LostIds(before, now).find()


class _LostIds:
    """Compares an earlier course with the present one."""

    def __init__(self, before: Course, now: Course) -> None:
        self._before, self._now, self._renames = before, now, renames_of(now)

    def find(self) -> Iterator[Finding]:
        """The ids that are gone at the top, and inside of what is still there."""
        for kind in Course.model_fields:
            earlier, present = getattr(self._before, kind), getattr(self._now, kind)
            if not isinstance(earlier, Mapping) or (Course, kind) in NOT_REPORTED:
                continue
            alike = _alike(earlier, present)
            for name, piece in earlier.items():
                heir = self._heir(kind, name)
                if heir in present:
                    yield from self._inside(place_of(kind, heir), name, piece, present[heir])
                elif not self._now.has(kind.replace("_", "-"), name) and not (
                    # A quiz that is gone with its module, which is reported.
                    kind == "quizzes" and not self._now.has("modules", heir)
                ):
                    new = alike.get(name)
                    place = place_of(kind, new) if new else (_remains(kind), ())
                    yield _gone(kind, name, new, place, has_was=hasattr(piece, "was"))

    def _heir(self, kind: str, name: Id) -> Id:
        """What a piece of the course is called now."""
        by_old_id: Mapping[Id, Id] = getattr(
            self._renames, "modules" if kind == "quizzes" else kind, {}
        )
        return by_old_id.get(name, name)

    def _inside(self, place: Place, name: Id, before: Any, now: Any) -> Iterator[Finding]:
        """Ids that are gone inside a piece, which was called `name`.

        Pieces of different kinds are not compared.
        """
        if not isinstance(before, Model) or type(before) is not type(now):
            return
        path, location = place
        for key, field in type(before).model_fields.items():
            earlier, present = getattr(before, key), getattr(now, key)
            here = (path, (*location, field.alias or key))
            if isinstance(earlier, Model):
                yield from self._inside(here, name, earlier, present)
            if isinstance(earlier, Mapping) and (owner(type(before), key), key) not in NOT_REPORTED:
                yield from self._in_mapping(key, here, name, earlier, present)

    def _in_mapping(
        self, key: str, place: Place, name: Id, before: Mapping[Id, Any], now: Mapping[Id, Any]
    ) -> Iterator[Finding]:
        """Ids that are gone from a mapping inside a piece, which was called `name`."""
        path, location = place
        alike = _alike(before, now)
        by_old_id = {old: new for new, piece in now.items() for old in getattr(piece, "was", ())}
        for piece_id, piece in before.items():
            heir = by_old_id.get(piece_id, piece_id)
            if heir in now:
                yield from self._inside((path, (*location, heir)), piece_id, piece, now[heir])
            elif moved := self._moved(key, f"{name}/{piece_id}"):
                there, piece_now = moved
                yield from self._inside(there, piece_id, piece, piece_now)
            else:
                new = alike.get(piece_id)
                shown = (path, (*location, new) if new else location)
                yield _gone(key, piece_id, new, shown, has_was=hasattr(piece, "was"))

    def _moved(self, key: str, old: str) -> tuple[Place, Model] | None:
        """A lesson or a question that is in another module now, with its place there."""
        if key == "lessons" and old in self._renames.lessons:
            module_id, _, name = self._renames.lessons[old].partition("/")
            place = (module_file(module_id), (key, name))
            return place, self._now.modules[module_id].lessons[name]
        if key == "questions" and old in self._renames.questions:
            module_id, _, name = self._renames.questions[old].partition("/")
            place = (quiz_file(module_id), (key, name))
            return place, self._now.quizzes[module_id].questions[name]
        return None


def _remains(kind: str) -> str:
    """The file to point at if a piece is gone."""
    return "course.yml" if kind in FOLDERS else place_of(kind, "")[0]


def owner(model: type[Model], name: str) -> type[Model]:
    """The model that defines a key: `HasVariants` for the `instead` of a lesson."""
    parents = [parent for parent in reversed(model.__mro__) if issubclass(parent, Model)]
    return next(parent for parent in parents if name in parent.model_fields)


def _alike(before: Mapping[Id, Any], now: Mapping[Id, Any]) -> Mapping[Id, Id]:
    """The new ids of pieces that say the same as before."""
    new = {_content(piece): name for name, piece in now.items() if name not in before}
    return {
        name: new[_content(piece)]
        for name, piece in before.items()
        if name not in now and _content(piece) in new
    }


def _content(piece: Model | str) -> str:
    return fingerprint(piece) if isinstance(piece, Model) else piece


def _gone(kind: str, name: Id, new: Id | None, place: Place, *, has_was: bool) -> Finding:
    path, location = place
    keep = f"write `was: [{name}]` in it" if has_was else "give it back its old id"
    return Finding(
        path,
        location,
        f'The id "{name}" is gone, and with it {LOST_WITH.get(kind, "what readers did there")}.',
        f'It seems to be called "{new}" now: {keep}.'
        if new
        else f"If this is intended, leave it. If it was renamed, {keep}.",
        on_key=True,
        is_warning=not new,
    )
