"""A card for right now: what one role does in one moment, in a few lines."""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from course.models.base import (
    Audience,
    Audiences,
    ClaimId,
    ContactId,
    Excusable,
    HasVariants,
    LessonPlace,
    LocalRuleId,
    Reader,
    SearchPhrase,
    is_among,
    text_alone,
)
from course.models.texts import Line, Prose


class CardKind(StrEnum):
    """What a card is about. This decides its order, its length, and who should review it."""

    BODY = "body"
    """A medical emergency. The call comes first; a nurse reviews it."""
    DANGER = "danger"
    """Another danger, such as a weapon. The call comes first; the head of safety reviews it."""
    SUICIDE = "suicide"
    """Talk of suicide. The call comes first; a counselor reviews it."""
    REPORT = "report"
    """A report of abuse or neglect. The call comes first; a lawyer reviews it."""
    LAW = "law"
    """A moment that the law decides, such as an official at the door. A lawyer reviews it."""
    WORK = "work"
    """A hard moment of the job itself."""


CALL_FIRST = frozenset({CardKind.BODY, CardKind.DANGER, CardKind.SUICIDE, CardKind.REPORT})
"""Kinds of card on which the call comes before everything else."""


CARD_PARTS = ("call", "do", "say", "dont", "then")
"""The parts of a card, in the order used where the call comes first."""
CALL_AFTER = ("do", "say", "call", "dont", "then")
"""The order on all other cards."""


class CardPart(HasVariants):
    """One part of a card, such as what to say."""

    text: Prose | None = None
    """The text that all roles share. Leave it out if only some roles have this part."""


PartOrText = Annotated[CardPart, BeforeValidator(text_alone, json_schema_input_type=CardPart | str)]
"""A part of a card. If it is the same for everyone, just the text may be written."""


class Card(Audience, Excusable):
    """A file in `reference/cards/`. Its name, without `.yml`, is the card's id.

    The row with that id in `reference/moments.yml` says what the card must contain.

    For any role, all parts together have at most 60 words, or 90 where the call comes first.

    For readers to: know in the middle of a hard moment what to do, what to say and who to call
    Instead: `your-part` for what a job does before and after such moments. A lesson for why.
    Picture: A card with the title "Seizure" and five parts: call, do, say, don't, then. The
        number 911 is a button. Below are the school's own rule and who reviewed the card.
    Rules: `card-parts`, `card-length`, `cards`, `what-cards-name`, `only-for-is-listed`,
        `moments-have-cards`, `duties-on-cards`, `nobody-before-911`, `dated-law`
    """

    title: Line
    """The moment, as someone would shout it: `Can't breathe`."""
    kind: CardKind
    """What it is about."""
    call: PartOrText
    """Who to call, in order, and what to tell them."""
    contacts: Annotated[tuple[ContactId, ...], Field(max_length=6)] = ()
    """Whose numbers are shown below: ids from `reference/contacts.yml`. If the district has not
    filled one in, the printed card has a blank line for it."""
    only_for: dict[ContactId, Audiences] = {}
    """Contacts that only some roles or groups call in this moment, and who that is:
    `bus-office: [bus-driver]`. Nobody else sees them on this card."""
    except_for: dict[ContactId, Audiences] = {}
    """Contacts that some roles or groups do not call in this moment, and who that is:
    `school-nurse: [bus-driver]`. Everyone else sees them, and so do roles that are added later."""
    do: PartOrText
    """The first act, and the next one or two."""
    say: PartOrText
    """The words to say, ready to use."""
    dont: PartOrText
    """What makes it worse, with its exception."""
    then: PartOrText
    """What comes right after."""
    local_rules: Annotated[tuple[LocalRuleId, ...], Field(max_length=3)] = ()
    """Ids from `reference/local-rules.yml`. The district's answers are shown on the card."""
    cites: Annotated[tuple[ClaimId, ...], Field(max_length=6)] = ()
    """The claims that it rests on. Their sources are on the back of the printed card."""
    lesson: LessonPlace | None = None
    """Where it is taught, as `module/lesson`."""
    found_by: tuple[SearchPhrase, ...] = ()
    """What staff would type in that moment, in their own words."""

    def contacts_for(self, reader: Reader) -> tuple[ContactId, ...]:
        """Whose numbers this reader sees."""
        return tuple(
            it
            for it in self.contacts
            if is_among(self.only_for.get(it, ()), reader)
            and not (it in self.except_for and is_among(self.except_for[it], reader))
        )
