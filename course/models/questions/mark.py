"""A note in which to mark what guesses or judges."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from course.models.base import Model, Targeted, YesNo
from course.models.questions.base import RIGHT, WRONG, Flaw, Option, QuestionBase
from course.models.texts import Prose

FEWEST = 2
"""How many phrases to mark a note needs, and how many to leave."""


class Phrase(Model):
    """One phrase of a note."""

    text: Prose
    """Its words. The phrases of a note are read one after the other, as one text."""
    mark: YesNo = False
    """`yes` if it guesses or judges, instead of saying what was seen or heard."""
    feedback: Prose
    """Why, and what to write instead. Shown when this phrase is marked, and at the end."""


class MarkQuestion(QuestionBase):
    """A short note. Readers mark what guesses or judges, and leave what was seen or heard.

    For readers to: find what guesses or judges in a note or a report
    Instead: `choices` if the things to pick do not make one text.
    Picture: A question, a note in five parts with a box to check each, and the button "Check".
    Rules: `feedback-teaches`, `short-answers`, `alike`, `shared-words`, `giveaway-words`,
        `guessing`
    """

    keeps_order: ClassVar[bool] = True

    kind: Literal["mark"]
    phrases: Annotated[tuple[Phrase, ...], Field(min_length=4, max_length=8)]
    """The note, in phrases of about the same length. Two or more are to mark, two or more not."""
    feedback: Prose
    """The same note without the guesses."""

    def options(self) -> Iterator[Option]:
        """The phrases."""
        for index, phrase in enumerate(self.phrases):
            verdict = RIGHT if phrase.mark else WRONG
            yield Option(
                ("phrases", index),
                "text",
                phrase.text,
                phrase.feedback,
                verdict,
                is_bad_example=phrase.mark,
            )

    def flaws(self) -> Iterator[Flaw]:
        """Too few phrases to mark, or too few to leave."""
        marked = sum(phrase.mark for phrase in self.phrases)
        if min(marked, len(self.phrases) - marked) < FEWEST:
            yield Flaw(
                "phrases",
                f"Phrases with `mark: yes` in this note: {marked} of {len(self.phrases)}.",
                f"Write at least {FEWEST} that guess or judge, and {FEWEST} that do not.",
            )

    def scenes(self) -> Iterator[str]:
        """The question with its note."""
        yield " ".join([self.question, *(phrase.text for phrase in self.phrases)])


class TargetedMarkQuestion(MarkQuestion, Targeted):
    """A note in which to mark phrases, with who sees it and in what wording."""

    plain_type: ClassVar[type[Model]] = MarkQuestion
    varying_field: ClassVar[str] = "question"
