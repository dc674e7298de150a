"""What a role does, what it avoids, and who it hands over to."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from course.models.activities.base import ActivityBase
from course.models.base import Model, Targeted
from course.models.texts import Prose


class YourPart(ActivityBase):
    """A list to keep: what this role does, what it leaves alone, and who it hands over to.

    For readers to: know what their job does, what it leaves alone, and who takes over
    Instead: `card` for the few lines that somebody needs in the middle of a hard moment. The
        lesson's `text` for what is the same in every job.
    Picture: A list of what to do, a list of what to avoid, and who to hand over to.
    Rules: `full-cells`, `your-part-then-a-choice`
    """

    names_role: ClassVar[bool] = True
    room: ClassVar[int] = 60
    has_own_entry: ClassVar[bool] = True

    kind: Literal["your-part"]
    do: Annotated[tuple[Prose, ...], Field(min_length=1, max_length=6)]
    """What to do, a short line each."""
    avoid: Annotated[tuple[Prose, ...], Field(min_length=1, max_length=6)]
    """What to leave alone, a short line each."""
    hand_over: Prose
    """Who to hand over to, in what order, and what the person must report themselves."""


class TargetedYourPart(YourPart, Targeted):
    """A your-part activity, with who sees it and in what wording."""

    plain_type: ClassVar[type[Model]] = YourPart
    varying_field: ClassVar[str] = "hand_over"
