"""Questions of all modules are due again after about 2, 7 and 30 days."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.actions import answer, missing_on, ready, settle, two_frames
from tests.browser.device import TROUBLES, intercept, store

JOB, OTHER_JOB = "bus-driver", "custodian"
KEY, JOBS = "/repository/answers", "/repository/jobs"
MOST_AT_ONCE = 5
TODAY = date(2026, 11, 25)
Kept = dict[str, dict[str, Any]]


@pytest.fixture
def page(page: Page) -> Page:
    """A page with a fixed date."""
    page.clock.install(time=f"{TODAY}T10:00:00")
    return page


@pytest.fixture(scope="session")
def revisions(site: Path) -> Callable[[str], dict[str, int]]:
    """The revision of each question on a role's path, by storage key."""

    def read(job: str) -> dict[str, int]:
        path = json.loads((site / "paths" / f"{job}.json").read_text(encoding="utf-8"))
        return {
            f"{module}/{name}": revision
            for module, *_, found in path["modules"]
            for name, revision in found.items()
        }

    return read


@pytest.fixture(scope="session")
def questions(revisions: Callable[[str], dict[str, int]]) -> Callable[[str], list[str]]:
    """The questions on a role's path that are in their first revision."""
    return lambda job: [name for name, revision in revisions(job).items() if revision == 1]


def days_ago(count: int) -> str:
    return str(TODAY - timedelta(days=count))


INVALID: tuple[dict[str, Any], ...] = (
    *({"step": step} for step in (-1, 0.5, 4, 1e308, "1", "often")),
    *({"revision": revision} for revision in (1.5, 1e308, "1")),
    *({"on": on} for on in ("9999-99-99", "2026-02-31", [days_ago(9)], 7)),
    {"outcome": ["first"]},
)
"""What a valid attempt cannot contain."""


def put(page: Page, kept: Kept, *jobs: str) -> None:
    """Stores attempts at these questions and these saved roles on the device."""
    texts = {
        KEY: json.dumps({"format": 1, "questions": kept}),
        JOBS: json.dumps({"format": 1, "jobs": {job: job.title() for job in jobs}}),
    }
    store(page, texts)


def visit(page: Page, address: str) -> None:
    settle(page, f"{address}practice/")
    expect(page.locator("my-practice.is-ready")).to_be_visible()
    ready(page)


def shown_questions(page: Page) -> list[str]:
    """The questions on the practice page."""
    found: list[str] = page.locator("my-practice [data-module]").evaluate_all(
        """(all) => all.map((it) => `${it.dataset.module}/${
            it.querySelector("self-check").id.replace("_check--", "")}`)"""
    )
    return found


def stored_questions(page: Page) -> Kept:
    found: Kept = json.loads(page.evaluate("(key) => localStorage[key]", KEY))["questions"]
    return found


def go_through(page: Page, words: dict[str, str]) -> None:
    """Goes to the end of a round, without answering."""
    end = page.get_by_role("heading", name=words["practice-end"], exact=True)
    while end.count() == 0:
        button(page, words, "continue").click()
    expect(end).to_be_focused()


def current(page: Page, words: dict[str, str], number: int) -> Locator:
    """The title above a question of a round of five."""
    title = words["practice-number"].format(number=number, total=MOST_AT_ONCE)
    return page.get_by_role("heading", name=title, exact=True)


def status_text(page: Page) -> str:
    return page.locator("my-practice [role=status]").first.inner_text()


def button(page: Page, words: dict[str, str], name: str) -> Locator:
    return page.get_by_role("button", name=words[name], exact=True)


