"""A question with several right answers."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from course.models.base import Model, Targeted
from course.models.questions.answer import Answer, AnswersBase, TargetedAnswer
from course.models.questions.base import Flaw


class ChoicesQuestion(AnswersBase):
    """Several answers may be right.

    For readers to: pick everything that fits, such as all that belongs in a report
    Instead: `choice` if one answer fits best. `mark` if what is to be picked stands in a text.
    Picture: A question in large type, four answers with a box to check each, and the button
        "Check".
    """

    kind: Literal["choices"]
    answers: Annotated[tuple[Answer, ...], Field(min_length=3, max_length=7)]
    """The answers, in any order; the page shuffles them."""

    def flaws(self) -> Iterator[Flaw]:
        """No answer is right, or every one."""
        right = sum(answer.is_right for answer in self.answers)
        if right in {0, len(self.answers)}:
            every = "no answer is" if right == 0 else "every answer is"
            yield Flaw(
                "answers",
                f"In this question of kind choices {every} right.",
                "Write some answers under `right:` and some under `wrong:`.",
            )


class TargetedChoicesQuestion(ChoicesQuestion, Targeted):
    """A question with several right answers, with who sees it and in what wording."""

    plain_type: ClassVar[type[Model]] = ChoicesQuestion
    varying_field: ClassVar[str] = "question"

    answers: Annotated[tuple[TargetedAnswer, ...], Field(min_length=3, max_length=7)]
    """The answers, in any order; the page shuffles them."""
