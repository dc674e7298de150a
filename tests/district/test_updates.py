"""A district takes updates without a conflict, and hears before what they would bring."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from course.cli.main import main
from course.compile import check_folder
from course.offer import offered
from tests.conftest import Files, git, lay
from tests.district.lakeview import OWN, OWN_TITLES, PLACE, changed_below, problems_of

ROOT = Path(__file__).parents[2]
UPDATE: Files = {
    "course.yml": {"change": "  not-yet-written:\n", "to": "  third:\n"},
    "modules/third.yml": """\
title: A third module
minutes: 1
short-minutes: 1
summary: |
  Something new.
lessons:
  something:
    title: Something
    core: yes
    text: |
      Something new.
close: |
  You know something new.
""",
    "modules/first-steps.yml": [
        {"change": "title: Few words", "to": "title: Very few words"},
        {"change": "alternative: quiet-example", "to": "alternative: calm-example"},
        {
            "change": "  quiet-example:\n",
            "to": "  calm-example:\n    was: [quiet-example]\n",
        },
        {"change": "  your-work:\n", "to": "  another-lesson:\n"},
    ],
    "quizzes/more-words.yml": {"change": "  sorry-1:\n", "to": "  sorry-for-it:\n"},
}
"""A new module, another title, a lesson that was renamed with `was`, and one without. And a
question that has another id."""
REPORT = f"""\
New:
  module third: A third module
  lesson first-steps/another-lesson: At your work
  question more-words/sorry-for-it: After a quarrel, who says sorry first?

Renamed (links and saved progress follow):
  lesson first-steps/quiet-example: first-steps/calm-example

Gone:
  lesson first-steps/your-work: At your work
  question more-words/sorry-1: After a quarrel, who says sorry first?

Changed below your texts:
  {PLACE}
    The course says now:
      Few words
    It would say:
      Very few words
    You say:
      Fewer words

Problems that it would cause:
district/modules/first-steps.yml:4:3: The course has no "quiet-example" to change. [district-files]
  4 |   quiet-example:
    |   ^
  It is called "calm-example" now. If it is your own, write `new: yes` in it.
"""


def forked(upstream: Path, fork: Path, own: Files) -> None:
    """Makes a fork of the course, with a district's texts that somebody has looked at."""
    git(upstream, "init", "--quiet", "--initial-branch=main")
    git(upstream, "add", ".")
    git(upstream, "commit", "--quiet", "-m", "The course")
    git(fork.parent, "clone", "--quiet", str(upstream), str(fork))
    lay(fork, own)
    assert main(["district", "--folder", str(fork), "--accept", "all"]) == 0
    git(fork, "add", ".")
    git(fork, "commit", "--quiet", "-m", "Ours")


def test_fork_takes_an_update_without_a_conflict(
    course_with: Callable[[Files], Path], tmp_path: Path
) -> None:
    """Upstream changes the same texts, renames an id, and adds a job."""
    upstream, fork = course_with({}), tmp_path / "fork"
    forked(upstream, fork, OWN)
    assert not any(problem.path.startswith("district") for problem in problems_of(fork).values())

    lay(
        upstream,
        {
            "course.yml": [
                {"change": "title: Small Course", "to": "title: Small Course, Revised"},
                {"change": "    driver: full\n", "to": "    driver: full\n    aide: full\n"},
            ],
            "modules/first-steps.yml": [
                {"change": "title: Few words", "to": "title: Very few words"},
                {"change": "alternative: quiet-example", "to": "alternative: quieter-example"},
                {"change": "  quiet-example:\n", "to": "  quieter-example:\n"},
            ],
            "reference/roles.yml": {
                "change": "  teacher:\n",
                "to": "  aide:\n    title: Aide\n    group: moving\n"
                "    summary: Beside one child.\n    limits:\n      - No notes.\n"
                "    hand-over: [The teacher]\n"
                "    reading-grade: 8\n  teacher:\n",
            },
            "reference/contacts.yml": {"change": "Anything at school.", "to": "All at school."},
        },
    )
    git(upstream, "commit", "--quiet", "-am", "An update")
    git(fork, "pull", "--quiet", "--no-rebase")

    course = check_folder(fork, district=fork / "district").course
    assert course
    lessons = course.modules["first-steps"].lessons
    assert list(lessons)[:2] == ["few-words", "our-lesson"]
    assert str(lessons["few-words"].title) == "Fewer words"
    assert "hard-example" not in lessons
    assert str(course.outline.title) == "Every Adult"
    office = course.contacts["office"]
    assert (str(office.call), str(office.use_for)) == ("555-555-2134", "All at school.")
    found = problems_of(fork)
    gone = found['The course has no "quiet-example" to change.']
    assert (gone.path, gone.position.line) == ("district/modules/first-steps.yml", 4)
    assert "quieter-example" in gone.remedy
    assert len(changed_below(fork)) == 1
    assert [*course.roles] == ["driver", "aide", "teacher"]
    assert [*offered(course).roles] == ["driver"]


