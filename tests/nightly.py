"""Parameters of tests that only the nightly run tries."""

from collections.abc import Iterable
from typing import Any

import pytest


def one_of(values: Iterable[str], usual: str) -> list[Any]:
    """All as parameters, all but one for the nightly run only."""
    return [usual, *at_night(*(it for it in values if it != usual))]


def at_night(*values: object) -> list[Any]:
    """Parameters for the nightly run only: more of what others show on each change."""
    return at_night_each(*((value,) for value in values))


def at_night_each(*values: tuple[object, ...]) -> list[Any]:
    """The same for several parameters at once."""
    return [pytest.param(*it, marks=pytest.mark.nightly) for it in values]
