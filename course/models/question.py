"""Self-checks: four kinds of question. Each explains, none judges."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from course.models.base import ForWhom, Id, Model, Prose, Typed


class Answer(Model):
    """One answer to pick: its text stands under `right:` or under `wrong:`."""

    right: Prose | None = None
    """The text of an answer that is right."""
    wrong: Prose | None = None
    """The text of an answer that is not, such as a decent, tired person might give."""
    feedback: Prose
    """Why, and what to do next. Shown when this answer is picked."""

    @model_validator(mode="after")
    def _either_right_or_wrong(self) -> "Answer":
        if (self.right is None) == (self.wrong is None):
            raise PydanticCustomError("answer_right_or_wrong", "both or neither")
        return self

    @property
    def text(self) -> Prose:
        """The words of the answer."""
        return self.right or self.wrong or Prose("")

    @property
    def is_right(self) -> bool:
        """Whether this is an answer to pick."""
        return self.right is not None


class Step(Model):
    """One step of an order."""

    text: Prose
    """What is done."""
    feedback: Prose
    """Why it comes here."""


class Pair(Model):
    """One thing, and what it goes with."""

    item: Prose
    """The thing."""
    goes_with: Prose
    """What it belongs to. Several things may belong to the same."""
    feedback: Prose
    """Why they belong together."""


class _Question(Model):
    question: Prose
    """The question itself, with all that is needed to answer it."""
    objective: Id
    """The objective of the module that this question proves."""
    lesson: Id
    """The lesson to read again."""
    revision: Annotated[int, Field(ge=1)] = 1
    """Raise it by one when the meaning has changed, not for a typo."""
    cites: tuple[Id, ...] = ()
    """Claims that the feedback rests on."""
    card: Id | None = None
    """The card from `reference/cards/` whose rule decides this question. It is shown below the
    answers, so that the feedback need not say it again."""
    found_by: tuple[Typed, ...] = ()
    """What staff would type to whom this happens. It leads to the lesson. The search never finds
    answers and feedback."""


class ChoiceQuestion(_Question):
    """One answer is right."""

    kind: Literal["choice"]
    answers: Annotated[tuple[Answer, ...], Field(min_length=2, max_length=5)]
    """Three as a rule, of the same length and warmth."""


class ChoicesQuestion(_Question):
    """Several answers may be right."""

    kind: Literal["choices"]
    answers: Annotated[tuple[Answer, ...], Field(min_length=3, max_length=7)]
    """The answers, in any order; the page mixes them."""


class OrderQuestion(_Question):
    """Steps to put in order."""

    kind: Literal["order"]
    steps: Annotated[tuple[Step, ...], Field(min_length=3, max_length=7)]
    """The steps in the right order; the page mixes them."""
    feedback: Prose
    """What matters about the order."""


class MatchQuestion(_Question):
    """Things to put to what they go with."""

    kind: Literal["match"]
    pairs: Annotated[tuple[Pair, ...], Field(min_length=2, max_length=6)]
    """The things, each with what it goes with."""
    feedback: Prose
    """What the pairs show."""


Question = Annotated[
    ChoiceQuestion | ChoicesQuestion | OrderQuestion | MatchQuestion, Field(discriminator="kind")
]


class ChoiceQuestionForWhom(ChoiceQuestion, ForWhom):
    """A question with one right answer, with who meets it and in which words."""

    as_met: ClassVar[type[Model]] = ChoiceQuestion
    varies: ClassVar[str] = "question"


class ChoicesQuestionForWhom(ChoicesQuestion, ForWhom):
    """A question with several right answers, with who meets it and in which words."""

    as_met: ClassVar[type[Model]] = ChoicesQuestion
    varies: ClassVar[str] = "question"


class OrderQuestionForWhom(OrderQuestion, ForWhom):
    """Steps to put in order, with who meets it and in which words."""

    as_met: ClassVar[type[Model]] = OrderQuestion
    varies: ClassVar[str] = "question"


class MatchQuestionForWhom(MatchQuestion, ForWhom):
    """Things to match, with who meets it and in which words."""

    as_met: ClassVar[type[Model]] = MatchQuestion
    varies: ClassVar[str] = "question"


QuestionForWhom = Annotated[
    ChoiceQuestionForWhom | ChoicesQuestionForWhom | OrderQuestionForWhom | MatchQuestionForWhom,
    Field(discriminator="kind"),
]


class Quiz(Model):
    """A file in `quizzes/`. It bears the name of its module's file."""

    questions: Annotated[dict[Id, QuestionForWhom], Field(min_length=1)]
    """Every reader meets four to seven of them."""
