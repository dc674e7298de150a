"""Steps to put in order."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from course.models.base import Model, Targeted
from course.models.questions.base import Option, QuestionBase
from course.models.texts import Prose


class Step(Model):
    """One of the steps to put in order."""

    text: Prose
    """What to do."""
    feedback: Prose
    """Why it comes at this point."""


class OrderQuestion(QuestionBase):
    """Steps to put in order.

    For readers to: put steps in order, such as the first minute of something hard
    Instead: `choice` if only the first step matters. Never for steps that people could do in
        another order just as well.
    Picture: A question, three numbered steps, each with an arrow up and an arrow down, and the
        button "Check".
    """

    kind: Literal["order"]
    steps: Annotated[tuple[Step, ...], Field(min_length=3, max_length=7)]
    """The steps in the right order; the page shuffles them."""
    feedback: Prose
    """What matters about the order."""

    def options(self) -> Iterator[Option]:
        """The steps."""
        for index, step in enumerate(self.steps):
            yield Option(("steps", index), "text", step.text, step.feedback, str(index))

    def scenes(self) -> Iterator[str]:
        """The question."""
        yield self.question


class TargetedOrderQuestion(OrderQuestion, Targeted):
    """Steps to put in order, with who sees it and in what wording."""

    plain_type: ClassVar[type[Model]] = OrderQuestion
    varying_field: ClassVar[str] = "question"
