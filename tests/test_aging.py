"""What has grown old is told, and stops nothing."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from course.aging import TITLES, aging_line, aging_lines
from course.checks.dates import AGE
from course.cli.main import main
from course.compile import check_folder
from course.district import changed_places
from tests.conftest import Files, lay

LONG_AGO = date(2020, 1, 1)
NO_REMARKS = {
    "course.yml": {
        "change": "language: en\n",
        "to": "language: en\nstandards:\n  no-remarks: yes\n",
    }
}
OLD_NUMBER = {
    "reference/contacts.yml": {
        "change": "verified-on: 2026-11-24",
        "to": f"verified-on: {LONG_AGO}",
    }
}
OWN = {
    "district/district.yml": "name: Lakeview\nstate: Texas\ndraft: yes\n",
    "district/modules/first-steps.yml": "lessons:\n  few-words:\n    title: Fewer words\n",
}


def test_every_rule_about_age_has_a_title() -> None:
    assert TITLES.keys() == AGE


def test_nothing_is_told_while_nothing_is_old(small_folder: Path) -> None:
    checked = check_folder(small_folder, LONG_AGO)
    assert aging_line(checked.loaded, checked.problems) == ""
    assert list(aging_lines(checked.problems, changed_places(checked.loaded))) == []


def test_numbers_and_claims_are_told_with_their_place(small_folder: Path) -> None:
    checked = check_folder(small_folder, LONG_AGO + timedelta(days=30_000))
    text = "\n".join(aging_lines(checked.problems, changed_places(checked.loaded)))
    assert '`reference/contacts.yml:9` "The Line" was last verified on' in text
    assert '`reference/claims.yml:8` The review of "few-words" was due on' in text
    count = text.count("\n- `")
    assert aging_line(checked.loaded, checked.problems).startswith(f"{count} things have grown old")


def test_text_that_changed_below_the_district_s_is_told(
    course_with: Callable[[Files], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course_with(OWN)
    district = folder / "district"
    checked = check_folder(folder, LONG_AGO, district=district)
    assert aging_line(checked.loaded, checked.problems).startswith("1 thing has grown old.")
    assert "- `modules/first-steps.yml:lessons/few-words/title`" in list(
        aging_lines(checked.problems, changed_places(checked.loaded))
    )
    assert main(["district", "--folder", str(folder), "--accept", "all"]) == 0
    checked = check_folder(folder, LONG_AGO, district=district)
    assert aging_line(checked.loaded, checked.problems) == ""


def test_command_prints_only_what_is_old(
    course_with: Callable[[Files], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course_with({})
    today = f"verified-on: {datetime.now(UTC).date()}"
    lay(folder, {"reference/contacts.yml": {"change": "verified-on: 2026-11-24", "to": today}})
    claims = folder / "reference" / "claims.yml"
    claims.write_text(claims.read_text("utf-8").replace("review-by: 20", "review-by: 90"), "utf-8")
    assert main(["aging", "--folder", str(folder)]) == 0
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "Nothing has grown old.\n")
    lay(folder, {"reference/contacts.yml": {"change": today, "to": f"verified-on: {LONG_AGO}"}})
    assert main(["aging", "--folder", str(folder)]) == 0
    assert capsys.readouterr().out.startswith("## Numbers and pages that nobody has verified")


def test_every_build_says_how_much_is_old_and_age_stops_nothing(
    course_with: Callable[[Files], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course_with({**NO_REMARKS, **OLD_NUMBER})
    build = ["build", "--folder", str(folder), "--output", str(tmp_path / "site"), "--no-guide"]
    option = f" --folder {folder.as_posix()}"
    for words in ("Built ", "Nothing has changed since "):
        assert main(build) == 0
        shown = capsys.readouterr().out
        assert words in shown
        assert f"grown old. To see what: python3 build_course.py aging{option}\n" in shown
        assert f"Look at it: python3 build_course.py serve{option}\n" in shown
    assert main(["check", "--folder", str(folder)]) == 0


@pytest.mark.parametrize("path", ["course.yml", "reference/contacts.yml"])
def test_what_cannot_be_read_is_told(
    course_with: Callable[[Files], Path], capsys: pytest.CaptureFixture[str], path: str
) -> None:
    folder = course_with({path: "line: ["})
    assert main(["aging", "--folder", str(folder)]) == 1
    assert f"{path}:1:8" in capsys.readouterr().err
