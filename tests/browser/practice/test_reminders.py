"""The practice page offers reminders for a calendar, and a copy of what the browser may lose."""

import json
from collections.abc import Callable
from datetime import timedelta

from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.browser.practice.practice_page import (
    JOB,
    MOST_AT_ONCE,
    OTHER_JOB,
    TODAY,
    button,
    days_ago,
    put,
    visit,
)


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
