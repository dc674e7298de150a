"""Forms add, remove and move the pieces of lists."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from course.authoring.yaml_file import SpliceError
from course.models.course import Course
from course.problems import Location, Position
from course.read.files import type_of
from course.read.typed import typed
from course.read.yaml_reader import read
from course.workshop.bridge import Answers
from course.workshop.fields import Adding, Form, Item
from course.workshop.form import form_at
from course.workshop.published import Published
from course.workshop.rearranging import added, moved, removed
from course.workshop.session import Workshop
from tests.conftest import SMALL_COURSE

SPECIMEN = SMALL_COURSE.parents[2] / "examples/specimen"
PUBLISHED = Published("Small", "en", "css/a.css", "css/b.css", "css/c.css", "fonts/a", "js/1/", "i")
QUIZ = "quizzes/first-steps.yml"
MODULE = "modules/first-steps.yml"
ANSWERS = ("questions", "driver-first", "answers")


WITH_LISTS = (
    "modules/a-calmer-morning.yml",
    "quizzes/a-calmer-morning.yml",
    "reference/roles.yml",
    "reference/session.yml",
    "reference/tools/morning-card.yml",
)


def text_of(path: str, folder: Path = SMALL_COURSE) -> str:
    return (folder / path).read_text(encoding="utf-8")


def form_on(path: str, text: str, words: str, course: Course | None = None) -> Form:
    """The form of the piece that has these words in it."""
    line = text[: text.index(words)].count("\n") + 1
    form = form_at(course, path, text, Position(line, 1))
    assert form
    return form


def items_of(form: Form) -> Mapping[Location, Item]:
    found = [*(it.item for it in form.groups)]
    found += [field.item for group in form.groups for field in group.fields]
    return {item.location: item for item in found if item}


def adds_of(form: Form) -> Mapping[str, Adding]:
    return {adding.label: adding for group in form.groups for adding in group.adds}


def test_the_answers_of_a_question_have_buttons() -> None:
    form = form_on(QUIZ, text_of(QUIZ), "driver-first:")
    items = items_of(form)
    first, last = items[(*ANSWERS, 0)], items[(*ANSWERS, 2)]
    assert (first.name, last.name) == ("answer 1", "answer 3")
    assert (first.is_first, first.is_last) == (True, False)
    assert (last.is_first, last.is_last) == (False, True)
    assert first.stays == ""
    text = removed(QUIZ, text_of(QUIZ), (*ANSWERS, 0)).text
    (stays,) = {
        items_of(form_on(QUIZ, text, "driver-first:"))[(*ANSWERS, it)].stays for it in (0, 1)
    }
    assert stays == "At least 2 are needed."
    assert "Answer 2" in {group.title for group in form.groups}
    whole = items[("questions", "driver-first")]
    assert (whole.name, whole.stays) == ("question driver-first", "")
    assert adds_of(form)["Add an answer"].location == ANSWERS
    assert adds_of(form)["Add a wording for a job or group"].is_first


def test_lines_have_fields_of_their_own() -> None:
    path = "reference/roles.yml"
    text = text_of(path)
    (line,) = (it.line for it in form_on(path, text, "roles:").near if it.title == "Job driver")
    form = form_at(None, path, text, Position(line, 1))
    assert form
    limits = ("roles", "driver", "limits")
    items = items_of(form)
    assert items[(*limits, 0)].name == "limit 1"
    fields = {it.location: it for group in form.groups for it in group.fields}
    assert fields[(*limits, 0)].is_needed
    assert fields[(*limits, 0)].kind == "text"


def test_what_has_enough_says_so() -> None:
    text = text_of(QUIZ)
    for _ in range(2):
        text = added(QUIZ, text, ANSWERS, {}).text
    form = form_on(QUIZ, text, "driver-first:")
    assert adds_of(form)["Add an answer"].full == "There can be at most 5."
    assert items_of(form)[(*ANSWERS, 0)].stays == ""


def test_an_answer_is_added_as_new_writes_it() -> None:
    before = text_of(QUIZ)
    found = added(QUIZ, before, ANSWERS, {})
    new = [line for line in found.text.split("\n") if "TODO:" in line]
    assert [line.strip()[:24] for line in new] == [
        "TODO: another one: a wro",
        "TODO: what it leads to, ",
    ]
    assert found.location == (*ANSWERS, 3)
    assert found.text.split("\n")[found.line - 1] == "      - wrong: |"
    assert (found.says, found.step) == ("Answer 4 is added.", "adding answer 4")
    assert removed(QUIZ, found.text, found.location).text == before


def every_adding() -> Iterator[tuple[str, str, Adding]]:
    """Each way to one more piece that the specimen has, once for each kind of list."""
    seen = set()
    for path in WITH_LISTS:
        text = text_of(path, SPECIMEN)
        lines, forms = [1], set()
        while lines:
            form = form_at(None, path, text, Position(lines.pop(), 1))
            assert form
            if form.location not in forms:
                forms.add(form.location)
                lines += [near.line for near in form.near]
                for adding in adds_of(form).values():
                    label = adding.label.split(" (")[0]
                    if label not in seen:
                        seen.add(label)
                        yield path, text, adding


@pytest.mark.slow
def test_whatever_is_added_has_blanks_and_no_mistake() -> None:
    labels = set()
    for path, text, adding in every_adding():
        labels.add(adding.label.split(" (")[0])
        answers = {
            str(ask.location[-1]): ask.value or (ask.options[0].label if ask.options else "driver")
            for ask in adding.asks
        }
        found = added(path, text, adding.location, answers)
        document, problems = read(path, found.text.encode())
        assert document
        assert problems == ()
        assert typed(path, type_of(path), document.data)[1] == [], adding.location
        assert found.text.count("TODO:") > text.count("TODO:")
    assert "Add an entry" not in labels
    assert {"Add a pair", "Add a step", "Add a turn", "Add a limit", "Add a part"} <= labels


def test_a_choice_gets_an_id_that_somebody_chooses() -> None:
    text = text_of(MODULE)
    form = form_on(MODULE, text, "kind: situation")
    adding = adds_of(form)["Add a choice"]
    (ask,) = adding.asks
    assert (ask.label, ask.value) == ("Id of the new choice", "fourth")
    found = added(MODULE, text, adding.location, {"id": "by-the-door"})
    assert found.location == (*adding.location, "by-the-door")
    assert form_on(MODULE, found.text, "by-the-door:").title == form.title
    for wrong, says in (("By the door", "lowercase letters"), ("", "Choose one")):
        with pytest.raises(SpliceError, match=says):
            added(MODULE, text, adding.location, {"id": wrong})
    with pytest.raises(SpliceError, match="already"):
        added(MODULE, found.text, adding.location, {"id": "by-the-door"})


def test_who_says_something_is_one_of_the_people() -> None:
    path = "modules/a-calmer-morning.yml"
    text = text_of(path, SPECIMEN)
    form = form_on(path, text, "She was fine at breakfast.")
    adding = adds_of(form)["Add a line"]
    (ask,) = adding.asks
    assert {"reyes"} < {option.label for option in ask.options}
    found = added(path, text, adding.location, {"id": "reyes"})
    assert "              - reyes: |\n                  TODO: what they say\n" in found.text


def test_where_one_goes_on_after_a_change() -> None:
    text = text_of(QUIZ)
    assert removed(QUIZ, text, (*ANSWERS, 0)).location == (*ANSWERS, 0)
    assert removed(QUIZ, text, (*ANSWERS, 2)).location == (*ANSWERS, 1)
    down = moved(QUIZ, text, (*ANSWERS, 0), 1)
    assert down.location == (*ANSWERS, 1)
    assert down.says == "Answer 1 is now number 2 of 3."
    assert moved(QUIZ, down.text, down.location, -1).text == text
    with pytest.raises(SpliceError, match="first one"):
        moved(QUIZ, text, (*ANSWERS, 0), -1)


def test_a_form_stays_with_its_piece(small_course: Course) -> None:
    text = text_of(QUIZ)
    form = form_at(small_course, QUIZ, text, Position(1, 1), ("questions", "driver-first"))
    assert form
    assert form.title == "Question driver-first"
    gone = form_at(small_course, QUIZ, text, Position(1, 1), ("questions", "gone"))
    assert gone
    assert gone.location == ()


def test_what_refers_to_a_piece_that_is_gone_is_a_problem_at_once(tmp_path: Path) -> None:
    shutil.copytree(SMALL_COURSE, tmp_path / "course")
    answers = Answers(Workshop(tmp_path / "course", PUBLISHED))
    form = form_on(MODULE, text_of(MODULE), "He holds on to the seat.")
    place = next(it for it in items_of(form) if it[-2:] == ("choices", "call"))
    found = answers.rearrange(MODULE, answers.text(MODULE), "remove", [*place], {})
    assert found["says"] == (
        "Choice call is removed. If something refers to it, Problems says where."
    )
    assert list(found["location"]) == [*place[:-1], "hurry"]
    answers.edit({MODULE: found["text"]})
    assert answers.page("driver/first-steps/") == {"html": None, "isShown": False}
    assert {it["rule"] for it in answers.check()} >= {"choices"}
    told = answers.rearrange(MODULE, found["text"], "up", [*place], {})
    assert "not in the text any more" in told["problem"]
