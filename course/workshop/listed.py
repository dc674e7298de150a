"""What a form has in lists: how each piece is called, and whether one more or one less may be.

A list is what has several alike in it, in the file as items with a hyphen or as entries under ids.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from course.authoring.new.inside import ORDINALS
from course.models.course import Course
from course.problems import Location
from course.read.cursor import Layout
from course.read.field_docs import (
    allowed_values,
    fields_at,
    is_list,
    is_mapping,
    is_word_list,
    keys_named_at,
    lengths,
)
from course.read.yaml_reader import Data
from course.workshop.completion import Option, ids_at
from course.workshop.fields import Adding, Field, Item

PIECES = {
    "lessons": "Lesson",
    "openings": "Opening",
    "activities": "Activity",
    "questions": "Question",
    "nodes": "Turn",
    "endings": "Ending",
    "groups": "Group",
    "roles": "Job",
}
"""The keys of a file with pieces that have forms of their own, and what one of them is called."""
_FIXED = {"groups", "roles", "matrix", "balance", "sounds"}
"""The keys of lists that a form does not change: tables, and what needs more than one piece."""
_BEGUN_ELSEWHERE = {"lessons", "openings", "activities", "questions"}
"""The keys of lists to which `new` adds, which asks what must be known."""
_NOUNS = {
    "about": "phrase",
    "absolutes": "word",
    "activities": "activity",
    "also": "further text for",
    "answers": "answer",
    "around": "thing around",
    "avoid": "thing to avoid",
    "careful": "phrase",
    "catch-alls": "phrase",
    "choices": "choice",
    "columns": "column",
    "contacts": "answer for",
    "danger": "phrase",
    "do": "thing to do",
    "does-without": "thing it does without",
    "duties": "phrase",
    "endings": "ending",
    "except-for": "entry for all but some jobs",
    "first": "phrase",
    "gaps": "gap",
    "hand-over": "person to hand over to",
    "hard": "word",
    "harsh": "word",
    "instead": "wording for",
    "items": "item",
    "jobs": "text for",
    "kept": "thing kept",
    "labels": "label",
    "lessons": "lesson",
    "later": "phrase",
    "leads-to": "place it leads to",
    "limits": "limit",
    "lines": "line to keep",
    "local-rules": "answer for",
    "named": "name",
    "names": "phrase",
    "needs-care": "word",
    "negatives": "word",
    "nodes": "turn",
    "not-claimed": "thing not claimed",
    "objectives": "objective",
    "only-for": "entry for some jobs only",
    "opening": "thing to say",
    "openings": "opening",
    "overrides": "remark that stays",
    "pairs": "pair",
    "parts": "part",
    "people": "person",
    "phrases": "phrase",
    "plans": "plan",
    "questions": "question",
    "rows": "row",
    "says": "line",
    "small": "word",
    "sounds": "spelling",
    "steps": "step",
    "tested": "test",
    "things": "thing",
    "verdicts": "word",
    "warm": "phrase",
    "ways": "way",
    "what": "thing reviewed",
    "when": "moment",
    "when-somebody-tells": "thing to say",
    "will": "thing to do",
    "words": "word",
}
"""What one of the pieces of a list is called, by the key of the list."""
_ANY = "entry"
_WHICH = {"audiences": "For which job?", "people": "Who says it?"}
_ID_OF = {"overrides": "Name of the rule, which is in brackets after the remark"}
_ID_HINT = "Lowercase letters, digits and hyphens. It stays: links may depend on it."


def noun(location: Location) -> str:
    """What one piece of the list at a location is called."""
    return _NOUNS.get(str(location[-1]), _ANY)


def called(location: Location) -> str:
    """What a piece at a location is called, with its number or its id."""
    name = location[-1] + 1 if isinstance(location[-1], int) else location[-1]
    return f"{noun(location[:-1])} {name}"


@dataclass(frozen=True)
class Lists:
    """The lists in one file."""

    course: Course | None
    kind: Any
    layout: Layout
    path: str

    def has_pieces(self, location: Location) -> bool:
        """Whether there is a list at a location of which a form adds, moves and removes pieces."""
        in_models = self.layout.in_models(location)
        if not location or location[-1] in _FIXED or "matrix" in location:
            return False
        if is_mapping(self.kind, in_models):
            inside = (*in_models, "")
            is_single = is_word_list(self.kind, inside) or not is_list(self.kind, inside)
            return is_single and not is_mapping(self.kind, inside)
        if not is_list(self.kind, in_models) or is_word_list(self.kind, in_models):
            return False
        return not is_list(self.kind, (*in_models, 0))

    def item(self, location: Location, data: Mapping[str, Data] | list[Data]) -> Item | None:
        """The piece at a location, if it may be moved. `data` is all of its list."""
        if not self.has_pieces(location[:-1]):
            return None
        steps = [*(data if isinstance(data, Mapping) else range(len(data)))]
        least, _ = self._lengths(location[:-1])
        few = "At least one is needed." if least == 1 else f"At least {least} are needed."
        return Item(
            location,
            called(location),
            is_first=location[-1] == steps[0],
            is_last=location[-1] == steps[-1],
            stays=few if len(steps) <= least else "",
        )

    def adding(
        self, location: Location, data: Mapping[str, Data] | list[Data] | None
    ) -> Iterator[Adding]:
        """The way to one more piece of a list. Nothing if a form does not add to it."""
        if not self.has_pieces(location) or location[-1] in _BEGUN_ELSEWHERE:
            return
        least, most = self._lengths(location)
        taken = [*data] if isinstance(data, Mapping) else []
        size = len(data or ())
        what = noun(location)
        article = "an" if what[0] in "aeiou" else "a"
        label = f"Add {article} {what}" + (" a job or group" if what.endswith(" for") else "")
        full = "" if most is None or size < most else f"There can be at most {most}."
        yield Adding(
            location,
            label,
            tuple(self._asks(location, what, taken)),
            full,
            is_first=data is None and not least,
        )

    def _asks(self, location: Location, what: str, taken: list[str]) -> Iterator[Field]:
        """What must be known about a new piece."""
        in_models = self.layout.in_models(location)
        said = (*in_models, 0)
        if is_mapping(self.kind, in_models):
            named = keys_named_at(self.kind, in_models)
        elif is_mapping(self.kind, said):  # what somebody says in a scene
            named = keys_named_at(self.kind, said)
        else:
            return
        place = (*location, "id")
        if named:
            known = ids_at(self.course, named, self._module_id, self.layout, (*location, 0))
            options = tuple(it for it in known if it.label not in taken)
            asks = _WHICH.get(named, "For which one?")
            yield Field(place, asks, "", "choice" if options else "line", "", options, True)
        else:
            key = str(location[-1])
            asks = _ID_OF.get(key, f"Id of the new {what}")
            hint, free = ("", "") if key in _ID_OF else (_ID_HINT, _next_id(taken))
            yield Field(place, asks, hint, "line", free, (), True)
        if kinds := self._kinds((*in_models, "")):
            options = tuple(Option(kind, kind, "") for kind in kinds)
            yield Field((*location, "kind"), "Of which kind?", "", "choice", "", options, True)

    def _kinds(self, in_models: Location) -> tuple[str, ...]:
        """The kinds of which one must be chosen for a piece."""
        kinds = allowed_values(self.kind, in_models)
        return kinds if len(kinds) > 1 and fields_at(self.kind, in_models) else ()

    def _lengths(self, location: Location) -> tuple[int, int | None]:
        outside = fields_at(self.kind, self.layout.in_models(location[:-1]))
        return lengths(outside.get(str(location[-1])))

    @property
    def _module_id(self) -> str:
        return self.path.rpartition("/")[2].removesuffix(".yml")


def _next_id(taken: list[str]) -> str:
    """An id that nothing has yet: the next number as a word."""
    free = (name for name in ORDINALS[len(taken) :] if name not in taken)
    return next(free, "")
