"""Orders that give nothing away: the same at every build, and not the author's."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import TypeVar

from course.models.activities.situation import Choice
from course.models.base import Id

_Item = TypeVar("_Item")


def shuffled(items: Iterable[_Item], seed: str, must_move: bool = False) -> list[tuple[int, _Item]]:
    """Items with their places, in an order that does not show the author's and never changes.

    The order depends on the seed and the places alone, so that mending a typo moves nothing.
    """
    placed = list(enumerate(items))
    order = sorted(placed, key=lambda item: _digest(seed, item[0]))
    return order[1:] + order[:1] if must_move and order == placed else order


def shuffled_choices(choices: Mapping[Id, Choice], seed: str) -> list[tuple[Id, Choice]]:
    """The choices of a situation by their ids: those offered at first, then those for later.

    The order depends on the seed and the ids alone, so that a choice that is added moves none of
    the others past each other.
    """
    return sorted(choices.items(), key=lambda item: (item[1].later, _digest(seed, item[0])))


def _digest(seed: str, name: object) -> bytes:
    return sha256(f"{seed}:{name}".encode()).digest()
