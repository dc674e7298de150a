"""A private question."""

from typing import ClassVar, Literal

from course.models.activities.base import ActivityBase
from course.models.base import ForWhom, Model, Prose


class Reflect(ActivityBase):
    """A question to think about alone. It is private, and may be skipped."""

    kind: Literal["reflect"]
    prompt: Prose
    """The question. Never about the reader's own history or health."""


class ReflectForWhom(Reflect, ForWhom):
    """A question to think about, with who meets it and in which words."""

    as_met: ClassVar[type[Model]] = Reflect
    varies: ClassVar[str] = "prompt"
