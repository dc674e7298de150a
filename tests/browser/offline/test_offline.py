"""A role that was visited once is available offline."""

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from course.site import NOW
from tests.browser.actions import answer, ready, scripts_at
from tests.browser.offline.conftest import (
    JOB,
    MODULE,
    Host,
    origin_of,
    pages_of,
    search_for,
    visit,
    wait_until,
)
from tests.browser.test_weight import KIB, sent

MOST_KEPT_FOR_A_JOB = 620 * KIB
"""Includes the cards, a scene, every topic, every source, and a drawing for each lesson."""
SHARED = ("", "help/", "evidence/", "glossary/", "yours/", "record/", "practice/")


def test_whole_path_is_available_offline_after_one_visit(
    page: Page, host: Host, words: dict[str, str]
) -> None:
    visit(page, host, words)
    host.server.is_down = True
    paths = [*pages_of(host.folder, JOB), *SHARED]
    assert len(paths) == 6 + len(SHARED)
    of_each_kind = {f"{JOB}/", f"{JOB}/{NOW}", f"{JOB}/{MODULE}/", *SHARED}
    assert of_each_kind <= set(paths)
    for path in paths:
        page.goto(host.address + path)
        expect(page.locator("h1")).to_be_visible()
        if path in of_each_kind:
            ready(page)
    # Reading, questions and search work.
    page.goto(f"{host.address}{JOB}/{MODULE}/?from=mail#_self-check")
    ready(page)
    answer(page, rightly=True)
    page.reload()
    ready(page)
    befores = page.locator(".check__before:visible")
    assert befores.count() == page.locator("self-check").count()
    search_for(page, "dispatch")
    page.goto(f"{host.address}{JOB}/{MODULE}/index.html")
    expect(page.locator("h1")).to_be_visible()
    # An address without a slash at its end is found.
    page.goto(f"{host.address}{JOB}/{MODULE}")
    assert page.url == f"{host.address}{JOB}/{MODULE}/"
    page.goto(f"{host.address}practice/#{JOB}")
    page.get_by_role("button", name=words["practice-anyway"]).click()
    expect(page.locator("self-check")).to_have_count(5)


def test_uncached_page_is_reported_offline_and_loads_online(
    page: Page, host: Host, words: dict[str, str]
) -> None:
    visit(page, host, words)
    host.server.is_down = True
    page.goto(f"{host.address}custodian/")
    assert page.url == f"{host.address}offline/"
    expect(page.locator("h1")).to_be_visible()
    page.locator(".brand").click()
    page.wait_for_url(host.address)
    host.server.is_down = False
    page.goto(f"{host.address}custodian/")
    assert page.url == f"{host.address}custodian/"
    expect(page.get_by_text(words["offline-saved"])).to_be_visible(timeout=20_000)
    host.server.is_down = True
    page.goto(f"{host.address}custodian/{MODULE}/")
    expect(page.locator("h1")).to_be_visible()


def test_first_page_of_a_first_visit_keeps_working_offline(
    page: Page, host: Host, words: dict[str, str]
) -> None:
    host.server.file_cache = "no-store"
    visit(page, host, words)
    host.server.is_down = True
    search_for(page, "dispatch")


def test_full_device_loses_nothing(page: Page, host: Host, words: dict[str, str]) -> None:
    visit(page, host, words)
    session = page.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin_of(host), "quotaSize": 1})
    for path in (f"{JOB}/{MODULE}/", "help/", "custodian/"):
        page.goto(host.address + path)
        ready(page)
    host.server.is_down = True
    page.goto(f"{host.address}{JOB}/{MODULE}/")
    ready(page)


def test_saved_roles_are_cached_too(page: Page, host: Host, words: dict[str, str]) -> None:
    page.goto(host.address)
    page.evaluate(
        "(jobs) => localStorage.setItem('/repository/jobs', jobs)",
        json.dumps({"format": 1, "jobs": {"custodian": "Custodian"}}),
    )
    visit(page, host, words)
    host.server.is_down = True
    page.goto(f"{host.address}custodian/{MODULE}/")
    assert page.url == f"{host.address}custodian/{MODULE}/"


def test_interrupted_copy_continues_on_the_next_visit(
    page: Page, host: Host, words: dict[str, str]
) -> None:
    rest = host.folder / JOB / MODULE / "index.html"
    text = rest.read_text(encoding="utf-8")
    rest.unlink()
    page.goto(f"{host.address}{JOB}/")
    wait_until(page, "async () => (await caches.keys()).length > 0")
    rest.write_text(text, encoding="utf-8")
    visit(page, host, words)
    host.server.is_down = True
    page.goto(f"{host.address}{JOB}/{MODULE}/")
    expect(page.locator("h1")).to_be_visible()


def test_copy_of_a_path_is_within_budget(site: Path) -> None:
    found = re.match(r"const manifest=(.*);\n", (site / "worker.js").read_text(encoding="utf-8"))
    assert found
    manifest = json.loads(found[1])
    assert len(manifest["roles"]) > 5

    def weight(addresses: list[str]) -> int:
        files = [site / address.split("?")[0] for address in addresses]
        return sum(sent(file / "index.html" if file.is_dir() else file) for file in files)

    shared = weight([*manifest["shared"]])
    for job, files in manifest["roles"].items():
        assert shared + weight([*files]) <= MOST_KEPT_FOR_A_JOB, job


def test_site_works_without_a_worker(page: Page, address: str) -> None:
    page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'serviceWorker', {value: undefined});"
    )
    page.clock.install()
    page.goto(f"{address}{JOB}/{MODULE}/")
    ready(page)
    with page.expect_response("**/offline/register.mjs"):
        page.clock.run_for(10_000)
    page.evaluate("(js) => import(`${js}offline/register.mjs`)", scripts_at(page))
    page.goto(f"{address}yours/")
    ready(page)
