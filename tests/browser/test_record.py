"""The learning record, created on the device from its stored progress."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from course.records.columns import COLUMNS
from tests.browser.actions import ready, scripts_at
from tests.browser.device import FREE, FULL, TROUBLES, intercept, store
from tests.browser.reader_data import SITE, put
from tests.nightly import at_night, one_of

RECORD = "record/"
MOST_MODULES = 15
"""So many fit on one sheet. No job has more."""
FIRST, LAST = '=Ana "Bee"', "Cruz, RN"
NUMBER = "004711"
LONG = 94
"""What a module took when it was finished. It is shorter now."""
READ: dict[str, Any] = {
    "modules": {
        "noticing": {
            "bus-driver": {"on": "2026-11-21", "revision": 1, "minutes": LONG},
            "custodian": {"on": "2026-11-22", "revision": 1},
        },
        "no-such-module": {"bus-driver": {"on": "2026-11-22", "revision": 1}},
        "start-here": {"bus-driver": {"on": "2026-11-20", "revision": 1}},
    }
}
KEPT = {f"{SITE}modules", f"{SITE}renames"}
"""The progress, and that it has followed what was renamed."""


def minutes_of(site: Path, module: str) -> int:
    """The minutes that a module takes in the job in which it was read."""
    (job,) = READ["modules"][module]
    path = json.loads((site / "paths" / f"{job}.json").read_text(encoding="utf-8"))
    return int(next(row[2] for row in path["modules"] if row[0] == module))


def visit(page: Page, address: str) -> None:
    put(page, address, READ)
    page.goto(address + RECORD)
    expect(page.get_by_role("table")).to_be_visible()


def table(page: Page) -> list[list[str]]:
    return [
        row.locator("th, td").all_inner_texts() for row in page.locator(".record__table tr").all()
    ]


def test_record_is_empty_without_progress(page: Page, address: str, words: dict[str, str]) -> None:
    page.goto(address + RECORD)
    expect(page.locator("my-record")).to_have_text(words["record-empty"])


def test_record_has_a_line_for_each_module(
    page: Page, address: str, site: Path, words: dict[str, str]
) -> None:
    visit(page, address)
    start = minutes_of(site, "start-here")
    assert start < LONG
    assert table(page) == [
        [words[f"record-{name}"] for name in ("module", "roles", "date", "minutes")],
        ["Noticing", "Bus driver or monitor, Custodian", "Nov 22, 2026", str(LONG)],
        ["Start here *", "Bus driver or monitor", "Nov 20, 2026", str(start)],
    ]
    expect(page.locator(".record-sheet")).to_contain_text(words["record-old"])
    total = LONG + start
    hours = f"{round(total / 15) / 4:.2f}"
    expect(page.locator(".record__total")).to_have_text(
        words["record-total"].format(count=2, minutes=total, hours=hours)
    )


def test_record_says_whose_it_is_of_what_and_who_signs(
    page: Page, address: str, words: dict[str, str]
) -> None:
    visit(page, address)
    sheet = page.locator(".record-sheet")
    expect(sheet.get_by_text(words["record-number"])).to_be_hidden()
    type_name(page, words)
    page.get_by_text(words["record-number-ask"]).click()
    page.get_by_label(words["record-number"], exact=True).fill(NUMBER)
    terms = sheet.locator("dt").all_inner_texts()
    facts = dict(zip(terms, sheet.locator("dd").all_inner_texts(), strict=True))
    assert re.fullmatch(r"\d{4}\.\d+", facts.pop(words["record-version"]))
    assert facts.pop(words["record-made-on"])
    assert facts == {
        words["record-name"]: f"{FIRST} {LAST}",
        words["record-number"]: NUMBER,
        words["record-jobs"]: "Bus driver or monitor, Custodian",
        words["record-course"]: "Whole Staff",
        words["record-address"]: address,
    }
    for name in ("self", "supervisor", "signature", "day"):
        expect(sheet.get_by_text(words[f"record-{name}"], exact=True).first).to_be_visible()


def test_record_names_the_readers_district(page: Page, address: str, words: dict[str, str]) -> None:
    # As everywhere, what cannot be a district is passed over.
    put(page, address, {**READ, "districts": {"No id": "Ash", "lake": "Lake Schools"}})
    page.goto(address + RECORD)
    sheet = page.locator(".record-sheet")
    expect(sheet).to_contain_text("Lake Schools")
    expect(sheet).to_contain_text(f"{address}d/lake/")


def test_hours_are_rounded_to_the_nearest_quarter(empty_page: Page) -> None:
    expected = {0: "0.00", 7: "0.00", 8: "0.25", 22: "0.25", 23: "0.50", 52: "0.75", 60: "1.00"}
    found = empty_page.evaluate(
        "async ([script, all]) => all.map((await import(script)).hours)",
        [f"{SITE}js/source/path/record-rows.mjs", [*expected]],
    )
    assert found == [*expected.values()]


def type_name(page: Page, words: dict[str, str]) -> None:
    page.get_by_label(words["record-first-name"]).fill(FIRST)
    page.get_by_label(words["record-last-name"]).fill(LAST)


def test_dates_are_on_one_line_and_the_table_fits_a_phone(page: Page, address: str) -> None:
    visit(page, address)
    for day in page.locator(".record__table td:nth-last-child(2)").all():
        lines = """(cell) => {
            const text = document.createRange();
            text.selectNodeContents(cell);
            return text.getClientRects().length;
        }"""
        assert day.evaluate(lines) == 1
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_no_word_of_the_headings_is_broken_on_a_small_phone(page: Page, address: str) -> None:
    visit(page, address)
    page.set_viewport_size({"width": 320, "height": 640})
    broken: list[str] = page.locator(".record__table thead th").evaluate_all(
        """(all) => all.flatMap(({firstChild: text}) =>
            [...text.data.matchAll(/[^ ]+/g)].filter(({0: word, index}) => {
                const range = document.createRange();
                range.setStart(text, index);
                range.setEnd(text, index + word.length);
                return range.getClientRects().length > 1;
            }).map(([word]) => word))"""
    )
    assert broken == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("trouble", one_of(TROUBLES, "a host in trouble"))
def test_incomplete_record_says_what_failed_to_load(
    new_page: Callable[..., Page], address: str, words: dict[str, str], trouble: str
) -> None:
    page = new_page(may_complain=True)
    intercept(page, "**/paths/custodian.json", TROUBLES[trouble])
    visit(page, address)
    assert [row[:2] for row in table(page)[1:]] == [
        ["Noticing", "Nov 21, 2026"],
        ["Start here *", "Nov 20, 2026"],
    ]
    notice = page.locator("p:has(~ .record-sheet)", has_text=words["record-load-error"])
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


FIELDS = {"name": "record-first-name", "number": "record-number"}


@pytest.mark.parametrize("kept", ["number", *at_night("name")])
def test_name_and_number_are_stored_on_request_each_by_itself(
    page: Page, address: str, words: dict[str, str], kept: str
) -> None:
    visit(page, address)
    page.get_by_text(words["record-number-ask"]).click()
    fields = {name: page.get_by_label(words[it], exact=True) for name, it in FIELDS.items()}
    for field in fields.values():
        field.fill("47")
    box = page.get_by_role("checkbox", name=words[f"record-{kept}-save"])
    box.check()
    fields[kept].fill("4711")
    page.reload()
    ready(page)
    expect(box).to_be_checked()
    for name, field in fields.items():
        expect(field).to_have_value("4711" if name == kept else "")
    assert set(page.evaluate("() => Object.keys(localStorage)")) == {*KEPT, f"{SITE}{kept}"}
    box.uncheck()
    page.reload()
    ready(page)
    page.get_by_text(words["record-number-ask"]).click()
    expect(fields[kept]).to_have_value("")
    expect(box).not_to_be_checked()
    assert set(page.evaluate("() => Object.keys(localStorage)")) == KEPT


@pytest.mark.parametrize(
    ("saved", "first", "last"),
    [
        ("Ana de la Cruz", "Ana de la", "Cruz"),
        ("Ana Maria\nde la Cruz", "Ana Maria", "de la Cruz"),
        pytest.param("Ana", "Ana", "", marks=pytest.mark.nightly),
        pytest.param("\nCruz", "", "Cruz", marks=pytest.mark.nightly),
    ],
)
def test_saved_name_is_in_both_fields(
    page: Page, address: str, words: dict[str, str], saved: str, first: str, last: str
) -> None:
    """Also one that was saved when there was a single field."""
    store(page, {f"{SITE}name": saved})
    visit(page, address)
    expect(page.get_by_label(words["record-first-name"])).to_have_value(first)
    expect(page.get_by_label(words["record-last-name"])).to_have_value(last)
    assert page.evaluate("(key) => localStorage[key]", f"{SITE}name") == saved


def test_failure_to_store_the_name_is_reported(
    page: Page, address: str, words: dict[str, str]
) -> None:
    visit(page, address)
    status = page.locator("my-record > .record__hint[role=status]")
    expect(status).to_be_empty()
    field = page.get_by_label(words["record-first-name"])
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
    type_name(page, words)
    page.get_by_label(words["record-last-name"]).press("Enter")
    kept = page.evaluate("() => [{...localStorage}, {...sessionStorage}]")
    assert kept[0].keys() == KEPT
    assert LAST not in str(kept)
    assert page.url == address + RECORD
    page.reload()
    ready(page)
    expect(page.get_by_label(words["record-last-name"])).to_have_value("")


def test_number_is_no_part_of_what_moves_to_another_device(page: Page, address: str) -> None:
    store(page, {f"{SITE}number": NUMBER, f"{SITE}name": LAST})
    visit(page, address)
    snapshot = page.evaluate(
        "async (script) => (await import(script)).takeSnapshot()",
        f"{scripts_at(page)}transfer/snapshot.mjs",
    )
    assert "noticing" in snapshot["modules"]
    assert not {NUMBER, LAST} & set(re.findall(r"[\w, ]+", json.dumps(snapshot)))


def test_record_can_be_downloaded_as_a_table_for_coordinators(
    page: Page, address: str, site: Path, words: dict[str, str]
) -> None:
    visit(page, address)
    type_name(page, words)
    page.get_by_text(words["record-number-ask"]).click()
    page.get_by_label(words["record-number"], exact=True).fill("＝1+1")
    with page.expect_download() as download:
        page.get_by_role("button", name=words["record-csv"]).click()
    assert re.fullmatch(r"record-\d{4}-\d\d-\d\d\.csv", download.value.suggested_filename)
    # Without this mark, Excel assumes the system's encoding: "JosÃ©".
    assert download.value.path().read_bytes().startswith("\ufeff".encode())
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        first, second = reader
    assert reader.fieldnames == [*COLUMNS]
    assert first["job_ids"] == "bus-driver; custodian"
    assert first["jobs"] == "Bus driver or monitor; Custodian"
    assert (first["minutes"], first["hours"]) == ("94", "1.50")
    assert second == {
        # A value that starts with "=" would be treated as a formula.
        "employee_id": "'＝1+1",
        "last_name": LAST,
        "first_name": f"'{FIRST}",
        "name": f"'{FIRST} {LAST}",
        "district": "",
        "course": "Whole Staff",
        "version": first["version"],
        "address": address,
        "module_id": "start-here",
        "module": "Start here",
        "job_ids": "bus-driver",
        "jobs": "Bus driver or monitor",
        "minutes": str(minutes_of(site, "start-here")),
        "hours": f"{round(minutes_of(site, 'start-here') / 15) / 4:.2f}",
        "completed_on": "2026-11-20",
        "made_on": page.evaluate("() => new Date().toLocaleDateString('sv')"),
    }


@pytest.mark.parametrize("is_all", [False, *at_night(True)])
def test_modules_are_taken_off_the_record_after_a_question(
    page: Page, address: str, words: dict[str, str], is_all: bool
) -> None:
    visit(page, address)
    press(page, words, "again")
    if not is_all:
        page.get_by_label(words["record-again-what"]).select_option("noticing")
    ask = page.locator(".record__again > button")
    ask.click()
    page.get_by_role("button", name=words["record-again-no"]).click()
    expect(ask).to_be_focused()
    assert len(table(page)) == 3
    ask.click()
    page.get_by_role("button", name=words["record-again-yes"]).click()
    said = page.locator("my-record > [role=status]").last
    chosen = words["record-again-all"] if is_all else "Noticing"
    expect(said).to_have_text(words["record-again-done"].format(modules=chosen))
    expect(said).to_be_focused()
    kept = json.loads(page.evaluate("(key) => localStorage[key]", f"{SITE}modules"))["modules"]
    left = {it: READ["modules"][it] for it in ("no-such-module", "start-here")}
    assert kept == ({} if is_all else left)
    assert [row[0] for row in table(page)[1:]] == ([] if is_all else ["Start here *"])


def press(page: Page, words: dict[str, str], name: str) -> None:
    page.locator("my-record summary", has_text=words[f"record-{name}"]).click()


def test_printed_record_is_one_sheet_with_the_name_and_no_buttons(
    page: Page, address: str, site: Path, words: dict[str, str]
) -> None:
    """With the longest path, finished in two jobs that have long names."""
    roles = {name: json.loads(path.read_text(encoding="utf-8")) for name, path in paths(site)}
    longest = max(roles, key=lambda name: len(roles[name]["modules"]))
    finished = {"on": "2026-11-20", "revision": 1}
    jobs = (longest, "bus-driver")
    modules = {row[0]: dict.fromkeys(jobs, finished) for row in roles[longest]["modules"]}
    assert len(modules) == MOST_MODULES
    put(page, address, {"modules": modules})
    page.goto(address + RECORD)
    type_name(page, words)
    page.emulate_media(media="print")
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.locator(".record-sheet")).to_contain_text(f"{FIRST} {LAST}")
    expect(page.locator("my-record :is(button, input, select, summary):visible")).to_have_count(0)
    for paper in ("Letter", "A4"):
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))) == 1


def paths(site: Path) -> list[tuple[str, Path]]:
    return [(path.stem, path) for path in (site / "paths").iterdir()]
