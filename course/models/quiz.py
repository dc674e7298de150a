"""The questions of a module."""

from typing import Annotated

from pydantic import Field

from course.models.base import Excusable, Id
from course.models.questions.kinds import TargetedQuestion


class Quiz(Excusable):
    """A file in `quizzes/`. It has the same name as its module's file."""

    questions: Annotated[dict[Id, TargetedQuestion], Field(min_length=1)]
    """The questions. Each reader gets four to seven of them."""
