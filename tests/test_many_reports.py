"""What many districts should look at, with one command."""

from collections.abc import Callable
from pathlib import Path

import pytest

from course.cli.main import main
from tests.conftest import Files, lay

PLAIN = "name: {}\nstate: Texas\ndraft: yes\n"
OLD_NUMBER = "contacts:\n  office:\n    call: 555-555-2134\n    verified-on: 2020-01-01\n"
OWN_TITLE = "lessons:\n  few-words:\n    title: Fewer words\n"
PLACE = "modules/first-steps.yml:lessons/few-words/title"
OF_COURSE = {"change": "verified-on: 2026-11-24", "to": "verified-on: 2020-01-01"}


@pytest.fixture
def folder(course_with: Callable[[Files], Path]) -> Path:
    """A course with an old number, and three districts beside it."""
    folder = course_with({"reference/contacts.yml": OF_COURSE})
    lay(
        folder,
        {
            "districts/ash/district.yml": PLAIN.format("Ash *") + OLD_NUMBER,
            "districts/edge/district.yml": PLAIN.format("Edge"),
            "districts/edge/modules/first-steps.yml": OWN_TITLE,
            "districts/lake/district.yml": PLAIN.format("Lake"),
        },
    )
    return folder


def run(folder: Path, *arguments: str) -> int:
    districts = folder / "districts"
    return main([*arguments, "--folder", str(folder), "--districts", str(districts)])


def test_what_has_grown_old_is_told_by_district_and_once_for_the_course(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "aging") == 0
    text = capsys.readouterr().out
    assert [line for line in text.splitlines() if line.startswith("# ")] == [
        "# The course",
        "# Ash \\* (ash)",
        "# Edge (edge)",
    ]
    assert text.count('"The Line" was last verified') == 1
    assert "- `districts/ash/district.yml:7` " in text
    at = folder.as_posix()
    option = f"--folder {at} --district {at}/districts/edge"
    assert f"district {option} --accept PLACE`\n\n- `{PLACE}`" in text


def test_nothing_is_printed_if_nothing_is_old(
    course_with: Callable[[Files], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course_with(
        {"reference/contacts.yml": {"change": "  verified-on: 2026-11-24\n", "to": ""}}
    )
    claims = folder / "reference" / "claims.yml"
    claims.write_text(claims.read_text("utf-8").replace("review-by: 20", "review-by: 90"), "utf-8")
    lay(folder, {"districts/lake/district.yml": PLAIN.format("Lake")})
    assert run(folder, "aging") == 0
    assert capsys.readouterr() == ("", "Nothing has grown old.\n")


def test_district_that_cannot_be_read_fails_and_stops_no_other(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(folder, {"districts/edge/district.yml": "name: ["})
    assert run(folder, "aging") == 1
    shown = capsys.readouterr()
    assert "# edge\n\nIts files cannot be read" in shown.out
    assert "- `districts/ash/district.yml:7` " in shown.out
    assert "districts/edge/district.yml:1:8" in shown.err


def test_report_has_a_table_and_what_each_should_look_at(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = PLAIN.format("Lake") + "offer: {jobs: [pilot]}\n"
    lay(
        folder,
        {"districts/lake/district.yml": wrong, "districts/No/district.yml": PLAIN.format("No")},
    )
    assert run(folder, "district", "--report") == 0
    text = capsys.readouterr().out
    rows = [line.split() for line in text.splitlines()[:5]]
    assert rows == [
        ["Wrong", "Missing", "Old", "Changed"],
        ["No", "1", "1", "0", "0"],
        ["ash", "0", "0", "1", "0"],
        ["edge", "0", "1", "0", "1"],
        ["lake", "1", "1", "0", "0"],
    ]
    assert text.count('"The Line" was last verified') == 1
    table, ash, edge, lake = (
        text.split(f"\n{name}\n{'=' * len(name)}\n") for name in ("No", "ash", "edge", "lake")
    )
    assert 'A district\'s folder cannot be called "No"' in table[1]
    assert "districts/ash/district.yml:7:18" in ash[1]
    assert f"  {PLACE}\n    The course says now:\n      Few words\n" in edge[1]
    assert lake[1].startswith("Wrong:\n")
    assert 'The course has no job "pilot"' in lake[1]
    assert "Old:" not in lake[1]


def test_place_is_accepted_in_each_district_that_has_replaced_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(folder, {"districts/lake/modules/first-steps.yml": OWN_TITLE})
    assert run(folder, "district", "--accept", f"{PLACE}s") == 2
    assert f'Did you mean "{PLACE}"?' in capsys.readouterr().err
    assert run(folder, "district", "--accept", PLACE) == 0
    assert capsys.readouterr().out == f"edge:\n  {PLACE}\nlake:\n  {PLACE}\n"
    for name, has_it in (("ash", False), ("edge", True), ("lake", True)):
        assert (folder / "districts" / name / "accepted.yml").is_file() is has_it
    assert run(folder, "district", "--accept", "all") == 0
    assert "Nothing is new" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("district", "--report", "--update", "v1"), "--update is not for --districts."),
        (("district", "--set", "name=Lake"), "--set is not for --districts."),
        (("district",), "--districts needs --report or --accept."),
    ],
)
def test_what_is_for_one_district_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert run(folder, *arguments) == 2
    assert said in capsys.readouterr().err
