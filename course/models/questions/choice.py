"""A question with one right answer."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from course.models.base import Model, Targeted
from course.models.questions.answer import Answer, AnswersBase


class ChoiceQuestion(AnswersBase):
    """One answer is right."""

    kind: Literal["choice"]
    answers: Annotated[tuple[Answer, ...], Field(min_length=2, max_length=5)]
    """Usually three, of the same length and warmth."""


class TargetedChoiceQuestion(ChoiceQuestion, Targeted):
    """A question with one right answer, with who sees it and in what wording."""

    plain_type: ClassVar[type[Model]] = ChoiceQuestion
    varying_field: ClassVar[str] = "question"