def test_fork_hears_what_an_update_would_bring(
    course_with: Callable[[Files], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    upstream, fork = course_with({}), tmp_path / "fork"
    forked(upstream, fork, OWN_TITLES)
    lay(upstream, UPDATE)
    git(upstream, "add", ".")
    git(upstream, "commit", "--quiet", "-m", "An update")
    git(upstream, "tag", "v2027.1")
    git(fork, "fetch", "--quiet", "--tags")
    before = {path: path.read_bytes() for path in fork.rglob("*.yml")}
    capsys.readouterr()
    assert main(["district", "--folder", str(fork), "--update", "v2027.1"]) == 1
    assert capsys.readouterr().out == REPORT
    assert {path: path.read_bytes() for path in fork.rglob("*.yml")} == before
    assert main(["district", "--folder", str(fork), "--update", "v2027.2"]) == 1
    assert 'git does not know "v2027.2" here' in capsys.readouterr().err


def test_district_without_a_copy_of_the_course_hears_the_same(
    course_with: Callable[[Files], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its texts are next to the course, and the other version is in another folder."""
    lay(tmp_path, OWN_TITLES)
    folder = course_with({})
    other = shutil.copytree(folder, tmp_path / "other")
    lay(other, UPDATE)
    command = ["district", "--folder", str(folder), "--district", str(tmp_path / "district")]
    assert main([*command, "--accept", "all"]) == 0
    capsys.readouterr()
    assert main([*command, "--update", str(other)]) == 1
    shown = capsys.readouterr().out.replace(f"{tmp_path.as_posix()}/", "")
    assert shown == REPORT
    assert main([*command, "--update", str(folder)]) == 0
    assert capsys.readouterr().out.count("  nothing\n") == 5


def test_fork_finds_what_it_has_merged_itself(
    course_with: Callable[[Files], Path], tmp_path: Path
) -> None:
    """With the command in the document, which leaves out the merges of the course."""
    text = (ROOT / "docs" / "districts.md").read_text(encoding="utf-8")
    command = next(it for it in re.findall(r"`git (log [^`]+)`", text) if "--merges" in it)
    upstream, fork = course_with({}), tmp_path / "fork"
    forked(upstream, fork, OWN_TITLES)
    git(fork, "remote", "rename", "origin", "upstream")
    begins_with = ("reset", "--quiet", "--hard", "upstream/main")
    updates = ("merge", "--quiet", "--no-ff", "-m", "Ours", "upstream/main")
    for number, takes_it in enumerate((begins_with, updates)):
        git(upstream, "switch", "--quiet", "--create", f"change-{number}")
        git(upstream, "commit", "--quiet", "--allow-empty", "-m", "A change")
        git(upstream, "switch", "--quiet", "main")
        git(upstream, "merge", "--quiet", "--no-ff", "-m", "Theirs", f"change-{number}")
        git(fork, "fetch", "--quiet", "upstream")
        git(fork, *takes_it)
    assert git(fork, *command.split(), "--format=%s") == "Ours\n"


def test_fork_can_go_back_and_forward_again(
    course_with: Callable[[Files], Path], tmp_path: Path
) -> None:
    """The texts stay as the later version left them, and what they do not fit is only a remark."""
    upstream, fork = course_with({}), tmp_path / "fork"
    forked(upstream, fork, OWN_TITLES)
    title = {"change": "title: Few words", "to": "title: Very few words"}
    lay(upstream, {"modules/first-steps.yml": title})
    git(upstream, "commit", "--quiet", "-am", "An update")
    git(fork, "pull", "--quiet", "--no-rebase", "--no-ff", "--no-edit")
    assert main(["district", "--folder", str(fork), "--accept", "all"]) == 0
    git(fork, "commit", "--quiet", "-am", "It still fits")
    accepted = (fork / "district" / "accepted.yml").read_bytes()

    git(fork, "revert", "--no-edit", "-m", "1", "HEAD~1")
    checked = check_folder(fork, district=fork / "district")
    assert not checked.has_errors
    assert "title: Few words" in (fork / "modules" / "first-steps.yml").read_text(encoding="utf-8")
    assert (fork / "district" / "accepted.yml").read_bytes() == accepted
    assert len(changed_below(fork)) == 1

    git(fork, "revert", "--no-edit", "HEAD")
    lay(upstream, {"modules/more-words.yml": {"change": "title: More", "to": "title: Other"}})
    git(upstream, "commit", "--quiet", "-am", "The next update")
    git(fork, "pull", "--quiet", "--no-rebase", "--no-ff", "--no-edit")
    course = check_folder(fork, district=fork / "district").course
    assert course
    assert str(course.modules["more-words"].title) == "Other words"
    assert changed_below(fork) == []
