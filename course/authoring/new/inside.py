"""What is begun inside a piece that is there already, such as one more answer, with blanks."""

from collections.abc import Callable, Mapping
from typing import Any

from course.authoring.new.pieces import Piece, blank, choice, turn, wrong_answer
from course.models.activities.scene import SceneNode
from course.models.activities.situation import Choice
from course.models.base import Model
from course.models.drawing import Drawing
from course.models.questions.answer import TargetedAnswer
from course.problems import Location
from course.read.field_docs import (
    fields_at,
    is_list,
    is_mapping,
    lengths,
    model_at,
    purpose,
)
from course.read.yaml_reader import Data

ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
"""Ids of pieces that have no other name yet."""
_OWN: Mapping[type[Model], Callable[[], Piece]] = {
    TargetedAnswer: lambda: wrong_answer("another one: "),
    Choice: lambda: choice("another thing that a decent, tired person might do"),
    SceneNode: turn,
    Drawing: lambda: {
        "place": blank("where the people are"),
        "shows": blank("what the drawing shows, for people who cannot see it"),
    },
}
"""The pieces for which `new` has words of its own."""


def begun(kind: Any, location: Location, what: str, least: int = 1) -> Data:
    """What must be at a location of a file, in the order of its model, with a blank for each value.

    `location` names the kind of each piece that has one. `what` says what belongs there, and
    `least` is how many, if it is a list.
    """
    model = model_at(kind, location)
    if model and model in _OWN:
        return _OWN[model]()
    if model:
        fields = fields_at(kind, location).items()
        needed = {key: field for key, field in fields if field.is_required()}
        piece = {
            key: str(location[-1])
            if key == "kind"
            else begun(kind, (*location, key), purpose(field), lengths(field)[0])
            for key, field in needed.items()
        }
        return piece or blank(_words(what))
    if is_mapping(kind, location):
        return {name: begun(kind, (*location, name), what) for name in ORDINALS[:least]}
    if is_list(kind, location):
        return [begun(kind, (*location, number), what) for number in range(least)]
    return blank(_words(what))


def _words(what: str) -> str:
    """The first sentence about a key, as it goes on after the mark of a blank."""
    first = what.split(". ")[0].split(": ")[0].rstrip(".:")
    return first[:1].lower() + first[1:]
