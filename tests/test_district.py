"""A district takes updates without a conflict, and hears what changed below its own texts."""

import shlex
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from course.cli.district import TEMPLATE
from course.cli.main import main
from course.compile import check_folder
from course.inputs import misplaced
from course.offer import offered
from course.problems import Problem
from tests.conftest import Files, git, lay

SETTINGS = """\
name: Lakeview
state: Texas
title: Every Adult
offer:
  jobs: [driver]
contacts:
  office:
    call: 555-555-2134
    verified-on: 2026-11-24
"""
OWN_TEXTS = """\
lessons:
  few-words:
    title: Fewer words
  quiet-example:
    title: Ours is quiet
  our-lesson:
    new: yes
    after: few-words
    title: Ours
    core: yes
    text: |
      Ours, with few words.
care:
  skip: our-lesson
remove:
  lessons/hard-example: |
    It is too close to what happened here.
"""
OWN = {"district/district.yml": SETTINGS, "district/modules/first-steps.yml": OWN_TEXTS}
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><path d="M0 0h8v4H0z"/></svg>'
RULE = "radio-words"
LOCAL_RULES = {
    "reference/local-rules.yml": f"{RULE}:\n  asks: |\n    What do we say on the radio?\n"
    "  until-then: |\n    Ask dispatch.\n"
}
ASKED = 14
"""How many questions there are about the small course, besides those about local rules."""
OWN_TITLES = {
    "district/district.yml": f"{SETTINGS}draft: yes\n",
    "district/modules/first-steps.yml": OWN_TEXTS.partition("  our-lesson")[0],
}
"""The same without anything new, and without anything removed."""
PLACE = "modules/first-steps.yml:lessons/few-words/title"


def problems_of(folder: Path) -> dict[str, Problem]:
    """What is wrong with a district's course, by the sentence that says so."""
    problems = check_folder(folder, district=folder / "district").problems
    return {problem.what: problem for problem in problems}


def changed_below(folder: Path) -> list[str]:
    """What somebody should look at again."""
    return [what for what in problems_of(folder) if "somebody looked at it" in what]


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


def test_command_without_a_district_says_what_to_do(
    small_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["district", "--folder", str(small_folder), "--report"]) == 1
    assert "To begin: python3 build_course.py district" in capsys.readouterr().err


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
    assert f"--district '{own.as_posix()}' --report" in capsys.readouterr().out


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


# -- The settings ----------------------------------------------------------------------------------


def asked(
    monkeypatch: pytest.MonkeyPatch, folder: Path, *answers: str | type[BaseException]
) -> int:
    """Answers the questions of the command, and stops after the last answer."""
    waiting = iter([*answers, KeyboardInterrupt])

    def prompt(*_: object, default: str, **__: object) -> str:
        text = next(waiting)
        if not isinstance(text, str):
            raise click.Abort
        return text or default

    monkeypatch.setattr(click, "prompt", prompt)
    return main(["district", "--folder", str(folder)])


