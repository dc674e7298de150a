"""The learning record, created on the device from its stored progress."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import FREE, FULL, TROUBLES, intercept, ready
from tests.browser.test_take_along import SITE, put

RECORD = "record/"
NAME = '=Ana "Bee", RN'
READ: dict[str, Any] = {
    "modules": {
        "noticing": {
            "bus-driver": {"on": "2026-11-21", "revision": 1},
            "custodian": {"on": "2026-11-22", "revision": 1},
        },
        "no-such-module": {"bus-driver": {"on": "2026-11-22", "revision": 1}},
        "start-here": {"bus-driver": {"on": "2026-11-20", "revision": 1}},
    }
}
KEPT = {f"{SITE}modules", f"{SITE}renames"}
"""The progress, and that it has followed what was renamed."""


def minutes_of(site: Path, module: str) -> int:
    """The most minutes that a module takes in the jobs in which it was read."""
    found = []
    for job in READ["modules"][module]:
        path = json.loads((site / "paths" / f"{job}.json").read_text(encoding="utf-8"))
        found += [row[2] for row in path["modules"] if row[0] == module]
    return int(max(found))


def visit(page: Page, address: str) -> None:
    put(page, address, READ)
    page.goto(address + RECORD)
    expect(page.get_by_role("table")).to_be_visible()


def table(page: Page) -> list[list[str]]:
    return [row.locator("th, td").all_inner_texts() for row in page.locator(".record tr").all()]


def test_record_is_empty_without_progress(page: Page, address: str, words: dict[str, str]) -> None:
    page.goto(address + RECORD)
    expect(page.locator("my-record")).to_have_text(words["record-empty"])


def test_record_has_a_line_for_each_module(
    page: Page, address: str, site: Path, words: dict[str, str]
) -> None:
    visit(page, address)
    noticing, start = minutes_of(site, "noticing"), minutes_of(site, "start-here")
    assert table(page) == [
        [words[f"record-{name}"] for name in ("module", "roles", "minutes", "date")],
        ["Noticing", "Bus driver or monitor, Custodian", str(noticing), "Nov 22, 2026"],
        ["Start here", "Bus driver or monitor", str(start), "Nov 20, 2026"],
    ]
    record = page.locator("my-record")
    expect(record).to_contain_text(words["record-total"].format(count=2, minutes=noticing + start))
    course = re.escape(words["record-of"]).replace(r"\{course\}", "Whole Staff")
    expect(record).to_contain_text(re.compile(course.replace(r"\{version\}", r"\d{4}\.\d+")))


def test_dates_are_on_one_line_and_the_table_fits_a_phone(page: Page, address: str) -> None:
    visit(page, address)
    for day in page.locator(".record td:last-child").all():
        lines = """(cell) => {
            const text = document.createRange();
            text.selectNodeContents(cell);
            return text.getClientRects().length;
        }"""
        assert day.evaluate(lines) == 1
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("trouble", TROUBLES)
def test_incomplete_record_says_what_failed_to_load(
    new_page: Callable[..., Page], address: str, words: dict[str, str], trouble: str
) -> None:
    page = new_page(may_complain=True)
    intercept(page, "**/paths/custodian.json", TROUBLES[trouble])
    visit(page, address)
    assert [row[:2] for row in table(page)[1:]] == [
        ["Noticing", "Bus driver or monitor"],
        ["Start here", "Bus driver or monitor"],
    ]
    notice = page.locator("p:has(~ .record)", has_text=words["record-load-error"])
    expect(notice).to_be_visible()
    # Without the other role there is no table.
    intercept(page, "**/paths/bus-driver.json", TROUBLES[trouble])
    page.reload()
    expect(page.locator("my-record")).to_have_text(words["record-load-error"])


def test_removed_role_does_not_break_the_record(
    new_page: Callable[..., Page], address: str, words: dict[str, str]
) -> None:
    page = new_page(may_complain=True)
    intercept(page, "**/paths/custodian.json", {"status": 404})
    visit(page, address)
    assert len(table(page)) == 3
    expect(page.locator("my-record")).not_to_contain_text(words["record-load-error"])
    intercept(page, "**/paths/bus-driver.json", {"status": 404})
    page.reload()
    expect(page.locator("my-record")).to_have_text(words["record-empty"])


def test_name_is_stored_on_request(page: Page, address: str, words: dict[str, str]) -> None:
    visit(page, address)
    field = page.get_by_role("textbox", name=words["record-name"], exact=True)
    box = page.get_by_role("checkbox", name=words["record-name-save"])
    field.fill("An")
    box.check()
    field.fill("Ana")
    page.reload()
    ready(page)
    expect(field).to_have_value("Ana")
    expect(box).to_be_checked()
    box.uncheck()
    page.reload()
    ready(page)
    expect(field).to_have_value("")
    expect(box).not_to_be_checked()
    assert set(page.evaluate("() => Object.keys(localStorage)")) == KEPT


def test_failure_to_store_the_name_is_reported(
    page: Page, address: str, words: dict[str, str]
) -> None:
    visit(page, address)
    status = page.locator("my-record").get_by_role("status")
    expect(status).to_be_empty()
    field = page.get_by_role("textbox", name=words["record-name"], exact=True)
    box = page.get_by_role("checkbox", name=words["record-name-save"])
    field.fill("Ana")
    page.evaluate(FULL)
    box.check()
    expect(status).to_have_text(words["not-saved"])
    box.uncheck()
    expect(status).to_be_empty()
    box.check()
    expect(status).to_have_text(words["not-saved"])
    page.evaluate(FREE)
    field.fill("Ana B")
    expect(status).to_be_empty()
    page.reload()
    ready(page)
    expect(field).to_have_value("Ana B")


def test_name_is_not_stored_by_default(page: Page, address: str, words: dict[str, str]) -> None:
    visit(page, address)
    field = page.get_by_role("textbox", name=words["record-name"], exact=True)
    field.fill(NAME)
    field.press("Enter")
    kept = page.evaluate("() => [{...localStorage}, {...sessionStorage}]")
    assert kept[0].keys() == KEPT
    assert NAME not in str(kept)
    assert page.url == address + RECORD
    page.reload()
    ready(page)
    expect(field).to_have_value("")


def test_record_can_be_downloaded_as_csv(
    page: Page, address: str, site: Path, words: dict[str, str]
) -> None:
    visit(page, address)
    page.get_by_role("textbox", name=words["record-name"], exact=True).fill(NAME)
    with page.expect_download() as download:
        page.get_by_role("button", name=words["record-csv"]).click()
    assert re.fullmatch(r"record-\d{4}-\d\d-\d\d\.csv", download.value.suggested_filename)
    # Without this mark, Excel assumes the system's encoding: "JosÃ©".
    assert download.value.path().read_bytes().startswith("\ufeff".encode())
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        first, second = csv.DictReader(file)
    assert first["module"] == "Noticing"
    assert second == {
        # A value that starts with "=" would be treated as a formula.
        "name": f"'{NAME}",
        "course": "Whole Staff",
        "version": first["version"],
        "module": "Start here",
        "jobs": "Bus driver or monitor",
        "minutes": str(minutes_of(site, "start-here")),
        "date": "2026-11-20",
    }


def test_printed_record_has_the_name_and_no_buttons(
    page: Page, address: str, words: dict[str, str]
) -> None:
    visit(page, address)
    page.emulate_media(media="print")
    expect(page.get_by_role("textbox", name=words["record-name"], exact=True)).to_be_visible()
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.locator("my-record button:visible")).to_have_count(0)
    page.emulate_media()
