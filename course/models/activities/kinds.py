"""The kinds of activity. A new one is named here, in both types."""

from typing import Annotated

from pydantic import Field

from course.models.activities.pause import Pause, PauseForWhom
from course.models.activities.plan import Plan, PlanForWhom
from course.models.activities.reflect import Reflect, ReflectForWhom
from course.models.activities.situation import Situation, SituationForWhom
from course.models.activities.together import Together, TogetherForWhom
from course.models.activities.your_part import YourPart, YourPartForWhom

Activity = Annotated[
    Situation | YourPart | Plan | Reflect | Pause | Together, Field(discriminator="kind")
]
"""An activity as a reader meets it."""

ActivityForWhom = Annotated[
    SituationForWhom
    | YourPartForWhom
    | PlanForWhom
    | ReflectForWhom
    | PauseForWhom
    | TogetherForWhom,
    Field(discriminator="kind"),
]
"""An activity as authors write it: with who meets it, and in which words."""
