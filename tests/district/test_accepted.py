"""A district hears what changed below its own texts, until it says that they still fit."""

from collections.abc import Callable
from pathlib import Path

import pytest

from course.cli.main import main
from tests.conftest import Files, lay
from tests.district.lakeview import OWN, OWN_TITLES, PLACE, changed_below, problems_of


def test_change_below_an_own_text_is_told_until_it_is_accepted(
    course_with: Callable[[Files], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course_with(OWN)
    assert any(what.startswith("Nobody has said yet") for what in problems_of(folder))
    assert main(["district", "--folder", str(folder), "--accept", "all"]) == 0
    assert not any(what.startswith("Nobody has said yet") for what in problems_of(folder))
    lay(folder, {"modules/first-steps.yml": {"change": "title: Few words", "to": "title: Short"}})
    assert len(changed_below(folder)) == 1
    capsys.readouterr()
    assert main(["district", "--folder", str(folder), "--report"]) == 0
    report = capsys.readouterr().out
    assert (
        f"  {PLACE}\n    The course said, when somebody looked:\n      Few words\n"
        "    The course says now:\n      Short\n    You say:\n      Fewer words\n"
    ) in report
    accept = ["district", "--folder", str(folder), "--accept"]
    assert main([*accept, PLACE]) == 0
    assert f"Noted:\n  {PLACE}\n" in capsys.readouterr().out
    assert changed_below(folder) == []
    assert main([*accept, "all"]) == 0
    assert "Nothing is new" in capsys.readouterr().out


def test_what_somebody_looked_at_is_known_after_an_id_was_renamed(
    course_with: Callable[[Files], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """An update renames a lesson and changes its title, and the district writes the new id."""
    folder = course_with(OWN_TITLES)
    assert main(["district", "--folder", str(folder), "--accept", "all"]) == 0
    for path in (folder / "modules/first-steps.yml", folder / "quizzes/first-steps.yml"):
        path.write_text(path.read_text("utf-8").replace("few-words", "short-lines"), "utf-8")
    renamed = {
        "change": "  short-lines:\n    title: Few words\n",
        "to": "  short-lines:\n    was: [few-words]\n    title: Short\n",
    }
    own = {"change": "few-words", "to": "short-lines"}
    lay(folder, {"modules/first-steps.yml": renamed, "district/modules/first-steps.yml": own})
    capsys.readouterr()
    assert main(["district", "--folder", str(folder), "--report"]) == 0
    assert (
        f"  {PLACE.replace('few-words', 'short-lines')}\n"
        "    The course said, when somebody looked:\n      Few words\n"
        "    The course says now:\n      Short\n"
    ) in capsys.readouterr().out


def test_reason_of_a_removal_is_asked_for_again_if_what_was_removed_changes(
    course_with: Callable[[Files], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course_with(OWN)
    assert any(
        what.startswith("Nobody has said yet that this reason") for what in problems_of(folder)
    )
    assert main(["district", "--folder", str(folder), "--accept", "all"]) == 0
    assert not any("reason" in what for what in problems_of(folder))
    change = {"change": "title: A hard example", "to": "title: A calm example"}
    lay(folder, {"modules/first-steps.yml": change})
    (changed,) = changed_below(folder)
    assert problems_of(folder)[changed].position.line == 16
    capsys.readouterr()
    assert main(["district", "--folder", str(folder), "--report"]) == 0
    report = capsys.readouterr().out
    assert "first-steps.yml:remove/lessons/hard-example\n" in report
    before, now = report.split("The course says now:")
    assert "title: A hard example" in before
    assert "title: A calm example" in now
    reason = "    You have removed it, because:\n      It is too close to what happened here.\n"
    assert now.endswith(reason)
    assert main(["district", "--folder", str(folder), "--accept", "all"]) == 0
    assert changed_below(folder) == []


def test_place_that_is_not_replaced_is_not_accepted(
    course_with: Callable[[Files], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course_with(OWN)
    assert main(["district", "--folder", str(folder), "--accept", f"{PLACE}s"]) == 2
    assert f'Did you mean "{PLACE}"?' in capsys.readouterr().err
    assert not (folder / "district" / "accepted.yml").exists()
