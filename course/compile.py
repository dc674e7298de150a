"""The whole pipeline: a folder of YAML to a site."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from course.checks.context import Context
from course.checks.rules import check
from course.compare.git import unpack
from course.compare.revisions import changes
from course.frontend.build import assets
from course.gc_pause import gc_paused
from course.memo import Memo
from course.models.course import Course
from course.models.role_course import Tailored
from course.problems import CourseError, Position, Problem, in_order
from course.read.files import OUTLINE
from course.read.loader import Loaded, load
from course.render.i18n import load_translations
from course.render.labels import tag_labels
from course.render.markdown import Markdown
from course.render.pages import Pages
from course.render.path_data import path_files
from course.render.problem_page import problem_page
from course.render.script_messages import script_messages
from course.search.entries import SearchFiles
from course.site import Site, drawing_address
from course.tailor import tailor

TRANSLATIONS = "translations"
"""The folder of gettext catalogs, beside the course."""


@dataclass(frozen=True)
class Checked:
    """A course, each role's version of it, and everything that is wrong with it."""

    course: Course | None
    """None where it cannot be read."""
    tailored: Tailored
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        """Whether any problem is more than a remark."""
        return not all(problem.is_warning for problem in self.problems)


@gc_paused()
def check_folder(folder: Path, today: date | None = None, memo: Memo | None = None) -> Checked:
    """Read the course in a folder, tailor it for every role, and check it.

    `today` is the day on which sources and numbers are looked at, the present one by default.
    """
    memo = memo or Memo()
    loaded = load(folder, memo)
    tailored = tailor(loaded.course) if loaded.course else Tailored({}, {})
    return check_loaded(loaded, tailored, memo, today)


@gc_paused()
def check_loaded(
    loaded: Loaded, tailored: Tailored, memo: Memo, today: date | None = None
) -> Checked:
    """Check a course that has been read and tailored."""
    if loaded.course is None:
        return Checked(None, tailored, loaded.problems)
    context = Context(loaded.course, tailored, today or datetime.now(UTC).date(), memo)
    problems = in_order((*loaded.problems, *loaded.place(check(context))))
    return Checked(loaded.course, tailored, problems)


def compile_site(folder: Path) -> Site:
    """Read, tailor, check, and say how to make each page and file.

    Raises CourseError with all problems, if there is any that is more than a remark.
    """
    checked = check_folder(folder)
    if checked.course is None or checked.has_errors:
        raise CourseError(checked.problems)
    return make_site(checked.course, checked.tailored, folder)


@gc_paused()
def make_site(course: Course, tailored: Tailored, folder: Path, memo: Memo | None = None) -> Site:
    """The site of a course without problems. `folder` holds the translations."""
    translations = load_translations(folder / TRANSLATIONS, course.outline.language)
    markdown = Markdown(
        course.claims,
        course.glossary,
        tag_labels(translations),
        translations.gettext("How sure we are:"),
        memo or Memo(),
    )
    pages = Pages(course, tailored, markdown, translations)
    search = SearchFiles(course, tailored, markdown, translations.gettext("Right now"))
    loaded_by_pages = assets(script_messages(translations))
    texts = {
        **loaded_by_pages.files,
        **path_files(tailored.by_role.values()),
        **{drawing_address(name): svg for name, svg in course.drawings.items()},
    }
    return Site(
        title=str(course.outline.title),
        language=course.outline.language,
        style_sheet=loaded_by_pages.style_sheet,
        scripts=loaded_by_pages.scripts,
        pages=dict(pages.renderers()),
        not_found=pages.not_found,
        files={
            **{name: partial(str, text) for name, text in texts.items()},
            **dict(search.makers()),
        },
        counts={
            "roles": len(tailored.by_role),
            "modules": len({name for role in tailored.by_role.values() for name in role.modules}),
            "questions": sum(len(quiz.questions) for quiz in course.quizzes.values()),
        },
    )


def problem_site(problems: Iterable[Problem], addresses: Iterable[str], translations: Path) -> Site:
    """A site that shows problems at all these addresses, for a preview.

    An open tab shows them, and comes back by itself when they are fixed.
    """
    problems = tuple(problems)
    english = load_translations(translations, "en")
    loaded_by_pages = assets(script_messages(english))
    return Site(
        title=english.gettext("Preview"),
        language="en",
        style_sheet=loaded_by_pages.style_sheet,
        scripts=loaded_by_pages.scripts,
        pages={address: partial(problem_page, address, problems, english) for address in addresses},
        not_found=partial(problem_page, "", problems, english),
        files={name: partial(str, text) for name, text in loaded_by_pages.files.items()},
        counts={},
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
        return ()  # `check_folder` says what is wrong with it
    if before.course is None:
        what = f'As it was at "{reference}", the course cannot be read.'
        remedy = "Nothing was compared. Look yourself at ids that went and at changed answers."
        return (Problem(OUTLINE, Position(), what, remedy, is_warning=True),)
    return now.place(changes(before.course, now.course))
