"""Rules for self-checks: each can be answered, and its answers differ."""

from collections.abc import Iterator

from course.checks.context import Context
from course.models.base import Id
from course.problems import Finding
from course.read.places import quiz_file


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


def asked_once(context: Context) -> Iterator[Finding]:
    """Nobody is asked the same question twice.

    Good: two questions that differ, or the same one with `only:` for different jobs
    Bad: a question that was copied, with another id
    """
    asked: dict[object, list[tuple[Id, Id]]] = {}
    for module_id, quiz in context.course.quizzes.items():
        for question_id, question in quiz.questions.items():
            options = tuple((option.text, option.verdict) for option in question.options())
            same = asked.setdefault((question.kind, question.question, options), [])
            first = next(
                (it for it in same if _has_both(context, it, (module_id, question_id))), None
            )
            if first:
                yield Finding(
                    quiz_file(module_id),
                    ("questions", question_id),
                    f'This question is the same as "{"/".join(first)}".',
                    "Delete one of them, or ask something else.",
                    on_key=True,
                )
            same.append((module_id, question_id))


def _has_both(context: Context, *questions: tuple[Id, Id]) -> bool:
    """Whether any role is asked all these questions, each given by its module and its id."""
    return any(
        all(
            module_id in role.modules and question_id in role.modules[module_id].questions
            for module_id, question_id in questions
        )
        for role in context.tailored.by_role.values()
    )


RULES = (answerable, different_answers, asked_once)
