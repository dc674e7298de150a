"""A district's settings: asked for, given on the command line, or taken from a file."""

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
from tests.conftest import Files, lay
from tests.district.lakeview import OWN, SETTINGS

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><path d="M0 0h8v4H0z"/></svg>'
RULE = "radio-words"
LOCAL_RULES = {
    "reference/local-rules.yml": f"{RULE}:\n  asks: |\n    What do we say on the radio?\n"
    "  until-then: |\n    Ask dispatch.\n"
}
ASKED = 14
"""How many questions there are about the small course, besides those about local rules."""


def settings_of(folder: Path) -> dict[str, Any]:
    text = (folder / "district" / "district.yml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=yaml.CBaseLoader)
    return found


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


def given(folder: Path, *pairs: str) -> int:
    """Gives settings without being asked."""
    options = [part for pair in pairs for part in ("--set", pair)]
    return main(["district", "--folder", str(folder), *options])


def from_file(folder: Path, answers: str) -> int:
    """Takes the answers from a file."""
    file = folder / "answers.yml"
    file.write_text(answers, encoding="utf-8")
    return main(["district", "--folder", str(folder), "--answers", str(file)])


def without_mistakes(folder: Path) -> bool:
    """Whether the district's site can be built."""
    return not check_folder(folder, district=folder / "district").has_errors


# -- Asked one after the other ---------------------------------------------------------------------


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


def test_text_of_several_lines_stays_if_nothing_else_is_typed(
    course_with: Callable[[Files], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"{SETTINGS}hand-in: |\n  To the office.\n\n  On paper.\n"
    folder = course_with({"district/district.yml": text})
    assert asked(monkeypatch, folder, *[""] * ASKED) == 0
    assert settings_of(folder)["hand-in"] == "To the office.\n\nOn paper.\n"


# -- Given on the command line ---------------------------------------------------------------------


def test_settings_can_be_given_without_being_asked(
    course_with: Callable[[Files], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course_with(LOCAL_RULES)
    number, day = "contacts/office/call=555-555-2134", "contacts/office/verified-on=2026-11-24"
    assert given(folder, "name=Lakeview", "state=Texas", "index=yes") == 0
    assert given(folder, number) == 2, "nobody said when"
    assert "--set contacts/office/verified-on=" in " ".join(capsys.readouterr().err.split())
    assert given(folder, number, day, "offer/jobs=driver", "draft=") == 0, "draft is taken out"
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
        ("title", 'Write KEY=VALUE, such as name=Lakeview, instead of "title".'),
        ("name=", "name: This is needed."),
        ("state= ", "state: This is needed."),
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


def test_day_of_an_old_number_is_not_that_of_a_new_one(
    course_with: Callable[[Files], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course_with({"district/district.yml": f"{SETTINGS}    verified-at: called\n"})
    office, call = "contacts/office", "contacts/office/call=555-555-2135"
    for pair in (call, f"{office}/message=555-555-2136"):
        assert given(folder, pair) == 2
        said = " ".join(capsys.readouterr().err.split())
        assert "nobody has said when it was verified. Dial it. Then add the day" in said
    assert from_file(folder, "contacts:\n  office:\n    call: 555-555-2135\n") == 1
    assert "nobody has said when it was verified" in capsys.readouterr().err
    before = settings_of(folder)["contacts"]["office"]
    assert given(folder, f"{office}/call={before['call']}") == 0, "it is the same number"
    assert settings_of(folder)["contacts"]["office"] == before
    assert given(folder, call, f"{office}/verified-on=2026-11-28") == 0
    after = {"call": "555-555-2135", "verified-on": "2026-11-28"}
    assert settings_of(folder)["contacts"]["office"] == after
    assert given(folder, f"{office}/call=") == 0
    assert "contacts" not in settings_of(folder), "no number, and no day of it"


def test_source_and_day_of_an_old_answer_are_not_those_of_a_new_one(
    course_with: Callable[[Files], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    rule = {"answer": "Call.", "source": "The code", "verified-on": "2026-11-24"}
    text = yaml.safe_dump({"local-rules": {RULE: rule}})
    folder = course_with({"district/district.yml": SETTINGS + text, **LOCAL_RULES})
    at = f"local-rules/{RULE}"
    for pairs in (("answer=Write.",), ("answer=Write.", "source=The code"), ("source=Other",)):
        assert given(folder, *(f"{at}/{pair}" for pair in pairs)) == 2
        said = " ".join(capsys.readouterr().err.split())
        assert f"the day that you did: --set {at}/" in said
        assert f"--set {at}/verified-on=2026-11-28" in said
    assert settings_of(folder)["local-rules"] == {RULE: rule}
    assert given(folder, f"{at}/answer=") == 0
    assert "local-rules" not in settings_of(folder)


def test_settings_that_exist_stay_and_are_no_draft_again(
    course_with: Callable[[Files], Path],
) -> None:
    folder = course_with(OWN)
    assert main(["district", "--folder", str(folder), "--set", "state=Ohio"]) == 0
    before: dict[str, Any] = yaml.load(SETTINGS, Loader=yaml.CBaseLoader)
    assert settings_of(folder) == {**before, "state": "Ohio"}


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


# -- From a file -----------------------------------------------------------------------------------


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
