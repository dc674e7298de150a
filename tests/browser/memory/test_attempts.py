"""Stored attempts stay with their question, whatever authors edit."""

import json
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import ready
from tests.browser.memory.questions import (
    BUS,
    KEY,
    MODULE,
    Notes,
    check,
    choices_of,
    choose,
    questions,
    revision_of,
)

pytestmark = pytest.mark.one_page

KITCHEN = f"nutrition/{MODULE}/"


def read_questions(course: Path) -> dict[str, str]:
    """The YAML block of each question of the quiz."""
    text = (course / "quizzes" / f"{MODULE}.yml").read_text(encoding="utf-8")
    parts = re.split(r"^  ([a-z0-9-]+):\n", text.split("\n", 1)[1], flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def by_lesson(blocks: dict[str, str], questions: Iterable[str]) -> dict[str, list[str]]:
    """The questions of each lesson, in their order."""
    found: dict[str, list[str]] = {}
    for question in questions:
        lesson = re.search(r"^    lesson: (.*)$", blocks[question], flags=re.MULTILINE)
        assert lesson
        found.setdefault(lesson[1], []).append(question)
    return found


def write_questions(course: Path, blocks: dict[str, str]) -> None:
    text = "".join(f"  {question}:\n{block}" for question, block in blocks.items())
    path = course / "quizzes" / f"{MODULE}.yml"
    path.write_text(f"questions:\n{text}", encoding="utf-8")


@pytest.mark.nightly
def test_outcomes_follow_their_questions_through_edits_of_the_quiz(
    page: Page,
    course: Path,
    site: Path,
    tmp_path: Path,
    render_again: Callable[[Path, Path, Iterable[str]], None],
    serve: Callable[[Path], str],
    notes: Notes,
) -> None:
    site = shutil.copytree(site, tmp_path / "site")
    address = serve(site)
    page.goto(address + BUS)
    cools, drives, *others = choices_of(page)
    expected = {
        "steps-in-order": "looked",
        cools: "first",
        "moves-that-heat": "",
        "call-now": "looked",
        drives: "later",
        **dict.fromkeys(others, ""),
    }
    assert notes(page) == dict.fromkeys(expected, "")
    check(page, "steps-in-order").locator(".solution summary").click()
    choose(page, cools, rightly=True)
    check(page, "call-now").get_by_role("checkbox").first.check()
    check(page, "call-now").locator(".button").click()
    choose(page, drives, rightly=False)
    choose(page, drives, rightly=True)
    page.reload()
    assert notes(page) == expected

    def edit(blocks: dict[str, str], expected: dict[str, str]) -> None:
        write_questions(course, blocks)
        render_again(course, site, [BUS])
        page.goto(address + BUS)
        assert notes(page) == expected
        # On the page, each question follows its lesson.
        assert by_lesson(blocks, notes(page)) == by_lesson(blocks, expected)

    blocks = read_questions(course)
    # A question is inserted before all others.
    blocks = {"put-above": blocks[cools], **blocks}
    expected = {"put-above": "", **expected}
    edit(blocks, expected)

    # They are reordered; in one, a typo is fixed and the answers are reordered too.
    blocks = dict(reversed(blocks.items()))
    expected = dict(reversed(expected.items()))
    typo = blocks[cools].replace("feedback: |\n          ", "feedback: |\n          Well, ")
    answers = re.findall(r"^      - .*\n(?:        .*\n)*", typo, flags=re.MULTILINE)
    blocks[cools] = typo.replace("".join(answers), "".join(reversed(answers)))
    assert len(answers) > 1
    assert blocks[cools] != typo
    edit(blocks, expected)
    check(page, cools).locator(".show-all").click()
    expect(check(page, cools).locator(".item-feedback").filter(has_text="Well, ")).to_have_count(
        len(answers)
    )

    # The meaning of one changes, and another, just answered, is removed.
    choose(page, "put-above", rightly=True)
    blocks[drives] = blocks[drives].replace("revision: 1\n", "revision: 2\n")
    gone = blocks.pop("put-above")
    expected = {**expected, drives: "updated"}
    del expected["put-above"]
    edit(blocks, expected)

    # An answer to the changed one starts over; stored attempts at the others are unchanged.
    choose(page, drives, rightly=True)
    page.reload()
    expected[drives] = "first"
    assert notes(page) == expected

    # The removed one is restored.
    edit({**blocks, "put-above": gone}, {**expected, "put-above": "first"})


def test_only_the_role_and_outcome_revision_and_day_are_stored(page: Page, address: str) -> None:
    page.goto(address + BUS)
    ready(page)
    cools, drives, *_ = choices_of(page)
    choose(page, cools, rightly=True)
    choose(page, cools, rightly=False)
    choose(page, drives, rightly=False)
    page.wait_for_function("() => localStorage['/repository/jobs']")
    stored = page.evaluate("() => ({...localStorage})")
    # The end of the page may have been in view, so the module counts, or says what is left.
    for key in ("/repository/modules", "/repository/places"):
        stored.pop(key, None)
    today = page.evaluate("() => new Date().toLocaleDateString('sv')")
    assert {key: json.loads(value) for key, value in stored.items()} == {
        "/repository/jobs": {"format": 1, "jobs": {"bus-driver": "Bus driver or monitor"}},
        KEY: {
            "format": 1,
            "questions": {
                f"{MODULE}/{cools}": {
                    "outcome": "first",
                    "revision": revision_of(page, cools),
                    "on": today,
                },
                f"{MODULE}/{drives}": {
                    "outcome": "looked",
                    "revision": revision_of(page, drives),
                    "on": today,
                },
            },
        },
    }


def test_outcomes_stored_without_a_day_are_still_read(
    page: Page, address: str, notes: Notes
) -> None:
    page.goto(address + BUS)
    cools = choices_of(page)[0]
    later = {"outcome": "later", "revision": revision_of(page, cools)}
    old = {"format": 1, "questions": {f"{MODULE}/{cools}": later}}
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(old)])
    page.reload()
    assert notes(page)[cools] == "later"


