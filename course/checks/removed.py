"""Rules for what a district has taken out."""

from collections.abc import Iterator

from course.checks.context import Context
from course.checks.coverage import lacking, removed_pieces, removed_proofs, unproved
from course.models.base import Id
from course.models.module import Module
from course.models.quiz import Quiz
from course.problems import Finding
from course.read.overlay import REMOVE
from course.read.places import Place, module_file, quiz_file
from course.suggestions import how_many, in_quotes


def removed_but_needed(context: Context) -> Iterator[Finding]:
    """Nothing needs what a district has taken out.

    Good: `lessons/harder-example` and `care` under `remove:`
    Bad: `lessons/harder-example` alone, while `care` names it, or a question leads back to it
    """
    for module_id, module in context.course.modules.items():
        path = module_file(module_id)
        quiz = context.course.quizzes.get(module_id)
        for address in context.course.removed.get(path, {}):
            key, _, name = address.partition("/")
            questions = [*_questions(quiz, key, name)] if quiz else []
            activities = [*_activities(module, key, name)]
            has_care = key == "lessons" and module.care and name in _named_by_care(module)
            needing = [
                *([how_many(len(questions), "question")] if questions else []),
                *([how_many(len(activities), "activity", "activities")] if activities else []),
                *(["`care`"] if has_care else []),
            ]
            if needing:
                named = [*questions, *activities]
                is_one = len(needing) == 1 and (has_care or len(named) == 1)
                verb = "needs" if is_one else "need"
                which = f": {in_quotes(named, most=len(named))}" if named else ""
                yield Finding(
                    path,
                    (REMOVE, address),
                    f'You have removed "{address}", and {" and ".join(needing)} still {verb} it'
                    f"{which}.",
                    " ".join(_remedies(module_id, questions, activities, bool(has_care))),
                    on_key=True,
                )


def _questions(quiz: Quiz, key: str, name: Id) -> Iterator[Id]:
    for question_id, question in quiz.questions.items():
        if (key, name) in (("lessons", question.lesson), ("objectives", question.objective)):
            yield question_id


def _activities(module: Module, key: str, name: Id) -> Iterator[str]:
    for lesson_id, lesson in module.lessons.items():
        for activity_id, activity in lesson.activities.items():
            if key == "objectives" and activity.proves == name:
                yield f"{lesson_id}/activities/{activity_id}"


def _named_by_care(module: Module) -> tuple[Id, ...]:
    return (module.care.skip, module.care.alternative) if module.care else ()


def _remedies(
    module_id: Id, questions: list[Id], activities: list[str], has_care: bool
) -> Iterator[str]:
    if questions:
        addresses = ", ".join(f"`questions/{it}`" for it in questions)
        these = "it" if len(questions) == 1 else "them"
        yield f"Remove {these} too: `remove:` in {quiz_file(module_id)}, {addresses}."
    if activities:
        addresses = ", ".join(f"`lessons/{it}`" for it in activities)
        yield f"Write another `proves:` for {addresses}, or remove that too."
    if has_care:
        yield (
            "If the module still mentions something hard, write another text for this lesson "
            "instead, or name another lesson under `care:`. If not, remove `care` too."
        )


def removed_proof(context: Context) -> Iterator[Finding]:
    """A district that takes out what proves an objective proves it otherwise, or takes it out too.

    Good: `objectives/three-looks` under `remove:`, with the only question that proves it
    Bad: that question alone
    """
    roles: dict[tuple[Place, Id, Id], list[Id]] = {}
    for role_id, module_id, objective_id in unproved(context):
        for place in removed_proofs(context.course, module_id, objective_id)[:1]:
            roles.setdefault((place, module_id, objective_id), []).append(role_id)
    for ((path, location), module_id, objective_id), role_ids in roles.items():
        yield Finding(
            path,
            location,
            f'You have removed "{location[-1]}", and nothing for {in_quotes(role_ids)} proves the '
            f'objective "{objective_id}" anymore.',
            f"Add a question with `objective: {objective_id}` to {quiz_file(module_id)}, or remove "
            f"the objective too: `remove:` in {module_file(module_id)}, "
            f"`objectives/{objective_id}`.",
            on_key=True,
        )


def removed_own_piece(context: Context) -> Iterator[Finding]:
    """What a district takes out leaves each role that reads a module in full something of its own.

    Good: `lessons/how-soon` under `remove:`, and `short` for these roles in the matrix
    Bad: the only lesson with your-part activities, alone
    """
    roles: dict[tuple[Place, Id, str], list[Id]] = {}
    for role_id, module_id, name in lacking(context):
        for place in removed_pieces(context.course, module_id, name)[:1]:
            roles.setdefault((place, module_id, name), []).append(role_id)
    for ((path, location), module_id, name), role_ids in roles.items():
        yield Finding(
            path,
            location,
            f'You have removed "{location[-1]}", and {in_quotes(role_ids)} '
            f'{"reads" if len(role_ids) == 1 else "read"} "{module_id}" in full, with no {name} '
            "of their own.",
            "Write another text instead of removing it, add your own with `new: yes` and `only:`, "
            "or write `short` for them under `matrix:` in the district's course.yml.",
            on_key=True,
        )


RULES = (removed_but_needed, removed_proof, removed_own_piece)
