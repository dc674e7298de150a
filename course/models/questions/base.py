"""What all kinds of question have in common."""

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from course.models.base import Id, Model, Prose, SearchPhrase
from course.problems import Location

RIGHT, WRONG = "right", "wrong"
"""The verdicts on answers to pick."""


@dataclass(frozen=True)
class Option:
    """Something that a reader picks, orders or matches."""

    location: Location
    """Its location within its question: `("answers", 0)`."""
    text: Prose
    verdict: str
    """The right solution: `RIGHT` or `WRONG`, its place in the order, or what it goes with."""


class QuestionBase(Model):
    """A question of any kind. Questions explain; they do not judge."""

    question: Prose
    """The question itself, with everything needed to answer it."""
    objective: Id
    """The objective of the module that this question proves."""
    lesson: Id
    """The lesson to read again."""
    revision: Annotated[int, Field(ge=1)] = 1
    """Increase it by one when the meaning has changed, not for a typo."""
    cites: tuple[Id, ...] = ()
    """Claims that the feedback rests on."""
    card: Id | None = None
    """The card from `reference/cards/` whose rule decides this question. It is shown below the
    answers, so that the feedback need not say it again."""
    found_by: tuple[SearchPhrase, ...] = ()
    """What staff who are in this situation would type. It leads to the lesson. The search never
    finds answers or feedback."""

    @abstractmethod
    def options(self) -> Iterator[Option]:
        """What a reader picks, orders or matches."""

    @abstractmethod
    def scenes(self) -> Iterator[str]:
        """The texts in which people appear as examples."""
