"""Pieces as forms, and values that go from a form into the text."""

import difflib
from collections.abc import Iterator

import pytest

from course.authoring.yaml_file import SpliceError
from course.compile import check_folder
from course.models.course import Course
from course.problems import Location, Position
from course.workshop.fields import Field, Form
from course.workshop.form import filled, form_at
from tests.conftest import SMALL_COURSE

SPECIMEN = SMALL_COURSE.parents[2] / "examples/specimen"
WITH_SCENE = "modules/a-calmer-morning.yml"
MODULE = "modules/first-steps.yml"
QUIZ = "quizzes/first-steps.yml"


def text_of(path: str) -> str:
    return (SMALL_COURSE / path).read_text(encoding="utf-8")


def form_of(course: Course, path: str, words: str) -> Form:
    """The form of the piece that has these words in it."""
    lines = text_of(path).split("\n")
    line = next(number for number, it in enumerate(lines, start=1) if words in it)
    form = form_at(course, path, text_of(path), Position(line, 1))
    assert form
    return form


def fields_of(form: Form) -> Iterator[Field]:
    for group in form.groups:
        yield from group.fields


def field_at(form: Form, location: Location) -> Field:
    (field,) = (it for it in fields_of(form) if it.location == location)
    return field


def changes(path: str, location: Location, value: str) -> list[str]:
    """The lines that a value changes."""
    before = text_of(path)
    after = filled(path, before, location, value)
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[:2] in ("- ", "+ ")]


def test_a_question_has_its_values_and_its_answers(small_course: Course) -> None:
    form = form_of(small_course, QUIZ, "driver-first:")
    question = ("questions", "driver-first")
    assert form.title == "Question driver-first"
    assert field_at(form, (*question, "question")).kind == "text"
    lesson = field_at(form, (*question, "lesson"))
    assert lesson.value == "few-words"
    assert {option.label for option in lesson.options} == {
        *small_course.modules["first-steps"].lessons
    }
    assert field_at(form, (*question, "only")).value == "driver"
    right = field_at(form, (*question, "answers", 0, "right"))
    assert right.value == '"You can sit a moment."\n'


def test_the_piece_around_the_cursor_is_the_form(small_course: Course) -> None:
    assert form_of(small_course, MODULE, "Few words").title == "Lesson few-words"
    assert form_of(small_course, MODULE, "Stop where it is safe").title == "Activity driver-card"
    assert form_of(small_course, MODULE, "minutes: 6").title == "first-steps"
    assert form_of(small_course, "reference/claims.yml", "tag:").title == "few-words"


def test_a_turn_of_a_scene_has_a_form_of_its_own() -> None:
    text = (SPECIMEN / WITH_SCENE).read_text(encoding="utf-8")

    def form_on(line: int) -> Form:
        form = form_at(None, WITH_SCENE, text, Position(line, 1))
        assert form
        return form

    scene = form_on(text[: text.index("kind: scene")].count("\n") + 1)
    turns = {near.title: near.line for near in scene.near}
    assert {"Turn rail", "Turn looks", "Ending on-board"} < turns.keys()
    assert not any("nodes" in field.location for field in fields_of(scene))

    turn = form_on(turns["Turn rail"])
    assert turn.title == "Turn rail"
    assert {near.title for near in turn.near} == {
        "Activity holds-the-rail",
        *("Turn looks", "Turn tighter", "Turn screams"),
    }
    place = next(fields_of(turn)).location[:-1]
    assert field_at(turn, (*place, "says", 1, "reyes")).value == "She was fine at breakfast."
    leads_to = field_at(turn, (*place, "choices", "here", "to"))
    assert leads_to.kind == "choice"
    assert {option.label for option in leads_to.options} == {
        title.split()[1] for title in turns if title.startswith(("Turn", "Ending"))
    }
    after = filled(WITH_SCENE, text, leads_to.location, "tighter")
    assert [it for it in difflib.ndiff(text.split("\n"), after.split("\n")) if it[0] in "+-"] == [
        "-                 to: looks",
        "+                 to: tighter",
    ]
    said = filled(WITH_SCENE, text, (*place, "says", 1, "reyes"), "He was fine.")
    assert said == text.replace("She was fine at breakfast.", "He was fine.")


def test_rows_of_the_matrix_are_lists_of_extents(small_course: Course) -> None:
    form = form_of(small_course, "course.yml", "version:")
    cell = field_at(form, ("matrix", "first-steps", "driver"))
    assert cell.kind == "choice"
    assert "short" in {option.label for option in cell.options}


def test_who_calls_a_contact_of_a_card_is_a_list() -> None:
    specimen = check_folder(SPECIMEN).course
    assert specimen
    path = "reference/cards/seizure.yml"
    form = form_at(specimen, path, (SPECIMEN / path).read_text("utf-8"), Position(1, 1))
    assert form
    field = field_at(form, ("only-for", "bus-office"))
    assert (field.kind, field.value) == ("ids", "bus-driver")
    assert {*specimen.roles, *specimen.groups} == {option.label for option in field.options}


@pytest.mark.slow
def test_every_field_shows_what_the_file_says(small_course: Course) -> None:
    for path in (MODULE, QUIZ, "course.yml", "reference/claims.yml", "reference/contacts.yml"):
        lines = text_of(path).split("\n")
        for number in range(1, len(lines) + 1, 7):
            form = form_at(small_course, path, text_of(path), Position(number, 1))
            assert form
            for field in fields_of(form):
                if field.value:
                    assert filled(path, text_of(path), field.location, field.value) == text_of(path)


@pytest.mark.parametrize(
    ("path", "location", "value", "expected"),
    [
        (
            QUIZ,
            ("questions", "driver-first", "lesson"),
            "your-work",
            ["-     lesson: few-words", "+     lesson: your-work"],
        ),
        (
            QUIZ,
            ("questions", "driver-first", "only"),
            "driver, teacher",
            ["-     only: [driver]", "+     only: [driver, teacher]"],
        ),
        (MODULE, ("lessons", "few-words", "core"), "", ["-     core: yes"]),
        (MODULE, ("revision",), "2", ["+ revision: 2"]),
    ],
)
def test_a_value_changes_its_own_lines(
    path: str, location: Location, value: str, expected: list[str]
) -> None:
    assert changes(path, location, value) == expected


def test_what_yaml_cannot_hold_is_told() -> None:
    with pytest.raises(SpliceError, match="invisible"):
        filled(MODULE, text_of(MODULE), ("title",), "a\x00b")


def test_a_file_that_cannot_be_read_has_no_form(small_course: Course) -> None:
    assert form_at(small_course, MODULE, "title: [", Position(1, 1)) is None
    assert form_at(small_course, "mkdocs.yml", "site_name: a", Position(1, 1)) is None
