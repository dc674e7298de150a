"""What all kinds of question have in common."""

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, ClassVar

from pydantic import Field

from course.models.base import CardId, ClaimId, LessonId, Moved, ObjectiveId, SearchPhrase, words_in
from course.models.texts import Prose
from course.problems import Location

RIGHT, WRONG = "right", "wrong"
"""The verdicts on options to pick."""


@dataclass(frozen=True)
class Option:
    """Something that a reader picks, orders or matches."""

    location: Location
    """Its location within its question: `("answers", 0)`."""
    key: str
    """The key of its text, at that location."""
    text: Prose
    feedback: Prose
    """Why, shown after the reader has tried."""
    verdict: str
    """The right solution: `RIGHT` or `WRONG`, its place in the order, or what it goes with."""
    is_bad_example: bool = False
    """Whether its text may say what staff should not: a wrong answer, for example."""

    @property
    def is_picked(self) -> bool:
        """Whether readers pick it or leave it, instead of ordering or matching it."""
        return self.verdict in {RIGHT, WRONG}

    @property
    def is_right(self) -> bool:
        """Whether it is right to pick it."""
        return self.verdict == RIGHT

    @property
    def text_location(self) -> Location:
        """The location of its text within its question."""
        return (*self.location, self.key)


@dataclass(frozen=True)
class Flaw:
    """A reason why a question cannot be answered."""

    key: str
    """The key of the question that has to change."""
    what: str
    remedy: str


class QuestionBase(Moved):
    """A question of any kind. Questions explain; they do not judge.

    Rules: `questions`, `answerable`, `different-answers`, `asked-once`, `plain-question`,
        `no-links-to-tap`, `number-of-questions`, `questions-decide`, `something-to-do`
    """

    keeps_order: ClassVar[bool] = False
    """Whether pages show the options in the author's order instead of shuffling them."""

    question: Prose
    """The question itself, with everything needed to answer it."""
    objective: ObjectiveId
    """The objective of the module that this question proves."""
    lesson: LessonId
    """The lesson to read again."""
    revision: Annotated[int, Field(ge=1)] = 1
    """Increase it by one when the meaning has changed, not for a typo."""
    cites: tuple[ClaimId, ...] = ()
    """Claims that the feedback rests on."""
    card: CardId | None = None
    """The card from `reference/cards/` whose rule decides this question. It is shown below the
    answers, so that the feedback need not say it again."""
    found_by: tuple[SearchPhrase, ...] = ()
    """What staff who are in this situation would type. It leads to the lesson. The search never
    finds answers or feedback."""

    @abstractmethod
    def options(self) -> Iterator[Option]:
        """What a reader picks, orders or matches."""

    @cached_property
    def open_word_count(self) -> int:
        """About how many words are shown before the reader answers."""
        return self.word_count - words_in(option.feedback for option in self.options())

    def tapped(self) -> Iterator[tuple[Location, Prose]]:
        """The texts that readers tap or choose from, with their locations within the question."""
        for option in self.options():
            if option.is_picked:
                yield option.text_location, option.text

    def flaws(self) -> Iterator[Flaw]:
        """What makes the question impossible to answer, although each of its keys is valid."""
        yield from ()

    @abstractmethod
    def scenes(self) -> Iterator[str]:
        """The texts in which people appear as examples."""
