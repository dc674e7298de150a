"""What a reader does in a lesson: six kinds of activity."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from course.models.base import ForWhom, Id, Minutes, Model, Prose, Typed, YesNo


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


class _Activity(Model):
    proves: Id | None = None
    """The objective of the module that doing this proves, if there is one."""
    found_by: tuple[Typed, ...] = ()
    """What staff would type who need this, in their words: `uncle calls`. A few words each. Whoever
    types something like one of them finds it."""


class Situation(_Activity):
    """A moment at work, with choices that tell what happens next."""

    kind: Literal["situation"]
    scene: Prose
    """What happens, where, and who is there. A real day of that job."""
    choices: Annotated[dict[Id, Choice], Field(min_length=2, max_length=8)]
    """Two to four at a time. Each is what a decent, tired person might do."""


class YourPart(_Activity):
    """A card to keep: what this job does, what it leaves alone, to whom it hands over."""

    kind: Literal["your-part"]
    do: Annotated[tuple[Prose, ...], Field(min_length=1, max_length=6)]
    """What to do, a short line each."""
    avoid: Annotated[tuple[Prose, ...], Field(min_length=1, max_length=6)]
    """What to leave alone, a short line each."""
    hand_over: Prose
    """To whom, in which order, and what the person must report on their own."""


class Plan(_Activity):
    """A plan of the form "If …, then I will …". It is private."""

    kind: Literal["plan"]
    prompt: Prose
    """What the plan is about."""
    if_: Prose
    """The moment, as an example: what stands after "If"."""
    then: Prose
    """The deed, as an example: what stands after "then I will"."""


class Reflect(_Activity):
    """A question to think about alone. It is private, and may be skipped."""

    kind: Literal["reflect"]
    prompt: Prose
    """The question. Never about the reader's own history or health."""


class Pause(_Activity):
    """A moment to settle, with several ways to do so."""

    kind: Literal["pause"]
    text: Prose
    """Why a pause is offered here."""
    ways: Annotated[tuple[Prose, ...], Field(min_length=2, max_length=6)]
    """Ways to settle. Doing nothing is one of them."""


class Together(_Activity):
    """Something for a group: a team meeting, a crew room."""

    kind: Literal["together"]
    minutes: Minutes
    """How long it takes."""
    text: Prose
    """What the group does and why."""
    steps: Annotated[tuple[Prose, ...], Field(min_length=1, max_length=10)]
    """The steps, in order. Nobody has to tell anything about themselves."""


Activity = Annotated[
    Situation | YourPart | Plan | Reflect | Pause | Together, Field(discriminator="kind")
]


class SituationForWhom(Situation, ForWhom):
    """A situation, with who meets it and in which words."""

    as_met: ClassVar[type[Model]] = Situation
    varies: ClassVar[str] = "scene"


class YourPartForWhom(YourPart, ForWhom):
    """A your-part card, with who meets it and in which words."""

    as_met: ClassVar[type[Model]] = YourPart
    varies: ClassVar[str] = "hand_over"


class PlanForWhom(Plan, ForWhom):
    """A plan, with who meets it and in which words."""

    as_met: ClassVar[type[Model]] = Plan
    varies: ClassVar[str] = "prompt"


class ReflectForWhom(Reflect, ForWhom):
    """A question to think about, with who meets it and in which words."""

    as_met: ClassVar[type[Model]] = Reflect
    varies: ClassVar[str] = "prompt"


class PauseForWhom(Pause, ForWhom):
    """A pause, with who meets it and in which words."""

    as_met: ClassVar[type[Model]] = Pause


class TogetherForWhom(Together, ForWhom):
    """Something for a group, with who meets it and in which words."""

    as_met: ClassVar[type[Model]] = Together


ActivityForWhom = Annotated[
    SituationForWhom
    | YourPartForWhom
    | PlanForWhom
    | ReflectForWhom
    | PauseForWhom
    | TogetherForWhom,
    Field(discriminator="kind"),
]
