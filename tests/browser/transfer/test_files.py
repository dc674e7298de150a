"""Reader data can be transferred to another device in a file, and is merged there."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.reader_data import BOTH, MINE, put, stored_data
from tests.browser.transfer.my_data import MOST_BYTES, press
from tests.nightly import at_night

pytestmark = pytest.mark.one_page


def test_imported_file_overwrites_nothing(
    page: Page, other: Page, address: str, words: dict[str, str], tmp_path: Path
) -> None:
    with other.expect_download() as download:
        press(other, words, "save-file")
    assert re.fullmatch(r"course-\d{4}-\d\d-\d\d\.json", download.value.suggested_filename)
    file = tmp_path / "things.json"
    download.value.save_as(file)
    put(page, address, MINE)
    for _ in range(2):  # importing again changes nothing
        page.get_by_label(words["import-file"]).set_input_files(file)
        expect(page.locator("my-data [role=status]")).to_have_text(words["imported"])
        assert stored_data(page) == BOTH
    expect(page.locator("my-data")).to_contain_text(
        words["saved-summary"].format(questions=2, modules=1, lines=2, notes=2)
    )


def test_file_can_be_imported_for_the_session_only(
    page: Page, address: str, words: dict[str, str]
) -> None:
    page.clock.install()
    put(page, address, MINE)
    page.evaluate("() => { window.gone = 0; URL.revokeObjectURL = () => { window.gone += 1; }; }")
    with page.expect_download():
        press(page, words, "save-file")
    page.clock.run_for(30_000)
    assert page.evaluate("() => window.gone") == 0
    page.clock.run_for(30_000)
    assert page.evaluate("() => window.gone") == 1


@pytest.mark.parametrize(
    "text",
    [
        *("{", '{"format": 2, "answers": {}}'),
        *at_night("", "[]", "7", '{"answers": {}}', "\x00PK"),
    ],
)
def test_file_of_another_kind_is_reported(
    page: Page, address: str, words: dict[str, str], text: str
) -> None:
    put(page, address, MINE)
    file: FilePayload = {"name": "a.json", "mimeType": "text/plain", "buffer": text.encode()}
    page.get_by_label(words["import-file"]).set_input_files(file)
    expect(page.locator("my-data [role=status]")).to_have_text(words["import-unreadable"])
    assert stored_data(page) == MINE


def test_file_that_cannot_be_read_is_reported(
    page: Page, address: str, words: dict[str, str]
) -> None:
    put(page, address, MINE)
    page.evaluate("() => { File.prototype.text = async () => { throw new Error(); }; }")
    file: FilePayload = {"name": "a.json", "mimeType": "application/json", "buffer": b"{}"}
    page.get_by_label(words["import-file"]).set_input_files(file)
    expect(page.locator("my-data [role=status]")).to_have_text(words["import-unreadable"])
    assert stored_data(page) == MINE


def test_oversized_file_is_not_read(page: Page, address: str, words: dict[str, str]) -> None:
    put(page, address, MINE)
    text = json.dumps({"format": 1, "notes": {"a/b": {"text": "Never read."}}}) + " " * MOST_BYTES
    file: FilePayload = {"name": "a.json", "mimeType": "text/plain", "buffer": text.encode()}
    page.get_by_label(words["import-file"]).set_input_files(file)
    expect(page.locator("my-data [role=status]")).to_have_text(words["import-unreadable"])
    assert stored_data(page) == MINE
