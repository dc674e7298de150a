"""Lines are chosen in a module, stand on the role's page and card, and come back in practice."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.actions import forget, ready, settle
from tests.browser.device import FREE, FULL, PHONE, store
from tests.browser.sites import EVERY_KIND, MODULE
from tests.browser.test_accessibility import DARK, Way, violations_on

pytestmark = pytest.mark.one_page

KEY = "/repository/lines"
JOB = MODULE.split("/")[0]
PLACE = "in-the-moment/when-it-is-over--my-plan"
OTHER_PLACES = tuple(
    f"{module}/take-it-with-you--my-plan"
    for module in ("what-helps", "what-trauma-is", "everyday-operations")
)
IN_LINES = Way({"color_scheme": "light"})
TODAY = date(2026, 11, 25)
NOTE = "Shoulders down. Then one line."
Lines = dict[str, dict[str, Any]]


@pytest.fixture
def page(page: Page) -> Page:
    """A page with a fixed date."""
    page.clock.install(time=f"{TODAY}T10:00:00")
    return page


def made(days_ago: int = 0, **more: Any) -> dict[str, Any]:
    """A line that was made or came back some days ago."""
    on = str(TODAY - timedelta(days=days_ago))
    return {"when": "somebody shouts", "will": "wait.", "role": JOB, "on": on, **more}


def put(page: Page, lines: Lines) -> None:
    store(page, {KEY: json.dumps({"format": 1, "lines": lines})})


def stored(page: Page, storage: str = "localStorage") -> Lines:
    found: Lines = json.loads(page.evaluate(f"(key) => {storage}[key] ?? '{{}}'", KEY)).get(
        "lines", {}
    )
    return found


def live(page: Page) -> Lines:
    return {key: line for key, line in stored(page).items() if "gone" not in line}


def visit(page: Page, url: str) -> Locator:
    page.goto(url)
    ready(page)
    return page.locator("my-line").first


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def chooser(line: Locator, name: str) -> Locator:
    return line.get_by_role("combobox", name=name, exact=True)


def keep(line: Locator, words: dict[str, str]) -> None:
    button(line, words["line-keep"]).click()


# -- In a module ----------------------------------------------------------------------------------


def test_chosen_line_is_kept_and_chosen_again_takes_its_place(
    page: Page, address: str, words: dict[str, str]
) -> None:
    line = visit(page, address + MODULE)
    chooser(line, "When").select_option("a kid shouts in the back")
    chooser(line, "I’ll").select_option(index=1)
    will = "stop where it’s safe, set the brake, and then talk."
    whole = f"When a kid shouts in the back, I’ll {will}"
    expect(line.locator(".line")).to_have_text(whole)
    keep(line, words)
    expect(line.get_by_role("status")).to_have_text(words["line-kept"])
    ((key, kept),) = stored(page).items()
    assert key.rpartition("--")[0] == PLACE
    assert kept == {
        "when": "a kid shouts in the back",
        "will": will,
        "role": JOB,
        "on": str(TODAY),
    }

    page.clock.set_fixed_time(f"{TODAY}T10:00:01")
    line = visit(page, address + MODULE)
    expect(line.locator(".line")).to_have_text(whole)
    chooser(line, "I’ll").select_option(words["line-own"])
    line.get_by_label(f"I’ll {words['line-own']}").fill("breathe out")
    expect(line.locator(".line")).to_have_text("When a kid shouts in the back, I’ll breathe out.")
    keep(line, words)
    assert stored(page)[key] == {"gone": True}
    assert [kept["will"] for kept in live(page).values()] == ["breathe out"]


def test_own_words_may_not_be_missing_and_names_are_remarked_on(
    page: Page, address: str, words: dict[str, str]
) -> None:
    line = visit(page, address + MODULE)
    status = line.get_by_role("status")
    expect(status).to_have_text(words["line-not-kept"])
    chooser(line, "When").select_option(words["line-own"])
    own = line.get_by_label(f"When {words['line-own']}")
    keep(line, words)
    expect(status).to_have_text(words["nothing-chosen"])
    assert stored(page) == {}
    for text, is_name in [
        ("Marcus comes in", True),
        ("a kid like Marcus comes in", True),
        ("I'm alone, and “Good morning” is all I say", False),
        ("it's quiet. Then they all talk", False),
        ("a kid shouts", False),
    ]:
        own.fill(text)
        expect(status).to_have_text(words["line-name" if is_name else "line-not-kept"])
    # It is only a remark.
    own.fill("Marcus comes in")
    keep(line, words)
    assert [kept["when"] for kept in live(page).values()] == ["Marcus comes in"]


def test_line_is_said_to_be_saved_only_while_it_is_as_kept(
    page: Page, address: str, words: dict[str, str]
) -> None:
    line = visit(page, address + MODULE)
    status, own = line.get_by_role("status"), line.get_by_label(f"I’ll {words['line-own']}")
    chooser(line, "I’ll").select_option(words["line-own"])
    own.fill("breathe out")
    expect(status).to_have_text(words["line-not-kept"])
    keep(line, words)
    expect(status).to_have_text(words["line-kept"])
    line = visit(page, address + MODULE)
    expect(status).to_have_text(words["saved-here"])
    own.fill("breathe out twice")
    expect(status).to_have_text(words["line-not-kept"])
    own.fill("breathe out")
    expect(status).to_have_text(words["saved-here"])


def test_names_in_what_is_offered_are_not_remarked_on(
    page: Page, address: str, words: dict[str, str]
) -> None:
    line = visit(page, f"{address}nurse/start-here/")
    chooser(line, "When").select_option("it’s Friday, ten minutes before my day ends")
    chooser(line, "I’ll").select_option(words["line-own"])
    line.get_by_label(f"I’ll {words['line-own']}").fill("breathe out")
    expect(line.get_by_role("status")).to_have_text(words["line-not-kept"])


def test_fourth_line_asks_which_one_goes(page: Page, address: str, words: dict[str, str]) -> None:
    before = {f"{place}--{at}": made(will=f"wait {at}.") for at, place in enumerate(OTHER_PLACES)}
    put(page, before)
    line = visit(page, address + MODULE)
    keep(line, words)
    expect(line.get_by_role("status")).to_contain_text(words["line-too-many"])
    assert stored(page) == before
    button(line, "When somebody shouts, I’ll wait 1.").click()
    expect(line.get_by_role("status")).to_have_text(words["line-kept"])
    expect(button(line, words["line-keep"])).to_be_focused()
    assert {key: stored(page)[key] for key in before} == {
        **before,
        f"{OTHER_PLACES[1]}--1": {"gone": True},
    }
    assert len(live(page)) == 3


def test_earlier_note_stays_and_becomes_a_line_with_one_tap(
    page: Page, address: str, words: dict[str, str]
) -> None:
    notes = json.dumps({"format": 1, "notes": {PLACE: {"text": NOTE}}})
    store(page, {"/repository/notes": notes})
    line = visit(page, address + MODULE)
    note = line.get_by_role("textbox", name=words["my-thoughts"], exact=True)
    expect(note).to_have_value(NOTE)
    button(line, words["line-from-note"]).click()
    assert [kept["will"] for kept in live(page).values()] == [NOTE]
    note.fill("")
    assert json.loads(page.evaluate("() => localStorage['/repository/notes']"))["notes"] == {}


def test_note_that_makes_no_line_leaves_the_earlier_line(
    page: Page, address: str, words: dict[str, str]
) -> None:
    before = {f"{PLACE}--a": made()}
    put(page, before)
    # Longer than one device can write: two have brought their notes together.
    notes = {PLACE: {"text": NOTE * 100}}
    store(page, {"/repository/notes": json.dumps({"format": 1, "notes": notes})})
    line = visit(page, address + MODULE)
    button(line, words["line-from-note"]).click()
    expect(line.get_by_role("status").first).to_have_text(words["not-saved"])
    line.get_by_role("textbox", name=words["my-thoughts"], exact=True).fill(" ")
    button(line, words["line-from-note"]).click()
    expect(line.get_by_role("status").first).to_have_text(words["nothing-chosen"])
    assert stored(page) == before


def test_line_that_cannot_be_saved_is_reported(
    page: Page, address: str, words: dict[str, str]
) -> None:
    line = visit(page, address + MODULE)
    page.evaluate(FULL)
    keep(line, words)
    expect(line.get_by_role("status")).to_have_text(words["not-saved"])
    page.evaluate(FREE)
    assert stored(page) == {}


def test_line_of_a_reader_who_declines_storage_stays_in_the_tab(
    page: Page, address: str, words: dict[str, str]
) -> None:
    page.goto(f"{address}{JOB}/")
    ready(page)
    forget(page, words)
    line = visit(page, address + MODULE)
    expect(line.get_by_role("status")).to_have_text(words["line-not-kept"])
    keep(line, words)
    line = visit(page, address + MODULE)
    expect(line.get_by_role("status")).to_have_text(words["saved-in-tab"])
    assert len(stored(page, "sessionStorage")) == 1
    assert page.evaluate("() => Object.keys(localStorage)") == ["/repository/passing"]
    # A browser may restore the page from its back/forward cache.
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    expect(line.locator("select")).to_have_count(0)


def test_duty_is_a_line_without_anything_to_choose(page: Page, address: str) -> None:
    page.goto(f"{address}{JOB}/tell-and-pass-on/")
    ready(page)
    duty = page.locator("section[id$='--my-plan']")
    expect(duty.locator(".line")).to_contain_text("When I suspect that a child is being hurt, I’ll")
    expect(duty.locator("my-line")).to_have_count(0)


def test_line_of_a_scene_is_kept_at_its_end(
    page: Page, specimen_address: str, words: dict[str, str]
) -> None:
    page.goto(f"{specimen_address}{EVERY_KIND}holds-the-rail/#on-board")
    line = page.locator("my-line")
    keep(line, words)
    ((key, kept),) = stored(page).items()
    assert key.startswith("a-calmer-morning/hard-minute--holds-the-rail--")
    assert (kept["when"], kept["will"]) == (
        "somebody won’t get on",
        "say, “I’m here, and I have a minute.”",
    )


def test_without_scripts_and_on_paper_options_are_lists(
    page: Page, new_page: Callable[..., Page], address: str
) -> None:
    plain = new_page(java_script_enabled=False)
    plain.goto(address + MODULE)
    expect(plain.locator("my-line")).to_contain_text("somebody won’t sit down")
    expect(plain.get_by_text("somebody won’t sit down", exact=True)).to_be_visible()
    visit(page, address + MODULE)
    option = page.locator("my-line li", has_text="somebody won’t sit down")
    expect(option).to_be_hidden()
    page.emulate_media(media="print")
    expect(option).to_be_visible()
    expect(page.locator("my-line select").first).to_be_hidden()


# -- On other pages -------------------------------------------------------------------------------


def test_lines_stand_on_the_role_page_and_can_be_let_go_and_brought_back(
    page: Page, address: str
) -> None:
    part = page.locator(".lines")
    page.goto(f"{address}{JOB}/")
    ready(page)
    expect(part).to_be_hidden()
    put(page, {f"{PLACE}--a": made(), f"{OTHER_PLACES[0]}--b": {"gone": True}})
    page.goto(f"{address}{JOB}/")
    expect(part.locator("li")).to_have_count(1)
    expect(part.locator("li")).to_contain_text("When somebody shouts, I’ll wait.")
    change = part.get_by_role("link", name="Change")
    assert change.evaluate("(link) => link.href") == f"{address}{MODULE}#{PLACE.split('/')[1]}"
    expect(part).to_contain_text("When I suspect that a child is being hurt")
    button(part, "Let it go").click()
    expect(part.locator("li")).to_have_count(0)
    assert live(page) == {}
    expect(button(part, "Bring it back")).to_be_focused()
    button(part, "Bring it back").click()
    expect(part.locator("li")).to_have_count(1)
    ((key, line),) = live(page).items()
    assert key != f"{PLACE}--a"
    assert line == made()


def test_double_click_lets_one_line_go(page: Page, address: str) -> None:
    put(page, {f"{place}--a": made() for place in OTHER_PLACES})
    page.goto(f"{address}{JOB}/")
    part = page.locator("my-lines")
    expect(part.locator("li")).to_have_count(3)
    button(part, "Let it go").first.dblclick()
    expect(part.locator("li")).to_have_count(2)
    button(part, "Bring it back").click()
    assert len(live(page)) == 3


def test_more_than_three_lines_all_stay_and_the_page_asks(
    page: Page, address: str, words: dict[str, str]
) -> None:
    put(page, {f"{PLACE}--{letter}": made() for letter in "abcde"})
    page.goto(f"{address}{JOB}/")
    part = page.locator("my-lines")
    expect(part.locator("li")).to_have_count(5)
    expect(part.get_by_role("status")).to_have_text(words["line-too-many"])
    button(part, "Let it go").first.click()
    expect(part.locator("li")).to_have_count(4)
    expect(part.get_by_role("status")).to_contain_text(words["line-too-many"])
    expect(button(part, "Bring it back")).to_be_focused()


def test_card_of_lines_is_printed_with_them_or_with_room_to_write(
    page: Page, new_page: Callable[..., Page], address: str
) -> None:
    plain = new_page(java_script_enabled=False)
    plain.emulate_media(media="print")
    plain.goto(f"{address}{JOB}/now/")
    card = plain.locator(".card--lines")
    expect(card.locator(".to-fill")).to_have_count(3)
    put(page, {f"{PLACE}--a": made()})
    page.goto(f"{address}{JOB}/now/")
    card = page.locator(".card--lines")
    # It is there before the card is opened or the reader has scrolled.
    expect(card.locator("li")).to_have_count(1)
    page.emulate_media(media="print")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    expect(card.get_by_text("When somebody shouts, I’ll wait.")).to_be_visible()
    expect(card.get_by_text("When I suspect that a child is being hurt")).to_be_visible()
    expect(card.locator(".to-fill").first).to_be_hidden()
    expect(button(card, "Let it go")).to_be_hidden()


def test_axe_passes_on_lines_wherever_they_are(page: Page, address: str) -> None:
    before = {
        f"{place}--{at}": made(7, will=f"wait {at}.") for at, place in enumerate(OTHER_PLACES)
    }
    put(page, before)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 320, "height": 640})
    line = visit(page, address + MODULE)
    chooser(line, "I’ll").select_option("")
    line.get_by_role("textbox").first.fill("breathe out")
    line.get_by_role("button").first.click()
    expect(line.get_by_role("button")).to_have_count(4)
    assert violations_on(page, IN_LINES) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") == 320
    for control in line.locator(":is(select, input:not([hidden]), button)").all():
        assert (control.bounding_box() or PHONE)["height"] >= 48
    page.goto(f"{address}{JOB}/")
    expect(page.locator(".lines li")).to_have_count(3)
    assert violations_on(page, IN_LINES) == []
    due = practice(page, address)
    button(due, "Couldn’t").click()
    due.get_by_label("No time in my day").check()
    assert violations_on(page, IN_LINES) == []
    assert page.evaluate("() => document.documentElement.scrollWidth") == 320
    page.emulate_media(color_scheme="dark")
    assert violations_on(page, DARK) == []


# -- In practice ----------------------------------------------------------------------------------


def practice(page: Page, address: str) -> Locator:
    settle(page, f"{address}practice/#{JOB}")
    expect(page.locator("my-practice.is-ready")).to_be_visible()
    return page.locator(".due-line")


@pytest.mark.parametrize(
    ("lines", "due"),
    [
        ([made(7)], 1),
        ([made(23, step=1)], 1),
        # A clock was wrong.
        ([made(-1)], 1),
        ([made(6), made(22, step=1), made(300, step=2), {"gone": True}], 0),
    ],
)
def test_line_is_due_after_7_and_30_days(
    page: Page, address: str, lines: list[dict[str, Any]], due: int
) -> None:
    put(page, {f"{PLACE}--{number}": line for number, line in enumerate(lines)})
    expect(practice(page, address)).to_have_count(due)


def test_answer_is_not_saved_but_that_the_line_came_back(page: Page, address: str) -> None:
    lines = {f"{PLACE}--a": made(7), f"{OTHER_PLACES[0]}--b": made(23, step=1)}
    put(page, lines)
    due = practice(page, address)
    expect(due.locator(".line")).to_have_text("When somebody shouts, I’ll wait.")
    button(due, "Did it").click()
    expect(page.get_by_text("Thanks. It comes back on")).to_be_focused()
    button(due, "Didn’t come up").click()
    expect(page.get_by_text("Thanks. It stays with your lines")).to_be_focused()
    expect(due).to_have_count(0)
    assert stored(page) == {
        f"{PLACE}--a": made(step=1),
        f"{OTHER_PLACES[0]}--b": made(step=2),
    }


@pytest.mark.parametrize(
    ("answer", "end", "left"),
    [("Forgot", "Let it go", {"gone": True}), ("Couldn’t", "Keep it", made(step=1))],
)
def test_what_got_in_the_way_is_asked_and_then_what_to_do_with_the_line(
    page: Page, address: str, answer: str, end: str, left: dict[str, Any]
) -> None:
    key = f"{PLACE}--a"
    put(page, {key: made(7)})
    due = practice(page, address)
    button(due, answer).click()
    expect(due.get_by_text("What got in the way?")).to_be_focused()
    idea = due.get_by_text("You can’t fix that by yourself.")
    expect(idea).to_be_hidden()
    due.get_by_label("Nobody to cover for me").check()
    expect(idea).to_be_visible()
    card = due.get_by_role("link", name="Right now: A student blows up")
    expect(card).to_have_count(1 if answer == "Couldn’t" else 0)
    change = due.get_by_role("link", name="Change it")
    assert change.evaluate("(link) => link.hash") == f"#{PLACE.split('/')[1]}"
    assert stored(page) == {key: made(7)}
    button(due, end).click()
    assert stored(page) == {key: left}


def test_due_lines_are_counted_on_the_page_of_their_role_alone(
    page: Page, address: str, words: dict[str, str]
) -> None:
    put(page, {f"{PLACE}--a": made(7), f"{OTHER_PLACES[0]}--b": made(7, role="custodian")})
    page.goto(f"{address}{JOB}/")
    link = page.get_by_role("link", name=words["resume-practice"].format(count=1))
    expect(link).to_be_visible()