def test_roles_share_attempts_at_their_common_questions(
    page: Page, address: str, notes: Notes
) -> None:
    page.goto(address + BUS)
    ready(page)
    shared = choices_of(page)[0]
    choose(page, shared, rightly=True)
    page.goto(address + KITCHEN)
    found = notes(page)
    assert found.pop(shared) == "first"
    assert set(found.values()) == {""}


def test_page_opened_earlier_does_not_overwrite_newer_attempts(page: Page, address: str) -> None:
    page.goto(address + BUS)
    ready(page)
    cools, drives, *_ = choices_of(page)
    other = page.context.new_page()
    other.goto(address + BUS)
    ready(other)
    choose(other, cools, rightly=True)
    choose(page, cools, rightly=False)
    assert questions(page)[cools]["outcome"] == "first"
    # This was answered wrongly in the other tab.
    choose(other, drives, rightly=False)
    choose(page, drives, rightly=True)
    assert questions(page)[drives]["outcome"] == "later"
    other.close()


def test_attempt_does_not_overwrite_a_later_revision(page: Page, address: str) -> None:
    page.goto(address + BUS)
    ready(page)
    cools, drives, *_ = choices_of(page)
    later = {"outcome": "looked", "revision": revision_of(page, cools) + 1, "on": "2026-11-25"}
    value = json.dumps({"format": 1, "questions": {f"{MODULE}/{cools}": later}})
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, value])
    choose(page, cools, rightly=True)
    choose(page, drives, rightly=True)
    assert questions(page)[cools] == later
    assert questions(page)[drives]["outcome"] == "first"


def test_page_left_open_for_days_still_advances_its_questions(page: Page, address: str) -> None:
    page.clock.install(time="2026-11-25T10:00:00")
    page.goto(address + BUS)
    ready(page)
    cools = choices_of(page)[0]
    choose(page, cools, rightly=True)
    assert "step" not in questions(page)[cools]
    page.clock.set_fixed_time("2026-11-27T10:00:00")
    choose(page, cools, rightly=True)
    assert questions(page)[cools]["step"] == 1
    # The first attempt of the day counts.
    choose(page, cools, rightly=False)
    assert questions(page)[cools]["step"] == 1


def test_other_site_on_the_same_origin_is_not_touched(
    page: Page, address: str, notes: Notes
) -> None:
    page.goto(address + BUS)
    ready(page)
    choose(page, choices_of(page)[0], rightly=True)
    page.goto(address.replace("/repository/", "/elsewhere/") + BUS)
    assert set(notes(page).values()) == {""}
