"""A new module, with its quiz and its row in the matrix."""

from collections.abc import Iterator, Sequence

from course.authoring.new import pieces
from course.authoring.new.asks import (
    Answers,
    Ask,
    Asks,
    ask_extents,
    ask_id,
    ask_line,
    ask_one,
    ask_yes,
    extents,
    listed,
    wrong_id,
)
from course.authoring.new.changes import Entry
from course.authoring.new.pieces import Piece, blank
from course.models.base import Id
from course.models.course import Course, Extent
from course.read.files import OUTLINE
from course.read.places import module_file, quiz_file

FEWEST_SHARED = 4
"""How many questions are for all readers, if the course does not promise more."""
FIRST, WORK, TEAM = "what-to-do", "at-your-work", "as-a-team"
HARD, QUIET = "harder-example", "quieter-example"
"""The ids of its lessons."""


def asks_module(course: Course, answers: Answers) -> Asks:
    """What must be known about a module."""
    rows = course.outline.matrix
    written = [name for name in rows if name not in course.modules]
    yield ask_id(set(course.modules) | set(rows) - set(written), "module", "when-somebody-dies")
    yield ask_line("title", "What is it called?", "two to five words")
    yield ask_extents(
        "for",
        "Which jobs read it?",
        course.roles,
        "ids with commas between them, each alone for all of it, or with :short or :optional: "
        f"{', '.join(course.roles)}",
    )
    if answers["id"] not in rows:
        last = next(reversed(rows), "")
        yield ask_one("after", "Which module does it come after?", rows, last)
    yield Ask(
        "objectives",
        "What can people do afterward?",
        "an id for each of one to six things, with commas between them",
        default="first-step, who-to-tell",
        wrong=_objectives,
    )
    yield ask_yes(
        "care",
        "Does it mention something that is hard to read?",
        ", such as a death or abuse. With yes, readers get a way around it",
    )


def _objectives(text: str) -> str:
    if not 1 <= len(listed(text)) <= 6:
        return "Type one to six ids."
    return next(filter(None, map(wrong_id, listed(text))), "")


def new_module(course: Course, answers: Answers) -> Iterator[Entry]:
    """Its file, its quiz and its row."""
    module_id, jobs = answers["id"], extents(answers["for"])
    full = [name for name, how in jobs.items() if how is Extent.FULL]
    objectives = listed(answers["objectives"])
    module = _module(course, answers, jobs, full, objectives)
    yield Entry(module_file(module_id), (), module)
    yield Entry(quiz_file(module_id), (), {"questions": _quiz(course, jobs, full, objectives)})
    row = course.outline.matrix.get(module_id, {})
    cells: Piece = {name: str(how) for name, how in jobs.items() if name not in row}
    if module_id not in course.outline.matrix:
        yield Entry(OUTLINE, ("matrix",), {module_id: cells}, after=answers["after"] or None)
    elif cells:
        yield Entry(OUTLINE, ("matrix", module_id), cells)


def _module(
    course: Course,
    answers: Answers,
    jobs: dict[Id, Extent],
    full: Sequence[Id],
    objectives: Sequence[Id],
) -> Piece:
    care: Piece = {
        "care": {
            "mentions": blank("what is mentioned, and in how much detail"),
            "skip": HARD,
            "alternative": QUIET,
        }
    }
    return {
        "title": answers["title"],
        "minutes": str(_minutes(full)),
        "short-minutes": str(_minutes(())),
        "summary": blank("what it is about, in about 20 words"),
        **(care if answers["care"] == "yes" else {}),
        "objectives": {
            name: blank(f"what the reader can do: {name.replace('-', ' ')}") for name in objectives
        },
        "openings": {
            f"opening-{name}": pieces.opening(f"For {_title(course, name)}", [name])
            for name in jobs
        },
        "lessons": _lessons(course, answers, jobs, full),
        "close": blank("a calm ending: what the reader can do now"),
    }


def _lessons(course: Course, answers: Answers, jobs: dict[Id, Extent], full: Sequence[Id]) -> Piece:
    short = [name for name, how in jobs.items() if how is Extent.SHORT]
    first: Piece = {
        "title": blank("what this lesson is about, in a few words"),
        "core": "yes",
        "text": blank("what everybody should know, in about 120 words"),
    }
    if short:
        first["also"] = {
            name: blank(f"an example for {_title(course, name)}, in two sentences")
            for name in short
        }
    lessons: Piece = {FIRST: first}
    if full:
        activities: Piece = {}
        for name in full:
            about = f"For {_title(course, name)}"
            activities[f"part-{name}"] = pieces.your_part(about, [name])
            activities[f"moment-{name}"] = pieces.situation(about, [name])
        lessons[WORK] = {
            "title": blank("what it means at work, in a few words"),
            "only": [*full],
            "activities": activities,
        }
    if answers["care"] == "yes":
        for lesson_id, what in ((HARD, "the hard example"), (QUIET, "an example instead of it")):
            lessons[lesson_id] = {
                "title": blank(f"{what}, in a few words"),
                "text": blank(f"{what}, in about 60 words"),
            }
    if course.outline.standards.team_activity is not None:
        lessons[TEAM] = {
            "title": blank("what a team can do, in a few words"),
            "activities": {"team": pieces.together()},
        }
    return lessons


def _quiz(
    course: Course, jobs: dict[Id, Extent], full: Sequence[Id], objectives: Sequence[Id]
) -> Piece:
    """Four to seven questions for each reader, one of them the job's own."""
    count = max(FEWEST_SHARED, course.outline.standards.shared_questions)
    of_full = (2 if count > FEWEST_SHARED else 1) if full else 0
    later = TEAM if course.outline.standards.team_activity is not None else WORK
    questions: Piece = {}
    for number in range(count):
        objective = objectives[number % len(objectives)]
        lesson = later if number >= count - of_full else FIRST
        about = f"question {number + 1}: a moment that shows “{objective.replace('-', ' ')}”"
        questions[f"question-{number + 1}"] = pieces.question(lesson, objective, about)
    for number, name in enumerate(jobs):
        if jobs[name] is not Extent.OPTIONAL:
            objective, lesson = objectives[number % len(objectives)], FIRST
            about = f"for {_title(course, name)}: a moment of that job"
            questions[f"question-{name}"] = pieces.question(lesson, objective, about, [name])
    return questions


def _title(course: Course, role_id: Id) -> str:
    return f"“{course.roles[role_id].title}”"


def _minutes(full: Sequence[Id]) -> int:
    """About what the texts will take, if they are as long as the blanks ask for."""
    return 9 if full else 6
