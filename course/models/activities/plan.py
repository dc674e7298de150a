"""An if-then plan."""

from typing import ClassVar, Literal

from course.models.activities.base import ActivityBase
from course.models.base import ForWhom, Model, Prose


class Plan(ActivityBase):
    """A plan of the form "If …, then I will …". It is private."""

    kind: Literal["plan"]
    prompt: Prose
    """What the plan is about."""
    if_: Prose
    """The moment, as an example: what stands after "If"."""
    then: Prose
    """The deed, as an example: what stands after "then I will"."""


class PlanForWhom(Plan, ForWhom):
    """A plan, with who meets it and in which words."""

    as_met: ClassVar[type[Model]] = Plan
    varies: ClassVar[str] = "prompt"
