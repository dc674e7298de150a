"""The command that takes questions over from a question bank, and its guide."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from course.cli.main import main
from course.compile import check_folder
from tests.conftest import SMALL_COURSE, lay

HOW_TO = Path(__file__).parent.parent / "docs" / "how-to"
GUIDE = (HOW_TO / "bring-questions.md").read_text(encoding="utf-8")
TEMPLATE = HOW_TO / "questions-template.csv"
SPECIMEN = HOW_TO.parent.parent / "examples" / "specimen"
QUIZ = "quizzes/first-steps.yml"
ONE = "What do you say first, and why? {=Few words ~A joke}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SMALL_COURSE, tmp_path / "course")
    return tmp_path / "course"


def bank(folder: Path, text: str = ONE) -> str:
    path = folder.parent / "bank.txt"
    path.write_text(text, encoding="utf-8", newline="\n")
    return str(path)


def bring(folder: Path, file: str, *more: str) -> int:
    return main(["import", file, "--folder", str(folder), "--module", "first-steps", *more])


def test_example_of_the_guide_is_what_happens(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    example, printed = re.findall(r"```text\n(.*?)```", GUIDE, re.DOTALL)
    lay(folder, {"example.gift": example})
    shutil.copytree(SPECIMEN, folder / "specimen")
    options = ("--folder", str(folder / "specimen"), "--module", "a-calmer-morning")
    assert main(["import", str(folder / "example.gift"), *options]) == 0
    assert capfd.readouterr().out.startswith(printed)
    (written,) = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    quiz = folder / "specimen" / "quizzes" / "a-calmer-morning.yml"
    assert written in quiz.read_text(encoding="utf-8")


def test_every_question_of_the_template_is_taken(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = (folder / QUIZ).read_text(encoding="utf-8")
    assert bring(folder, str(TEMPLATE)) == 0
    printed = capfd.readouterr().out
    assert "0 not taken" in printed
    assert "Changed or left out" not in printed
    after = (folder / QUIZ).read_text(encoding="utf-8")
    assert after.startswith(before)
    blanks = re.findall(r"TODO: (.*)", after)
    assert {blank.split(".")[0] for blank in blanks} == {
        "the objective of the module that this question proves",
        "the lesson to read again",
    }


def test_course_is_fine_once_the_blanks_are_written(folder: Path) -> None:
    assert bring(folder, str(TEMPLATE)) == 0
    text = (folder / QUIZ).read_text(encoding="utf-8")
    text = re.sub(r"objective: .TODO.*", "objective: words", text)
    text = re.sub(r"lesson: .TODO.*", "lesson: few-words", text)
    lay(folder, {QUIZ: text})
    checked = check_folder(folder)
    assert [str(it) for it in checked.problems if not it.is_warning] == []


def test_next_step_is_for_the_same_course(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert bring(folder, bank(folder)) == 0
    command = f"python3 build_course.py check --folder {folder.as_posix()}\n"
    assert capfd.readouterr().out.endswith(f"Go on with: {command}")


def test_dry_run_prints_and_writes_nothing(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = (folder / QUIZ).read_bytes()
    assert bring(folder, bank(folder), "--role", "driver", "--dry-run") == 0
    assert "only: [driver]" in capfd.readouterr().out
    assert (folder / QUIZ).read_bytes() == before


@pytest.mark.parametrize(("name", "ending"), [("gift", "gift.txt"), ("moodle-xml", "moodle.xml")])
def test_exported_questions_are_not_brought_in_again(
    folder: Path, capfd: pytest.CaptureFixture[str], name: str, ending: str
) -> None:
    """Also those of other modules, and those whose words differ from the file's."""
    apostrophe = {"change": "What do", "to": 'What\'s "first"? What do'}
    lay(folder, {QUIZ: apostrophe})
    before = (folder / QUIZ).read_bytes()
    output = ("--output", str(folder / "out"))
    assert main(["export", name, "--role", "driver", "--folder", str(folder), *output]) == 0
    (exported,) = (folder / "out").glob(f"*.{ending}")
    assert bring(folder, str(exported)) == 1
    out = capfd.readouterr().out
    assert "The module `first-steps` already has this question, as `driver-first`." in out
    assert "The module `more-words` already has this question, as `sorry-1`." in out
    assert "0 taken" in out
    assert (folder / QUIZ).read_bytes() == before
    text = re.sub(r"\[id:[^]]*\]|<idnumber>.*</idnumber>", "", exported.read_text("utf-8"))
    exported.write_text(text, encoding="utf-8", newline="\n")
    bring(folder, str(exported))
    assert "The module already has this question, as `driver-first`." in capfd.readouterr().out


