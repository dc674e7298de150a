"""The command that makes slides: an author never sees a traceback."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation

from course.cli.run import run
from course.cli.slides import make_slides
from tests.conftest import SMALL_COURSE, Files

SPECIMEN = Path(__file__).parent.parent / "examples" / "specimen"
MODULE = "a-calmer-morning"


def slides(folder: Path, *more: str) -> int:
    return run(make_slides, ["--folder", str(folder), *more], "slides")


def test_session_is_written_into_a_folder_of_its_job(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    output = ("--output", str(tmp_path))
    assert slides(SPECIMEN, "--role", "bus-driver", *output) == 0  # it has one module
    assert capfd.readouterr().out.endswith(": 1 file.\n")
    (path,) = tmp_path.rglob("*.*")
    assert path.relative_to(tmp_path).as_posix() == f"bus-driver/{MODULE}.pptx"
    assert len(Presentation(BytesIO(path.read_bytes())).slides) > 30


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "Which session? Write --role and --module, or --all."),
        (["--role", "bus-drivr"], 'not a job. Did you mean "bus-driver"?'),
        (["--role", "bus-driver", "--module", "calmer-mornings"], "not a module of bus-driver."),
        (["--module", "calmer-mornings"], f'not a module. Did you mean "{MODULE}"?'),
    ],
)
def test_what_cannot_be_made_is_told_with_a_remedy(
    options: list[str], message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert slides(SPECIMEN, *options) == 2
    shown = capfd.readouterr()
    assert message in shown.err
    assert "Traceback" not in shown.err


def test_course_without_sessions_has_no_slides(capfd: pytest.CaptureFixture[str]) -> None:
    assert slides(SMALL_COURSE, "--all") == 1
    assert "They begin with the file reference/session.yml." in capfd.readouterr().err


def test_mistake_in_the_course_is_shown_instead_of_slides(
    course_with: Callable[[Files], Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = course_with({"modules/first-steps.yml": {"change": "title:", "to": "titel:"}})
    assert slides(folder, "--all", "--output", str(tmp_path / "slides")) == 1
    shown = capfd.readouterr().err
    assert 'Did you mean "title"?' in shown
    assert "No slides were made: " in shown
    assert not (tmp_path / "slides").exists()


def test_course_with_blanks_has_no_slides(
    course_with: Callable[[Files], Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    blank = {"change": "title: Few words", "to": 'title: "TODO: a title"'}
    folder = course_with({"modules/first-steps.yml": blank})
    assert slides(folder, "--all", "--output", str(tmp_path / "slides")) == 1
    assert "No slides were made: 1 blank." in capfd.readouterr().err
    assert not (tmp_path / "slides").exists()


def test_folder_that_cannot_be_written_to_is_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bus-driver").write_text("A file.", encoding="utf-8", newline="\n")
    one = ("--role", "bus-driver", "--module", MODULE, "--output", str(tmp_path))
    assert slides(SPECIMEN, *one) == 1
    assert "The slides could not be written:" in capfd.readouterr().err
