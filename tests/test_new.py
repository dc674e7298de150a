"""The command `new` asks for what is not given, and writes nothing until all of it fits."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click
import pytest

from course.cli.main import main
from tests.conftest import Files

TERM = ["new", "term", "--folder"]
LAW = [
    "claim",
    "--id",
    "a",
    "--tag",
    "law",
    "--citations",
    "stone2001",
    "--jurisdiction",
    "federal",
]


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[[Sequence[str]], list[str]]:
    """Types these answers. What is left in the list was not asked for."""

    def start(texts: Sequence[str]) -> list[str]:
        left = [*texts]
        monkeypatch.setattr(click, "prompt", lambda *_, default="", **__: left.pop(0) or default)
        return left

    return start


def test_asks_until_an_answer_fits(
    course_with: Callable[[Files], Path],
    answering: Callable[[Sequence[str]], list[str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = course_with({})
    left = answering(["Calm words", "dysregulation", "", "calm-words", "calm words"])
    assert main([*TERM, str(folder)]) == 0
    assert left == []
    out = capsys.readouterr().out
    assert "Type lowercase letters, digits and hyphens" in out
    assert 'There is "dysregulation" already. Type another id.' in out
    assert "This is needed." in out
    assert "1 blank to fill in" in out
    glossary = (folder / "reference" / "glossary.yml").read_text(encoding="utf-8")
    assert glossary.endswith(
        "calm-words:\n  # The word.\n  term: calm words\n  # In plain words.\n  means: |\n"
        "    TODO: what it means, in plain words\n"
    )


def test_asks_only_for_what_is_not_given(
    course_with: Callable[[Files], Path], answering: Callable[[Sequence[str]], list[str]]
) -> None:
    left = answering(["words"])
    assert main([*TERM, str(course_with({})), "--term", "few words"]) == 0
    assert left == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["term", "--id", "x", "--term", "x", "--group", "moving"], "--group is not for this term"),
        (["term", "--id", "dysregulation", "--term", "x"], 'There is "dysregulation" already'),
        (["term", "--id", "", "--term", "x"], "This is needed."),
        (["terms"], "'terms' is not one of"),
        (["role", "--id", "aide", "--title", "Aide", "--like", "drivr"], 'Did you mean "driver"?'),
        (["module", "--id", "m", "--title", "M", "--for", "driver:ful"], '"ful" is not full'),
        (
            [
                "module",
                "--id",
                "m",
                "--title",
                "M",
                "--for",
                "driver",
                "--objectives",
                "Calm Down, Who to tell",
            ],
            "such as late-again",
        ),
        (["citation", "--id", "a", "--authors", "A", "--year", "20"], "four digits"),
        (
            ["question", "--module", "first-steps", "--id", "q", "--lesson", "few-word"],
            'Did you mean "few-words"?',
        ),
        (["lesson", "--module", "first-steps,more-words"], 'no "first-steps,more-words"'),
        (["module", "--id", "m", "--title", "M", "--for", ","], "This is needed."),
        ([*LAW, "--looked-at", "20261128"], "Type year, month and day, such as 2026-11-28."),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_written(
    arguments: list[str],
    says: str,
    course_with: Callable[[Files], Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = course_with({})
    before = {path: path.read_bytes() for path in folder.rglob("*.yml")}
    assert main(["new", *arguments, "--folder", str(folder)]) != 0
    assert says in " ".join(capsys.readouterr().err.split())
    assert {path: path.read_bytes() for path in folder.rglob("*.yml")} == before


def test_spaces_alone_stand_for_the_usual_answer(
    course_with: Callable[[Files], Path], answering: Callable[[Sequence[str]], list[str]]
) -> None:
    folder = course_with({})
    answering(["late", "Late again", "driver", " ", " ", " "])
    assert main(["new", "module", "--folder", str(folder)]) == 0
    module = (folder / "modules" / "late.yml").read_text(encoding="utf-8")
    assert "  first-step: |\n" in module


def test_file_in_another_encoding_is_told_and_stays(
    course_with: Callable[[Files], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course_with({"reference/glossary.yml": {"bytes": "636166e9"}})
    assert main([*TERM, str(folder), "--id", "x", "--term", "x"]) == 1
    assert "glossary.yml is not in UTF-8. Save it as UTF-8 first." in capsys.readouterr().err


def test_file_that_cannot_be_written_is_told(
    course_with: Callable[[Files], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    district = tmp_path / "district"
    district.mkdir()
    (district / "reference").write_text("", encoding="utf-8")
    arguments = [*TERM, str(course_with({})), "--district", str(district)]
    assert main([*arguments, "--id", "x", "--term", "x"]) == 1
    assert "glossary.yml cannot be written" in capsys.readouterr().err


def test_file_that_is_there_already_stays(
    course_with: Callable[[Files], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course_with({"quizzes/late.yml": "questions: {}\n"})
    arguments = ["new", "module", "--id", "late", "--title", "Late", "--for", "driver"]
    assert main([*arguments, "--folder", str(folder)]) == 1
    assert 'There is "questions" already' in capsys.readouterr().err
    assert not (folder / "modules" / "late.yml").exists()


def test_course_that_cannot_be_read_is_told(
    course_with: Callable[[Files], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = course_with({"course.yml": "title: ["})
    assert main([*TERM, str(folder), "--id", "x", "--term", "x"]) == 1
    assert "course.yml:1:9" in capsys.readouterr().err
