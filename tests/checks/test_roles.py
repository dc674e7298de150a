from collections.abc import Callable

import pytest

from course.checks import roles
from course.models.course import Course
from course.models.texts import Line
from course.problems import Location
from tests.checks.context import context_of
from tests.conftest import Files

MODULE = "modules/first-steps.yml"


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
    assert list(roles.audiences(context_of(course))) == []


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
    (findings,) = roles.audiences(context_of(read_with({MODULE: {"change": change, "to": to}})))
    assert findings.path == MODULE
    assert findings.location[-2:] == location
    assert "bus" in findings.what


def test_group_may_be_included_and_one_of_its_roles_excluded(
    read_with: Callable[[Files], Course],
) -> None:
    to = "only: [moving]\n        except: [driver]\n        proves"
    course = read_with({MODULE: {"change": "only: [driver]\n        proves", "to": to}})
    assert list(roles.audiences_agree(context_of(course))) == []


@pytest.mark.parametrize(
    ("name", "is_free"),
    [
        ("driver", True),
        ("es", False),
        ("evidence", False),
        ("privacy", False),
        ("posters", False),
        ("trainers", False),
    ],
)
def test_addresses_of_the_site_are_reserved(small_course: Course, name: str, is_free: bool) -> None:
    course = small_course.model_copy(update={"roles": {name: small_course.roles["driver"]}})
    assert (list(roles.addresses(context_of(course))) == []) == is_free


@pytest.mark.parametrize(("length", "fits"), [(70, True), (71, False)])
def test_line_of_a_poster_has_room_for_seventy_characters(
    small_course: Course, length: int, fits: bool
) -> None:
    role = small_course.roles["driver"].model_copy(update={"poster": Line("x" * length)})
    course = small_course.model_copy(update={"roles": {"driver": role}})
    assert (list(roles.poster_lines(context_of(course))) == []) == fits
