"""Rules for self-checks: each can be answered, and its answers differ."""

from collections.abc import Iterator

from course.checks.context import Context
from course.models.questions.choice import ChoiceQuestion
from course.models.questions.choices import ChoicesQuestion
from course.models.questions.match import MatchQuestion
from course.problems import Finding


def right_answers(context: Context) -> Iterator[Finding]:
    """A `choice` has one right answer; `choices` has both right and wrong answers.

    Good: one answer under `right:`, the others under `wrong:`
    Bad: two answers under `right:` in a `choice`
    """
    for (path, location), question in context.questions():
        if not isinstance(question, ChoiceQuestion | ChoicesQuestion):
            continue
        right = sum(answer.is_right for answer in question.answers)
        if isinstance(question, ChoiceQuestion) and right != 1:
            yield Finding(
                path,
                (*location, "answers"),
                f"This question of kind choice has {right} right answers; it needs one.",
                "Write exactly one answer under `right:`, or make the kind `choices`.",
                on_key=True,
            )
        if isinstance(question, ChoicesQuestion) and right in {0, len(question.answers)}:
            every = "no answer is" if right == 0 else "every answer is"
            yield Finding(
                path,
                (*location, "answers"),
                f"In this question of kind choices {every} right.",
                "Write some answers under `right:` and some under `wrong:`.",
                on_key=True,
            )


def different_answers(context: Context) -> Iterator[Finding]:
    """No two answers, steps or things to match are the same.

    Good: three answers that differ
    Bad: the same answer twice
    """
    for (path, location), question in context.questions():
        seen: dict[str, int] = {}
        for number, option in enumerate(question.options(), start=1):
            first = seen.setdefault(" ".join(option.text.lower().split()), number)
            if first != number:
                yield Finding(
                    path,
                    (*location, *option.location),
                    f"This says the same as number {first} in the list.",
                    "Change one of them, or delete it.",
                )


def matches(context: Context) -> Iterator[Finding]:
    """A `match` has at least two things to choose from.

    Good: pairs with two or more different `goes-with`
    Bad: every pair with the same `goes-with`
    """
    for (path, location), question in context.questions():
        if not isinstance(question, MatchQuestion):
            continue
        if len({pair.goes_with for pair in question.pairs}) < 2:
            yield Finding(
                path,
                (*location, "pairs"),
                "All pairs have the same `goes-with`, so there is nothing to choose.",
                "Write at least two different ones.",
                on_key=True,
            )


RULES = (right_answers, different_answers, matches)
