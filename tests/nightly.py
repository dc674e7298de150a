"""Parameters of tests that only the nightly run tries."""

from typing import Any

import pytest


def at_night(*values: object) -> list[Any]:
    """Parameters for the nightly run only: more of what others show on each change."""
    return [pytest.param(value, marks=pytest.mark.nightly) for value in values]
