"""Rules that a course sets for itself: `standards` in `course.yml`."""

from collections.abc import Iterator
from itertools import chain

from course.checks.context import Context
from course.checks.coverage import misspelled_rows
from course.models.drawing import Build, Drawing, Hair, Pose, Who
from course.models.standards import Standards
from course.problems import Finding, Location
from course.read.files import OUTLINE
from course.read.places import module_file, quiz_file
from course.suggestions import did_you_mean, how_many, suggest

NAMED = 3
"""How many roles a remark names."""
KINDS_OF_PEOPLE = (Who, Pose, Hair, Build)


def complete_matrix(context: Context) -> Iterator[Finding]:
    """In a course that says `complete: yes`, every row of the matrix has its module.

    Good: a row `noticing:` and the file `modules/noticing.yml`
    Bad: a row for a module that nobody has written yet
    """
    if not _standards(context).complete:
        return
    misspelled = misspelled_rows(context)
    for module_id in context.course.outline.matrix:
        if not context.course.has("modules", module_id) and module_id not in misspelled:
            yield _remark(
                OUTLINE,
                ("matrix", module_id),
                f'The module "{module_id}" is not written yet.',
                f"Write {module_file(module_id)}, or delete this row.",
            )


def own_questions(context: Context) -> Iterator[Finding]:
    """Each role has as many questions of its own as the course promises.

    Good: with `own-questions: 12`, twelve questions with `only: [nurse]`
    Bad: eleven of them
    """
    fewest = _standards(context).own_questions
    quizzes = context.course.quizzes.values()
    is_read = context.course.is_read("quizzes")
    for role_id in filter(context.course.is_placed, context.course.roles if is_read else ()):
        reader = context.course.reader(role_id)
        own = sum(it.is_own_of(reader) for quiz in quizzes for it in quiz.questions.values())
        if own < fewest:
            yield _remark(
                OUTLINE,
                ("standards", "own-questions"),
                f'"{role_id}" has {how_many(own, "question")} of its own, not {fewest}.',
                f"Write more with `only: [{role_id}]`, about moments of that job.",
            )


def shared_questions(context: Context) -> Iterator[Finding]:
    """Each quiz has as many questions for several roles as the course promises.

    Good: with `shared-questions: 6`, six questions that are not for one role alone
    Bad: five of them
    """
    fewest = _standards(context).shared_questions
    for module_id, quiz in context.course.quizzes.items():
        shared = sum(
            not any(map(question.is_own_of, map(context.course.reader, context.course.roles)))
            for question in quiz.questions.values()
        )
        if shared < fewest:
            yield _remark(
                quiz_file(module_id),
                ("questions",),
                f"This quiz has {how_many(shared, 'question')} for several roles, not {fewest}.",
                "Write more without `only`, or with a group of roles under it.",
            )


def team_activities(context: Context) -> Iterator[Finding]:
    """In each module, the jobs that `team-activity` names have something to do with colleagues.

    Good: an activity with `kind: together`
    Bad: a module that each reads alone
    """
    team = _standards(context).team_activity
    known = (*context.course.roles, *context.course.groups)
    if team is None or not {*team.only, *team.except_}.issubset(known):
        return  # an unknown one is told where it is named
    alone: dict[str, list[str]] = {}
    for role_id, role in context.tailored.in_full.items():
        if team.is_for(role.reader):
            for module_id, module in role.modules.items():
                kinds = {
                    activity.kind
                    for lesson in module.lessons.values()
                    for activity in lesson.activities.values()
                }
                if "together" not in kinds:
                    alone.setdefault(module_id, []).append(role_id)
    for module_id, role_ids in alone.items():
        more = f" and {len(role_ids) - NAMED} more" if len(role_ids) > NAMED else ""
        yield _remark(
            module_file(module_id),
            ("lessons",),
            f"This module has nothing to do with colleagues for "
            f"{', '.join(role_ids[:NAMED])}{more}.",
            "Add an activity with `kind: together`.",
        )


def drawn_people(context: Context) -> Iterator[Finding]:
    """Everyone the course promises to show is in some drawing.

    Good: with `drawn: [in-wheelchair]`, a person with `pose: in-wheelchair`
    Bad: only people who stand
    """
    wanted = _standards(context).drawn
    known = [str(word) for kind in KINDS_OF_PEOPLE for word in kind]
    shown = {*chain.from_iterable(context.in_each_part(*FINDER))}
    for index, word in enumerate(wanted):
        if word not in known:
            yield Finding(
                OUTLINE,
                ("standards", "drawn", index),
                f'Nobody in a drawing can be "{word}".',
                did_you_mean(word, known),
                swap=suggest(word, known).swap,
            )
        elif word not in shown and context.course.is_read("modules"):
            yield _remark(
                OUTLINE,
                ("standards", "drawn", index),
                f'Nobody in any drawing is "{word}".',
                "Draw one of the people that way.",
            )


def _drawn(context: Context) -> list[str]:
    """Who is in some drawing, in words such as `in-wheelchair`."""
    people = [one for _, drawing in context.find_all(Drawing) for one in drawing.people]
    return sorted({str(word) for it in people for word in (it.who, it.pose, it.hair, it.build)})


def _standards(context: Context) -> Standards:
    return context.course.outline.standards


def _remark(path: str, location: Location, what: str, remedy: str) -> Finding:
    is_key = not isinstance(location[-1], int)
    return Finding(path, location, what, remedy, on_key=is_key, is_warning=True)


FINDER = ("drawn", _drawn)
"""The name of what is found in each part of a course, and what finds it."""

RULES = (complete_matrix, own_questions, shared_questions, team_activities, drawn_people)
