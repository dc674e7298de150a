"""A private question."""

from typing import ClassVar, Literal

from course.models.activities.base import ActivityBase
from course.models.base import Model, Targeted
from course.models.texts import Prose


class Reflect(ActivityBase):
    """A question to think about alone. It is private, and readers may skip it.

    For readers to: think about their own work for a minute, alone
    Instead: `plan` if something should be done at the end. `together` if colleagues should hear
        each other. `choice` if one answer is better than others.
    Picture: A question, a field for thoughts, and a note that they stay on the device.
    Rules: `something-to-do`
    """

    seconds_per_act: ClassVar[int] = 40
    room: ClassVar[int] = 70

    kind: Literal["reflect"]
    prompt: Prose
    """The question. Never about the reader's own history or health."""


class TargetedReflect(Reflect, Targeted):
    """A question to think about, with who sees it and in what wording."""

    plain_type: ClassVar[type[Model]] = Reflect
    varying_field: ClassVar[str] = "prompt"
