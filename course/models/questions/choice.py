"""A question with one right answer."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from course.models.base import Model, Targeted
from course.models.questions.answer import Answer, AnswersBase, TargetedAnswer
from course.models.questions.base import Flaw


class ChoiceQuestion(AnswersBase):
    """One answer is right.

    For readers to: pick the one thing to say or do in a moment of their job
    Instead: `choices` if more than one answer fits. `situation` if every choice is a decent one
        and what follows matters more than which is right.
    Picture: A question in large type, three answers with a circle each, and the button "Check".
    Rules: `three-answers`, `answer-length`, `longest-is-right`
    """

    kind: Literal["choice"]
    answers: Annotated[tuple[Answer, ...], Field(min_length=2, max_length=5)]
    """Usually three, of the same length and warmth."""

    def flaws(self) -> Iterator[Flaw]:
        """Not exactly one right answer."""
        right = sum(answer.is_right for answer in self.answers)
        if right != 1:
            yield Flaw(
                "answers",
                f"This question of kind choice has {right} right answers; it needs one.",
                "Write exactly one answer under `right:`, or make the kind `choices`.",
            )


class TargetedChoiceQuestion(ChoiceQuestion, Targeted):
    """A question with one right answer, with who sees it and in what wording."""

    plain_type: ClassVar[type[Model]] = ChoiceQuestion
    varying_field: ClassVar[str] = "question"

    answers: Annotated[tuple[TargetedAnswer, ...], Field(min_length=2, max_length=5)]
    """Usually three, of the same length and warmth."""
