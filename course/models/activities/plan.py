"""An if-then plan."""

from typing import ClassVar, Literal

from course.models.activities.base import ActivityBase
from course.models.base import Model, Prose, Targeted


class Plan(ActivityBase):
    """A plan of the form "If …, then I will …". It is private."""

    seconds_per_act: ClassVar[int] = 40
    room: ClassVar[int] = 90

    kind: Literal["plan"]
    prompt: Prose
    """What the plan is about."""
    if_: Prose
    """The moment, as an example: what follows "If"."""
    then: Prose
    """The action, as an example: what follows "then I will"."""


class TargetedPlan(Plan, Targeted):
    """A plan, with who sees it and in what wording."""

    plain_type: ClassVar[type[Model]] = Plan
    varying_field: ClassVar[str] = "prompt"
