"""The matrix of roles and modules, and whether the course delivers what each cell promises."""

from collections.abc import Iterator
from typing import Any

from course.checks.context import Context
from course.checks.unknown import unknown
from course.models.activities.kinds import MOMENT_KINDS
from course.models.base import Id, Reader
from course.models.course import Course, Extent
from course.models.module import Lesson, Module
from course.models.quiz import Quiz
from course.models.role_course import RoleModule
from course.problems import Finding
from course.read.overlay import REMOVE
from course.read.places import Place, module_file, quiz_file
from course.suggestions import how_many, suggest

FEWEST_QUESTIONS = 4
MOST_QUESTIONS = 7


def matrix(context: Context) -> Iterator[Finding]:
    """Each row names roles that exist, and each module has a row.

    Good: `full`, `short` or `optional` for every role that reads the module
    Bad: a module without a row
    """
    rows = context.course.outline.matrix
    for module_id, row in rows.items():
        for role_id in row:
            if role_id in context.course.groups and role_id not in context.course.roles:
                members = [it for it, role in context.course.roles.items() if role.group == role_id]
                yield Finding(
                    "course.yml",
                    ("matrix", module_id, role_id),
                    f'"{role_id}" is a group, and a row of the matrix names roles.',
                    f"Write a line for each of its roles instead: {', '.join(members)}.",
                    on_key=True,
                )
            elif not context.course.has("roles", role_id):
                yield unknown(
                    ("course.yml", ("matrix", module_id, role_id)),
                    f'There is no role "{role_id}".',
                    role_id,
                    context.course.roles,
                    needs=f"roles/{role_id}",
                    on_key=True,
                )
    misspelled = misspelled_rows(context)
    for row_id in misspelled:
        yield unknown(
            ("course.yml", ("matrix", row_id)),
            f'There is no module "{row_id}".',
            row_id,
            misspelled[row_id],
            on_key=True,
        )
    for module_id in context.course.modules:
        if module_id not in rows and (module_id,) not in misspelled.values():
            yield Finding(
                "course.yml",
                ("matrix",),
                f'The module "{module_id}" has no row in the matrix.',
                f"Add `{module_id}:` and the roles that read it. If this is another module, "
                f"its file has the wrong name.",
                on_key=True,
            )


def misspelled_rows(context: Context) -> dict[str, tuple[str]]:
    """Rows without a module, each with the module without a row that is probably meant."""
    rows, course = context.course.outline.matrix, context.course
    without_row = [it for it in course.modules if it not in rows]
    without_module = [it for it in rows if not course.has("modules", it)]
    meant = {row: suggest(row, without_row) for row in without_module}
    return {row: (it.close,) for row, it in meant.items() if it.swap and it.close}


def role_paths(context: Context) -> Iterator[Finding]:
    """Each role reads at least one module.

    Good: `full`, `short` or `optional` for the role in some row
    Bad: no row that names the role, or `none` in all of them
    """
    rows = context.course.outline.matrix
    for role_id in filter(context.course.is_placed, context.course.roles):
        if all(context.course.extent(name, role_id) is Extent.NONE for name in rows):
            yield Finding(
                "course.yml",
                ("matrix", next(iter(rows)), role_id),
                f'"{role_id}" reads no module.',
                "Write full, short or optional in at least one row, or remove the role from "
                "reference/roles.yml and from the matrix.",
                on_key=True,
            )


def full_cells(context: Context) -> Iterator[Finding]:
    """A role that reads a module in full gets its own situations, your-part activity and questions.

    Good: `only: [bus-driver]` on a situation, a your-part activity and a question
    Bad: a role that gets the shared text and nothing else

    A role that is like another may have what is for that one. Something must be its own.
    """
    for role_id, module_id, name in lacking(context):
        if not removed_pieces(context.course, module_id, name):
            path = quiz_file(module_id) if name == "question" else module_file(module_id)
            yield Finding(
                "course.yml",
                ("matrix", module_id, role_id),
                f'"{role_id}" reads "{module_id}" in full, with no {name} of its own.',
                f"Add one to {path} with `only: [{role_id}]`, or write `short` here.",
                on_key=True,
            )


def own_beside_like(context: Context) -> Iterator[Finding]:
    """A role that is like another has something of its own in each module that it reads in full.

    Good: a situation with `only: [kitchen-manager]` beside those of the role that it is like
    Bad: a module in which nothing is from its own work
    """
    for role_id, module_id, module, _ in _cells(context, Extent.FULL):
        role = context.course.roles[role_id]
        if role.like is None:
            continue
        pieces = own_pieces(module, context.course.quizzes[module_id], (role_id, role.group))
        if not any(pieces.values()):
            yield Finding(
                "course.yml",
                ("matrix", module_id, role_id),
                f'"{role_id}" reads "{module_id}" in full, with nothing of its own.',
                f"Add a situation, a your-part activity or a question with `only: [{role_id}]`, "
                "or write `short` here.",
                on_key=True,
                is_warning=True,
            )


