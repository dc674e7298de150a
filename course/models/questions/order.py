"""Steps to put in order."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from course.models.base import Model, Prose, Targeted
from course.models.questions.base import Option, QuestionBase


class Step(Model):
    """One step of an order."""

    text: Prose
    """What is done."""
    feedback: Prose
    """Why it comes here."""


class OrderQuestion(QuestionBase):
    """Steps to put in order."""

    kind: Literal["order"]
    steps: Annotated[tuple[Step, ...], Field(min_length=3, max_length=7)]
    """The steps in the right order; the page mixes them."""
    feedback: Prose
    """What matters about the order."""

    def options(self) -> Iterator[Option]:
        """The steps."""
        for index, step in enumerate(self.steps):
            yield Option(("steps", index), step.text, str(index))

    def scenes(self) -> Iterator[str]:
        """The question."""
        yield self.question


class TargetedOrderQuestion(OrderQuestion, Targeted):
    """Steps to put in order, with who meets it and in which words."""

    plain_type: ClassVar[type[Model]] = OrderQuestion
    varying_field: ClassVar[str] = "question"
