from typing import Any

import pytest

from course.models.base import Id, Model, walk
from course.models.course import Course, Outline
from course.models.module import Module
from course.models.questions.kinds import question_kinds
from course.models.quiz import Quiz
from course.models.reference import Contact, Roles
from course.problems import Location
from course.read.field_docs import allowed_values, fields_at, purpose


@pytest.mark.parametrize(
    ("kind", "location", "known", "unknown"),
    [
        (Module, (), {"short-minutes", "care"}, {"short_minutes", "lesson"}),
        (Module, ("lessons", "x"), {"core", "only", "except", "instead"}, {"except_", "kind"}),
        (Module, ("objectives", "x"), {"text", "also"}, {"title"}),
        (Module, ("lessons", "x", "drawing"), {"file", "shows", "labels"}, {"text", "only"}),
        (Module, ("lessons", "x", "drawing", "people", 0), {"who", "at"}, {"what", "place"}),
        (Outline, ("pause",), {"text", "ways"}, {"kind"}),
        (Module, ("lessons", "x", "activities", "y", "plan"), {"if", "then"}, {"if_", "scene"}),
        (Module, ("lessons", "x", "activities", "y"), {"if", "scene", "kind"}, {"answers"}),
        # A kind that has the name of another kind's key.
        (Module, ("lessons", "x", "activities", "y", "scene"), {"nodes", "endings"}, {"if"}),
        (
            Module,
            ("lessons", "x", "activities", "y", "situation", "choices", "z"),
            {"text", "next", "later"},
            {"scene"},
        ),
        (Quiz, ("questions", "x", "match", "pairs", 0), {"item", "goes-with"}, {"goes_with"}),
        (dict[Id, Contact], ("x",), {"use-for", "verified-on"}, {"name-of"}),
        (Roles, ("roles", "x"), {"reading-grade"}, {"groups"}),
    ],
)
def test_allowed_keys_of_a_location(
    kind: Any, location: Location, known: set[str], unknown: set[str]
) -> None:
    fields = fields_at(kind, location)
    assert known <= fields.keys()
    assert not unknown & fields.keys()


@pytest.mark.parametrize(
    "location", [("title",), ("title", 0), ("nothing",), ("lessons", "x", "nothing", "y"), (7,)]
)
def test_location_that_is_no_mapping_has_no_keys(location: Location) -> None:
    assert fields_at(Module, location) == {}


def test_every_key_in_use_has_documentation(small_course: Course) -> None:
    """Remedies end with the purpose of a key, so every key needs one."""
    files: list[tuple[Any, Model]] = [
        (Outline, small_course.outline),
        *((Module, module) for module in small_course.modules.values()),
        *((Quiz, quiz) for quiz in small_course.quizzes.values()),
    ]
    for kind, model in files:
        for location, value in walk(model):
            if not isinstance(value, Model):
                continue
            for key, field in fields_at(kind, location).items():
                assert key == "kind" or purpose(field).endswith((".", '"', ":")), (location, key)


def test_purpose_is_the_first_paragraph_on_one_line() -> None:
    matrix = Outline.model_fields["matrix"]
    assert purpose(matrix) == (
        "For each module, in order, and each role: `full`, `short`, `optional` or `none`."
    )
    assert purpose(None) == ""


@pytest.mark.parametrize(
    ("kind", "location", "words"),
    [
        (Outline, ("matrix", "x", "y"), ("full", "short", "optional", "none")),
        (Quiz, ("questions", "x"), question_kinds()),
        (
            Module,
            ("lessons", "x", "activities", "y"),
            ("situation", "scene", "your-part", "plan", "reflect", "pause", "together"),
        ),
        (Module, ("title",), ()),
        (Module, ("lessons", "x", "core"), ()),
        (Module, ("lessons", "x"), ()),
    ],
)
def test_allowed_values_of_a_location(
    kind: Any, location: Location, words: tuple[str, ...]
) -> None:
    assert allowed_values(kind, location) == words
