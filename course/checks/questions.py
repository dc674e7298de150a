"""Rules for self-checks: each can be answered, and its answers differ."""

from collections.abc import Iterator

from course.checks.context import Context
from course.problems import Finding


def answerable(context: Context) -> Iterator[Finding]:
    """A question can be answered: something is right, and there is something to choose from.

    Good: a `choice` with one answer under `right:` and the others under `wrong:`
    Bad: a `choice` with two right answers, or a `match` in which all `goes-with` are the same
    """
    for (path, location), question in context.questions():
        for flaw in question.flaws():
            yield Finding(path, (*location, flaw.key), flaw.what, flaw.remedy, on_key=True)


def different_answers(context: Context) -> Iterator[Finding]:
    """No two answers, steps, phrases or things to match are the same.

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


RULES = (answerable, different_answers)
