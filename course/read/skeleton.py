"""The lines with which authors begin something new: its keys that are needed."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from course.models.card import Card
from course.models.texts import Prose
from course.models.tool import Tool
from course.models.topic import Topic
from course.read.blanks import MARK
from course.read.field_docs import fields_at, purpose
from course.read.files import REFERENCES
from course.read.places import FOLDERS, place_of

_WITH_FILES: Mapping[str, Any] = {"cards": Card, "tools": Tool, "topics": Topic}


def file_of(kind: str, name: str) -> str:
    """The file that something of a kind, such as `claims` or `tools`, is in or would be in."""
    return place_of(kind, name)[0]


def skeleton(kind: str, name: str) -> str:
    """The lines of something new, in its file or at the end of the file of its kind."""
    if kind in FOLDERS:
        return "\n".join(_needed_keys(_WITH_FILES[kind]))
    return "\n".join((f"{name}:", *(f"  {line}" for line in _needed_keys(REFERENCES[kind]))))


def _needed_keys(model: Any) -> Iterator[str]:
    """The keys that are needed, each with a blank that says what belongs there."""
    for key, field in fields_at(model, ()).items():
        if not field.is_required():
            continue
        what = purpose(field).split(". ")[0].split(": ")[0].rstrip(".:").replace('"', "'")
        if field.annotation is Prose:
            yield f"{key}: |"
            yield f"  {MARK} {what}"
        elif get_origin(field.annotation) is tuple and get_args(field.annotation):
            yield f'{key}: ["{MARK} {what}"]'
        else:
            yield f'{key}: "{MARK} {what}"'