def lacking(context: Context) -> Iterator[tuple[Id, Id, str]]:
    """Each role that reads a module in full, the module, and what it has none of its own of."""
    for role_id, module_id, module, _ in _cells(context, Extent.FULL):
        reader = context.course.reader(role_id)
        own = own_pieces(module, context.course.quizzes[module_id], reader)
        yield from ((role_id, module_id, name) for name, count in own.items() if not count)


def removed_pieces(course: Course, module_id: Id, name: str) -> list[Place]:
    """What a district has taken out that was, or contained, something that `own_pieces` counts."""
    if name == "question":
        path, kinds = quiz_file(module_id), None
    else:
        path = module_file(module_id)
        kinds = MOMENT_KINDS if name == "situation" else {name.removesuffix(" activity")}
    return [
        (path, (REMOVE, address))
        for address, piece in course.removed.get(path, {}).items()
        if kinds is None or kinds & {it.get("kind") for it in _activities_in(piece)}
    ]


def own_pieces(module: Module, quiz: Quiz, reader: Reader) -> dict[str, int]:
    """How many situations, your-part activities and questions are a role's own."""
    kinds = [
        activity.kind
        for lesson in module.lessons.values()
        for activity in lesson.activities.values()
        if activity.is_own_of(reader) or lesson.is_own_of(reader)
    ]
    return {
        "situation": sum(kind in MOMENT_KINDS for kind in kinds),
        "your-part activity": kinds.count("your-part"),
        "question": sum(question.is_own_of(reader) for question in quiz.questions.values()),
    }


def promises(context: Context) -> Iterator[Finding]:
    """Each objective is proved by something that the reader gets.

    Good: a question with `objective: cooling-line` for everyone who sees that objective
    Bad: an objective that no question and no activity proves
    """
    for role_id, module_id, objective_id in unproved(context):
        if not removed_proofs(context.course, module_id, objective_id):
            yield Finding(
                module_file(module_id),
                ("objectives", objective_id),
                f'Nothing that "{role_id}" gets proves this objective.',
                f"Add a question with `objective: {objective_id}`, or an activity with "
                f"`proves: {objective_id}`.",
                on_key=True,
            )


def unproved(context: Context) -> Iterator[tuple[Id, Id, Id]]:
    """Each objective that nothing proves: the role that has it, its module, and its id."""
    for role_id, module_id, module, role_module in _cells(context, Extent.FULL, Extent.OPTIONAL):
        if not _is_linked(context, module_id):
            continue
        reader = context.course.reader(role_id)
        for objective_id, objective in module.objectives.items():
            if objective.is_for(reader) and objective_id not in role_module.objectives:
                yield role_id, module_id, objective_id


def removed_proofs(course: Course, module_id: Id, objective_id: Id) -> list[Place]:
    """What proved an objective, and was taken out by a district: where that says so."""
    return [
        (path, (REMOVE, address))
        for path in (module_file(module_id), quiz_file(module_id))
        for address, piece in course.removed.get(path, {}).items()
        if objective_id in _proved_by(piece)
    ]


def _proved_by(piece: Any) -> set[Id]:
    """The objectives that a question or the activities of a lesson prove, as they are written."""
    found = [piece.get("objective")] if isinstance(piece, dict) else []
    return {*filter(None, (*found, *(it.get("proves") for it in _activities_in(piece))))}


def _activities_in(piece: Any) -> list[dict[str, Any]]:
    """The activities of a lesson, as they are written."""
    activities = piece.get("activities") if isinstance(piece, dict) else None
    found = activities.values() if isinstance(activities, dict) else ()
    return [activity for activity in found if isinstance(activity, dict)]


def short_cells(context: Context) -> Iterator[Finding]:
    """The short version has something to read.

    Good: two or three lessons with `core: yes`
    Bad: `short` in the matrix, but no lesson is marked
    """
    for role_id, module_id, _, role_module in _cells(context, Extent.SHORT, with_quiz=False):
        if not role_module.lessons:
            yield Finding(
                "course.yml",
                ("matrix", module_id, role_id),
                f'The short version of "{module_id}" is empty for "{role_id}".',
                f"Mark lessons in {module_file(module_id)} with `core: yes`.",
                on_key=True,
            )


