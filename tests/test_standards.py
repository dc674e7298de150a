"""In a course without remarks, a remark fails `check` and `build`; in a district's, none does."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from course.aging import aging_line
from course.cli.main import main
from course.compile import check_folder
from course.report import counted
from tests.conftest import Files

NO_REMARKS = {"change": "language: en\n", "to": "language: en\nstandards:\n  no-remarks: yes\n"}
REMARK = {"modules/first-steps.yml": {"change": "\nminutes: ", "to": "\nminutes: 9"}}
STRICT = {"course.yml": NO_REMARKS, **REMARK}
DISTRICT = {"district/district.yml": "name: Lakeview\nstate: Texas\ndraft: yes\n"}
EXCUSE = {
    "reference/overrides.yml": "slow:\n  rule: honest-minutes\n  file: modules/first-steps.yml\n"
    "  reason: |\n    Slow work.\n"
}


@pytest.mark.parametrize(
    ("files", "passes"),
    [
        ({"course.yml": NO_REMARKS}, True),
        (REMARK, True),
        (STRICT, False),
        ({**STRICT, **EXCUSE}, True),
        ({**STRICT, **DISTRICT}, True),
    ],
    ids=["strict", "remark", "remark in strict", "excused", "district"],
)
def test_remark_fails_only_where_the_course_says_so(
    course_with: Callable[[Files], Path], files: Files, passes: bool
) -> None:
    folder = course_with(files)
    assert main(["check", "--folder", str(folder)]) == int(not passes)


def test_failed_remark_says_what_to_do_and_nothing_is_built(
    course_with: Callable[[Files], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, site = course_with(STRICT), tmp_path / "site"
    assert main(["build", "--folder", str(folder), "--output", str(site), "--no-guide"]) == 1
    ending = capsys.readouterr().err.splitlines()[-1]
    assert ending.startswith("Nothing was built: 1 remark. In this course, a remark must be ")
    assert ending.endswith("excused under `overrides`.")
    assert not site.exists()


def test_more_remarks_about_age_than_are_shown_are_still_about_age(
    course_with: Callable[[Files], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = "".join(
        f"line-{number}:\n  name: Line\n  use-for: |\n    Any crisis.\n  call: 555-555-2100\n"
        "  verified-on: 2020-01-01\n"
        for number in range(6)
    )
    monkeypatch.setattr("course.read.limit.MOST_PROBLEMS", 4)
    folder = course_with({"course.yml": NO_REMARKS})
    contacts = folder / "reference" / "contacts.yml"
    contacts.write_text(contacts.read_text("utf-8") + old, "utf-8", newline="\n")
    checked = check_folder(folder, date(2026, 11, 24))
    assert any("more remarks in this file" in problem.what for problem in checked.problems)
    assert checked.passes
    assert counted(checked.problems) == "6 remarks"
    assert aging_line(checked.loaded, checked.problems).startswith("6 things have grown old.")
