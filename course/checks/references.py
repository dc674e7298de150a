"""Everything that is referred to must exist."""

from collections.abc import Iterator

from course.checks.context import Context
from course.checks.unknown import unknown
from course.models.activities.situation import Situation
from course.models.drawing import Drawing
from course.models.language import known_locale
from course.models.texts import Prose
from course.problems import Finding, Location
from course.read.places import module_file, quiz_file
from course.suggestions import did_you_mean, suggest


def language(context: Context) -> Iterator[Finding]:
    """The date format of the course's language is known. Otherwise dates are in English.

    Good: `language: es`
    Bad: `language: xx`
    """
    tag = context.course.outline.language
    if known_locale(tag) is None:
        yield Finding(
            "course.yml",
            ("language",),
            f'The date format for the language "{tag}" is not known.',
            "Check that this is its code. If so, dates will be in English: write `language:` and "
            "that this is fine under `overrides:` in this file.",
            is_warning=True,
        )


def claims(context: Context) -> Iterator[Finding]:
    """Claims that a text or a question cites exist.

    Good: `[@uncontrollable-stress]`
    Bad: `[@uncontrolable-stress]`
    """
    for (path, location), text in context.find_all(Prose):
        for reference in text.claims():
            if not context.course.has("claims", reference["id"]):
                yield _unknown_claim(context, path, location, reference["id"], reference.start())
    for module_id, quiz in context.course.quizzes.items():
        for question_id, question in quiz.questions.items():
            for index, name in enumerate(question.cites):
                if not context.course.has("claims", name):
                    place = ("questions", question_id, "cites", index)
                    yield _unknown_claim(context, quiz_file(module_id), place, name, None)


def _unknown_claim(
    context: Context, path: str, location: tuple[str | int, ...], name: str, offset: int | None
) -> Finding:
    return unknown(
        (path, location),
        f'There is no claim "{name}".',
        name,
        context.course.claims,
        kind="claims",
        written="{}" if offset is None else "[@{}]",
        offset=offset,
    )


def terms(context: Context) -> Iterator[Finding]:
    """Words that a text links to in the glossary exist.

    Good: `[[dysregulation]]`
    Bad: `[[disregulation]]`
    """
    for (path, location), text in context.find_all(Prose):
        for reference in text.terms():
            if not context.course.has("glossary", reference["id"]):
                yield unknown(
                    (path, location),
                    f'There is no glossary word "{reference["id"]}".',
                    reference["id"],
                    context.course.glossary,
                    kind="glossary",
                    written="[[{}",
                    offset=reference.start(),
                )


def citations(context: Context) -> Iterator[Finding]:
    """The sources of each claim, and those that replace a note of the article, exist.

    Good: `citations: [arnsten2009]`
    Bad: `citations: [arnsten-2009]`
    """
    for path, piece_id, key, names in (
        *(
            ("reference/claims.yml", claim_id, "citations", claim.citations)
            for claim_id, claim in context.course.claims.items()
        ),
        *(
            ("reference/article-notes.yml", note_id, "instead", note.instead)
            for note_id, note in context.course.article_notes.items()
        ),
    ):
        for index, name in enumerate(names):
            if not context.course.has("citations", name):
                yield unknown(
                    (path, (piece_id, key, index)),
                    f'There is no source "{name}".',
                    name,
                    context.course.citations,
                    kind="citations",
                )


def drawings(context: Context) -> Iterator[Finding]:
    """A drawing that is a file is in `reference/drawings/`.

    Good: `file: three-looks` if `reference/drawings/three-looks.svg` exists
    Bad: `file: three-look`
    """
    for (path, location), drawing in context.find_all(Drawing):
        if drawing.file and not context.course.has("drawings", drawing.file):
            yield Finding(
                path,
                (*location, "file"),
                f'There is no drawing "{drawing.file}".',
                f"{did_you_mean(drawing.file, context.course.drawings)} "
                "Drawings are in reference/drawings/, each as an .svg file.",
                swap=suggest(drawing.file, context.course.drawings).swap,
            )


def care(context: Context) -> Iterator[Finding]:
    """The hard lesson and the one to read instead are two lessons of the module.

    Good: `skip: quiet-shouting` and `alternative: quiet-example`
    Bad: an alternative that does not exist, or the same lesson twice
    """
    for module_id, module in context.course.modules.items():
        if module.care is None:
            continue
        path = module_file(module_id)
        for key, name in (("skip", module.care.skip), ("alternative", module.care.alternative)):
            is_removed = context.course.is_removed(path, f"lessons/{name}")
            if name not in module.lessons and not is_removed:
                yield unknown(
                    (path, ("care", key)),
                    f'There is no lesson "{name}" in this module.',
                    name,
                    module.lessons,
                    needs=f"lessons/{module_id}/{name}",
                )
        if module.care.skip == module.care.alternative:
            yield Finding(
                path,
                ("care", "alternative"),
                "The lesson to read instead is the lesson that may be skipped.",
                "Name another lesson, with a quieter example.",
            )


