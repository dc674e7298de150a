"""Orders that hide the author's, and wordings that vary: the same ones in every build."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import TypeVar

from course.models.activities.scene import SceneChoice
from course.models.activities.situation import Choice
from course.models.base import Id

_Item = TypeVar("_Item")
_Choice = TypeVar("_Choice", Choice, SceneChoice)


def shuffled(items: Iterable[_Item], seed: str, must_move: bool = False) -> list[tuple[int, _Item]]:
    """Items with their original positions, in a stable order that hides the author's.

    The order depends only on the seed and the positions, so fixing a typo moves nothing.
    """
    placed = list(enumerate(items))
    order = sorted(placed, key=lambda item: _digest(seed, item[0]))
    return order[1:] + order[:1] if must_move and order == placed else order


def shuffled_choices(choices: Mapping[Id, _Choice], seed: str) -> list[tuple[Id, _Choice]]:
    """Choices with their ids. In a situation, those offered at first are before the later ones.

    The order depends only on the seed and the ids, so a new choice does not reorder the others.
    """

    def place(item: tuple[Id, _Choice]) -> tuple[bool, bytes]:
        choice_id, choice = item
        is_later = isinstance(choice, Choice) and choice.later
        return is_later, _digest(seed, choice_id)

    return sorted(choices.items(), key=place)


def varied(wordings: Sequence[_Item], seed: str, place: int) -> _Item:
    """One of several wordings of the same thing, chosen by a seed and a place, such as an answer's.

    Neighboring places get different wordings. Fixing a typo changes none.
    """
    start = int.from_bytes(_digest(seed, "wording"))
    return wordings[(start + place) % len(wordings)]


def _digest(seed: str, name: object) -> bytes:
    return sha256(f"{seed}:{name}".encode()).digest()
