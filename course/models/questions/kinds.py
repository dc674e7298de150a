"""The kinds of question. A new one is named here, in both types."""

from typing import Annotated

from pydantic import Field

from course.models.questions.choice import ChoiceQuestion, ChoiceQuestionForWhom
from course.models.questions.choices import ChoicesQuestion, ChoicesQuestionForWhom
from course.models.questions.match import MatchQuestion, MatchQuestionForWhom
from course.models.questions.order import OrderQuestion, OrderQuestionForWhom

Question = Annotated[
    ChoiceQuestion | ChoicesQuestion | OrderQuestion | MatchQuestion, Field(discriminator="kind")
]
"""A question as a reader meets it."""

QuestionForWhom = Annotated[
    ChoiceQuestionForWhom | ChoicesQuestionForWhom | OrderQuestionForWhom | MatchQuestionForWhom,
    Field(discriminator="kind"),
]
"""A question as authors write it: with who meets it, and in which words."""