def test_import_can_be_repeated(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert bring(folder, bank(folder)) == 0
    assert bring(folder, bank(folder, f"{ONE}\nWhat cools it? {{=Time ~A joke}}")) == 0
    assert "The module already has this question" in capfd.readouterr().out
    assert (folder / QUIZ).read_text(encoding="utf-8").count("What do you say first, and") == 1
    assert bring(folder, bank(folder)) == 1
    assert "Nothing was written." in capfd.readouterr().err


@pytest.mark.parametrize(
    ("course", "own", "is_new"),
    [
        ({}, None, True),
        ({}, "questions:\n  driver-first:\n    question: |\n      What?\n", True),
        ({QUIZ: ""}, None, False),
        ({QUIZ: ""}, "new: yes\nquestions:\n  mine:\n    kind: choice\n", False),
    ],
)
def test_district_gets_questions_of_its_own(
    folder: Path, course: dict[str, str], own: str | None, is_new: bool
) -> None:
    lay(folder, course)
    district = folder.parent / "ours"
    lay(district, {"district.yml": "name: Ours\nstate: OH\n"} | ({QUIZ: own} if own else {}))
    assert bring(folder, bank(folder), "--district", str(district)) == 0
    written = yaml.load((district / QUIZ).read_text(encoding="utf-8"), yaml.BaseLoader)
    question = written["questions"]["what-do-you-say-first-and"]
    assert (question.get("new"), written.get("new")) == (("yes", None) if is_new else (None, "yes"))


def test_module_without_a_quiz_gets_one(folder: Path) -> None:
    lay(folder, {QUIZ: ""})
    assert bring(folder, bank(folder)) == 0
    assert (folder / QUIZ).read_text(encoding="utf-8").startswith("questions:\n  what-do-you-say")


@pytest.mark.parametrize(
    ("changes", "text", "options", "what"),
    [
        ({}, ONE, ["--module", "first-stepz"], 'Did you mean "first-steps"?'),
        ({}, ONE, ["--role", "drivers"], 'Did you mean "driver"?'),
        ({}, "A letter.", [], "bank.txt: This is neither"),
        ({}, "<quiz><a", [], "bank.txt:1: The XML is damaged"),
        ({QUIZ: "questions: {a: b}\n"}, ONE, [], "in brackets takes one line"),
        ({QUIZ: "a: b: c\n"}, ONE, [], "first-steps.yml:1:"),
        ({"reference/roles.yml": "a: b: c\n"}, ONE, [], "reference/roles.yml:1:"),
    ],
)
def test_what_cannot_be_done_has_one_reason(
    folder: Path,
    capfd: pytest.CaptureFixture[str],
    changes: dict[str, str],
    text: str,
    options: list[str],
    what: str,
) -> None:
    lay(folder, changes)
    assert bring(folder, bank(folder, text), *options) in {1, 2}
    printed = capfd.readouterr()
    assert what in printed.err
    assert "Traceback" not in printed.err
    assert "Written" not in printed.out


def test_folder_that_cannot_be_written_to_is_an_error(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(folder / "quizzes")
    (folder / "quizzes").write_text("a file", encoding="utf-8", newline="\n")
    assert bring(folder, bank(folder)) == 1
    assert "quizzes" in capfd.readouterr().err