@pytest.mark.parametrize(
    "before",
    [
        [
            {"on": days_ago(2)},
            {"on": days_ago(5), "step": 1},
            {"on": days_ago(23), "step": 2},
        ],
        [
            # A clock was wrong, or days were not stored yet.
            {"on": days_ago(-400)},
            {},
            # The question has changed since then.
            {"on": days_ago(0), "revision": 0},
        ],
    ],
    ids=["after its interval", "after a change"],
)
def test_question_is_due(
    page: Page,
    address: str,
    words: dict[str, str],
    questions: Callable[[str], list[str]],
    before: list[dict[str, Any]],
) -> None:
    asked = questions(JOB)[: len(before)]
    put_before(page, questions(JOB), before)
    visit(page, address)
    assert sorted(shown_questions(page)) == sorted(asked)
    assert status_text(page) == words["practice-due"].format(count=len(before))


@pytest.mark.parametrize(
    "before",
    [
        [
            {"on": days_ago(0)},
            {"on": days_ago(1)},
            {"on": days_ago(4), "step": 1},
            {"on": days_ago(22), "step": 2},
            {"on": days_ago(300), "step": 3},
            # It is of a later edition.
            {"on": days_ago(9), "revision": 2},
        ],
        [{"on": days_ago(9), **invalid} for invalid in INVALID],
    ],
    ids=["before its interval", "invalid attempts"],
)
def test_question_is_not_due(
    page: Page,
    address: str,
    questions: Callable[[str], list[str]],
    before: list[dict[str, Any]],
) -> None:
    put_before(page, questions(JOB), before)
    visit(page, address)
    assert shown_questions(page) == []


def put_before(page: Page, questions: list[str], before: list[dict[str, Any]]) -> None:
    """Stores an attempt at each of the first questions, and one of today at the next."""
    first = {"outcome": "first", "revision": 1}
    attempts = [*before, {"on": str(TODAY)}]
    assert len(attempts) < len(questions)
    pairs = zip(questions, attempts, strict=False)
    put(page, {question: {**first, **attempt} for question, attempt in pairs}, JOB)


def test_right_answer_lengthens_the_interval_and_wrong_answer_resets_it(
    page: Page,
    address: str,
    words: dict[str, str],
    questions: Callable[[str], list[str]],
) -> None:
    tried = {"outcome": "later", "revision": 1, "on": days_ago(30)}
    some = questions(JOB)[:3]
    before = dict(zip(some, [tried, {**tried, "step": 1}, {**tried, "step": 2}], strict=True))
    today = {**tried, "on": str(TODAY)}
    longer = {question: {**today, "step": step} for step, question in enumerate(some, 1)}
    for rightly, now in [(True, longer), (False, dict.fromkeys(some, today))]:
        put(page, before, JOB)
        visit(page, address)
        assert sorted(shown_questions(page)) == sorted(some)
        answer(page, rightly=rightly)
        assert stored_questions(page) == now
        # Later attempts on the same page do not change that.
        answer(page, rightly=not rightly)
        assert stored_questions(page) == now
        visit(page, address)
        assert shown_questions(page) == []


def test_missed_questions_come_first_shuffled_and_in_small_batches(
    page: Page, address: str, words: dict[str, str], questions: Callable[[str], list[str]]
) -> None:
    some = questions(JOB)[:20]
    missed = set(some[::5])
    tried = {
        question: {
            "outcome": "looked" if question in missed else "first",
            "revision": 1,
            "on": days_ago(5),
        }
        for question in some
    }
    put(page, tried, JOB)
    visit(page, address)
    assert status_text(page) == words["practice-due"].format(count=20)
    first = shown_questions(page)
    assert len(first) == MOST_AT_ONCE
    assert missed <= set(first)
    modules = [question.split("/")[0] for question in first]
    assert all(one != other for one, other in pairwise(modules))
    answer(page, rightly=True)
    go_through(page, words)
    still_due = words["practice-still-due"].format(count=15)
    expect(page.locator("my-practice")).to_contain_text(still_due)
    button(page, words, "practice-more").click()
    expect(current(page, words, 1)).to_be_focused()
    assert status_text(page) == words["practice-due"].format(count=15)
    ready(page)
    second = shown_questions(page)
    assert len(second) == MOST_AT_ONCE
    assert not set(first) & set(second)


