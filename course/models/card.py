"""A card for right now: what one job does in one moment, in a few lines."""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from course.models.base import Audience, HasVariants, Id, Line, Prose, SearchPhrase


class CardKind(StrEnum):
    """What a card is about: this decides its order, its length, and who should review it."""

    BODY = "body"
    """A body in danger. The call comes first; for a nurse to review."""
    DANGER = "danger"
    """Another danger, such as a weapon. The call comes first; for the head of safety to review."""
    SUICIDE = "suicide"
    """Talk of suicide. The call comes first; for a counselor to review."""
    REPORT = "report"
    """A report of abuse or neglect. The call comes first; for a lawyer to review."""
    LAW = "law"
    """A moment that the law decides, such as an official at the door. For a lawyer to review."""
    WORK = "work"
    """A hard moment of the job itself."""


CALL_FIRST = frozenset({CardKind.BODY, CardKind.DANGER, CardKind.SUICIDE, CardKind.REPORT})
"""Kinds of card on which the call stands before all else."""


CARD_PARTS = ("call", "do", "say", "dont", "then")
"""The parts of a card, in their order where the call comes first."""
CALL_AFTER = ("do", "say", "call", "dont", "then")
"""Their order on other cards."""


class CardPart(HasVariants):
    """One part of a card, such as what to say."""

    text: Prose | None = None
    """In the words that all share. Left out where only some jobs have this part."""


def _text_alone(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


PartOrText = Annotated[
    CardPart, BeforeValidator(_text_alone, json_schema_input_type=CardPart | str)
]
"""A part of a card. One that is the same for everybody may be written as its text alone."""


class Card(Audience):
    """A file in `reference/cards/`. Its name, without `.yml`, is the card's id.

    The row of that id in `reference/moments.yml` says what it has to hold.

    All parts together have 60 words at most in the words of any job, and 90 where the call comes
    first.
    """

    title: Line
    """The moment, as somebody would shout it: `Can't breathe`."""
    kind: CardKind
    """What it is about."""
    call: PartOrText
    """Who to call, in order, and what to tell them."""
    contacts: Annotated[tuple[Id, ...], Field(max_length=6)] = ()
    """Whose numbers stand below: ids from `reference/contacts.yml`. On paper there is a line to
    write on where the district has not filled one in."""
    do: PartOrText
    """The first act, and the next one or two."""
    say: PartOrText
    """The words to say, ready to use."""
    dont: PartOrText
    """What makes it worse, with its exception."""
    then: PartOrText
    """What comes right after."""
    local_rules: Annotated[tuple[Id, ...], Field(max_length=3)] = ()
    """Ids from `reference/local-rules.yml`. What the district has answered stands on the card."""
    cites: Annotated[tuple[Id, ...], Field(max_length=6)] = ()
    """The claims that it rests on. Their sources stand on the back of the printed card."""
    lesson: Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")] | None = None
    """Where it is taught, as `module/lesson`."""
    found_by: tuple[SearchPhrase, ...] = ()
    """What staff would type in that moment, in their words."""
