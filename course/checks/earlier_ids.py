"""Rules for `was`: an earlier id leads to one thing, and to nothing else."""

from collections.abc import Iterator, Mapping

from course.checks.context import Context
from course.checks.roles import RESERVED
from course.models.base import Id, Moved, Renamed
from course.problems import Finding, Location
from course.read.places import Place, module_file, place_of, quiz_file
from course.site import NOW
from course.suggestions import did_you_mean

_Claims = dict[str, str]
"""By each earlier id that something has claimed, what has."""


def earlier_ids(context: Context) -> Iterator[Finding]:
    """An id under `was` is not in use anymore, and only one thing has it there.

    Good: `was: [noticing-signs]` in the lesson `noticing`, if no lesson is called that now
    Bad: `was: [noticing]` in the lesson `noticing`, or the same id in two lessons
    """
    course = context.course
    yield from _renamed("roles", course.roles, RESERVED)
    yield from _renamed("modules", course.modules, {NOW.rstrip("/")}, course.outline.matrix)
    yield from _renamed("topics", course.topics)
    yield from _renamed("tools", course.tools)
    lessons: _Claims = {}
    questions: _Claims = {}
    used_lessons = set(context.lesson_places())
    used_questions = {
        f"{module_id}/{name}"
        for module_id, quiz in course.quizzes.items()
        for name in quiz.questions
    }
    for module_id, module in course.modules.items():
        for lesson_id, lesson in module.lessons.items():
            place = (module_file(module_id), ("lessons", lesson_id))
            here = f"{module_id}/{lesson_id}"
            yield from _moved(context, place, here, lesson, used_lessons, lessons)
            claimed: _Claims = {}
            for name, activity in lesson.activities.items():
                inner = (place[0], (*place[1], "activities", name))
                yield from _each(inner, name, activity.was, lesson.activities, claimed)
    for module_id, quiz in course.quizzes.items():
        for question_id, question in quiz.questions.items():
            place = (quiz_file(module_id), ("questions", question_id))
            here = f"{module_id}/{question_id}"
            yield from _moved(context, place, here, question, used_questions, questions)


def _renamed(
    kind: str,
    pieces: Mapping[Id, Renamed],
    reserved: set[str] | frozenset[str] = frozenset(),
    used: Mapping[Id, object] | None = None,
) -> Iterator[Finding]:
    claimed: _Claims = {}
    for name, piece in pieces.items():
        place = place_of(kind, name)
        yield from _each(place, name, piece.was, {**pieces, **(used or {})}, claimed)
        for index, old in enumerate(piece.was):
            if old in reserved:
                yield _finding(
                    place,
                    index,
                    f'Nothing was ever called "{old}": the site uses that address itself.',
                    "Delete it.",
                )


def _moved(
    context: Context,
    place: Place,
    here: str,
    piece: Moved,
    used: set[str],
    claimed: _Claims,
) -> Iterator[Finding]:
    """Mistakes in the earlier ids of something in a module, whose place is `here`."""
    modules = context.course.modules
    now = {old: name for name, module in modules.items() for old in module.was}
    olds = []
    for index, name in enumerate(piece.was):
        named, _, piece_id = name.rpartition("/")
        home = now.get(named, named) or here.partition("/")[0]
        olds.append(f"{home}/{piece_id}")
        if home not in modules and not context.course.has("modules", home):
            yield _finding(
                place,
                index,
                f'There is no module "{named}", and none was called that.',
                f"{did_you_mean(named, [*modules, *now])} If another module took its place, write "
                f"`was: [{named}]` at the top of that one.",
            )
    yield from _each(place, here, olds, dict.fromkeys(used), claimed)


def _each(
    place: Place,
    name: str,
    olds: tuple[str, ...] | list[str],
    used: Mapping[str, object],
    claimed: _Claims,
) -> Iterator[Finding]:
    for index, old in enumerate(olds):
        if old == name:
            yield _finding(
                place,
                index,
                f'"{old}" is what this is called now.',
                "Only earlier ids belong under `was`. Delete it.",
            )
        elif old in used:
            yield _finding(
                place,
                index,
                f'"{old}" is the id of something else now, and links to it lead there.',
                "Delete it here, or give the other one an id that nothing has had.",
            )
        elif old in claimed:
            yield _finding(
                place,
                index,
                f'"{old}" is already under `was` of "{claimed[old]}".',
                "Links to it can lead to one place only. Delete it from the other.",
            )
        claimed.setdefault(old, name)


def _finding(place: Place, index: int, what: str, remedy: str) -> Finding:
    path, start = place
    location: Location = (*start, "was", index)
    return Finding(path, location, what, remedy)


RULES = (earlier_ids,)
