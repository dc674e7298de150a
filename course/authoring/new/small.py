"""New pieces inside a module: a lesson, a question, a scene, a situation."""

from collections.abc import Iterator

from course.authoring.new import pieces
from course.authoring.new.asks import (
    Answers,
    Asks,
    ask_id,
    ask_jobs,
    ask_lesson,
    ask_line,
    ask_module,
    ask_one,
    ask_yes,
    listed,
)
from course.authoring.new.changes import Entry
from course.authoring.new.pieces import Piece, blank
from course.models.course import Course
from course.read.places import module_file, quiz_file


def asks_lesson(course: Course, answers: Answers) -> Asks:
    """What must be known about a lesson."""
    yield ask_module(course)
    lessons = course.modules[answers["module"]].lessons
    yield ask_id(lessons, "lesson", "a-word-first")
    yield ask_line("title", "What is it called?", "short, and about the reader's work")
    yield ask_one("after", "Which lesson does it come after?", lessons, next(reversed(lessons)))
    yield ask_yes("core", "Is it in the short version, too?")
    yield ask_jobs(course)


def new_lesson(_: Course, answers: Answers) -> Iterator[Entry]:
    """The lesson in its module."""
    lesson: Piece = {
        "title": answers["title"],
        **pieces.for_jobs(listed(answers["for"])),
        **({"core": "yes"} if answers["core"] == "yes" else {}),
        "text": blank("what to read, in at most 120 words"),
    }
    path = module_file(answers["module"])
    yield Entry(path, ("lessons",), {answers["id"]: lesson}, answers["after"] or None)


def asks_question(course: Course, answers: Answers) -> Asks:
    """What must be known about a question."""
    yield ask_module(course)
    module = course.modules[answers["module"]]
    quiz = course.quizzes.get(answers["module"])
    yield ask_id(quiz.questions if quiz else (), "question", "what-to-say-first")
    yield ask_lesson(course, answers, "Which lesson should people read again?")
    objectives = [*module.objectives]
    yield ask_one(
        "objective",
        "Which objective does it prove?",
        objectives,
        objectives[0] if len(objectives) == 1 else "",
    )
    yield ask_jobs(course)


def new_question(_: Course, answers: Answers) -> Iterator[Entry]:
    """The question in the quiz of its module."""
    question = pieces.question(
        answers["lesson"], answers["objective"], "what happens", listed(answers["for"])
    )
    yield Entry(quiz_file(answers["module"]), ("questions",), {answers["id"]: question})


def asks_scene(course: Course, answers: Answers) -> Asks:
    """What must be known about a scene."""
    yield from _asks_activity(course, answers, "scene", "stop-twelve")
    yield ask_line("title", "Where is it, and what is hard?", "such as Stop 12: he won't get off")


def new_scene(_: Course, answers: Answers) -> Iterator[Entry]:
    """The scene in its lesson."""
    scene = pieces.scene(answers["title"], listed(answers["for"]))
    yield _activity(answers, scene)


def asks_situation(course: Course, answers: Answers) -> Asks:
    """What must be known about a situation."""
    yield from _asks_activity(course, answers, "situation", "at-the-stop")


def new_situation(_: Course, answers: Answers) -> Iterator[Entry]:
    """The situation in its lesson."""
    yield _activity(answers, pieces.situation("a moment at work", listed(answers["for"])))


def _asks_activity(course: Course, answers: Answers, what: str, example: str) -> Asks:
    yield ask_module(course)
    yield ask_lesson(course, answers)
    lessons = course.modules[answers["module"]].lessons
    taken = {name for lesson in lessons.values() for name in lesson.activities}
    yield ask_id(taken, what, example)
    yield ask_jobs(course)


def _activity(answers: Answers, piece: Piece) -> Entry:
    place = ("lessons", answers["lesson"], "activities")
    return Entry(module_file(answers["module"]), place, {answers["id"]: piece})
