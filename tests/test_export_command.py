"""The command that takes the course to other systems: an author never sees a traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest

from course.banks.formats import FORMATS
from course.cli.export import export as command
from course.cli.run import run
from tests.conftest import SMALL_COURSE, Files

SPECIMEN = Path(__file__).parent.parent / "examples" / "specimen"
MODULE = "a-calmer-morning"


def export(folder: Path, *more: str, name: str = "gift") -> int:
    return run(command, [name, "--folder", str(folder), *more], "export")


@pytest.mark.parametrize("name", FORMATS)
def test_file_comes_with_a_report(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    output = ("--output", str(tmp_path))
    assert export(SPECIMEN, "--role", "bus-driver", *output, name=name) == 0
    assert ": 1 file, each with a report" in capfd.readouterr().out
    expected = {f"bus-driver{FORMATS[name].suffix}", "bus-driver.report.md"}
    assert {path.name for path in tmp_path.iterdir()} == expected


def test_report_says_which_questions_are_different_and_how(tmp_path: Path) -> None:
    assert export(SPECIMEN, "--all", "--output", str(tmp_path)) == 0
    report = (tmp_path / "bus-driver.report.md").read_text(encoding="utf-8")
    assert report.startswith(
        "# Bus driver or monitor: questions in GIFT\n\n6 questions of 1 module"
    )
    assert "\n- steps to put in order: 1\n" in report
    assert "with numbers: GIFT has no order that all systems read. " in report
    assert f"\n    - {MODULE}/a-change\n" in report
    assert len(list(tmp_path.glob("*.report.md"))) == 4


def test_one_module_has_a_file_of_its_own(tmp_path: Path) -> None:
    output = ("--output", str(tmp_path))
    assert export(SPECIMEN, "--module", MODULE, "--role", "front-office", *output) == 0
    assert (tmp_path / f"front-office.{MODULE}.gift.txt").is_file()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "Which questions? Write --role or --module or both, or --all."),
        (["--role", "bus-drivr"], 'not a job. Did you mean "bus-driver"?'),
        (["--role", "bus-driver", "--module", "calmer-mornings"], "not a module of bus-driver."),
        (["--module", "calmer-mornings"], f'not a module. Did you mean "{MODULE}"?'),
    ],
)
def test_what_cannot_be_exported_is_told_with_a_remedy(
    options: list[str], message: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert export(SPECIMEN, *options) == 2
    shown = capfd.readouterr()
    assert message in shown.err
    assert "Traceback" not in shown.err


def test_format_that_does_not_exist_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    assert export(SPECIMEN, "--all", name="gif") == 2
    assert "No such command 'gif'" in capfd.readouterr().err


def test_mistake_in_the_course_is_shown_instead_of_files(
    course_with: Callable[[Files], Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = course_with({"modules/first-steps.yml": {"change": "title:", "to": "titel:"}})
    assert export(folder, "--all", "--output", str(tmp_path / "exports")) == 1
    shown = capfd.readouterr().err
    assert 'Did you mean "title"?' in shown
    assert "Nothing was exported: " in shown
    assert not (tmp_path / "exports").exists()


def test_blank_is_never_exported(
    course_with: Callable[[Files], Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    blank = {"change": "title: First steps", "to": "title: 'TODO: the title'"}
    folder = course_with({"modules/first-steps.yml": blank})
    assert export(folder, "--all", "--output", str(tmp_path / "exports")) == 1
    assert "Nothing was exported: " in capfd.readouterr().err
    assert not (tmp_path / "exports").exists()


def test_folder_that_cannot_be_written_to_is_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "exports").write_text("A file.", encoding="utf-8", newline="\n")
    assert export(SPECIMEN, "--all", "--output", str(tmp_path / "exports" / "gift")) == 1
    assert "The questions could not be written:" in capfd.readouterr().err


def test_district_takes_its_own_wording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    district = tmp_path / "district"
    district.mkdir()
    (district / "district.yml").write_text(
        "name: Lakeview\nstate: OH\naddress: https://lakeview.example/staff/\n",
        encoding="utf-8",
        newline="\n",
    )
    options = ("--district", str(district), "--all", "--output", str(tmp_path / "exports"))
    assert export(SMALL_COURSE, *options) == 0
    written = [path.read_text(encoding="utf-8") for path in (tmp_path / "exports").glob("*.txt")]
    assert written
    assert all("https\\://lakeview.example/staff/" in text for text in written)
