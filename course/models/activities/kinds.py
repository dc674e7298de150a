"""The kinds of activity. Add a new kind to both unions."""

from typing import Annotated

from pydantic import Field

from course.models.activities.pause import Pause, TargetedPause
from course.models.activities.plan import Plan, TargetedPlan
from course.models.activities.reflect import Reflect, TargetedReflect
from course.models.activities.scene import Scene, TargetedScene
from course.models.activities.situation import Situation, TargetedSituation
from course.models.activities.together import TargetedTogether, Together
from course.models.activities.your_part import TargetedYourPart, YourPart

Activity = Annotated[
    Situation | Scene | YourPart | Plan | Reflect | Pause | Together, Field(discriminator="kind")
]
"""An activity as a reader sees it."""

TargetedActivity = Annotated[
    TargetedSituation
    | TargetedScene
    | TargetedYourPart
    | TargetedPlan
    | TargetedReflect
    | TargetedPause
    | TargetedTogether,
    Field(discriminator="kind"),
]
"""An activity as authors write it: with who sees it, and in what wording."""

MOMENT_KINDS = frozenset({"situation", "scene"})
"""The kinds in which a reader tries out a moment at work. For a role, one stands for the other."""
