import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from course.compile import check_folder
from course.read.loader import load
from tests.conftest import SMALL_COURSE, Files

FOLDERS = (
    "modules",
    "quizzes",
    "reference",
    "reference/tools",
    "reference/cards",
    "reference/topics",
    "reference/drawings",
)


def lay_empty(folder: Path, *paths: str) -> Path:
    """Create empty files. A path that ends in `/` is a folder."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        if path.endswith("/"):
            (folder / path).mkdir()
        else:
            (folder / path).write_bytes(b"")
    return folder


@pytest.mark.parametrize("place", FOLDERS)
def test_temporary_files_are_ignored(course_with: Callable[[Files], Path], place: str) -> None:
    names = (
        ".DS_Store",
        "._noticing.yml",
        ".noticing.yml.swp",
        ".git/",
        "noticing.yml~",
        "#noticing.yml#",
        "~$noticing.yml",
        "Thumbs.db",
        "desktop.ini",
    )
    loaded = load(lay_empty(course_with({}), *(f"{place}/{name}" for name in names)))
    assert loaded.problems == ()
    assert loaded.course is not None
    assert loaded.course.unreadable == frozenset()


@pytest.mark.parametrize("place", FOLDERS)
@pytest.mark.parametrize(
    "name", ["new.YML", "new.yml.txt", "new.yaml", "new.txt", "new", "new (1).yml", "new/"]
)
def test_anything_else_is_reported_once_with_a_remedy(
    course_with: Callable[[Files], Path], place: str, name: str
) -> None:
    (problem,) = load(lay_empty(course_with({}), f"{place}/{name}")).problems
    assert problem.path == f"{place}/{name}".rstrip("/")
    assert not problem.is_warning
    assert problem.remedy


@pytest.mark.parametrize(
    ("path", "what", "remedy"),
    [
        (
            "modules/New module.YML",
            'This file is not read: its name does not end in ".yml".',
            "Rename it to new-module.yml. Some computers hide the end of a name, such as .txt: "
            "make yours show it first.",
        ),
        (
            "modules/New (1).yml",
            '"New (1)" cannot be an id.',
            "Rename the file to new-1.yml: only lowercase letters, digits and single hyphens.",
        ),
        (
            "modules/new.docx",
            "This file is not read: only .yml files are read in modules/.",
            "If it belongs to the course, save it as new.yml, as plain text. If not, move it out "
            "of modules/.",
        ),
        (
            "quizzes/first-steps.yml.orig",
            "This file is not read: first-steps.yml is.",
            "Delete it, or move it out of quizzes/.",
        ),
        (
            "reference/drawings/new.png",
            "This file is not read: only .svg files are read in reference/drawings/.",
            "If it belongs to the course, save it as new.svg, as plain text. If not, move it out "
            "of reference/drawings/.",
        ),
        (
            "modules/old/",
            "This folder is not read: only files directly in modules/ are.",
            "Move its .yml files up into modules/, and delete the folder.",
        ),
        (
            "reference/glosary.yml",
            'This file is not read: "glosary.yml" is not a known name in reference/.',
            'Did you mean "glossary.yml"? If it does not belong to the course, move it out of '
            "reference/.",
        ),
        (
            "reference/card/",
            'This folder is not read: "card" is not a known name in reference/.',
            'Did you mean "cards"? If it does not belong to the course, move it out of reference/.',
        ),
    ],
)
def test_message_suggests_the_intended_name(
    course_with: Callable[[Files], Path], path: str, what: str, remedy: str
) -> None:
    (problem,) = load(lay_empty(course_with({}), path)).problems
    assert (problem.what, problem.remedy) == (what, remedy)


@pytest.mark.parametrize(
    ("path", "unread"),
    [
        ("modules/Noticing.yml", {"modules/noticing"}),
        ("modules/noticing.YML", {"modules/noticing"}),
        ("quizzes/noticing.yml.txt", {"quizzes/noticing"}),
        ("reference/cards/old/seizure.yml", {"cards/seizure"}),
        ("reference/styles.yml", {"style"}),
        ("reference/claim.yml", set()),
        ("modules/first-steps.txt", set()),
    ],
)
def test_stray_file_marks_its_intended_content_as_unreadable(
    course_with: Callable[[Files], Path], path: str, unread: set[str]
) -> None:
    course = load(lay_empty(course_with({}), path)).course
    assert course is not None
    assert course.unreadable == unread


def test_a_folder_with_a_capital_letter_is_the_only_mistake(tmp_path: Path) -> None:
    course = Path(shutil.copytree(SMALL_COURSE, tmp_path / "course"))
    (course / "modules").rename(course / "Modules")
    problems = check_folder(course).problems
    assert [(it.path, it.remedy) for it in problems] == [("Modules", "Rename it to modules.")]
