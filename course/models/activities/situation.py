"""A moment at work, to try out."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from course.models.activities.base import ActivityBase
from course.models.base import Id, Model, Targeted, YesNo
from course.models.drawing import Drawing, TargetedDrawing
from course.models.texts import Prose
from course.problems import Location


class Choice(Model):
    """One thing that a person could do in a situation."""

    text: Prose
    """What the person says or does."""
    then: Prose
    """What happens next, honestly, without blame."""
    next: tuple[Id, ...] = ()
    """Choices of the same situation that are offered after this one."""
    later: YesNo = False
    """`yes` for a choice that is not offered at first, only after another one."""


class Situation(ActivityBase):
    """A moment at work, with choices that show what happens next.

    For readers to: try out a moment at work, and see what each choice leads to
    Instead: `scene` for a conversation of several turns. `choice` if one thing to do is clearly
        best, and you can explain why.
    Picture: A drawing, a few lines on what happens, and two things to say, each in a box that
        opens.
    Rules: `choices`, `full-cells`, `something-to-do`, `your-part-then-a-choice`,
        `no-links-to-tap`, `drawing-in-words`, `one-reader`
    """

    seconds_per_act: ClassVar[int] = 30
    room: ClassVar[int] = 60
    has_own_entry: ClassVar[bool] = True

    kind: Literal["situation"] = "situation"
    scene: Prose
    """What happens, where, and who is there. A real day in that role."""
    drawing: Drawing | None = None
    """A drawing above the scene: who is where, and which way is out."""
    choices: Annotated[dict[Id, Choice], Field(min_length=2, max_length=8)]
    """Two to four at a time. Each is what a decent, tired person might do."""

    def tapped(self) -> Iterator[tuple[Location, Prose]]:
        """The choices."""
        for choice_id, choice in self.choices.items():
            yield ("choices", choice_id, "text"), choice.text

    def closed_texts(self) -> Iterator[Prose]:
        """What follows each choice."""
        for choice in self.choices.values():
            yield choice.then

    def scenes(self) -> Iterator[Prose]:
        """The situation itself."""
        yield self.scene


class TargetedSituation(Situation, Targeted):
    """A situation, with who sees it and in what wording."""

    plain_type: ClassVar[type[Model]] = Situation
    varying_field: ClassVar[str] = "scene"

    drawing: TargetedDrawing | None = None
    """A drawing above the scene: who is where, and which way is out."""
