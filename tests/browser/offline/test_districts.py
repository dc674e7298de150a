"""In a site that districts share, readers who choose theirs find its numbers everywhere."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from course.cli.main import main
from course.publish.offline import add_worker
from tests.browser.actions import ready
from tests.browser.offline.conftest import DELAY, search_for, wait_until
from tests.browser.server import Server, start_server
from tests.browser.sites import SPECIMEN, scripts_of
from tests.conftest import lay

CHOSEN = "/repository/districts"
SETTINGS = """\
name: {}
state: Texas
draft: yes
report-to: mailto:help@{}.example
contacts:
  bus-office:
    name: Dispatch of {}
    use-for: |
      A bus is late, or a rider is lost.
    call: 555-555-2134
    verified-on: 2026-11-20
"""
JOB, LESSON = "bus-driver", "bus-driver/a-calmer-morning/"


@pytest.fixture(scope="module")
def shared_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The specimen, shared by two districts. Nothing waits before it is saved for offline."""
    folder = tmp_path_factory.mktemp("shared")
    for name in ("Ash", "Lake"):
        settings = SETTINGS.format(name, name.lower(), name)
        lay(folder, {f"districts/{name.lower()}/district.yml": settings})
    districts = ("--districts", str(folder / "districts"), "--shared")
    output = folder / "site"
    assert main(["build", "--folder", str(SPECIMEN), *districts, "--output", str(output)]) == 0
    script = scripts_of(output) / "main.mjs"
    text, count = DELAY.subn(r"\g<1>0", script.read_text(encoding="utf-8"))
    assert count == 1
    script.write_text(text, encoding="utf-8", newline="\n")
    add_worker(output)
    return output


@pytest.fixture
def server(shared_site: Path, asked: list[str]) -> Iterator[Server]:
    server = start_server(shared_site, asked)
    yield server
    server.shutdown()
    server.server_close()


def choose(page: Page, address: str, district: str, words: dict[str, str]) -> None:
    page.goto(f"{address}d/{district}/")
    page.get_by_role("button", name=words["my-district"]).click()


def led_to(page: Page, name: str) -> str | None:
    """Where the first link with this name leads."""
    return page.get_by_role("link", name=name).first.get_attribute("href")


def test_chosen_district_has_its_help_cards_and_search_on_every_page_and_offline(
    page: Page, server: Server, shared_site: Path, words: dict[str, str]
) -> None:
    address = server.address
    page.goto(f"{address}d/")
    page.get_by_role("link", name="Lake, Texas").click()
    choose(page, address, "lake", words)
    button = page.get_by_role("button", name=words["my-district"])
    expect(button).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("(key) => localStorage.getItem(key)", CHOSEN) == json.dumps(
        {"format": 1, "districts": {"lake": "Lake"}}, separators=(",", ":")
    )

    page.goto(address + LESSON)
    expect(page.locator(".head__now")).to_have_attribute("href", f"{address}d/lake/{JOB}/now/")
    assert led_to(page, "Everyone who can help") == f"{address}d/lake/help/"
    report = page.get_by_role("link", name=words["report"])
    expect(report).to_have_attribute("href", f"{address}d/lake/#_report")
    expect(page.locator(".foot .district-way")).to_contain_text(f"{words['your-district']} Lake")

    numbers = page.locator(".district-numbers a").first
    expect(numbers).to_have_attribute("href", f"{address}d/lake/help/")

    search_for(page, "dispatch of lake")
    first = page.locator("#_found a").first
    expect(first).to_contain_text("Dispatch of Lake")
    expect(first).to_have_attribute("href", f"{address}d/lake/help/#bus-office")
    page.locator("#_search").fill("seizure")
    expect(first).to_have_attribute("href", f"{address}d/lake/{JOB}/now/#seizure")

    of_district = [f"d/lake/{it}" for it in ("", "help/", "search.json", f"{JOB}/now/")]
    # Pages come last, so with one of them, everything that the search needs is there.
    kept = [f"{address}{it}" for it in (*of_district, f"{JOB}/", LESSON)]
    wait_until(
        page,
        f"""async () => {{
            const cache = await caches.open("/repository/ kept");
            const all = await Promise.all({kept}.map((it) => cache.match(it)));
            return all.every(Boolean);
        }}""",
    )
    server.instead = b"<!doctype html><title>Log in to the network</title>"
    script = scripts_of(shared_site).relative_to(shared_site) / "district/keep.mjs"
    for server.let_through in (".nothing", "search.json", "help/"):
        page.evaluate(
            "(script) => import(script).then((it) => it.keepDistrict()).catch(() => {})",
            f"{address}{script.as_posix()}",
        )
    server.instead = b""
    for trouble in ("is_ill", "is_down"):
        setattr(server, trouble, True)
        for path in ("d/lake/help/", f"d/lake/{JOB}/now/"):
            page.goto(address + path)
            expect(page.locator("main")).to_contain_text("555-555-2134")
    search_for(page, "dispatch of lake")
    expect(page.locator("#_found a").first).to_contain_text("Dispatch of Lake")


def test_another_district_replaces_it_and_it_can_be_forgotten(
    page: Page, server: Server, words: dict[str, str]
) -> None:
    address = server.address
    choose(page, address, "lake", words)
    choose(page, address, "ash", words)
    page.goto(address)
    way = page.locator("main .district-way")
    expect(way).to_contain_text("Ash")
    expect(way).not_to_contain_text("Lake")
    # A browser may restore this page, after Back, as it was before another district was chosen.
    lake = json.dumps({"format": 1, "districts": {"lake": "Lake"}})
    before = page.evaluate("(key) => localStorage.getItem(key)", CHOSEN)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [CHOSEN, lake])
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(way).to_contain_text("Lake")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [CHOSEN, before])
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    way.get_by_role("link", name="Ash").click()
    page.get_by_role("button", name=words["my-district"]).click()
    expect(page.get_by_role("button", name=words["my-district"])).to_have_attribute(
        "aria-pressed", "false"
    )
    page.goto(address)
    ready(page)
    expect(way).to_have_text("Which district do you work in?")
    assert led_to(page, "Everyone who can help") == "./help/"


def test_no_page_leads_to_a_district_that_is_gone(
    new_page: Callable[..., Page], server: Server
) -> None:
    page = new_page(may_complain=True)
    page.goto(server.address)
    gone = json.dumps({"format": 1, "districts": {"gone": "Gone"}})
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [CHOSEN, gone])
    with page.expect_response("**/d/gone/search.json"):
        page.goto(server.address + "help/")
    expect(page.locator("main .district-way")).to_have_text("Which district do you work in?")
    assert page.evaluate("(key) => localStorage.getItem(key)", CHOSEN) == gone


def test_districts_are_found_without_scripts(new_page: Callable[..., Page], server: Server) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(server.address)
    page.get_by_role("link", name="Which district").first.click()
    page.get_by_role("link", name="Lake, Texas").click()
    page.get_by_role("link", name="Bus driver").click()
    page.locator("summary", has_text="Seizure").click()
    expect(page.locator("#seizure")).to_contain_text("555-555-2134")
    page.get_by_role("link", name="Everyone who can help").click()
    expect(page.locator("#bus-office")).to_contain_text("Dispatch of Lake")
