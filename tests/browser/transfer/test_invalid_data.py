"""Invalid data is not imported, and breaks no page where it is stored."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.actions import ready, settle
from tests.browser.reader_data import LINE, MINE, PLAN, YOURS, put, stored_data

pytestmark = pytest.mark.one_page

WRONG: list[tuple[str, Any]] = [
    *(("step", step) for step in (-1, 0, 0.5, 4, 1e308, "1")),
    *(("revision", revision) for revision in (1.5, 1e308, "1")),
    *(("on", on) for on in ("9999-99-99", "2026-02-31", ["2026-11-20"])),
    *(("outcome", outcome) for outcome in ("best", ["first"], "constructor")),
]
WRONG_LINES: list[tuple[str, Any]] = [
    *(("when", text) for text in ("", 7, ["x"], "x" * 2001)),
    *(("will", text) for text in ("", None, {"text": "zzz"})),
    *(("role", role) for role in ("", "//example.org", ["bus-driver"], None)),
    *(("on", on) for on in ("2026-02-31", 7)),
    *(("step", step) for step in (-1, 0, 3, "1")),
]
NONSENSE: dict[str, Any] = {
    "answers": {
        f"noticing/{at}": {"outcome": "first", "revision": 1, "on": "2026-11-20", key: value}
        for at, (key, value) in enumerate(WRONG)
    },
    "modules": {
        "constructor": {"bus-driver": {"on": "2026-02-31", "revision": 1}},
        "noticing": {
            "bus-driver": {"on": "2026-11-20", "revision": 1e308},
            "custodian": {"on": ["2026-11-20"], "revision": 1},
            "__proto__": {"on": "2026-11-20", "revision": 1},
        },
        "__proto__": {"bus-driver": {"on": "2026-11-20", "revision": 1}},
    },
    "notes": {PLAN: {"text": ["Ours."]}, "constructor": 7, "__proto__": {"text": "zzz"}},
    "lines": {
        **{f"{PLAN}--{at}": {**LINE, key: value} for at, (key, value) in enumerate(WRONG_LINES)},
        "constructor": 7,
        "__proto__": LINE,
    },
    "jobs": {"custodian": "x" * 100_000, "nutrition": "", "__proto__": "zzz", "teacher": ["x"]},
    "districts": {"Lake View": "Lake", "ash": ["Ash"], "lake": ""},
}
"""Data of the right or nearly right types that is invalid."""


def test_invalid_data_is_not_imported(page: Page, address: str, words: dict[str, str]) -> None:
    put(page, address, MINE)
    text = json.dumps({"format": 1, **NONSENSE}).encode()
    file: FilePayload = {"name": "a.json", "mimeType": "text/plain", "buffer": text}
    page.get_by_label(words["import-file"]).set_input_files(file)
    expect(page.locator("my-data [role=status]")).to_have_text(words["imported"])
    assert stored_data(page) == MINE


def test_invalid_stored_data_breaks_no_page(page: Page, address: str) -> None:
    for path in ("", "bus-driver/", "custodian/noticing/", "practice/", "record/", YOURS):
        put(page, address, {**NONSENSE, "jobs": {**NONSENSE["jobs"], "bus-driver": "Bus driver"}})
        settle(page, address + path)
        ready(page)
        text = page.locator("body").inner_text()
        assert not re.search("xxx|zzz|undefined|NaN|Invalid|function", text), path
