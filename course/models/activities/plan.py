"""A plan that becomes a line: what to do when something comes up."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from course.models.activities.base import ActivityBase
from course.models.base import AudienceId, CardId, Model, Targeted, YesNo
from course.models.texts import Prose

Options = Annotated[tuple[Prose, ...], Field(min_length=2, max_length=6)]
"""Two to six short texts, of at most 14 words each."""


class LineOptions(Model):
    """What readers choose a line from."""

    when: Options
    """Moments, as they go on after "When": `a kid shouts in the back`."""
    will: Options
    """What to do or say, as it goes on after "I'll": `drop my shoulders and say, "I'm here."`"""


class LineOptionsForSome(Model):
    """What some roles choose a line from. What is missing here is the same for all."""

    when: Options | None = None
    """Their moments."""
    will: Options | None = None
    """What they do or say."""


class TargetedLineOptions(LineOptions):
    """What readers choose a line from, with others for some roles."""

    instead: dict[AudienceId, LineOptionsForSome] = {}
    """For these roles or groups, these options replace the shared ones."""


class Plan(ActivityBase):
    """A plan. A reader makes a line of it, "When …, I'll …", which comes back after 7 and 30 days.

    Readers choose both parts, or write their own. A line is private.

    For readers to: decide what they will say or do next time, and be asked later how it went
    Instead: `reflect` if there is nothing to decide, only something to think about.
    Picture: Two lists to choose from, "When" and "I'll", the line that they make in large type,
        and the button "Keep this line".
    Rules: `line-options`, `duties`, `line-cards`, `something-to-do`
    """

    seconds_per_act: ClassVar[int] = 40
    room: ClassVar[int] = 90

    kind: Literal["plan"]
    prompt: Prose
    """What the plan is about."""
    if_: Prose
    """The moment, as an example: what follows "When". It is the first to choose."""
    then: Prose
    """The action, as an example: what follows "I'll". It is the first to choose."""
    lines: LineOptions | None = None
    """More to choose from."""
    duty: YesNo = False
    """`yes` for what nobody may choose: a report, 911, a word about suicide. The example is then
    a line that stands on the role's page and card. Nobody is asked later whether it was kept."""
    card: CardId | None = None
    """The card to open when a reader could not do it."""

    def closed_texts(self) -> Iterator[Prose]:
        """The other things to choose from: readers see one at a time."""
        if self.lines:
            yield from (*self.lines.when, *self.lines.will)

    @property
    def when_options(self) -> tuple[Prose, ...]:
        """The moments to choose from."""
        return (_open_ended(self.if_), *(self.lines.when if self.lines else ()))

    @property
    def will_options(self) -> tuple[Prose, ...]:
        """What to do or say, to choose from."""
        return (self.then, *(self.lines.will if self.lines else ()))


class TargetedPlan(Plan, Targeted):
    """A plan, with who sees it and in what wording."""

    plain_type: ClassVar[type[Model]] = Plan
    varying_field: ClassVar[str] = "prompt"

    lines: TargetedLineOptions | None = None
    """More to choose from."""


def _open_ended(text: Prose) -> Prose:
    """A text without the comma at its end, since the sentence that it goes into has one."""
    return Prose(text.rstrip(",."))