def test_questions_are_shown_one_at_a_time_until_the_end(
    page: Page, address: str, words: dict[str, str], questions: Callable[[str], list[str]]
) -> None:
    tried = {"outcome": "first", "revision": 1, "on": days_ago(5)}
    put(page, dict.fromkeys(questions(JOB)[:MOST_AT_ONCE], tried), JOB)
    visit(page, address)
    seen = []
    for number in range(1, MOST_AT_ONCE + 1):
        expect(current(page, words, number)).to_be_visible()
        (check,) = page.locator("self-check:visible").all()
        seen.append(check.get_attribute("id"))
        onward = button(page, words, "continue")
        expect(onward).to_be_in_viewport(ratio=1)
        expect(onward).not_to_contain_class("onward")
        # As every question does once it is answered.
        check.evaluate(
            "(check) => check.dispatchEvent(new CustomEvent('answered', {bubbles: true}))"
        )
        expect(onward).to_contain_class("onward")
        assert page.locator("my-practice progress").evaluate("(it) => it.value") == number
        if number < MOST_AT_ONCE:
            onward.click()
            expect(current(page, words, number + 1)).to_be_focused()
    assert len(set(seen)) == MOST_AT_ONCE
    answer(page, rightly=True)
    go_through(page, words)
    next_day = words["practice-next"].format(day="Nov 30, 2026")
    expect(page.locator("my-practice")).to_contain_text(next_day)
    expect(page.locator("self-check")).to_have_count(0)
    expect(button(page, words, "reminders-save")).to_be_visible()
    page.get_by_role("link", name=words["path-back"]).click()
    assert page.url == f"{address}{JOB}/"


def test_questions_of_today_can_be_practiced_once_all_are_tried(
    page: Page, address: str, words: dict[str, str], revisions: Callable[[str], dict[str, int]]
) -> None:
    missed = list(revisions(JOB))[-1]
    tried = {
        question: {
            "outcome": "looked" if question == missed else "first",
            "revision": revision,
            "on": str(TODAY),
        }
        for question, revision in revisions(JOB).items()
    }
    put(page, tried, JOB)
    visit(page, address)
    assert shown_questions(page) == []
    button(page, words, "practice-anyway").click()
    expect(current(page, words, 1)).to_be_focused()
    assert shown_questions(page)[0] == missed


def test_questions_shared_by_two_roles_are_asked_once(
    page: Page, address: str, questions: Callable[[str], list[str]]
) -> None:
    both = set(questions(JOB)) & set(questions(OTHER_JOB))
    own = [next(it for it in questions(job) if it not in both) for job in (JOB, OTHER_JOB)]
    shared = sorted(both)[:2]
    tried = {"outcome": "first", "revision": 1, "on": days_ago(5)}
    put(page, dict.fromkeys([*own, *shared], tried), JOB, OTHER_JOB)
    visit(page, address)
    assert sorted(shown_questions(page)) == sorted([*own, *shared])


def test_next_due_day_is_shown_when_nothing_is_due(
    page: Page, address: str, words: dict[str, str], questions: Callable[[str], list[str]]
) -> None:
    one, other, *_ = questions(JOB)
    put(
        page,
        {
            one: {"outcome": "first", "revision": 1, "on": days_ago(1)},
            other: {"outcome": "first", "revision": 1, "on": days_ago(1), "step": 1},
        },
        JOB,
    )
    visit(page, address)
    assert status_text(page) == words["practice-next"].format(day="Nov 26, 2026")
    assert shown_questions(page) == []
    expect(page.locator("my-practice .fold")).not_to_have_attribute("open", "")
    expect(button(page, words, "practice-anyway")).to_be_in_viewport(ratio=1)
    button(page, words, "practice-anyway").click()
    expect(page.locator("self-check")).to_have_count(MOST_AT_ONCE)
    # The oldest attempts come first, then others.
    assert {one, other} <= set(shown_questions(page))


