"""After new and broken builds, readers get consistent pages, and eventually the new ones."""

import re
import shutil
from random import Random

import pytest
from playwright.sync_api import Page, expect

from course.frontend.build import STYLE_SHEETS
from course.publish.offline import add_worker, worker
from tests.browser.actions import ready
from tests.browser.device import watch
from tests.browser.offline.conftest import (
    JOB,
    MODULE,
    Host,
    ask_for_update,
    build_of,
    pages_of,
    search_for,
    the_one_build_of,
    visit,
    wait_for_worker,
    wait_until,
)
from tests.browser.server import AS_HOSTS_DO, PREFIXES
from tests.browser.sites import scripts_of
from tests.conftest import lay

FEW_STEPS, MANY_STEPS = 20, 400


def test_new_build_replaces_the_old_one_and_fetches_only_changes(
    page: Page, host: Host, words: dict[str, str]
) -> None:
    host.publish("a")
    visit(page, host, words)
    page.reload()
    assert build_of(page) == "a"
    folder = host.folder.with_name("next")
    shutil.copytree(host.folder, folder)
    changed = [f"{JOB}/{MODULE}/index.html", "help/index.html"]
    for name in changed:
        text = (folder / name).read_text(encoding="utf-8").replace("build a", "build b")
        (folder / name).write_text(text, encoding="utf-8")
    add_worker(folder)
    host.put(folder)
    host.asked.clear()
    wait_for_worker(page)
    prefix = PREFIXES[0]
    asked = {at.removeprefix(prefix) for at in host.asked} - {"worker.js"}
    assert asked == {name.removesuffix("index.html") for name in changed}
    page.goto(f"{host.address}{JOB}/{MODULE}/")
    assert build_of(page) == "b"


def do(deed: str, tab: Page, host: Host, path: str, build: str) -> None:
    """Performs an action of readers, authors or the network."""
    match deed:
        case "open":
            tab.goto(host.address + path)
        case "read on":
            tab.evaluate("() => scrollBy({top: 3 * innerHeight, behavior: 'instant'})")
            tab.wait_for_timeout(50)
        case "back":
            tab.go_back(wait_until="commit")
        case "publish":
            host.publish(build)
        case "network":
            host.server.is_down = not host.server.is_down
        case "update":
            ask_for_update(tab)


@pytest.mark.parametrize("steps", [FEW_STEPS, pytest.param(MANY_STEPS, marks=pytest.mark.nightly)])
def test_every_page_is_from_a_single_build(
    page: Page, host: Host, words: dict[str, str], steps: int
) -> None:
    random = Random(299368)  # several builds are seen and each deed is done, even in a few steps
    host.publish("0")
    visit(page, host, words)
    # Offline pages log errors for missing scripts, so their console is not checked.
    pages = [page.context.new_page() for _ in range(3)]
    page.close()
    host.server.page_cache = AS_HOSTS_DO
    paths = [*pages_of(host.folder, JOB), "help/", "custodian/"]
    for tab in pages:
        tab.goto(f"{host.address}{JOB}/")
    deeds = [*("open", "open", "read on", "read on", "back"), *("publish", "network", "update")]
    seen = set()
    for step in range(steps):
        do(random.choice(deeds), random.choice(pages), host, random.choice(paths), f"step-{step}")
        seen |= {the_one_build_of(it) for it in pages}
    assert len(seen - {""}) > 3


def cached(page: Page) -> list[str]:
    urls: list[str] = page.evaluate(
        "async () => (await (await caches.open('/repository/ kept')).keys()).map(({url}) => url)"
    )
    return urls


def script_folders(page: Page) -> set[str]:
    return {found[1] for url in cached(page) if (found := re.search(r"/js/(\w+)/", url))}


@pytest.mark.nightly
def test_scripts_are_kept_for_open_pages_and_dropped_by_age_even_after_a_rollback(
    page: Page, host: Host, words: dict[str, str]
) -> None:
    host.server.file_cache = "no-store"
    host.publish("a")
    visit(page, host, words)
    page.reload()
    other = page.context.new_page()
    folders = {"a": host.folder.resolve()}
    for build in ("b", "c", "d", "b", "e"):
        if build in folders:
            host.put(folders[build])
        else:
            host.publish(build)
            folders[build] = host.folder.resolve()
        other.goto(f"{host.address}{JOB}/")
        wait_for_worker(other)
        other.goto(f"{host.address}{JOB}/")
        expect(other.get_by_text(words["offline-saved"])).to_be_visible(timeout=20_000)
        assert build_of(other) == build
        if build == "c":
            # Where files are gone, some hosts answer with a page.
            for path in scripts_of(folders["a"]).rglob("*.*"):
                name = path.relative_to(folders["a"]).as_posix()
                lay(host.folder, {name: "<!doctype html><title>Not found</title>"})
            search_for(page, "dispatch")
            assert page.evaluate("() => [...window.builds]") == ["a"]
        if build == "d":
            # Files that no page needs are deleted, and so are very old scripts.
            wait_until(other, "async () => !(await caches.match('/repository/js/a/main.mjs'))")
            assert script_folders(other) == {*"bcd"}
            assert len([url for url in cached(other) if "/css/" in url]) == len(STYLE_SHEETS)
    # The one of "c" is the oldest now: "b" was published again after it.
    wait_until(other, "async () => !(await caches.match('/repository/js/c/main.mjs'))")
    assert script_folders(other) == {*"bde"}


