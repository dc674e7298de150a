"""What each role gets of the cards for hard moments, and in which order."""

from collections.abc import Callable

import pytest

from course.models.course import Course
from course.tailor import tailor
from tests.conftest import Files
from tests.tailor.groups import GROUPS

CARD = """
title: Seizure
kind: body
call:
  text: 911.
  instead:
    driver: Dispatch.
contacts: [line, office]
do: Look at the clock.
say:
  also:
    moving: Stay seated.
dont: Don't hold.
then: Stay.
lesson: first-steps/hard-example
"""


def test_card_is_tailored_to_its_role(read_with: Callable[[Files], Course]) -> None:
    course = read_with(
        {
            "reference/cards/seizure.yml": CARD,
            "reference/contacts.yml": {"change": "  local: yes", "to": "  only: [teacher]"},
        }
    )
    driver = tailor(course).by_role["driver"].cards["seizure"]
    teacher = tailor(course).by_role["teacher"].cards["seizure"]
    assert (driver.call, teacher.call) == ("Dispatch.", "911.")
    assert (driver.say, teacher.say) == ("Stay seated.", None)
    assert (driver.contacts, teacher.contacts) == (("line",), ("line", "office"))
    assert list(driver.parts) == ["call", "do", "say", "dont", "then"]
    assert "say" not in teacher.parts


@pytest.mark.parametrize(
    ("keys", "driver", "teacher"),
    [
        ("only-for: {office: [driver], line: [moving, teacher]}", "line office", "line"),
        ("except-for: {line: [driver]}", "office", "line office"),
        ("only-for: {line: [moving]}\nexcept-for: {line: [driver]}", "office", "office"),
    ],
)
def test_contact_for_some_is_on_no_other_card(
    read_with: Callable[[Files], Course], keys: str, driver: str, teacher: str
) -> None:
    roles = tailor(read_with({"reference/cards/seizure.yml": f"{CARD}{keys}"})).by_role
    contacts = {role_id: roles[role_id].cards["seizure"].contacts for role_id in GROUPS}
    assert contacts == {"driver": tuple(driver.split()), "teacher": tuple(teacher.split())}


def test_role_has_and_links_to_its_own_cards_only(read_with: Callable[[Files], Course]) -> None:
    course = read_with(
        {
            "reference/cards/seizure.yml": f"only: [driver]{CARD}",
            "modules/first-steps.yml": {
                "change": "    title: A quiet example",
                "to": "    title: A quiet example\n    cards: [seizure]",
            },
        }
    )
    driver, teacher = (tailor(course).by_role[role_id] for role_id in GROUPS)
    assert (list(driver.cards), list(teacher.cards)) == (["seizure"], [])
    lessons = [role.modules["first-steps"].lessons["quiet-example"] for role in (driver, teacher)]
    assert [lesson.cards for lesson in lessons] == [("seizure",), ()]


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        ("body", "call"),
        ("danger", "call"),
        ("suicide", "call"),
        ("report", "call"),
        ("law", "do"),
        ("work", "do"),
    ],
)
def test_emergency_call_comes_first_on_a_crisis_card(
    read_with: Callable[[Files], Course], kind: str, first: str
) -> None:
    card = CARD.replace("kind: body", f"kind: {kind}")
    course = read_with({"reference/cards/seizure.yml": card})
    assert next(iter(tailor(course).by_role["driver"].cards["seizure"].parts)) == first


def test_card_links_to_its_lesson_if_the_role_has_it(read_with: Callable[[Files], Course]) -> None:
    course = read_with(
        {
            "reference/cards/seizure.yml": CARD,
            "modules/first-steps.yml": {
                "change": "    title: A hard example",
                "to": "    title: A hard example\n    only: [driver]",
            },
        }
    )
    assert tailor(course).by_role["driver"].cards["seizure"].lesson == "first-steps/hard-example"
    assert tailor(course).by_role["teacher"].cards["seizure"].lesson is None


def test_cards_are_in_the_order_of_the_table(read_with: Callable[[Files], Course]) -> None:
    duty = "{means: It., says: [it]}"
    row = f"  title: It\n  first: {duty}\n  calls: {duty}\n  exception: {duty}\n"
    course = read_with(
        {
            "reference/cards/a.yml": CARD,
            "reference/cards/b.yml": CARD,
            "reference/cards/c.yml": CARD,
            "reference/moments.yml": f"c:\n{row}a:\n{row}",
        }
    )
    assert list(tailor(course).by_role["driver"].cards) == ["c", "a", "b"]
