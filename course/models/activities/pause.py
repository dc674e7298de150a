"""A moment to settle."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from course.models.activities.base import ActivityBase
from course.models.base import Model, Targeted
from course.models.texts import Prose


class Pause(ActivityBase):
    """A moment to settle, with several ways to do it.

    For readers to: settle after something hard, or before they go on
    Instead: `reflect` if there is something to think about. The card behind "Pause" on every
        module is written once, under `pause:` in `course.yml`.
    Picture: Why to pause, and two ways to do it, on a calm background.
    """

    kind: Literal["pause"]
    text: Prose
    """Why a pause is offered here."""
    ways: Annotated[tuple[Prose, ...], Field(min_length=2, max_length=6)]
    """Ways to settle. Doing nothing is one of them."""


class TargetedPause(Pause, Targeted):
    """A pause, with who sees it and in what wording."""

    plain_type: ClassVar[type[Model]] = Pause