def settings_of(folder: Path) -> dict[str, Any]:
    text = (folder / "district" / "district.yml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=yaml.CBaseLoader)
    return found


def without_mistakes(folder: Path) -> bool:
    """Whether the district's site can be built."""
    return not check_folder(folder, district=folder / "district").has_errors


def test_questions_can_be_stopped_and_gone_on_with(
    course_with: Callable[[Files], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = course_with({"district/logo.svg": LOGO, **LOCAL_RULES})
    assert asked(monkeypatch, folder, "Lakeview", "Texas") == 130
    assert settings_of(folder) == {"name": "Lakeview", "state": "Texas", "draft": "yes"}
    assert without_mistakes(folder)
    rest = (
        *("", "", "", "Every Adult", "For: everybody # here.", "es"),
        *("training@lakeview.example", "", "driver", "", "logo.svg", "#1f4e79"),
        *("555-555-2134", "HELP to 741741"),
        *("yes", "Say: code blue.", "Policy 12", "yes"),
    )
    assert asked(monkeypatch, folder, *rest) == 0
    today = str(datetime.now(UTC).date())
    assert settings_of(folder) == {
        "name": "Lakeview",
        "state": "Texas",
        "draft": "yes",
        "title": "Every Adult",
        "summary": "For: everybody # here.",
        "language": "es",
        "report-to": "mailto:training@lakeview.example",
        "offer": {"jobs": ["driver"]},
        "logo": "logo.svg",
        "accent": "#1f4e79",
        "contacts": {
            "office": {
                "call": "555-555-2134",
                "verified-on": today,
                "verified-at": "called",
                "message": "HELP to 741741",
            }
        },
        "local-rules": {
            RULE: {"answer": "Say: code blue.", "source": "Policy 12", "verified-on": today}
        },
    }
    assert without_mistakes(folder)


def test_settings_that_began_with_the_template_can_be_changed(
    course_with: Callable[[Files], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    template = TEMPLATE.read_text(encoding="utf-8")
    folder = course_with({"district/district.yml": template})
    assert given(folder, "name=Lakeview") == 0
    assert settings_of(folder)["name"] == "Lakeview"
    assert given(folder, "state=Texas") == 0, "the comments that it writes are not in its way"
    lay(folder, {"district/district.yml": f"{template}# Ask Kim.\n"})
    assert given(folder, "name=Lakeview") == 1
    assert "such as: # Ask Kim." in capsys.readouterr().err


def test_wrong_answer_is_asked_again(
    course_with: Callable[[Files], Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = course_with({"district/logo.svg": "<svg>"})
    answers = (
        *("", "Lakeview", "Texas", "lakeview.example", "https://lakeview.example/", "", ""),
        *("Spanish", "", "me", "", "", "drivers", "driver", "", "logo.jpg", "no.svg", "logo.svg"),
        *("", "blue", "7fb3d5", "#3e7090", "12", "", "HELP", ""),
    )
    assert asked(monkeypatch, folder, *answers) == 0
    shown = capsys.readouterr().out
    for said in (
        "This is needed.",
        "Begin with https://",
        "Type a language tag",
        "Type an email address",
        'Did you mean "driver"?',
        "Type the name of an SVG or PNG",
        "There is no such file.",
        "does not begin with <svg>",
        "Type six digits",
        'The closest color that can be read is "#3e7090".',
        "No phone can dial this.",
        "No message can go there.",
    ):
        assert said in shown
    assert settings_of(folder)["accent"] == "#3e7090"
    assert without_mistakes(folder)


def test_answer_about_a_law_is_kept_only_if_somebody_has_read_it(
    course_with: Callable[[Files], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = course_with({"district/district.yml": SETTINGS, **LOCAL_RULES})
    before = ("",) * ASKED
    assert asked(monkeypatch, folder, *before, "yes", "Call first.", "", "The code", "no") == 0
    assert "local-rules" not in settings_of(folder)
    assert asked(monkeypatch, folder, *before, "yes", "Call first.", "The code") == 130
    assert "local-rules" not in settings_of(folder)
    assert asked(monkeypatch, folder, *before, "yes", "Call first.", "The code", "yes") == 0
    assert settings_of(folder)["local-rules"][RULE]["source"] == "The code"


def test_settings_can_be_given_without_being_asked(
    course_with: Callable[[Files], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course_with(LOCAL_RULES)
    number, day = "contacts/office/call=555-555-2134", "contacts/office/verified-on=2026-11-24"
    assert given(folder, "name=Lakeview", "state=Texas", "index=yes") == 0
    assert given(folder, number) == 2, "nobody said when"
    assert "--set contacts/office/verified-on=" in " ".join(capsys.readouterr().err.split())
    assert given(folder, number, day, "offer/jobs=driver", "draft=") == 0
    assert settings_of(folder) == {
        "name": "Lakeview",
        "state": "Texas",
        "index": "yes",
        "offer": {"jobs": ["driver"]},
        "contacts": {"office": {"call": "555-555-2134", "verified-on": "2026-11-24"}},
    }
    rule = {"answer": "Call.", "source": "The code", "verified-on": "2026-11-24"}
    assert given(folder, *(f"local-rules/{RULE}/{key}={it}" for key, it in rule.items())) == 0
    assert settings_of(folder)["local-rules"] == {RULE: rule}


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("nmae=Lakeview", 'Did you mean "name"?'),
        ("offer/jobs=driver, pilot", 'There is no "pilot".'),
        ("accent=#7fb3d5", "The closest color that can be read"),
        ("accent-dark=#8fd1c3", "Add `accent:`"),
        ("index=perhaps", "yes or no"),
        ("logo=logo.svg", "There is no such file."),
        ("contacts/office/verified-on=soon", "year, month and day"),
    ],
)
def test_wrong_settings_are_told_and_not_written(
    course_with: Callable[[Files], Path],
    capsys: pytest.CaptureFixture[str],
    pair: str,
    said: str,
) -> None:
    folder = course_with({"district/district.yml": SETTINGS})
    assert given(folder, pair) == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert (folder / "district" / "district.yml").read_text(encoding="utf-8") == SETTINGS


def given(folder: Path, *pairs: str) -> int:
    """Gives settings without being asked."""
    options = [part for pair in pairs for part in ("--set", pair)]
    return main(["district", "--folder", str(folder), *options])


def from_file(folder: Path, answers: str) -> int:
    """Takes the answers from a file."""
    file = folder / "answers.yml"
    file.write_text(answers, encoding="utf-8")
    return main(["district", "--folder", str(folder), "--answers", str(file)])


def test_answers_of_a_file_replace_what_is_there_and_the_rest_stays(
    course_with: Callable[[Files], Path],
) -> None:
    folder = course_with({"district/district.yml": SETTINGS})
    own = "contacts:\n  office:\n    name: Our office\noffer:\n  jobs: [teacher]\n"
    assert from_file(folder, f"{own}accent: 1f4e79\n") == 0
    before: dict[str, Any] = yaml.load(SETTINGS, Loader=yaml.CBaseLoader)
    assert settings_of(folder) == {
        **before,
        "accent": "1f4e79",
        "offer": {"jobs": ["teacher"]},
        "contacts": {"office": {**before["contacts"]["office"], "name": "Our office"}},
    }


def test_every_wrong_answer_of_a_file_is_told_with_its_line_and_nothing_is_written(
    course_with: Callable[[Files], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course_with(LOCAL_RULES)
    answers = (
        "nmae: Lakeview\nstate: Texas\naccent: '#7fb3d5'\nlocal-rules:\n  radio:\n"
        "    answer: Call.\n    source: The code\n    verified-on: today\n"
    )
    assert from_file(folder, answers) == 1
    shown = capsys.readouterr().err
    lines = [
        line.partition("answers.yml:")[2] for line in shown.splitlines() if "answers.yml:" in line
    ]
    assert [line.split(":")[0] for line in lines] == ["1", "3", "5", "8"]
    assert 'Did you mean "name"?' in shown
    assert not (folder / "district").exists()
    assert from_file(folder, "- Lakeview\n") == 1
    assert "This is not a list of settings." in capsys.readouterr().err


def test_what_is_still_wrong_with_the_settings_is_told(
    course_with: Callable[[Files], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    needed = {"change": "  local: yes\n", "to": "  local: yes\n  needed: yes\n"}
    folder = course_with({"reference/contacts.yml": needed})
    assert from_file(folder, "name: Lakeview\nstate: Texas\ndraft: no\n") == 1
    assert '"The office" has no number yet' in capsys.readouterr().err
    assert given(folder, "draft=yes") == 0


def test_settings_that_exist_stay_and_are_no_draft_again(
    course_with: Callable[[Files], Path],
) -> None:
    folder = course_with(OWN)
    assert main(["district", "--folder", str(folder), "--set", "state=Ohio"]) == 0
    before: dict[str, Any] = yaml.load(SETTINGS, Loader=yaml.CBaseLoader)
    assert settings_of(folder) == {**before, "state": "Ohio"}


def test_comments_of_an_author_are_not_lost(
    course_with: Callable[[Files], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{SETTINGS}# Ask Ana before changing this.\n"
    folder = course_with({"district/district.yml": text})
    assert main(["district", "--folder", str(folder), "--set", "state=Ohio"]) == 1
    assert "# Ask Ana before changing this." in capsys.readouterr().err
    assert (folder / "district" / "district.yml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("text", "place"), [("name: [\n", "2:1"), ("- Lakeview\n", "1:1"), ("", "1:1")]
)
def test_settings_that_cannot_be_read_are_told_and_not_lost(
    course_with: Callable[[Files], Path], capsys: pytest.CaptureFixture[str], text: str, place: str
) -> None:
    folder = course_with({"district/modules/first-steps.yml": "title: Ours\n"})
    file = folder / "district" / "district.yml"
    file.write_text(text, encoding="utf-8")
    assert main(["district", "--folder", str(folder), "--set", "state=Ohio"]) == 1
    assert capsys.readouterr().err.startswith(f"{file.as_posix()}:{place}: ")
    assert file.read_text(encoding="utf-8") == text


def test_text_of_several_lines_stays_if_nothing_else_is_typed(
    course_with: Callable[[Files], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"{SETTINGS}hand-in: |\n  To the office.\n\n  On paper.\n"
    folder = course_with({"district/district.yml": text})
    assert asked(monkeypatch, folder, *[""] * ASKED) == 0
    assert settings_of(folder)["hand-in"] == "To the office.\n\nOn paper.\n"


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
