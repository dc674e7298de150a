"""Answers to pick, for the kinds of question that have them."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from course.models.base import HasVariants, Model
from course.models.questions.base import RIGHT, WRONG, Option, QuestionBase
from course.models.texts import Prose


class Answer(Model):
    """One answer to pick. Its text is under `right:` or under `wrong:`, the same for all roles.

    Its feedback may differ: `instead` and `also` change it, as they do the text of other pieces.
    """

    right: Prose | None = None
    """The text of a right answer."""
    wrong: Prose | None = None
    """The text of a wrong answer, one that a decent, tired person might give."""
    feedback: Prose
    """Why, and what to do next. Shown when this answer is picked."""

    @model_validator(mode="after")
    def _either_right_or_wrong(self) -> "Answer":
        if (self.right is None) == (self.wrong is None):
            raise PydanticCustomError("answer_right_or_wrong", "both or neither")
        return self

    @property
    def text(self) -> Prose:
        """The words of the answer."""
        return self.right or self.wrong or Prose("")

    @property
    def is_right(self) -> bool:
        """Whether this is a right answer."""
        return self.right is not None


class TargetedAnswer(Answer, HasVariants):
    """One answer to pick, with feedback that may differ for some roles."""

    varying_field: ClassVar[str] = "feedback"


class AnswersBase(QuestionBase):
    """A question with answers to pick.

    Rules: `feedback-teaches`, `short-answers`, `alike`, `shared-words`, `giveaway-words`,
        `guessing`
    """

    answers: tuple[Answer, ...]

    def options(self) -> Iterator[Option]:
        """The answers."""
        for index, answer in enumerate(self.answers):
            verdict = RIGHT if answer.is_right else WRONG
            key = "right" if answer.is_right else "wrong"
            yield Option(
                ("answers", index),
                key,
                answer.text,
                answer.feedback,
                verdict,
                is_bad_example=not answer.is_right,
            )

    def scenes(self) -> Iterator[str]:
        """The question with its answers."""
        yield " ".join([self.question, *(answer.text for answer in self.answers)])
