"""What a job does, what it avoids, and to whom it hands over."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from course.models.activities.base import ActivityBase
from course.models.base import Model, Prose, Targeted


class YourPart(ActivityBase):
    """A card to keep: what this job does, what it leaves alone, to whom it hands over."""

    kind: Literal["your-part"]
    do: Annotated[tuple[Prose, ...], Field(min_length=1, max_length=6)]
    """What to do, a short line each."""
    avoid: Annotated[tuple[Prose, ...], Field(min_length=1, max_length=6)]
    """What to leave alone, a short line each."""
    hand_over: Prose
    """To whom, in which order, and what the person must report on their own."""


class TargetedYourPart(YourPart, Targeted):
    """A your-part card, with who meets it and in which words."""

    plain_type: ClassVar[type[Model]] = YourPart
    varying_field: ClassVar[str] = "hand_over"
