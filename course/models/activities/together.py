"""Something for a group."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from course.models.activities.base import ActivityBase
from course.models.base import Minutes, Model, Targeted
from course.models.texts import Prose


class Together(ActivityBase):
    """Something for a group: a team meeting, a crew room.

    For readers to: do something with colleagues, in a meeting or a crew room
    Instead: `reflect` for what nobody should have to say aloud. `agenda`, in a tool, if the
        group needs a sheet.
    Picture: How many minutes it takes, what the group does and why, and two numbered steps.
    Rules: `team-activities`
    """

    kind: Literal["together"]
    minutes: Minutes
    """How long it takes."""
    text: Prose
    """What the group does and why."""
    steps: Annotated[tuple[Prose, ...], Field(min_length=1, max_length=10)]
    """The steps, in order. Nobody has to share anything about themselves."""


class TargetedTogether(Together, Targeted):
    """Something for a group, with who sees it and in what wording."""

    plain_type: ClassVar[type[Model]] = Together