def test_practice_works_without_any_attempts(
    page: Page, address: str, words: dict[str, str], revisions: Callable[[str], dict[str, int]]
) -> None:
    visit(page, address)
    expect(page.locator("my-practice")).to_contain_text(words["practice-choose-role"])
    page.get_by_role("link", name="Bus driver or monitor").click()
    assert page.url == f"{address}practice/#{JOB}"
    expect(page.locator("self-check")).to_have_count(MOST_AT_ONCE)
    assert status_text(page).startswith(words["practice-new"])
    page.locator("my-practice .fold > summary").click()
    link = page.locator("my-practice .fold a")
    expect(link).to_have_attribute("href", f"{address}yours/")
    assert set(shown_questions(page)) <= revisions(JOB).keys()
    ready(page)
    answer(page, rightly=True)
    first = set(shown_questions(page))
    assert stored_questions(page).keys() == first
    go_through(page, words)
    button(page, words, "practice-more").click()
    expect(current(page, words, 1)).to_be_focused()
    assert not first & set(shown_questions(page))


def test_questions_stay_when_only_the_fragment_changes(
    page: Page, address: str, words: dict[str, str], revisions: Callable[[str], dict[str, int]]
) -> None:
    page.goto(f"{address}practice/#{JOB}")
    expect(page.locator("self-check")).to_have_count(MOST_AT_ONCE)
    first = shown_questions(page)
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}practice/#_main")
    two_frames(page)
    assert shown_questions(page) == first
    page.go_back()
    expect(page).to_have_url(f"{address}practice/#{JOB}")
    two_frames(page)
    assert shown_questions(page) == first

    # Other roles start over, and without any role the choice is shown again.
    page.evaluate("(job) => { location.hash = job; }", OTHER_JOB)
    expect(page.locator("my-practice .facts")).to_have_text("Custodian")
    expect(page.locator("self-check")).to_have_count(MOST_AT_ONCE)
    assert set(shown_questions(page)) <= revisions(OTHER_JOB).keys()
    page.evaluate("() => { location.hash = ''; }")
    expect(page.get_by_role("link", name="Custodian", exact=True)).to_be_visible()
    assert status_text(page) == words["practice-choose-role"]


def test_messages_are_announced(page: Page, address: str, words: dict[str, str]) -> None:
    """A live region announces new content only if it existed before and is visible."""
    before: list[bool] = []

    def look(route: Route) -> None:
        before.append(
            page.evaluate(
                """() => {
                    window.region = document.querySelector("my-practice [role=status]");
                    window.removed = 0;
                    new MutationObserver((changes) => {
                        const gone = changes.flatMap((it) => [...it.removedNodes]);
                        window.removed += gone.filter((it) => it.contains(window.region)).length;
                    }).observe(document.body, {childList: true, subtree: true});
                    return region !== null && region.checkVisibility() && !region.textContent;
                }"""
            )
        )
        route.continue_()

    page.route("**/practice.mjs", look)
    page.goto(f"{address}practice/")
    expect(page.locator("my-practice.is-ready")).to_be_visible()
    assert before == [True]
    assert status_text(page) == words["practice-choose-role"]
    page.get_by_role("link", name="Custodian", exact=True).click()
    expect(page.locator("self-check")).to_have_count(MOST_AT_ONCE)
    assert page.evaluate("() => window.region.innerText").startswith(words["practice-new"])
    assert page.evaluate("() => window.removed") == 0


