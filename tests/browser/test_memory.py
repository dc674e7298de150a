"""Stored attempts stay with their question, whatever authors edit."""

import json
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.actions import answer, forget, ready, scripts_at
from tests.browser.device import EMPTY_DAY, store

pytestmark = pytest.mark.one_page

MODULE = "in-the-moment"
BUS = f"bus-driver/{MODULE}/"
KITCHEN = f"nutrition/{MODULE}/"
KEY, PASSING = "/repository/answers", "/repository/passing"
Notes = Callable[[Page], dict[str, str]]


def check(page: Page, question: str) -> Locator:
    return page.locator(f"self-check[id='_check--{question}']")


def choose(page: Page, question: str, *, rightly: bool) -> None:
    """Chooses one answer of a question, and checks it."""
    which = "[data-right]" if rightly else ":not([data-right])"
    check(page, question).locator(f".answer{which} input").first.check()
    check(page, question).locator(".button").click()


def question_of(check: Locator) -> str:
    return (check.get_attribute("id") or "").removeprefix("_check--")


def choices_of(page: Page) -> list[str]:
    return [question_of(found) for found in page.locator("self-check[data-kind=choice]").all()]


def revision_of(page: Page, question: str) -> int:
    return int(check(page, question).get_attribute("data-revision") or 1)


@pytest.fixture
def notes(words: dict[str, str]) -> Notes:
    """Returns the name of the message that each question on the page shows at first."""
    names = {words[name]: name for name in ("first", "later", "looked", "updated")}

    def read(page: Page) -> dict[str, str]:
        ready(page)
        found = {}
        for check in page.locator("self-check").all():
            shown = check.locator(".check__before:visible").all_inner_texts()
            found[question_of(check)] = names[shown[0]] if shown else ""
        return found

    return read


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
    cools, drives, falls = choices_of(page)
    expected = {
        "steps-in-order": "looked",
        cools: "first",
        "moves-that-heat": "",
        "call-now": "looked",
        drives: "later",
        falls: "",
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
    stored.pop("/repository/modules", None)  # the end of the page may have been in view
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


@pytest.mark.parametrize(
    ("stored", "notice"),
    [
        ("{oops", "unreadable"),
        ("null", "unreadable"),
        ('{"format": 1, "questions": []}', "unreadable"),
        ('{"format": 99, "questions": {}}', "not-saved"),
    ],
)
def test_damaged_storage_is_reported_and_harmless(
    page: Page, address: str, words: dict[str, str], notes: Notes, stored: str, notice: str
) -> None:
    store(page, {KEY: stored})
    page.goto(address + BUS)
    ready(page)
    expect(page.locator(".storage-notice")).to_have_text(words[notice])
    cools = choices_of(page)[0]
    choose(page, cools, rightly=True)
    expect(check(page, cools).get_by_role("status")).not_to_be_empty()
    page.reload()
    assert notes(page)[cools] == ("first" if notice == "unreadable" else "")


def test_invalid_entries_are_left_alone(page: Page, address: str, notes: Notes) -> None:
    page.goto(address + BUS)
    cools, drives, *_ = choices_of(page)
    strange = {f"{MODULE}/{cools}": {"outcome": "best"}, "gone/question": {"revision": 3}}
    value = json.dumps({"format": 1, "questions": strange})
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, value])
    page.reload()
    assert set(notes(page).values()) == {""}
    choose(page, drives, rightly=True)
    stored = json.loads(page.evaluate("(key) => localStorage.getItem(key)", KEY))
    assert strange.items() <= stored["questions"].items()


@pytest.mark.parametrize(
    "obstacle",
    [
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };",
        "Object.defineProperty(window, 'localStorage',"
        " { get() { throw new DOMException('', 'SecurityError'); } });",
    ],
    ids=["full", "blocked"],
)
def test_page_works_without_storage(
    page: Page, address: str, words: dict[str, str], obstacle: str
) -> None:
    page.add_init_script(obstacle)
    page.goto(address + BUS)
    ready(page)
    cools = choices_of(page)[0]
    choose(page, cools, rightly=True)
    expect(check(page, cools).get_by_role("status")).not_to_be_empty()
    expect(page.locator(".self-checks .storage-notice")).to_have_text(words["not-saved"])
    expect(page.locator("private-note textarea").first).to_be_visible()


