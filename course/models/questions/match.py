"""Things to match."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from course.models.base import Model, Targeted
from course.models.questions.base import Flaw, Option, QuestionBase
from course.models.texts import Prose
from course.problems import Location


class Pair(Model):
    """One thing, and what it goes with."""

    item: Prose
    """The thing."""
    goes_with: Prose
    """What it goes with. Several things may go with the same one."""
    feedback: Prose
    """Why they go together."""


class MatchQuestion(QuestionBase):
    """Things to match with what they go with.

    For readers to: tell kinds of things apart, such as who is told what
    Instead: `choice` if there is one thing to decide about.
    Picture: A question, three things that somebody says, each with the same two answers to
        choose from, and the button "Check".
    """

    kind: Literal["match"]
    pairs: Annotated[tuple[Pair, ...], Field(min_length=2, max_length=6)]
    """The things, each with what it goes with."""
    feedback: Prose
    """What the pairs show."""

    def options(self) -> Iterator[Option]:
        """The things to match."""
        for index, pair in enumerate(self.pairs):
            yield Option(("pairs", index), "item", pair.item, pair.feedback, pair.goes_with)

    def tapped(self) -> Iterator[tuple[Location, Prose]]:
        """The things, and what they go with."""
        for index, pair in enumerate(self.pairs):
            yield ("pairs", index, "item"), pair.item
            yield ("pairs", index, "goes-with"), pair.goes_with

    def flaws(self) -> Iterator[Flaw]:
        """Nothing to choose from."""
        if len({pair.goes_with for pair in self.pairs}) < 2:
            yield Flaw(
                "pairs",
                "All pairs have the same `goes-with`, so there is nothing to choose.",
                "Write at least two different ones.",
            )

    def scenes(self) -> Iterator[str]:
        """Each thing to match."""
        yield from (pair.item for pair in self.pairs)


class TargetedMatchQuestion(MatchQuestion, Targeted):
    """Things to match, with who sees it and in what wording."""

    plain_type: ClassVar[type[Model]] = MatchQuestion
    varying_field: ClassVar[str] = "question"