def own_in_short(context: Context) -> Iterator[Finding]:
    """A role that reads the short version gets its own example and question.

    Good: `also:` for the role in a lesson with `core: yes`, and a question with `only:` for it
    Bad: only the shared text
    """
    for role_id, module_id, module, role_module in _cells(context, Extent.SHORT):
        quiz, reader = context.course.quizzes[module_id], context.course.reader(role_id)
        has_example = any(
            has_own_text(module.lessons[lesson_id], reader) for lesson_id in role_module.lessons
        )
        has_question = any(quiz.questions[name].is_own_of(reader) for name in role_module.questions)
        for name, exists in (("example", has_example), ("question", has_question)):
            if not exists:
                yield Finding(
                    "course.yml",
                    ("matrix", module_id, role_id),
                    f'"{role_id}" reads the short "{module_id}", with no {name} of its own.',
                    f"Add one to a lesson with `core: yes`, for `{role_id}` alone.",
                    on_key=True,
                    is_warning=True,
                )


def has_own_text(lesson: Lesson, reader: Reader) -> bool:
    """Whether a lesson says anything that is for a role alone, or for the one that it is like."""
    *roles, _ = reader
    return any(
        piece.is_own_of(reader)
        or not piece.instead.keys().isdisjoint(roles)
        or not piece.also.keys().isdisjoint(roles)
        for piece in (lesson, *lesson.activities.values())
    )


def number_of_questions(context: Context) -> Iterator[Finding]:
    """A reader gets four to seven questions in a module.

    Good: four shared questions and one of the role's own
    Bad: two, or twelve
    """
    for role_id, module_id, _, role_module in _cells(context, *Extent):
        is_right = FEWEST_QUESTIONS <= len(role_module.questions) <= MOST_QUESTIONS
        if not is_right and _is_linked(context, module_id):
            yield Finding(
                quiz_file(module_id),
                ("questions",),
                f'"{role_id}" gets {how_many(len(role_module.questions), "question")} here.',
                "Four to seven keep people's attention. In the short version, only questions whose "
                "`lesson:` is in it count.",
                on_key=True,
                is_warning=True,
            )


def alternatives(context: Context) -> Iterator[Finding]:
    """Roles that get the hard example also get the lesson to read instead.

    Good: an alternative for everyone, also in the short version if the hard lesson is there
    Bad: `core: yes` only on the hard lesson
    """
    for role_id, module_id, module, role_module in _cells(context, *Extent, with_quiz=False):
        care = module.care
        if care is None or care.alternative not in module.lessons:
            continue
        if care.skip in role_module.lessons and care.alternative not in role_module.lessons:
            yield Finding(
                module_file(module_id),
                ("care", "alternative"),
                f'"{role_id}" gets the hard lesson but not the one to read instead.',
                "Give both the same `only`, `except` and `core`.",
            )


def nothing_empty(context: Context) -> Iterator[Finding]:
    """No lesson is empty for anyone who gets it.

    Good: a lesson with a text, or with an activity for each of its readers
    Bad: a lesson for everyone with only one activity, which has `only: [nurse]`
    """
    reported = set()
    for role_id in filter(context.course.is_placed, context.course.roles):
        for module_id, module in context.tailored.in_full[role_id].modules.items():
            for lesson_id, lesson in module.lessons.items():
                cards = context.course.modules[module_id].lessons[lesson_id].cards
                is_unread = not context.course.cards.keys() >= set(cards)
                if lesson.is_empty and not is_unread and (module_id, lesson_id) not in reported:
                    reported.add((module_id, lesson_id))
                    yield Finding(
                        module_file(module_id),
                        ("lessons", lesson_id),
                        f'This lesson is empty for "{role_id}".',
                        f"Add something for {role_id}, or leave the role out with `except`.",
                        on_key=True,
                    )


def _is_linked(context: Context, module_id: Id) -> bool:
    """Whether every question of a module names an objective and a lesson that exist.

    If one does not, another rule reports it, and nothing can be counted yet.
    """
    module = context.course.modules[module_id]
    return all(
        question.objective in module.objectives and question.lesson in module.lessons
        for question in context.course.quizzes[module_id].questions.values()
    )


def _cells(
    context: Context, *extents: Extent, with_quiz: bool = True
) -> Iterator[tuple[Id, Id, Module, RoleModule]]:
    """Role, module, the module as written and as the role sees it.

    Modules without a quiz are left out, unless `with_quiz` is False.
    """
    for role_id in filter(context.course.is_placed, context.course.roles):
        for module_id, role_module in context.tailored.by_role[role_id].modules.items():
            has_quiz = module_id in context.course.quizzes
            if role_module.extent in extents and (has_quiz or not with_quiz):
                yield role_id, module_id, context.course.modules[module_id], role_module


RULES = (
    matrix,
    role_paths,
    full_cells,
    own_beside_like,
    promises,
    short_cells,
    own_in_short,
    number_of_questions,
    alternatives,
    nothing_empty,
)