def test_choosing_a_role_moves_the_focus_to_its_questions(
    page: Page, address: str, words: dict[str, str], questions: Callable[[str], list[str]]
) -> None:
    visit(page, address)
    page.get_by_role("link", name="Custodian", exact=True).focus()
    page.keyboard.press("Enter")
    expect(current(page, words, 1)).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('self-check') !== null")
    page.go_back()
    lead = page.locator("my-practice [role=status]").first
    expect(lead).to_be_focused()
    expect(lead).to_have_text(words["practice-choose-role"])

    # If nothing is due, there is only a message.
    put(page, {questions(JOB)[0]: {"outcome": "first", "revision": 1, "on": days_ago(0)}})
    visit(page, address)
    page.get_by_role("link", name="Bus driver or monitor").focus()
    page.keyboard.press("Enter")
    expect(lead).to_be_focused()
    expect(lead).to_have_text(words["practice-next"].format(day="Nov 27, 2026"))
    page.keyboard.press("Tab")
    expect(button(page, words, "practice-anyway")).to_be_focused()


def test_links_in_a_question_have_the_same_targets_as_on_its_module(
    page: Page, address: str, questions: Callable[[str], list[str]]
) -> None:
    tried = {"outcome": "first", "revision": 1, "on": days_ago(5)}
    put(page, dict.fromkeys(questions(JOB)[:5], tried), JOB)
    visit(page, address)
    links = page.locator("my-practice .check__more a").evaluate_all(
        "(all) => all.map((a) => a.href)"
    )
    assert len(links) >= MOST_AT_ONCE
    assert all("#" in link for link in links)
    assert missing_on(page, links) == []
    page.goto(links[0])
    expect(page.locator(f"[id='{links[0].split('#')[1]}']")).to_be_visible()


def test_each_module_page_is_fetched_once(
    page: Page, address: str, asked: list[str], questions: Callable[[str], list[str]]
) -> None:
    module = questions(JOB)[0].split("/")[0]
    own = [question for question in questions(JOB) if question.startswith(f"{module}/")]
    assert len(own) > 1
    tried = {"outcome": "first", "revision": 1, "on": days_ago(5)}
    put(page, dict.fromkeys(own[:MOST_AT_ONCE], tried), JOB)
    asked.clear()
    visit(page, address)
    assert [at for at in asked if at.endswith(f"/{module}/")] == [f"/repository/{JOB}/{module}/"]


def test_removed_role_asks_for_a_new_choice(
    new_page: Callable[..., Page], address: str, words: dict[str, str]
) -> None:
    page = new_page(may_complain=True)
    page.goto(f"{address}practice/#astronaut")
    expect(page.locator("my-practice [role=status]").first).to_have_text(
        words["practice-choose-role"]
    )
    expect(page.get_by_role("link", name="Custodian", exact=True)).to_be_visible()


@pytest.mark.parametrize("trouble", TROUBLES)
def test_failed_load_of_questions_is_reported(
    new_page: Callable[..., Page], address: str, words: dict[str, str], trouble: str
) -> None:
    page = new_page(may_complain=True)
    intercept(page, f"**/paths/{OTHER_JOB}.json", TROUBLES[trouble])
    page.goto(f"{address}practice/#{JOB},{OTHER_JOB}")
    expect(page.locator("self-check")).to_have_count(MOST_AT_ONCE)
    assert words["practice-partial"] in status_text(page)
    # A reminder covers all roles.
    page.locator("my-practice .fold > summary").click()
    with page.expect_download() as download:
        button(page, words, "reminders-save").click()
    assert f"#{JOB},{OTHER_JOB}" in download.value.path().read_text("utf-8").replace("\r\n ", "")

    page.evaluate("(job) => { location.hash = job; }", OTHER_JOB)
    link = page.get_by_role("link", name="Custodian", exact=True)
    expect(link).to_be_visible()
    assert status_text(page) == words["practice-load-error"]
    # Once online again, the reader can choose the same role.
    page.unroute(f"**/paths/{OTHER_JOB}.json")
    link.click()
    expect(page.locator("self-check")).to_have_count(MOST_AT_ONCE)
    assert words["practice-partial"] not in status_text(page)


