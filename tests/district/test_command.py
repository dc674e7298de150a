"""Where the command looks for a district, and what it refuses."""

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from course.cli.main import main
from course.compile import check_folder
from course.inputs import misplaced
from tests.conftest import Files, lay
from tests.district.lakeview import OWN_TITLES, SETTINGS


def test_command_without_a_district_says_what_to_do(
    small_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["district", "--folder", str(small_folder), "--report"]) == 1
    begin = f"To begin: python3 build_course.py district --folder {small_folder.as_posix()}\n"
    assert begin in capsys.readouterr().err


@pytest.mark.parametrize(
    "options",
    [("--report", "--set", "name=Other"), ("--accept", "all", "--report")],
)
def test_two_commands_at_once_are_refused(
    course_with: Callable[[Files], Path],
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
) -> None:
    folder = course_with({"district/district.yml": SETTINGS})
    assert main(["district", "--folder", str(folder), *options]) == 2
    assert "are two commands. Run one, then the other." in capsys.readouterr().err
    (only,) = (folder / "district").iterdir()
    assert only.read_text(encoding="utf-8") == SETTINGS


def test_command_in_a_remark_works_for_a_district_elsewhere(
    course_with: Callable[[Files], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(tmp_path, {path.replace("district", "our own", 1): it for path, it in OWN_TITLES.items()})
    folder, own = course_with({}), tmp_path / "our own"
    remedies = [
        problem.remedy.rpartition("fits: `")[2]
        for problem in check_folder(folder, district=own).problems
        if problem.what.startswith("Nobody has said yet")
    ]
    assert len(remedies) == 2
    for remedy in remedies:
        _, _, *arguments = shlex.split(remedy.removesuffix("`"))
        assert main([*arguments, "--folder", str(folder)]) == 0
    left = check_folder(folder, district=own).problems
    assert not any(problem.what.startswith("Nobody has said yet") for problem in left)
    capsys.readouterr()
    arguments = ["district", "--folder", str(folder), "--district", str(own)]
    assert main([*arguments, "--set", "name=Lakeview"]) == 0
    options = f"--folder {folder.as_posix()} --district '{own.as_posix()}'"
    assert f"Go on with: python3 build_course.py district {options} --report\n" in (
        capsys.readouterr().out
    )


def test_folder_beside_the_district_s_that_belongs_into_it_is_told(
    small_folder: Path, tmp_path: Path
) -> None:
    """In a repository without the course, whose files nothing else would read."""
    own = tmp_path / "district"
    lay(tmp_path, {"district/district.yml": SETTINGS, "modules/first-steps.yml": "title: Ours\n"})
    assert "modules" not in {it.path for it in check_folder(small_folder, district=own).problems}
    (tmp_path / ".git").mkdir()
    (told,) = (it for it in check_folder(small_folder, district=own).problems if it.is_warning)
    assert told.path == f"{tmp_path.as_posix()}/modules"
    assert "Move its files into district/modules/." in told.remedy
    lay(tmp_path, {"course.yml": "title: A course\n"})
    assert misplaced(own, small_folder) == []
