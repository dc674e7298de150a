from collections.abc import Callable
from pathlib import Path

import pytest

from course.checks import references
from course.checks.rules import Rule
from course.models.course import Course
from course.problems import Location
from course.read.loader import load
from tests.checks.context import context_of
from tests.conftest import Files

MODULE = "modules/first-steps.yml"
QUIZ = "quizzes/first-steps.yml"


@pytest.mark.parametrize("audience", ["driver", "moving", "teacher", "classroom"])
def test_roles_and_groups_may_be_named_everywhere(
    read_with: Callable[[Files], Course], audience: str
) -> None:
    piece = f"    except: [{audience}]\n    also:\n      {audience}: More.\n"
    changes = [
        {"change": line, "to": line + piece}
        for line in ("    core: yes\n", "    title: A quiet example\n")
    ]
    course = read_with({MODULE: changes})
    assert list(references.audiences(context_of(course))) == []


@pytest.mark.parametrize(
    ("change", "to", "location"),
    [
        ("only: [driver]\n        proves", "only: [bus]\n        proves", ("only", 0)),
        (
            "        kind: pause\n",
            "        kind: pause\n        except: [driver, bus]\n",
            ("except", 1),
        ),
        (
            "        kind: plan\n",
            "        kind: plan\n        instead: {bus: x}\n",
            ("instead", "bus"),
        ),
        (
            "    instead:\n      moving: |\n        Choose",
            "    instead:\n      bus: |\n        Choose",
            ("instead", "bus"),
        ),
        ("      driver: |\n        Call", "      bus: |\n        Call", ("also", "bus")),
    ],
)
def test_unknown_audience_is_found_on_every_piece(
    read_with: Callable[[Files], Course], change: str, to: str, location: Location
) -> None:
    (findings,) = references.audiences(
        context_of(read_with({MODULE: {"change": change, "to": to}}))
    )
    assert findings.path == MODULE
    assert findings.location[-2:] == location
    assert "bus" in findings.what


def test_group_may_be_included_and_one_of_its_roles_excluded(
    read_with: Callable[[Files], Course],
) -> None:
    to = "only: [moving]\n        except: [driver]\n        proves"
    course = read_with({MODULE: {"change": "only: [driver]\n        proves", "to": to}})
    assert list(references.audiences_agree(context_of(course))) == []


def test_each_wrong_reference_in_a_text_has_its_own_position(
    read_with: Callable[[Files], Course],
) -> None:
    text = "He [@one] throws [[two]] a [@few-words] chair [@three]."
    course = read_with({MODULE: {"change": "He throws a chair.", "to": text}})
    findings = [*references.claims(context_of(course)), *references.terms(context_of(course))]
    assert [text[finding.offset or 0 :].split("]")[0] for finding in findings] == [
        "[@one",
        "[@three",
        "[[two",
    ]


@pytest.mark.parametrize(
    ("rule", "files"),
    [
        (references.claims, {"reference/claims.yml": ""}),
        (references.claims, {"reference/claims.yml": "few-words: x\ncalm-spreads: y"}),
        (references.terms, {"reference/glossary.yml": "- x"}),
        (references.citations, {"reference/citations.yml": "{"}),
        (references.questions, {MODULE: "title: x"}),
        (references.questions, {MODULE: "{"}),
        (references.drawings, {"reference/drawings/two-chairs.svg": "Two chairs"}),
    ],
)
def test_unreadable_piece_is_not_reported_as_unknown(
    course_with: Callable[[Files], Path], rule: Rule, files: Files
) -> None:
    course = load(course_with(files)).course
    assert course is not None
    assert course.unreadable
    assert list(rule(context_of(course))) == []


def test_later_choice_may_be_reached_from_a_later_choice(
    read_with: Callable[[Files], Course],
) -> None:
    last = "            later: yes\n"
    more = (
        "            next: [aunt]\n          aunt:\n            text: Call.\n"
        "            then: She comes.\n            later: yes\n"
    )
    course = read_with({MODULE: {"change": last, "to": last + more}})
    assert list(references.choices(context_of(course))) == []


@pytest.mark.parametrize(
    ("name", "is_free"), [("driver", True), ("es", False), ("evidence", False)]
)
def test_addresses_of_the_site_are_reserved(small_course: Course, name: str, is_free: bool) -> None:
    course = small_course.model_copy(update={"roles": {name: small_course.roles["driver"]}})
    assert (list(references.addresses(context_of(course))) == []) == is_free