def test_reader_who_declines_device_storage_uses_tab_storage(
    page: Page, address: str, words: dict[str, str], notes: Notes
) -> None:
    page.add_init_script(
        """{
            const set = Storage.prototype.setItem;
            window.written = [];
            Storage.prototype.setItem = function (key, value) {
                if (this === localStorage) window.written.push(key);
                set.call(this, key, value);
            };
        }"""
    )
    use_all_that_is_kept(page, address, words)
    assert stored_data(page).keys() >= {
        "/repository/answers",
        "/repository/colors",
        "/repository/jobs",
    }
    others = {
        "/elsewhere/answers": "of another site",
        "/repository/below/answers": "of a site below this one",
        "/repository/": "of nobody knows whom",
        "answers": "of the owner",
    }
    page.evaluate("(others) => Object.assign(localStorage, others)", others)

    page.goto(f"{address}bus-driver/")
    forget(page, words)
    expect(page.locator("my-roles").get_by_role("status")).to_have_text(words["session-only"])
    others |= {PASSING: "1"}  # it contains no personal data
    assert stored_data(page) == others
    kept = page.evaluate("() => Object.keys(sessionStorage)")
    # The end of the page may have been in view.
    assert {*kept} - {"/repository/modules"} == {PASSING}
    page.evaluate("() => { window.written = []; }")

    use_all_that_is_kept(page, address, words)
    assert page.evaluate("() => window.written") == []
    assert stored_data(page) == others
    page.goto(address + BUS)
    assert set(notes(page).values()) == {"first"}
    expect(page.locator(".storage-notice")).to_have_count(0)
    assert page.evaluate("() => document.documentElement.dataset.colors") == "dark"

    # Another site on the same origin still stores data.
    page.goto(address.replace("/repository/", "/elsewhere/") + BUS)
    ready(page)
    answer(page, rightly=True)
    assert "first" in stored_data(page)["/elsewhere/answers"]


FILL = 5 * 2**20 - 250
"""Letters that leave little space in a store."""
HERE, THERE = f"{MODULE}/call-now", f"{MODULE}/steps-in-order"
FIRST = {"outcome": "first", "revision": 1, "on": "2026-11-25"}
IN_TAB = {
    "/repository/answers": {"format": 1, "questions": {HERE: FIRST}},
    "/repository/notes": {"format": 1, "notes": {f"{MODULE}/a": {"text": "One."}}},
    "/repository/jobs": {"format": 1, "jobs": {"nutrition": "Nutrition staff"}},
}


def remember(page: Page, address: str, device: dict[str, str]) -> bool:
    """Turns device storage on again, while the device contains the texts in `device`."""
    tab = {
        **{key: json.dumps(things) for key, things in IN_TAB.items()},
        "/repository/colors": "dark",
        "/repository/name": "Ada",
    }
    page.goto(address)
    is_kept: bool = page.evaluate(
        """async ([script, passing, tab, device]) => {
            const { switchToDevice } = await import(script);
            Object.assign(sessionStorage, tab, {[passing]: Date.now()});
            Object.assign(localStorage, device);
            return switchToDevice();
        }""",
        [f"{scripts_at(page)}transfer/to-device.mjs", PASSING, tab, device],
    )
    return is_kept


def test_tab_storage_is_merged_into_device_storage(page: Page, address: str) -> None:
    answers = {"format": 1, "questions": {HERE: {**FIRST, "outcome": "looked"}, THERE: FIRST}}
    notes = {"format": 1, "notes": {f"{MODULE}/a": {"text": "Two."}}}
    device = {
        "/repository/answers": json.dumps(answers),
        "/repository/notes": json.dumps(notes),
        "/repository/colors": "light",
    }
    assert remember(page, address, device)
    assert page.evaluate("() => sessionStorage.length") == 0
    found = stored_data(page)
    assert (found.pop("/repository/colors"), found.pop("/repository/name")) == ("light", "Ada")
    note = {f"{MODULE}/a": {"text": "Two.\n\nOne."}}
    assert {key: json.loads(text) for key, text in found.items()} == {
        **IN_TAB,
        "/repository/answers": {"format": 1, "questions": {HERE: FIRST, THERE: FIRST}},
        "/repository/notes": {"format": 1, "notes": note},
    }


@pytest.mark.parametrize("obstacle", ["a full store", "a later version"])
def test_data_that_the_device_cannot_store_stays_in_the_tab(
    page: Page, address: str, obstacle: str
) -> None:
    page.goto(address)
    device = {PASSING: "1"}
    if obstacle == "a full store":
        page.evaluate("(size) => localStorage.setItem('/elsewhere/filler', 'x'.repeat(size))", FILL)
    else:
        device["/repository/answers"] = '{"format": 2}'
    assert not remember(page, address, device)
    # Not even part of it is stored: the page says that everything is in the tab.
    others, size = page.evaluate(
        """() => {
            const { "/elsewhere/filler": filler = "", ...others } = localStorage;
            return [others, filler.length];
        }"""
    )
    assert others == device
    assert size == (FILL if obstacle == "a full store" else 0)
    tab = page.evaluate("() => ({...sessionStorage})")
    assert PASSING in tab
    assert json.loads(tab["/repository/answers"]) == IN_TAB["/repository/answers"]
    assert tab["/repository/name"] == "Ada"


@pytest.mark.parametrize("key", ["answers", "notes"])
def test_tab_with_data_of_a_later_version_loses_none(page: Page, address: str, key: str) -> None:
    later = f'{{"format": 2, "{key}": {{}}}}'
    page.goto(address)
    is_saved = page.evaluate(
        """async ([script, passing, tab]) => {
            const { switchToDevice } = await import(script);
            Object.assign(sessionStorage, tab, {[passing]: Date.now()});
            return switchToDevice();
        }""",
        [f"{scripts_at(page)}transfer/to-device.mjs", PASSING, {f"/repository/{key}": later}],
    )
    assert is_saved is False
    assert page.evaluate("(key) => sessionStorage.getItem(key)", f"/repository/{key}") == later
    assert stored_data(page) == {}


