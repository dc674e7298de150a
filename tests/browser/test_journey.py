"""A reader's whole journey: two roles, two modules, a second device, offline, practice, the record.

If the environment variable `COURSE_SHOTS` names a folder, a screenshot of each step is saved there.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.actions import answer, ready
from tests.browser.device import PHONE, watch
from tests.browser.server import Server, start_server

FIRST, SECOND = ("bus-driver", "Bus driver or monitor"), ("custodian", "Custodian")
MODULES = ("start-here", "in-the-moment")
NOTE = "Shoulders down. Then one line."
NAME = "Ana Example"
SHOTS = os.environ.get("COURSE_SHOTS")
Open = Callable[[], Page]


@pytest.fixture
def server(site: Path, asked: list[str]) -> Iterator[Server]:
    """A separate server, because the test stops it to go offline."""
    found = start_server(site, asked)
    yield found
    found.shutdown()
    found.server_close()


@pytest.fixture
def device(browser: Browser, complaints: list[str]) -> Iterator[Open]:
    """Opens a page, each time on a new device."""
    contexts = []

    def start() -> Page:
        contexts.append(browser.new_context(viewport=PHONE))
        page = contexts[-1].new_page()
        page.clock.install(time="2026-11-25T15:00:00")
        watch(page, complaints)
        return page

    yield start
    for context in contexts:
        context.close()


def shoot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png")


def button(page: Page, words: dict[str, str], name: str) -> None:
    page.get_by_role("button", name=words[name], exact=True).click()


def read(page: Page, url: str) -> None:
    """Opens a module, answers its questions, and scrolls to its end."""
    page.goto(url)
    ready(page)
    answer(page, rightly=True)
    page.locator(".onward").scroll_into_view_if_needed()
    page.wait_for_function(
        "() => localStorage['/repository/modules']?.includes(location.pathname.split('/')[3])"
    )


def test_from_the_first_tap_to_the_record(
    device: Open, server: Server, words: dict[str, str], tmp_path: Path
) -> None:
    address = server.address
    phone = device()

    # Two roles.
    phone.goto(address)
    ready(phone)
    phone.get_by_role("link", name=FIRST[1]).click()
    # Two modules, one in each role, and a note.
    read(phone, f"{address}{FIRST[0]}/{MODULES[0]}/")
    phone.goto(f"{address}{SECOND[0]}/")
    button(phone, words, "my-role")
    phone.goto(f"{address}{SECOND[0]}/{MODULES[1]}/")
    ready(phone)
    phone.locator("section[id$='--my-move'] textarea").fill(NOTE)
    shoot(phone, "1-note")
    read(phone, f"{address}{SECOND[0]}/{MODULES[1]}/")
    phone.goto(address)
    expect(phone.locator(".resume .onward")).to_have_count(2)
    for title in (FIRST[1], SECOND[1]):
        item = phone.locator(".resume", has_text=title)
        expect(item).to_contain_text(words["path-finished-elsewhere"].format(count=1))
    shoot(phone, "2-where-i-am")

    # A link, including the note, transfers everything to the computer in the break room.
    phone.goto(f"{address}yours/")
    ready(phone)
    phone.get_by_label(words["link-with-notes"]).check()
    button(phone, words, "make-link")
    link = phone.get_by_label(words["link"]).input_value()
    shoot(phone, "3-link")
    phone.close()
    other = device()
    other.goto(link)
    ready(other)
    button(other, words, "import")
    expect(other.locator("my-data [role=status]")).to_have_text(words["imported"])
    shoot(other, "4-taken-in")
    other.goto(f"{address}{SECOND[0]}/{MODULES[1]}/")
    ready(other)
    expect(other.locator("section[id$='--my-move'] textarea")).to_have_value(NOTE)
    befores = other.locator(".check__before").all_inner_texts()
    assert set(befores) == {words["first"]}

    # The path is cached there, and two days later the network is down.
    other.goto(f"{address}{SECOND[0]}/")
    other.clock.run_for(5_000)
    expect(other.get_by_text(words["offline-saved"])).to_be_visible(timeout=20_000)
    shoot(other, "5-kept-for-offline")
    server.is_down = True
    other.clock.set_fixed_time("2026-11-27T15:00:00")
    other.goto(address)
    back = other.locator("my-roles a[href*=practice]").last
    expect(back).to_be_visible()
    back.click()
    expect(other.locator("my-practice self-check")).not_to_have_count(0)
    ready(other)
    expect(other.locator("my-practice")).to_contain_text(words["practice-due"].split("{")[0])
    shoot(other, "6-practice-offline")
    answer(other, rightly=True)
    end = other.get_by_role("heading", name=words["practice-end"], exact=True)
    while end.count() == 0:
        button(other, words, "continue")
    button(other, words, "practice-more")
    expect(other.locator("my-practice h2").first).to_be_focused()

    # The printed record.
    other.goto(f"{address}record/")
    other.get_by_label(words["record-last-name"]).fill(NAME)
    rows = [
        row.locator("th, td").all_inner_texts() for row in other.locator(".record__table tr").all()
    ]
    assert [row[:2] for row in rows[1:]] == [
        ["Start here", FIRST[1]],
        ["In the moment", SECOND[1]],
    ]
    shoot(other, "7-record")
    pdf = tmp_path / "record.pdf"
    other.pdf(path=pdf)
    if SHOTS:
        (Path(SHOTS) / "8-record.pdf").write_bytes(pdf.read_bytes())
    assert NAME not in str(other.evaluate("() => [{...localStorage}, {...sessionStorage}]"))
