"""The whole pipeline. Both outlets and the command line start here."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from course.checks.rules import check
from course.compare.git import unpack
from course.compare.revisions import changes
from course.models.course import Course
from course.problems import CourseError, Position, Problem, in_order
from course.read.loader import OUTLINE, load
from course.render.i18n import interface_words
from course.render.pages import Pages
from course.render.path_data import path_files
from course.render.script_messages import script_words
from course.search.entries import search_files
from course.site import Site, drawing_address
from course.tailor import tailor


@contextmanager
def _without_collection() -> Iterator[None]:
    """Spare the search for cycles: a course has none, and very many objects to search."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_without_collection()
def read_course(
    folder: Path, today: date | None = None
) -> tuple[Course | None, tuple[Problem, ...]]:
    """The course in a folder, and every problem that its files or the rules show.

    `today` is the day that sources and numbers are looked at; the present one, unless given.
    """
    loaded = load(folder)
    today = today or datetime.now(UTC).date()
    findings = loaded.place(check(loaded.course, today)) if loaded.course else ()
    return loaded.course, in_order((*loaded.problems, *findings))


def compile_site(folder: Path) -> Site:
    """Read, check, tailor for every role, and make the pages.

    Raises CourseError with all problems, if there is any that is more than a warning.
    """
    course, problems = read_course(folder)
    if course is None or not all(problem.is_warning for problem in problems):
        raise CourseError(problems)
    return make_site(course, folder)


@_without_collection()
def make_site(course: Course, folder: Path) -> Site:
    """The pages of a course without problems. `folder` holds the translations."""
    role_courses = [tailor(course, role_id) for role_id in course.roles]
    language = course.outline.language
    words = interface_words(folder / "translations", language)
    pages = Pages(course, role_courses, words)
    return Site(
        title=str(course.outline.title),
        language=language,
        pages=tuple(pages),
        not_found=pages.not_found(),
        words=script_words(words),
        files={
            **search_files(course, role_courses, pages.markdown, words.gettext("Right now")),
            **path_files(role_courses),
            **{drawing_address(name): svg for name, svg in course.drawings.items()},
        },
        counts={
            "roles": len(role_courses),
            "modules": len({module for role in role_courses for module in role.modules}),
            "questions": sum(len(quiz.questions) for quiz in course.quizzes.values()),
        },
    )


def changes_since(folder: Path, reference: str) -> tuple[Problem, ...]:
    """What the course's authors should look at, compared with git's `reference`.

    Raises GitError where git does not know the reference.
    """
    now = load(folder)
    with TemporaryDirectory() as name:
        unpack(folder, reference, Path(name))
        before = load(Path(name))
    if now.course is None:
        return ()  # what is wrong with it is told by `read_course`
    if before.course is None:
        what = f'As it was at "{reference}", the course cannot be read.'
        remedy = "Nothing was compared. Look yourself at ids that went and at changed answers."
        return (Problem(OUTLINE, Position(), what, remedy, is_warning=True),)
    return now.place(changes(before.course, now.course))