@pytest.mark.parametrize("trouble", TROUBLES)
def test_failed_load_of_a_module_page_is_reported(
    new_page: Callable[..., Page], address: str, words: dict[str, str], trouble: str
) -> None:
    page = new_page(may_complain=True)
    intercept(page, f"**/{JOB}/*/", TROUBLES[trouble])
    page.goto(f"{address}practice/#{JOB}")
    link = page.get_by_role("link", name="Bus driver or monitor")
    expect(link).to_be_visible()
    assert status_text(page) == words["practice-load-error"]
    page.unroute(f"**/{JOB}/*/")
    link.click()
    expect(page.locator("self-check")).to_have_count(MOST_AT_ONCE)
    expect(current(page, words, 1)).to_be_focused()


def test_path_and_home_page_show_how_many_questions_are_due(
    page: Page, address: str, words: dict[str, str], questions: Callable[[str], list[str]]
) -> None:
    tried = {"outcome": "first", "revision": 1, "on": days_ago(5)}
    some = questions(JOB)[:7]
    put(page, {**dict.fromkeys(some, tried), "gone/away": tried}, JOB, OTHER_JOB)
    shared = len(set(some) & set(questions(OTHER_JOB)))
    name = words["resume-practice"]
    page.goto(f"{address}{JOB}/")
    link = page.get_by_role("link", name=name.format(count=7))
    expect(link).to_have_attribute("href", f"{address}practice/#{JOB}")
    page.goto(address)
    expect(page.get_by_role("link", name=name.format(count=7))).to_be_visible()
    expect(page.get_by_role("link", name=name.format(count=shared))).to_be_visible()


def test_reminders_are_downloaded_as_a_calendar_file(
    page: Page, address: str, words: dict[str, str], questions: Callable[[str], list[str]]
) -> None:
    put(page, {}, JOB, OTHER_JOB)
    visit(page, address)
    page.locator("my-practice .fold > summary").click()
    with page.expect_download() as download:
        button(page, words, "reminders-save").click()
    assert download.value.suggested_filename == f"practice-{TODAY}.ics"
    data = download.value.path().read_bytes()
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    calendar = Calendar.from_ical(data)
    events = calendar.walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [
        TODAY + timedelta(days=count) for count in (2, 7, 30)
    ]
    assert len({event["uid"] for event in events}) == 3
    for event in events:
        assert event["summary"] == words["reminder-title"]
        assert event["url"] == f"{address}practice/#{JOB},{OTHER_JOB}"
        assert words["reminder-text"] in str(event["description"])
        assert event.decoded("dtstamp").date() == TODAY
        (alarm,) = event.walk("VALARM")
        assert alarm.decoded("trigger") == timedelta(hours=12)
    # On a device without storage, the address is enough.
    page.evaluate("() => localStorage.clear()")
    page.goto("about:blank")
    page.goto(str(events[0]["url"]))
    expect(page.locator("self-check")).to_have_count(MOST_AT_ONCE)


def test_backup_is_offered_where_the_browser_may_evict_data(
    page: Page, address: str, words: dict[str, str], questions: Callable[[str], list[str]]
) -> None:
    tried = {questions(JOB)[0]: {"outcome": "first", "revision": 1, "on": days_ago(1)}}
    put(page, tried, JOB)
    visit(page, address)
    page.locator("my-practice .fold > summary").click()
    expect(page.locator("my-practice")).to_contain_text("Safari")
    with page.expect_download() as download:
        button(page, words, "save-file").click()
    assert json.loads(download.value.path().read_text(encoding="utf-8"))["answers"] == tried


def test_page_without_scripts_links_to_the_questions(
    new_page: Callable[..., Page], address: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{address}practice/")
    link = page.get_by_role("link", name="Bus driver or monitor")
    link.click()
    assert page.url == f"{address}{JOB}/"
