"""Openings: one for each role, short, calm, and soon; and something to do in each lesson."""

from collections.abc import Callable, Iterator

import pytest

from course.checks import openings
from course.checks.context import Context
from course.models.course import Course
from course.models.moment import Moment
from course.models.style import Style
from course.problems import Finding
from tests.checks.context import context_of
from tests.conftest import Files

MODULE = "modules/first-steps.yml"
Rule = Callable[[Context], Iterator[Finding]]
GREET = '          "Good morning."\n'
LONG = "word " * 200
SCENE = "      Stop 1. She gets on and looks at the floor.\n"


def change(text: str, to: str) -> Files:
    return {MODULE: {"change": text, "to": to}}


@pytest.mark.parametrize("rule", openings.RULES)
def test_good_course_breaks_no_rule(small_course: Course, rule: Rule) -> None:
    assert list(rule(context_of(small_course))) == []


@pytest.mark.parametrize(
    ("rule", "files", "location"),
    [
        (
            openings.one_opening,
            change(
                "    except: [driver]\n    scene: |\n      The bell", "    scene: |\n      The bell"
            ),
            ("openings", "at-the-bell"),
        ),
        (
            openings.one_opening,
            change("    except: [driver]\n    scene", "    except: [driver, teacher]\n    scene"),
            ("openings",),
        ),
        (
            openings.short_openings,
            change(SCENE, f"      {'word ' * 43}\n"),
            ("openings", "at-the-first-stop", "scene"),
        ),
        (
            openings.short_openings,
            change(GREET, f"          {'word ' * 19}\n"),
            ("openings", "at-the-first-stop", "choices", "greet", "text"),
        ),
        (
            openings.short_openings,
            change("          She nods.\n", "          She nods.\n        later: yes\n"),
            ("openings", "at-the-first-stop", "choices", "greet"),
        ),
        (
            openings.first_act,
            change("  What to do in the first two minutes.\n", f"  {'word ' * 90}\n"),
            ("summary",),
        ),
        (
            openings.something_to_do,
            change("close: |\n", f"  extra:\n    title: More\n    text: {LONG}\nclose: |\n"),
            ("lessons", "extra"),
        ),
        (
            openings.your_part_then_a_choice,
            change(
                "        only: [driver]\n        proves", "        only: [teacher]\n        proves"
            ),
            ("lessons", "your-work", "activities", "driver-card"),
        ),
    ],
)
def test_each_rule_names_the_place(
    read_with: Callable[[Files], Course],
    rule: Rule,
    files: Files,
    location: tuple[str, ...],
) -> None:
    found = [finding.location for finding in rule(context_of(read_with(files)))]
    assert set(found) == {location}


@pytest.mark.parametrize(
    ("text", "is_calm"),
    [("A seizure at stop 1.", False), ("He calls 911.", False), ("Rain.", True)],
)
def test_no_opening_names_an_emergency(
    read_with: Callable[[Files], Course], text: str, *, is_calm: bool
) -> None:
    course = read_with(change(SCENE, f"      {text}\n"))
    moment = Moment.model_validate(
        {
            "title": "Seizure",
            "named": ["seizure"],
            **{name: {"means": "Look.", "says": ["look"]} for name in ("first", "calls")},
            "exception": {"means": "A car.", "says": ["car"]},
        }
    )
    style = Style.model_validate({"calls": {"first": ["911"]}})
    course = course.model_copy(update={"moments": {"seizure": moment}, "style": style})
    found = [finding.location for finding in openings.calm_openings(context_of(course))]
    assert found == ([] if is_calm else [("openings", "at-the-first-stop", "scene")])
