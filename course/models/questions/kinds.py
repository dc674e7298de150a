"""The kinds of question. Add a new kind to both unions."""

from typing import Annotated, get_args

from pydantic import Field

from course.models.questions.choice import ChoiceQuestion, TargetedChoiceQuestion
from course.models.questions.choices import ChoicesQuestion, TargetedChoicesQuestion
from course.models.questions.mark import MarkQuestion, TargetedMarkQuestion
from course.models.questions.match import MatchQuestion, TargetedMatchQuestion
from course.models.questions.order import OrderQuestion, TargetedOrderQuestion

Question = Annotated[
    ChoiceQuestion | ChoicesQuestion | OrderQuestion | MatchQuestion | MarkQuestion,
    Field(discriminator="kind"),
]
"""A question as a reader sees it."""

TargetedQuestion = Annotated[
    TargetedChoiceQuestion
    | TargetedChoicesQuestion
    | TargetedOrderQuestion
    | TargetedMatchQuestion
    | TargetedMarkQuestion,
    Field(discriminator="kind"),
]
"""A question as authors write it: with who sees it, and in what wording."""


def question_kinds() -> tuple[str, ...]:
    """Every value of `kind`, in the order of the union."""
    union, _ = get_args(Question)
    return tuple(
        kind
        for model in get_args(union)
        for kind in get_args(model.model_fields["kind"].annotation)
    )