@pytest.mark.parametrize("away", ["a tab brought back", "a clock set back", "damage"])
def test_restored_tab_has_lost_its_data(
    page: Page, address: str, words: dict[str, str], notes: Notes, away: str
) -> None:
    page.goto(f"{address}bus-driver/")
    forget(page, words)
    page.goto(address + BUS)
    ready(page)
    choose(page, choices_of(page)[0], rightly=True)
    field = page.locator("private-note textarea").first
    field.fill("For me.")
    page.reload()
    assert "first" in notes(page).values()
    expect(field).to_have_value("For me.")
    # Instead of waiting for an hour, the last activity is backdated.
    ages = {"a tab brought back": "Date.now() - 3_600_000", "a clock set back": "Date.now() * 2"}
    age = ages.get(away, "'x'")
    page.add_init_script(f"sessionStorage.setItem('{PASSING}', {age})")
    page.goto(address + BUS)
    assert set(notes(page).values()) == {""}
    expect(field).to_have_value("")
    kept = page.evaluate("() => Object.keys(sessionStorage)")
    # The end of the page may have been in view.
    assert {*kept} - {"/repository/modules"} == {PASSING}
    assert stored_data(page) == {PASSING: "1"}


def test_storage_choice_applies_to_all_tabs(
    page: Page, address: str, words: dict[str, str], notes: Notes
) -> None:
    before = page.context.new_page()
    before.goto(address + BUS)
    ready(before)
    page.goto(f"{address}bus-driver/")
    forget(page, words)
    # Open pages continue and new pages start with nothing on the device.
    after = page.context.new_page()
    after.goto(address + BUS)
    ready(after)
    for tab in (before, after):
        answer(tab, rightly=True)
        tab.locator("private-note textarea").first.fill("For me.")
        assert stored_data(page) == {PASSING: "1"}
        tab.reload()
        assert set(notes(tab).values()) == {"first"}
    # Each tab with data of its own decides separately to store it.
    page.get_by_role("button", name=words["remember"]).click()
    expect(page.locator("my-roles").get_by_role("status")).to_be_empty()
    assert stored_data(page) == {}
    before.reload()
    assert set(notes(before).values()) == {"first"}
    before.goto(f"{address}bus-driver/")
    before.get_by_role("button", name=words["remember"]).click()
    expect(before.locator("my-roles").get_by_role("status")).to_be_empty()
    assert "first" in stored_data(page)["/repository/answers"]
    before.close()
    after.close()


def test_page_from_the_back_forward_cache_shows_current_tab_storage(
    page: Page, address: str, words: dict[str, str]
) -> None:
    page.goto(f"{address}bus-driver/")
    forget(page, words)
    page.goto(address + BUS)
    ready(page)
    with page.expect_navigation():
        page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")


def test_pages_from_the_back_forward_cache_show_nothing_that_was_deleted(
    page: Page, address: str
) -> None:
    completion = {"on": EMPTY_DAY, "revision": 1, "minutes": 7}
    data = {
        "jobs": {"bus-driver": "Bus driver"},
        "modules": {"start-here": {"bus-driver": completion}},
    }
    saved = {f"/repository/{it}": json.dumps({"format": 1, it: data[it]}) for it in data}
    told = {
        "": ".resume",
        "bus-driver/": ".is-done, my-roles [aria-pressed=true]",
        "record/": ".record, table",
    }
    for path, what in told.items():
        page.goto(address + path)
        store(page, saved)
        page.reload()
        ready(page)
        expect(page.locator(what).first).to_be_visible()
        page.evaluate("() => localStorage.clear()")
        page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
        expect(page.locator(what)).to_have_count(0)


def test_path_from_the_back_forward_cache_shows_the_first_line(page: Page, address: str) -> None:
    page.goto(f"{address}bus-driver/")
    ready(page)
    line = {"when": "somebody shouts", "will": "wait.", "role": "bus-driver", "on": EMPTY_DAY}
    lines = {"in-the-moment/when-it-is-over--my-plan--mie2x0zk": line}
    store(page, {"/repository/lines": json.dumps({"format": 1, "lines": lines})})
    expect(page.locator("my-lines")).to_be_hidden()
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(page.locator("my-lines li")).to_be_visible()


def questions(page: Page) -> dict[str, Any]:
    """The stored attempts at the module's questions, by question id."""
    found = json.loads(stored_data(page)[KEY])["questions"]
    return {place.removeprefix(f"{MODULE}/"): it for place, it in found.items()}


def use_all_that_is_kept(page: Page, address: str, words: dict[str, str]) -> None:
    """Saves a role, answers a module's questions and chooses colors."""
    page.goto(f"{address}bus-driver/")
    page.get_by_role("button", name=words["my-role"], exact=True).click()
    page.goto(address + BUS)
    ready(page)
    answer(page, rightly=True)
    page.get_by_role("button", name=words["colors-dark"], exact=True).click()


def stored_data(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate("() => ({...localStorage})")
    return found
