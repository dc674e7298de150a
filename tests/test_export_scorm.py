"""The command that makes packages: an author never sees a traceback."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from course.cli.export import export as command
from course.cli.run import run
from tests.conftest import SMALL_COURSE, Files, lay

MODULES = ("first-steps", "more-words")
EACH_MODULE = [f"{role}.{it}.zip" for role in ("driver", "teacher") for it in MODULES]
DISTRICT = "name: Ours\nstate: Texas\ndraft: yes\n"


def export(*more: str, folder: Path = SMALL_COURSE) -> int:
    return run(command, ["scorm", "--folder", str(folder), *more], "export")


def names_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.zip"))


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (["--role", "driver"], ["driver.zip"]),
        (["--all"], ["driver.zip", "teacher.zip"]),
        (["--all", "--per-module"], EACH_MODULE),
        (["--per-module", "--role", "driver"], EACH_MODULE[:2]),
        (["--role", "driver", "--module", "first-steps"], ["driver.first-steps.zip"]),
        (["--role", "driver", "--standard", "2004-3"], ["driver.zip"]),
    ],
)
def test_packages_that_were_asked_for_are_written(
    options: list[str], names: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(*options, "--output", str(tmp_path)) == 0
    assert names_in(tmp_path) == names
    told = capsys.readouterr().out
    assert all(f"{name}: " in told for name in names)
    assert " KiB\n" in told


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "Which packages? Write --role or --module or both, or --all."),
        (["--role", "drivr"], '"drivr" is not a job. Did you mean "driver"?'),
        (["--module", "first-step"], '"first-step" is not a module. Did you mean "first-steps"?'),
        (["--all", "--standard", "1.3"], "'1.3' is not one of '1.2', '2004-3', '2004-4'"),
        (["--all", "--slice", "1/2"], "--slice is only for --districts."),
        (["--all", "--shared"], "--shared is only for --districts."),
    ],
)
def test_mistake_in_the_options_is_told(
    options: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(*options, "--output", str(tmp_path)) == 2
    assert message in capsys.readouterr().err
    assert names_in(tmp_path) == []


def test_course_with_a_mistake_makes_no_package(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "course.yml").write_text("title: 1\n", encoding="utf-8", newline="\n")
    assert export("--all", "--output", str(tmp_path / "out"), folder=tmp_path) == 1
    assert "Nothing was exported" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_folder_that_cannot_be_written_to_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8", newline="\n")
    assert export("--all", "--output", str(tmp_path / "taken" / "out")) == 1
    assert "could not be written" in capsys.readouterr().err


@pytest.mark.parametrize("is_one_site", [True, False])
def test_record_of_a_package_names_the_address_of_the_site(
    is_one_site: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many districts have many sites, and one address cannot be that of all of them."""
    lay(tmp_path, {"in/lakeview/district.yml": DISTRICT})
    monkeypatch.setenv("SITE_URL", "https://lakeview.example/staff")
    options = [] if is_one_site else ["--districts", str(tmp_path / "in")]
    assert export("--role", "driver", *options, "--output", str(tmp_path / "out")) == 0
    [package] = (tmp_path / "out").rglob("*.zip")
    with ZipFile(package) as archive:
        pages = [archive.read(it).decode() for it in archive.namelist() if it.endswith(".html")]
    found = any("data-address=https://lakeview.example/staff/" in page for page in pages)
    assert found == is_one_site


def test_each_district_has_a_folder_and_one_with_a_mistake_stops_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files: Files = {
        "in/lakeview/district.yml": DISTRICT,
        "in/oops/district.yml": "name: [\n",
        "in/riverside/district.yml": f"{DISTRICT}offer:\n  jobs: [driver]\n",
    }
    lay(tmp_path, files)
    options = ("--districts", str(tmp_path / "in"), "--output", str(tmp_path / "out"))
    assert export("--all", *options) == 1
    expected = ["lakeview/driver.zip", "lakeview/teacher.zip", "riverside/driver.zip"]
    assert names_in(tmp_path / "out") == expected
    assert "2 of 3 districts" in capsys.readouterr().out


def test_district_that_does_not_offer_a_job_stops_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files: Files = {
        "in/lakeview/district.yml": f"{DISTRICT}offer:\n  jobs: [driver]\n",
        "in/riverside/district.yml": DISTRICT,
    }
    lay(tmp_path, files)
    options = ("--districts", str(tmp_path / "in"), "--output", str(tmp_path / "out"))
    assert export("--role", "teacher", *options) == 1
    assert names_in(tmp_path / "out") == ["riverside/teacher.zip"]
    assert 'lakeview: "teacher" is not a job.' in capsys.readouterr().err
