"""A new job: its entry, its cells in the matrix, and what it must have of its own."""

from collections.abc import Iterator

from course.authoring.new import pieces
from course.authoring.new.asks import (
    Answers,
    Ask,
    Asks,
    ask_extents,
    ask_id,
    ask_line,
    ask_one,
    extents,
)
from course.authoring.new.changes import Entry
from course.authoring.new.pieces import Piece, blank
from course.checks.coverage import has_own_text, own_pieces
from course.models.activities.kinds import MOMENT_KINDS
from course.models.base import Id, Reader
from course.models.course import Course, Extent
from course.models.module import Lesson, Module
from course.models.quiz import Quiz
from course.read.files import OUTLINE, ROLES
from course.read.places import module_file, quiz_file

GRADES = range(3, 13)


def asks_role(course: Course, answers: Answers) -> Asks:
    """What must be known about a job."""
    yield ask_id((*course.roles, *course.groups), "job", "crossing-guard")
    yield ask_line("title", "What do people in this job call it?")
    like = [name for name, role in course.roles.items() if role.like is None]
    yield ask_one(
        "like",
        "Which job is nearly the same?",
        like,
        hint=f"nothing if none: it would take over that job's texts. One of: {', '.join(like)}",
        is_needed=False,
    )
    if not answers["like"]:
        yield ask_one("group", "In which group is it?", course.groups)
        yield Ask(
            "grade",
            "What school grade should its texts be easy for?",
            "a number from 3 to 12",
            default="7",
            wrong=_grade,
        )
    yield ask_extents(
        "reads",
        "Which modules does it read?",
        course.outline.matrix,
        "ids with commas between them, each alone for all of it, or with :short or :optional: "
        f"{', '.join(course.outline.matrix)}",
    )


def _grade(text: str) -> str:
    return "" if text.isdigit() and int(text) in GRADES else "Type a number from 3 to 12."


def new_role(course: Course, answers: Answers) -> Iterator[Entry]:
    """The role, its cells, and its own pieces."""
    role_id, like = answers["id"], answers["like"]
    group = course.roles[like].group if like else answers["group"]
    reads = extents(answers["reads"])
    reader = (role_id, like, group) if like else (role_id, group)
    role = _role(course, answers, reader)
    yield Entry(ROLES, ("roles",), {role_id: role}, _last_of(course, group, like))
    for module_id in course.outline.matrix:
        inherited = course.extent(module_id, like) if like else Extent.NONE
        extent = reads.get(module_id, Extent.NONE)
        if extent is not inherited:
            yield Entry(OUTLINE, ("matrix", module_id), {role_id: str(extent)})
    written = {name: how for name, how in reads.items() if name in course.modules}
    asking = [name for name in written if course.modules[name].objectives]
    count = max(len(asking), 0 if like else course.outline.standards.own_questions)
    for module_id, extent in written.items():
        of_this = (
            len(range(asking.index(module_id), count, len(asking))) if module_id in asking else 0
        )
        yield from _of_module(course, answers, reader, module_id, extent, of_this)


def _role(course: Course, answers: Answers, reader: Reader) -> Piece:
    like, title = answers["like"], answers["title"]
    limits = [
        blank(f"a limit about “{limit.about[0]}”, with its exception: {', '.join(limit.names[:3])}")
        for moment in course.moments.values()
        if moment.is_for(reader)
        for limit in moment.limits
    ]
    return {
        "title": title,
        **({"like": like} if like else {"group": answers["group"]}),
        "summary": blank("where this job is in contact with children, in one line"),
        **({} if like else {"reading-grade": answers["grade"]}),
        "limits": [*dict.fromkeys(limits)] or [blank("what this job must not do, in a sentence")],
        "hand-over": [blank("who this job hands over to, the closest person first")],
    }


def _last_of(course: Course, group: Id, like: Id) -> Id | None:
    of_group = [name for name, role in course.roles.items() if role.group == group]
    return like or (of_group[-1] if of_group else None)


def _of_module(
    course: Course,
    answers: Answers,
    reader: Reader,
    module_id: Id,
    extent: Extent,
    questions: int,
) -> Iterator[Entry]:
    """What a job needs of its own in a module, besides what it has from the one it is like."""
    role_id, module = answers["id"], course.modules[module_id]
    quiz = course.quizzes.get(module_id, Quiz.model_construct(questions={}))
    path, about = module_file(module_id), f"For “{answers['title']}”"
    counts = own_pieces(module, quiz, reader)
    if module.openings and not _has_opening(module, reader):
        opening = pieces.opening(about, [role_id])
        yield Entry(path, ("openings",), {f"opening-{role_id}": opening})
    work, core = _lesson_with_moments(module, reader), _core_lesson(module, reader)
    if extent is Extent.FULL:
        place = ("lessons", work, "activities")
        if not counts["your-part activity"]:
            yield Entry(path, place, {f"part-{role_id}": pieces.your_part(about, [role_id])})
        yield Entry(path, place, {f"moment-{role_id}": pieces.situation(about, [role_id])})
    if extent is Extent.SHORT and core and not _has_example(module, reader):
        text = blank(f"an example for “{answers['title']}”, in two sentences")
        yield Entry(path, ("lessons", core, "also"), {role_id: text})
    filled = {work} if extent is Extent.FULL else set()
    for lesson_id, lesson in module.lessons.items():
        if lesson_id not in filled and lesson.is_for(reader) and _is_empty(lesson, reader):
            yield Entry(path, ("lessons", lesson_id), {"except": [role_id]}, extends=True)
    if extent is Extent.OPTIONAL or not module.objectives or counts["question"]:
        return
    lesson_id = core or next(iter(module.lessons))
    for number in range(1, questions + 1):
        objective = [*module.objectives][(number - 1) % len(module.objectives)]
        question = pieces.question(
            lesson_id, objective, f"{about}: a moment of that job", [role_id]
        )
        name = f"{role_id}-{number}"
        yield Entry(quiz_file(module_id), ("questions",), {name: question})


def _has_example(module: Module, reader: Reader) -> bool:
    """Whether the short version has something for this job alone."""
    seen = [it for it in module.lessons.values() if it.core and it.is_for(reader)]
    return any(has_own_text(lesson, reader) for lesson in seen)


def _is_empty(lesson: Lesson, reader: Reader) -> bool:
    """Whether a lesson has nothing for this job."""
    activities = any(it.is_for(reader) for it in lesson.activities.values())
    texts = lesson.text or lesson.drawing or lesson.cards
    return not (activities or texts or lesson.instead or lesson.also)


def _has_opening(module: Module, reader: Reader) -> bool:
    return any(opening.is_for(reader) for opening in module.openings.values())


def _lesson_with_moments(module: Module, reader: Reader) -> Id:
    """The lesson in which jobs have situations, or the last one, of those that this job sees."""
    seen = {name: it for name, it in module.lessons.items() if it.is_for(reader)}
    for lesson_id, lesson in seen.items():
        if any(it.kind in MOMENT_KINDS and it.only for it in lesson.activities.values()):
            return lesson_id
    return next(reversed(seen), next(iter(module.lessons)))


def _core_lesson(module: Module, reader: Reader) -> Id | None:
    seen = (name for name, it in module.lessons.items() if it.core and it.is_for(reader))
    return next(seen, None)
