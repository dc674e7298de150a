"""A module counts once its steps were shown or skipped and its questions answered, right or not."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import answer, ready, settle
from tests.browser.device import PHONE, store
from tests.browser.sites import MODULE
from tests.browser.test_accessibility import violations_on

ROLE, NAME = MODULE.strip("/").split("/")
PLACES, FINISHED, ANSWERS = (f"/repository/{name}" for name in ("places", "modules", "answers"))
HARD, QUIET = "your-example", "quiet-example"
"""The steps of the hard example, and of the one to read instead."""
QUIET_UNSEEN = [pytest.param((HARD, QUIET), True, marks=pytest.mark.nightly)]
Read = Callable[..., list[str]]


@pytest.fixture(scope="session")
def questions(site: Path) -> list[str]:
    path = json.loads((site / "paths" / f"{ROLE}.json").read_text(encoding="utf-8"))
    return [name for module, *_, found in path["modules"] if module == NAME for name in found]


@pytest.fixture
def read(page: Page, address: str, questions: list[str]) -> Read:
    """Opens the end of the module for a reader who has done all but some of it.

    Returns the anchors of all steps.
    """
    steps: list[str] = []

    def start(
        *, unseen: tuple[str, ...] = (), unanswered: int = 0, at: str = "_close"
    ) -> list[str]:
        if not steps:
            page.goto(f"{address}{MODULE}")
            found = page.locator("main > .step").evaluate_all("(all) => all.map(({ id }) => id)")
            steps.extend(found)
        seen = [step for step in steps[:-1] if step not in unseen]
        place = {"step": steps[2], "minutes": 3, "on": "2026-11-25", "seen": seen}
        attempts = {
            f"{NAME}/{name}": {"outcome": "looked", "revision": 1}
            for name in questions[unanswered:]
        }
        put(page, PLACES, {"places": {NAME: {ROLE: place}}})
        put(page, ANSWERS, {"questions": attempts})
        page.goto("about:blank")
        settle(page, f"{address}{MODULE}#{at}")
        return steps

    return start


def put(page: Page, key: str, value: dict[str, Any]) -> None:
    store(page, {key: json.dumps({"format": 1, **value})})


def stored(page: Page, key: str) -> Any:
    text = page.evaluate("(key) => localStorage[key]", key)
    return json.loads(text or "{}").get(key.rpartition("/")[2], {}).get(NAME, {}).get(ROLE)


def wait_for_place(page: Page, step: str | None) -> None:
    """Waits until this step is stored as where to go on, or none.

    The page says what is still to do a little earlier, before its end has been on screen.
    """
    page.wait_for_function(
        """([key, name, role, step]) => {
            const { places } = JSON.parse(localStorage[key] ?? "{}");
            return (places?.[name]?.[role]?.step ?? null) === step;
        }""",
        arg=[PLACES, NAME, ROLE, step],
    )


def wait_until_it_counts(page: Page, words: dict[str, str]) -> None:
    expect(page.locator(".close").get_by_role("status")).to_contain_text(words["module-counts"])
    page.wait_for_function(
        "([key, name]) => localStorage[key]?.includes(name)", arg=[FINISHED, NAME]
    )


def to_do(page: Page) -> list[str]:
    links = page.locator(".close ul:not(h3 + ul) a")
    expect(links.first).to_be_visible()
    found: list[str] = links.evaluate_all("(all) => all.map(({ hash }) => hash.slice(1))")
    return found


def test_module_counts_with_its_minutes_and_the_place_goes(
    page: Page, read: Read, site: Path, words: dict[str, str]
) -> None:
    read()
    wait_until_it_counts(page, words)
    path = json.loads((site / "paths" / f"{ROLE}.json").read_text(encoding="utf-8"))
    [minutes] = [row[2] for row in path["modules"] if row[0] == NAME]
    day = page.evaluate("() => new Date().toLocaleDateString('sv')")
    kept = stored(page, FINISHED)
    assert kept == {"on": day, "revision": kept["revision"], "minutes": minutes}
    wait_for_place(page, None)
    link = page.locator(".close").get_by_role("link", name=words["record"])
    expect(link).to_have_attribute("href", page.url.partition(MODULE)[0] + "record/")


def test_last_step_counts_once_it_is_shown_however_long_it_is(
    page: Page, read: Read, words: dict[str, str]
) -> None:
    page.set_viewport_size({"width": 390, "height": 400})
    read()
    expect(page.locator(".close .onward")).not_to_be_in_viewport()
    wait_until_it_counts(page, words)


def test_open_steps_and_questions_are_linked_and_the_place_leads_to_the_first(
    page: Page, read: Read, questions: list[str], words: dict[str, str]
) -> None:
    read(unseen=("_opening", "when-it-is-over"), unanswered=1)
    expect(page.locator(".close").get_by_role("status")).to_have_text(words["still-open"])
    assert to_do(page) == [f"_check--{questions[0]}", "_opening", "when-it-is-over"]
    assert stored(page, FINISHED) is None
    wait_for_place(page, "_opening")
    assert violations_on(page) == []
    page.emulate_media(media="print")
    expect(page.locator(".close").get_by_role("status")).to_be_hidden()
    expect(page.locator(".close button")).to_be_hidden()


def test_answer_to_the_last_question_makes_it_count(
    page: Page, read: Read, questions: list[str], words: dict[str, str]
) -> None:
    read(unanswered=1)
    page.locator(".close ul:not(h3 + ul) a").click()
    check = f"[id='_check--{questions[0]}']"
    expect(page.locator(check)).to_be_in_viewport()
    expect(page.locator(check)).to_have_attribute("role", "group")
    answer(page, rightly=False, which=check)
    wait_until_it_counts_in_the_store(page)
    page.evaluate("() => { location.hash = '_close'; }")
    wait_until_it_counts(page, words)
    expect(page.locator(".close ul:not(h3 + ul)")).to_have_count(0)
    wait_for_place(page, None)


def wait_until_it_counts_in_the_store(page: Page) -> None:
    page.wait_for_function("(key) => localStorage[key]", arg=FINISHED)


def test_last_step_that_is_shown_makes_it_count(
    page: Page, read: Read, words: dict[str, str]
) -> None:
    read(unseen=("when-it-is-over",))
    assert to_do(page) == ["when-it-is-over"]
    page.locator(".close ul:not(h3 + ul) a").click()
    expect(page.locator("main > .step:not([hidden])")).to_have_id("when-it-is-over")
    assert stored(page, FINISHED) is None
    page.go_back()
    wait_until_it_counts(page, words)


def test_last_step_makes_it_count_however_quickly_the_reader_is_back(
    page: Page, read: Read, words: dict[str, str]
) -> None:
    read(unseen=("when-it-is-over",))
    assert to_do(page) == ["when-it-is-over"]
    page.evaluate(
        """async () => {
            for (const step of ["when-it-is-over", "_close"]) {
                location.hash = step;
                await new Promise((go) => addEventListener("hashchange", go, { once: true }));
            }
        }"""
    )
    wait_until_it_counts(page, words)


def test_steps_without_a_question_can_be_left_out_on_purpose(
    page: Page, read: Read, questions: list[str], words: dict[str, str]
) -> None:
    read(unseen=("_opening", "when-it-is-over"), unanswered=1)
    button = page.get_by_role("button", name=words["leave-out"])
    button.click()
    expect(button).to_have_count(0)
    assert to_do(page) == [f"_check--{questions[0]}"]
    assert {"_opening", "when-it-is-over"} < set(stored(page, PLACES)["seen"])
    assert stored(page, FINISHED) is None
    expect(page.locator(".close").get_by_role("status")).to_be_focused()


@pytest.mark.parametrize(("unseen", "is_open"), [((HARD,), False), *QUIET_UNSEEN])
def test_quiet_example_is_the_way_past_the_hard_one(
    page: Page, read: Read, words: dict[str, str], unseen: tuple[str, ...], is_open: bool
) -> None:
    read(unseen=unseen)
    if is_open:
        assert to_do(page) == [*unseen]
        assert stored(page, FINISHED) is None
    else:
        wait_until_it_counts(page, words)


def test_link_to_the_end_is_no_reading(page: Page, address: str) -> None:
    settle(page, f"{address}{MODULE}#_close")
    assert "_start" in to_do(page)
    assert stored(page, FINISHED) is None
    wait_for_place(page, "_opening")  # at the first, a reader is asked to go on


def test_module_that_counts_stays_as_it_is(page: Page, read: Read, words: dict[str, str]) -> None:
    finished = {"on": "2026-08-20", "revision": 9, "minutes": 7}
    put(page, FINISHED, {"modules": {NAME: {ROLE: finished}}})
    read(unseen=("_opening",), unanswered=1)
    wait_until_it_counts(page, words)
    wait_for_place(page, None)
    assert stored(page, FINISHED) == finished


@pytest.mark.one_page
def test_on_one_page_the_end_on_screen_shows_all_steps(
    page: Page, address: str, questions: list[str], words: dict[str, str]
) -> None:
    page.goto(f"{address}{MODULE}")
    ready(page)
    page.locator(".close .onward").scroll_into_view_if_needed()
    assert to_do(page) == [f"_check--{name}" for name in questions]
    page.wait_for_function("(key) => localStorage[key]", arg=PLACES)
    assert stored(page, FINISHED) is None
    answer(page, rightly=False)
    wait_until_it_counts(page, words)


@pytest.mark.nightly
def test_page_has_room_for_all_that_is_to_do(new_page: Callable[..., Page], address: str) -> None:
    page = new_page(viewport={**PHONE, "width": 320})
    settle(page, f"{address}{MODULE}#_close")
    assert len(to_do(page)) > 10
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
