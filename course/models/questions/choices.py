"""A question with several right answers."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from course.models.base import Model, Targeted
from course.models.questions.answer import Answer, AnswersBase


class ChoicesQuestion(AnswersBase):
    """Several answers may be right."""

    kind: Literal["choices"]
    answers: Annotated[tuple[Answer, ...], Field(min_length=3, max_length=7)]
    """The answers, in any order; the page shuffles them."""


class TargetedChoicesQuestion(ChoicesQuestion, Targeted):
    """A question with several right answers, with who sees it and in what wording."""

    plain_type: ClassVar[type[Model]] = ChoicesQuestion
    varying_field: ClassVar[str] = "question"
