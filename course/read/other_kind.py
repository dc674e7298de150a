"""A piece with the `kind` of another: all of its keys are wrong, for one cause."""

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic_core import ErrorDetails

from course.problems import Finding
from course.read.codes import KEYS
from course.read.displaced import CommonCause
from course.read.field_docs import allowed_values, fields_at
from course.read.values import value_at


def other_kind(
    path: str, kind: Any, data: Any, errors: Sequence[ErrorDetails]
) -> Iterator[CommonCause]:
    """The pieces whose keys are all those of one other kind, and not of the kind that they say."""
    wrong = (it["loc"][:-1] for it in errors if it["type"] == "extra_forbidden")
    for inside in dict.fromkeys(wrong):
        place = inside[:-1]
        kinds = allowed_values(kind, place) if inside else ()
        piece = value_at(data, place)
        written = piece.get("kind") if isinstance(piece, dict) else None
        if not isinstance(piece, dict) or written not in kinds or not isinstance(written, str):
            continue
        fitting = [it for it in kinds if piece.keys() <= fields_at(kind, (*place, it)).keys()]
        if len(fitting) == 1:
            finding = Finding(
                path,
                (*place, "kind"),
                f'What is written here belongs to the kind "{fitting[0]}".',
                f'Write "kind: {fitting[0]}". Or write the keys of {written} instead.',
                rule=KEYS,
                swap=(written, fitting[0]),
            )
            yield CommonCause(finding, (place,))
