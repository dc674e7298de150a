"""A question with several right answers."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from course.models.base import ForWhom, Model
from course.models.questions.answer import Answer, AnswersBase


class ChoicesQuestion(AnswersBase):
    """Several answers may be right."""

    kind: Literal["choices"]
    answers: Annotated[tuple[Answer, ...], Field(min_length=3, max_length=7)]
    """The answers, in any order; the page mixes them."""


class ChoicesQuestionForWhom(ChoicesQuestion, ForWhom):
    """A question with several right answers, with who meets it and in which words."""

    as_met: ClassVar[type[Model]] = ChoicesQuestion
    varies: ClassVar[str] = "question"
