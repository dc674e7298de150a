"""A course that somebody edits: what is wrong with it, and its pages."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course.problems import Position
from course.read.yaml_reader import read
from course.workshop.bridge import Answers, open_workshop
from course.workshop.published import Published
from course.workshop.session import Workshop
from tests.conftest import SMALL_COURSE, git
from tests.nightly import at_night

ROOT = Path(__file__).parents[2]
PUBLISHED = Published("Small", "en", "css/a.css", "css/b.css", "css/c.css", "fonts/a", "js/1/", "i")
MODULE = "modules/first-steps.yml"
PAGE = "driver/first-steps/"


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    shutil.copytree(SMALL_COURSE, tmp_path / "course")
    return Workshop(tmp_path / "course", PUBLISHED)


@pytest.fixture
def answers(workshop: Workshop) -> Answers:
    return Answers(workshop)


def edited(workshop: Workshop, old: str, new: str) -> dict[str, str | None]:
    text = workshop.text(MODULE)
    assert old in text
    return {MODULE: text.replace(old, new, 1)}


def test_a_page_shows_what_was_just_written(answers: Answers, workshop: Workshop) -> None:
    before = answers.page(PAGE)
    assert "First steps" in before["html"]
    found = answers.edit(edited(workshop, "title: First steps", "title: Very first steps"))
    assert found == {"problems": [], "isShown": True}
    assert "Very first steps" in answers.page(PAGE)["html"]


def test_pages_have_no_scripts_and_links_that_work_beside_the_site(answers: Answers) -> None:
    html = answers.page(PAGE)["html"]
    assert "<script" not in html
    assert "Content-Security-Policy" not in html
    assert f'<base href="../{PAGE}">' in html
    assert 'href="../../css/a.css"' in html


def test_a_broken_file_is_told_and_the_page_from_before_stays(
    answers: Answers, workshop: Workshop
) -> None:
    answers.page(PAGE)
    found = answers.edit(edited(workshop, "minutes: 6", "minuts: 6"))
    assert [problem["line"] for problem in found["problems"]] == [2]
    assert found["problems"][0]["fix"]["text"] == "minutes"
    page = answers.page(PAGE)
    assert page["isShown"] is False
    assert "First steps" in page["html"]


def test_blanks_do_not_keep_a_page_from_being_shown(answers: Answers, workshop: Workshop) -> None:
    answers.edit(edited(workshop, "He throws a chair.", "TODO: what he does"))
    assert answers.page(PAGE)["isShown"] is True
    assert {problem["level"] for problem in answers.check()} == {"blank"}


def test_rules_find_what_the_command_line_finds(answers: Answers, workshop: Workshop) -> None:
    answers.edit(edited(workshop, "[@few-words]", "[@fewer-words]"))
    (problem, *_) = answers.check()
    assert problem["path"] == MODULE
    assert "fewer-words" in problem["what"]


def test_all_places_with_an_id_that_was_renamed_are_mended_at_once(
    answers: Answers, workshop: Workshop
) -> None:
    claims = "reference/claims.yml"
    before = {path: workshop.text(path) for path in workshop.paths()}
    answers.edit({claims: before[claims].replace("few-words:", "fewer-words:")})
    broken = [problem for problem in answers.check() if problem["alike"]]
    (edit,) = {problem["alike"] for problem in broken}
    assert len({problem["path"] for problem in broken}) > 1
    texts = answers.mend(edit)
    for path, text in texts.items():
        assert text.replace("fewer-words", "few-words") == before[path]
    assert answers.edit(texts)["problems"] == []
    assert not any(problem["alike"] == edit for problem in answers.check())
    assert answers.mend(edit) == {}


def test_files_have_titles_and_groups(answers: Answers) -> None:
    files = {it["path"]: it for it in answers.files()}
    assert files[MODULE] == {
        "path": MODULE,
        "title": "First steps",
        "group": "Modules",
        "mayChange": True,
    }
    assert files["quizzes/first-steps.yml"]["title"] == "First steps"
    assert files["course.yml"]["group"] == "Shared by all"


def test_roles_and_their_modules_can_be_chosen(answers: Answers) -> None:
    assert list(answers.roles()) == ["driver", "teacher"]
    assert (PAGE, "First steps") in answers.pages("driver")
    assert answers.pages("nobody") == []


def test_the_text_and_the_page_follow_each_other(answers: Answers, workshop: Workshop) -> None:
    answers.page(PAGE)
    text = workshop.text(MODULE)
    line = text.split("\n").index("        Call dispatch.") + 1
    shown = answers.shown_at(MODULE, text, line, 1, "driver")
    assert shown == {"address": PAGE, "anchor": "few-words"}
    written = answers.written_at(PAGE, "few-words", "Call dispatch.")
    assert written
    assert text.split("\n")[written["line"] - 1] == "        Call dispatch."


def test_a_place_that_a_job_does_not_see_is_shown_to_one_that_does(
    answers: Answers, workshop: Workshop
) -> None:
    answers.page(PAGE)
    text = workshop.text(MODULE)
    line = next(n for n, it in enumerate(text.split("\n"), start=1) if "Use few words." in it)
    shown = answers.shown_at(MODULE, text, line, 1, "driver")
    assert shown
    assert shown["address"].startswith("teacher/")


def test_drafts_return_into_a_newer_course(answers: Answers, workshop: Workshop) -> None:
    base = workshop.text(MODULE).replace("title: Few words", "title: Fewer words")
    mine = base.replace("He throws a chair.", "He throws a shoe.")
    found = answers.restore({MODULE: {"base": base, "text": mine}})[MODULE]
    assert found["conflicts"] == []
    assert found["isWhole"] is True
    assert "title: Few words" in found["text"]
    assert "He throws a shoe." in workshop.text(MODULE)
    assert workshop.changed == {MODULE: found["text"]}
    assert "+      He throws a shoe." in answers.patch()


def test_deleted_and_new_files_are_drafts_too(answers: Answers, workshop: Workshop) -> None:
    new = "modules/new-one.yml"
    answers.restore({new: {"base": None, "text": "title: New\n"}})
    assert new in {it["path"] for it in answers.files()}
    answers.restore({new: {"base": None, "text": None}})
    assert new not in workshop.changed


def test_a_district_changes_only_its_own_files(tmp_path: Path) -> None:
    folder = tmp_path / "course"
    shutil.copytree(SMALL_COURSE, folder)
    (folder / "district").mkdir()
    shutil.copy(ROOT / "examples" / "district" / "district.yml", folder / "district")
    answers = Answers(Workshop(folder, PUBLISHED))
    files = {it["path"]: it["mayChange"] for it in answers.files()}
    assert files[MODULE] is False
    assert files["district/district.yml"] is True
    text = answers.text(MODULE)
    line = text.split("\n").index("      He throws a chair.") + 1
    texts = answers.for_district(MODULE, text, line, 1)["texts"]
    own = {"lessons": {"hard-example": {"text": "He throws a chair.\n"}}}
    assert list(texts) == [f"district/{MODULE}"]
    document, problems = read("", texts[f"district/{MODULE}"].encode())
    assert document
    assert (document.data, problems) == (own, ())
    answers.edit(texts)
    other = text.split("\n").index("      He looks out of the window.") + 1
    both = answers.for_district(MODULE, text, other, 1)["texts"][f"district/{MODULE}"]
    assert both.startswith(texts[f"district/{MODULE}"])
    again = answers.for_district(MODULE, text, line, 1)
    assert again == {"problem": f"This is in district/{MODULE} already. Change it there."}
    of_file = answers.for_district(MODULE, f"# Top.\n{text}", 1, 1)
    assert of_file == {"problem": "Put the cursor into one value first."}


def test_a_piece_is_begun_by_answers(answers: Answers) -> None:
    given: dict[str, str] = {}
    found: dict[str, Any] = answers.ask_new("term", given)
    while "ask" in found:
        assert not found["wrong"]
        given[found["ask"]["key"]] = found["ask"]["default"] or "settling-down"
        found = answers.ask_new("term", given)
    assert list(found["texts"]) == ["reference/glossary.yml"]
    assert "settling-down:" in found["texts"]["reference/glossary.yml"]


def test_a_wrong_answer_is_asked_again(answers: Answers) -> None:
    found = answers.ask_new("term", {"id": "Not an id"})
    assert found["ask"]["key"] == "id"
    assert found["wrong"]


def test_a_value_that_yaml_cannot_hold_is_told(answers: Answers, workshop: Workshop) -> None:
    assert "problem" in answers.fill(MODULE, workshop.text(MODULE), ["title"], "a\x00")
    assert "title: Two" in answers.fill(MODULE, workshop.text(MODULE), ["title"], "Two")["text"]


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    shutil.copytree(SMALL_COURSE, tmp_path / "course")
    (tmp_path / "course" / "reference" / "glossary.yml").write_bytes(b"caf\xe9: x\n")
    workshop = Workshop(tmp_path / "course", PUBLISHED)
    assert {it.path for it in workshop.check()} == {"reference/glossary.yml"}
    assert workshop.changed == {}


def test_a_file_keeps_its_line_ends(tmp_path: Path) -> None:
    folder = shutil.copytree(SMALL_COURSE, tmp_path / "course")
    file = folder / MODULE
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    git(folder, "init", "--quiet")
    git(folder, "add", MODULE)
    git(folder, "commit", "--quiet", "--message", "With line ends as on Windows")
    git(tmp_path, "clone", "--quiet", "course", "copy")

    workshop = Workshop(folder, PUBLISHED)
    answers = Answers(workshop)
    assert workshop.changed == {}
    filled = answers.fill(MODULE, answers.text(MODULE), ["title"], "Very first steps")
    answers.edit({MODULE: filled["text"]})
    changed = (folder / MODULE).read_bytes()
    assert changed.count(b"\n") == changed.count(b"\r\n") > 1
    # `--3way` finds the published file by its name for git.
    command, copy = ["git", "apply", "--3way"], tmp_path / "copy"
    subprocess.run(command, cwd=copy, input=answers.patch().encode(), check=True)
    assert (copy / MODULE).read_bytes() == changed


def test_half_of_a_character_stops_nothing(tmp_path: Path, workshop: Workshop) -> None:
    answer = open_workshop(
        str(tmp_path / "course"), str(tmp_path / "r"), json.dumps(vars(PUBLISHED))
    )
    text = workshop.text(MODULE).replace("Few words", "Few \ud83d")
    assert json.loads(answer(json.dumps(["edit", {MODULE: text}]))) == {
        "problems": [],
        "isShown": True,
    }
    assert "Few ?" in json.loads(answer(json.dumps(["patch"])))


def test_requests_are_json(tmp_path: Path, workshop: Workshop) -> None:
    site = json.dumps({"title": "S", "language": "en", **dict.fromkeys(PAGE_KEYS, "x")})
    answer: Callable[[str], str] = open_workshop(str(workshop.folder), str(tmp_path / "r"), site)
    assert json.loads(answer(json.dumps(["text", MODULE]))) == workshop.text(MODULE)
    options = json.loads(answer(json.dumps(["options", MODULE, "mi", 1, 3])))
    assert options["start"] == 0
    assert {"label", "inserted", "about"} == set(options["options"][0])


PAGE_KEYS = ("style_sheet", "page_style_sheet", "scene_style_sheet", "text_font", "scripts", "icon")


def test_there_is_an_answer_for_everything_that_the_page_asks() -> None:
    folder = Path(__file__).parents[2] / "course" / "frontend" / "workshop"
    asked: set[str] = set()
    for script in folder.glob("*.mjs"):
        asked |= set(re.findall(r'\bask\(\s*"(\w+)"', script.read_text(encoding="utf-8")))
    assert asked
    assert {name for name in vars(Answers) if not name.startswith("_")} == asked


@pytest.mark.slow
@pytest.mark.parametrize("step", [3, *at_night(1)])
def test_no_position_raises(workshop: Workshop, step: int) -> None:
    text = workshop.text(MODULE)
    for number, line in [*enumerate(text.split("\n"), start=1)][::step]:
        for column in (1, len(line) + 1):
            workshop.options(MODULE, text, Position(number, column))
            workshop.form(MODULE, text, Position(number, column))