@pytest.mark.nightly
def test_worker_does_not_drop_files_that_a_newer_one_is_fetching(
    page: Page, host: Host, words: dict[str, str], complaints: list[str]
) -> None:
    host.server.file_cache = "no-store"  # what the worker deletes is in no other cache
    host.publish("a")
    visit(page, host, words)
    host.publish("b")
    host.server.delay_s = 0.05
    page.goto(f"{host.address}{JOB}/{MODULE}/")
    assert build_of(page) == "a"
    # The old worker cleans up while the new one fetches its first files.
    urls = f"(await (await caches.open('{PREFIXES[0]} kept')).keys()).map((it) => it.url)"
    wait_until(page, f"async () => {urls}.some((url) => url.includes('/js/b/'))")
    page.evaluate(
        """async (job) => {
            const { active, installing } = await navigator.serviceWorker.getRegistration();
            if (!installing) throw new Error("It was too fast.");
            active.postMessage([job]);
        }""",
        JOB,
    )
    newest = "async () => (await caches.match('/repository/offline/'))?.text()"
    wait_until(page, f"async () => (await ({newest})()).includes('build b')", 40)
    host.server.delay_s = 0
    wait_for_worker(page)
    context = page.context
    page.close()
    host.server.is_down = True
    page = context.new_page()
    watch(page, complaints)
    page.goto(f"{host.address}{JOB}/{MODULE}/")
    assert build_of(page) == "b"
    ready(page)
    assert page.evaluate("() => window.builds.size") == 1


def test_broken_worker_is_replaced(page: Page, host: Host, words: dict[str, str]) -> None:
    good = (host.folder / "worker.js").read_text(encoding="utf-8")
    (host.folder / "worker.js").write_text(
        """
        // The first page gets all its scripts from the host: it must not complain.
        addEventListener("install", () => self.skipWaiting());
        addEventListener("fetch", (event) => event.respondWith(
            new Response("<h1>Broken</h1>", {headers: {"content-type": "text/html"}})));
        """,
        encoding="utf-8",
    )
    page.goto(f"{host.address}{JOB}/")
    wait_for_worker(page)
    page.goto(f"{host.address}{JOB}/")
    expect(page.locator("h1")).to_have_text("Broken")
    (host.folder / "worker.js").write_text(good, encoding="utf-8")
    # The browser checks for a new worker when a page is opened, unless it is still busy with the
    # check before. A broken page does not report its visibility, so the new worker takes over when
    # the last page is closed.
    for _ in range(10):
        page.reload()
        page.wait_for_timeout(1_500)
        if page.evaluate("async () => !!(await navigator.serviceWorker.getRegistration()).waiting"):
            break
    context = page.context
    page.close()
    page = context.new_page()
    for _ in range(10):
        page.wait_for_timeout(200)
        page.goto(f"{host.address}{JOB}/")
        if page.locator("h1").inner_text() != "Broken":
            break
        page.goto("about:blank")
    visit(page, host, words)


def test_new_worker_takes_over_when_no_page_is_visible(
    page: Page, host: Host, words: dict[str, str]
) -> None:
    host.publish("a")
    visit(page, host, words)
    page.reload()
    expect(page.get_by_text(words["offline-saved"])).to_be_visible()
    host.publish("b")
    page.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update()")
    wait_until(page, "async () => (await navigator.serviceWorker.getRegistration()).waiting")
    page.add_init_script(
        """navigator.serviceWorker.addEventListener(
            "message", ({ source }) => { window.workerState = source.state; });"""
    )
    page.goto(f"{host.address}{JOB}/{MODULE}/")
    assert build_of(page) == "b"
    # Once the new worker has answered, the page notices when it is hidden.
    wait_until(page, "async () => window.workerState === 'installed'")
    is_waiting = "async () => (await navigator.serviceWorker.getRegistration()).waiting !== null"
    assert page.evaluate(is_waiting)
    page.evaluate(
        """() => {
            Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    wait_until(page, f"async () => !(await ({is_waiting})())")


def test_pages_modified_by_the_host_are_never_shown_from_an_old_copy(
    page: Page, host: Host, words: dict[str, str]
) -> None:
    host.publish("a")
    visit(page, host, words)
    host.publish("b")
    for path in host.folder.rglob("*.html"):
        path.write_text(path.read_text(encoding="utf-8") + "<!-- by a proxy -->", encoding="utf-8")
    wait_for_worker(page)
    page.goto(f"{host.address}{JOB}/{MODULE}/")
    assert build_of(page) == "b"
    # Offline, an old copy is better than nothing.
    host.server.is_down = True
    page.goto(f"{host.address}{JOB}/{MODULE}/")
    assert build_of(page) == "a"
    ready(page)
    host.server.is_down = False
    host.publish("c")
    wait_for_worker(page)
    page.goto(f"{host.address}{JOB}/{MODULE}/")
    assert build_of(page) == "c"
    host.server.is_down = True
    page.reload()
    assert build_of(page) == "c"


def test_preview_shows_nothing_cached_by_a_build(
    page: Page, host: Host, words: dict[str, str]
) -> None:
    visit(page, host, words)
    (host.folder / "worker.js").write_text(worker({}), encoding="utf-8")
    wait_for_worker(page)
    page.goto(f"{host.address}{JOB}/{MODULE}/")
    wait_until(page, "async () => !(await caches.match('/repository/offline/'))")
    host.asked.clear()
    page.reload()
    assert f"{PREFIXES[0]}{JOB}/{MODULE}/" in host.asked
