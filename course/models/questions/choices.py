"""A question with several right answers."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from course.models.base import Model, Targeted
from course.models.questions.answer import Answer, AnswersBase


class ChoicesQuestion(AnswersBase):
    """Several answers may be right."""

    kind: Literal["choices"]
    answers: Annotated[tuple[Answer, ...], Field(min_length=3, max_length=7)]
    """The answers, in any order; the page mixes them."""


class TargetedChoicesQuestion(ChoicesQuestion, Targeted):
    """A question with several right answers, with who meets it and in which words."""

    plain_type: ClassVar[type[Model]] = ChoicesQuestion
    varying_field: ClassVar[str] = "question"