def questions(context: Context) -> Iterator[Finding]:
    """Each question proves an objective of its module and leads back to a lesson of it.

    Good: `objective: steady-first` and `lesson: your-first-two-minutes`
    Bad: `objective: steady-frist`
    """
    for module_id, quiz in context.course.quizzes.items():
        path = quiz_file(module_id)
        module = context.course.modules.get(module_id)
        for question_id, question in quiz.questions.items() if module else ():
            for key, name, known in (
                ("objective", question.objective, module.objectives if module else {}),
                ("lesson", question.lesson, module.lessons if module else {}),
            ):
                is_removed = context.course.is_removed(module_file(module_id), f"{key}s/{name}")
                if name not in known and not is_removed:
                    yield unknown(
                        (path, ("questions", question_id, key)),
                        f'There is no {key} "{name}" in modules/{module_id}.yml.',
                        name,
                        known,
                        needs=f"{key}s/{module_id}/{name}",
                    )


def proofs(context: Context) -> Iterator[Finding]:
    """The objective that an activity proves exists in its module.

    Good: `proves: cooling-line`
    Bad: `proves: cooling-lines`
    """
    for module_id, module in context.course.modules.items():
        path = module_file(module_id)
        for lesson_id, lesson in module.lessons.items():
            for activity_id, activity in lesson.activities.items():
                name = activity.proves
                if name is None or context.course.is_removed(path, f"objectives/{name}"):
                    continue
                if name not in module.objectives:
                    yield unknown(
                        (path, ("lessons", lesson_id, "activities", activity_id, "proves")),
                        f'There is no objective "{name}" in this module.',
                        name,
                        module.objectives,
                        needs=f"objectives/{module_id}/{name}",
                    )


def choices(context: Context) -> Iterator[Finding]:
    """`next` leads to another choice of the situation, and each later choice can be reached.

    Good: `next: [wait-and-radio]`
    Bad: `next: [wait]` if no such choice exists, or `later: yes` if no choice leads to it
    """
    for (path, location), piece in context.find_all(Situation):
        reached = {name for choice in piece.choices.values() for name in choice.next}
        for choice_id, choice in piece.choices.items():
            place = (*location, "choices", choice_id)
            for index, name in enumerate(choice.next):
                if name not in piece.choices or name == choice_id:
                    others = [other for other in piece.choices if other != choice_id]
                    yield unknown(
                        (path, (*place, "next", index)),
                        f'"{name}" is not another choice of this situation.',
                        name,
                        others,
                    )
            if choice.later and choice_id not in reached:
                yield Finding(
                    path,
                    (*place, "later"),
                    f'Nothing leads to the choice "{choice_id}".',
                    f"Add `next: [{choice_id}]` to another choice, or delete `later`.",
                )
        if sum(not choice.later for choice in piece.choices.values()) < 2:
            yield Finding(
                path,
                (*location, "choices"),
                "Fewer than two choices are offered at first.",
                "Delete `later: yes` from one of them.",
                on_key=True,
            )


def named_by_lessons(context: Context, kind: str) -> Iterator[Finding]:
    """A finding for each piece that a lesson names but that does not exist.

    `kind` is `cards`, `tools` or `topics`: the key in a lesson, and the folder in `reference/`.
    """
    for module_id, module in context.course.modules.items():
        for lesson_id, lesson in module.lessons.items():
            for index, name in enumerate(getattr(lesson, kind)):
                location = ("lessons", lesson_id, kind, index)
                yield from named_piece(context, kind, name, module_file(module_id), location)


def named_piece(
    context: Context, kind: str, name: str, path: str, location: Location
) -> Iterator[Finding]:
    """A finding if a named card, tool or topic does not exist."""
    if not context.course.has(kind, name):
        yield unknown(
            (path, location),
            f'There is no {kind.removesuffix("s")} "{name}".',
            name,
            getattr(context.course, kind),
            kind=kind,
        )


def named_lesson(context: Context, place: str, path: str, location: Location) -> Iterator[Finding]:
    """A finding if a lesson, named as `module/lesson`, does not exist.

    Lessons of a module that could not be read are assumed to exist.
    """
    module_id = place.split("/")[0]
    is_unread = module_id not in context.course.modules and context.course.has("modules", module_id)
    lessons = context.lesson_places()
    if place not in lessons and not is_unread:
        module = context.course.modules.get(module_id)
        here = (
            {f"{module_id}/{name}": lesson for name, lesson in module.lessons.items()}
            if module
            else lessons
        )
        yield unknown(
            (path, location),
            f'There is no lesson "{place}".',
            place,
            here,
            needs=f"lessons/{place}" if module else f"modules/{module_id}",
            prefix=f"{module_id}/" if module else "",
        )


RULES = (
    language,
    claims,
    terms,
    citations,
    drawings,
    care,
    questions,
    proofs,
    choices,
)
