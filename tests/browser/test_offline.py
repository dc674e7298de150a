"""Without a network: what a device keeps, and how a new build takes the place of an old one."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from course.offline import add_worker, worker
from tests.browser.conftest import (
    PATIENCE_MS,
    PHONE,
    PREFIXES,
    Server,
    answer,
    forget,
    ready,
    start_server,
    watch,
)
from tests.browser.test_weight import KIB, sent

JOB, MODULE = "bus-driver", "in-the-moment"
MOST_KEPT_FOR_A_JOB = 350 * KIB
SHARED = ("", "help/", "evidence/", "glossary/", "yours/", "record/", "practice/")
STEPS = 100


class Host:
    """A host on which builds are published, one in the place of the other."""

    def __init__(self, built: Path, folder: Path, asked: list[str]) -> None:
        """`folder` is a link to what is published."""
        self.built, self.folder, self.asked = built, folder, asked
        self.server: Server = start_server(folder, asked)
        self.address = self.server.address

    def publish(self, build: str) -> None:
        """Puts a build there, all files of which carry its name."""
        folder = self.folder.with_name(f"build-{build}")
        shutil.copytree(self.built, folder)
        marks = {
            ".html": ("<body>", f"<body><!-- build {build} -->"),
            ".mjs": ("", f"(window.builds ??= new Set()).add('{build}');"),
            ".css": ("", f":root{{--build:build-{build}}}"),
        }
        for path in folder.rglob("*"):
            if mark := marks.get(path.suffix):
                text = path.read_text(encoding="utf-8").replace(*mark, 1)
                path.write_text(text, encoding="utf-8")
        add_worker(folder)
        self.put(folder)

    def put(self, folder: Path) -> None:
        """All of a folder at once, as such hosts do."""
        link = self.folder.with_name("link")
        link.symlink_to(folder)
        link.replace(self.folder)


@pytest.fixture
def host(site: Path, tmp_path: Path, asked: list[str]) -> Iterator[Host]:
    shutil.copytree(site, tmp_path / "build")
    (tmp_path / "published").symlink_to(tmp_path / "build")
    found = Host(site, tmp_path / "published", asked)
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A profile of its own, in which a worker may run."""
    context = browser.new_context(viewport=PHONE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, complaints: list[str]) -> Page:
    page = context.new_page()
    watch(page, complaints)
    return page


def visit(page: Page, host: Host, words: dict[str, str]) -> None:
    """Opens a job's path and stays until it is kept."""
    page.goto(f"{host.address}{JOB}/")
    expect(page.get_by_text(words["offline-kept"])).to_be_visible(timeout=20_000)


def build_of(page: Page) -> str:
    """The build that the page shows."""
    found = re.findall(r"<!-- build (\w+) -->", page.content())
    return found[0] if found else ""


def ask_for_update(page: Page) -> None:
    """Lets the browser look for a newer worker, which takes over when the old one is idle."""
    page.evaluate(
        """async () => {
            const registration = await navigator.serviceWorker.getRegistration();
            await registration?.update().catch(() => {});
        }"""
    )
    page.wait_for_timeout(1_500)


def wait_for_worker(page: Page) -> None:
    """Waits until the newest worker is in charge and has done all that it can."""
    wait_until(page, "async () => await navigator.serviceWorker.getRegistration()")
    # Asked once: whoever asks again and again keeps the browser from coming to an end.
    ask_for_update(page)
    wait_until(
        page,
        """async () => {
            const registration = await navigator.serviceWorker.getRegistration();
            const { installing, waiting, active } = registration ?? {};
            return !installing && !waiting && active?.state === "activated";
        }""",
    )


def wait_until(page: Page, test: str, seconds: int = 60) -> None:
    """Waits for what an asynchronous function in the page says."""
    page.evaluate(
        f"""async () => {{
            const test = {test};
            const latest = performance.now() + {1000 * seconds};
            while (!(await test())) {{
                if (performance.now() > latest) throw new Error("It has not come true.");
                await new Promise((go) => setTimeout(go, 50));
            }}
        }}"""
    )


def count_workers(page: Page) -> int:
    count: int = page.evaluate(
        "async () => (await navigator.serviceWorker.getRegistrations()).length"
    )
    return count


def pages_of(site: Path, job: str) -> list[str]:
    found = [path.parent.relative_to(site).as_posix() for path in (site / job).rglob("index.html")]
    return [f"{path}/" for path in sorted(found)]


def test_after_one_visit_a_whole_path_is_there_without_a_network(
    page: Page, host: Host, site: Path, words: dict[str, str]
) -> None:
    visit(page, host, words)
    host.server.is_down = True
    paths = [*pages_of(site, JOB), *SHARED]
    assert len(paths) > 15
    for path in paths:
        page.goto(host.address + path)
        expect(page.locator("h1")).to_be_visible()
        ready(page)
    # It reads, checks and searches.
    page.goto(f"{host.address}{JOB}/{MODULE}/?from=mail#_self-check")
    ready(page)
    answer(page, rightly=True)
    page.reload()
    ready(page)
    befores = page.locator(".check__before:visible")
    assert befores.count() == page.locator("self-check").count()
    page.get_by_role("button", name="Search").click()
    page.get_by_role("dialog").get_by_role("combobox").fill("dispatch")
    expect(page.get_by_role("dialog").get_by_role("option").first).to_be_visible()
    page.goto(f"{host.address}{JOB}/{MODULE}/index.html")
    expect(page.locator("h1")).to_be_visible()
    page.goto(f"{host.address}practice/#{JOB}")
    page.get_by_role("button", name=words["practice-anyway"]).click()
    expect(page.locator("self-check")).to_have_count(5)


def test_what_is_not_kept_is_told_without_a_network_and_there_again_with_one(
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
    expect(page.get_by_text(words["offline-kept"])).to_be_visible(timeout=20_000)
    host.server.is_down = True
    page.goto(f"{host.address}custodian/{MODULE}/")
    expect(page.locator("h1")).to_be_visible()


def test_jobs_that_are_held_are_kept_too(page: Page, host: Host, words: dict[str, str]) -> None:
    page.goto(host.address)
    page.evaluate(
        "(jobs) => localStorage.setItem('/repository/jobs', jobs)",
        json.dumps({"format": 1, "jobs": {"custodian": "Custodian"}}),
    )
    visit(page, host, words)
    host.server.is_down = True
    page.goto(f"{host.address}custodian/{MODULE}/")
    assert page.url == f"{host.address}custodian/{MODULE}/"


def test_new_build_takes_the_place_of_the_old_one_and_costs_what_has_changed(
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
    # When nobody has had a page of it open for a while, the old one is dropped at the next visit.
    page.wait_for_timeout(10_000)
    page.reload()
    wait_until(
        page,
        "async () => (await caches.keys()).filter((it) => !it.endsWith(' origins')).length === 1",
    )


def test_every_page_is_of_one_build_whatever_is_published_meanwhile(
    page: Page, host: Host, words: dict[str, str]
) -> None:
    random = Random(8)
    host.publish("0")
    visit(page, host, words)
    # A page from the network complains of what it lacks without one, so nobody listens to these.
    pages = [page.context.new_page() for _ in range(3)]
    page.close()
    paths = [*pages_of(host.folder, JOB), "help/"]
    shown = {}
    for tab in pages:
        tab.goto(f"{host.address}{JOB}/")
        shown[tab] = build_of(tab)
    is_of_network: dict[Page, bool] = {}
    published, seen = 0, set()
    for _ in range(STEPS):
        tab = random.choice(pages)
        match random.choice(["open", "open", "read on", "read on", "publish", "network", "update"]):
            case "open":
                path = random.choice(paths)
                host.asked.clear()
                tab.goto(host.address + path)
                shown[tab] = build_of(tab)
                is_of_network[tab] = PREFIXES[0] + path in host.asked
            case "read on":
                tab.evaluate("() => scrollBy({top: 3 * innerHeight, behavior: 'instant'})")
                tab.wait_for_timeout(50)
            case "publish":
                published += 1
                host.publish(str(published))
                # What a page from the network asks for later is of the newer build: no worker
                # has kept that page's own.
                shown = {it: build for it, build in shown.items() if not is_of_network.get(it)}
            case "network":
                host.server.is_down = not host.server.is_down
            case "update" if not host.server.is_down:
                ask_for_update(tab)
        for tab, build in shown.items():
            of_scripts = tab.evaluate("() => [...(window.builds ?? [])]")
            of_sheet = tab.evaluate(
                "() => getComputedStyle(document.documentElement).getPropertyValue('--build')"
            )
            assert set(of_scripts) <= {build}
            assert of_sheet == f"build-{build}"
            seen.add(build)
    assert published > 5
    assert len(seen) > 2


def test_slow_network_lets_no_worker_drop_what_a_newer_one_is_fetching(
    page: Page, host: Host, words: dict[str, str]
) -> None:
    host.publish("a")
    visit(page, host, words)
    host.publish("b")
    host.server.delay_s = 0.1
    # The new worker takes longer than the old one, which tidies up after three seconds.
    page.goto(f"{host.address}{JOB}/{MODULE}/")
    assert build_of(page) == "a"
    wait_until(
        page,
        """async () => {
            const count = async (name) => (await (await caches.open(name)).keys()).length;
            const counts = await Promise.all((await caches.keys()).map(count));
            return counts.filter((it) => it === Math.max(...counts)).length === 2;
        }""",
        40,
    )
    context = page.context
    page.close()
    host.server.delay_s = 0
    host.server.is_down = True
    page = context.new_page()
    for _ in range(20):  # until it has taken over
        page.goto(f"{host.address}{JOB}/{MODULE}/")
        if build_of(page) == "b":
            break
        page.wait_for_timeout(250)
    assert build_of(page) == "b"


def test_worker_that_went_wrong_is_replaced(page: Page, host: Host, words: dict[str, str]) -> None:
    good = (host.folder / "worker.js").read_text(encoding="utf-8")
    (host.folder / "worker.js").write_text(
        """
        addEventListener("install", () => self.skipWaiting());
        addEventListener("activate", (event) => event.waitUntil(caches.open("/repository/ bad")));
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
    # The browser looks for a new one by itself, when a page is opened.
    page.reload()
    wait_until(page, "async () => !(await caches.keys()).includes('/repository/ bad')")
    page.reload()
    expect(page.locator("h1")).not_to_have_text("Broken")
    visit(page, host, words)


def test_host_that_changes_pages_on_the_way_gets_no_old_ones_shown(
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
    # Without a network, what was kept before is better than nothing.
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


def test_broken_off_copy_goes_on_with_the_next_visit(
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


def test_two_sites_of_one_owner_do_not_meet(page: Page, host: Host, words: dict[str, str]) -> None:
    visit(page, host, words)
    page.evaluate(
        "() => caches.open('/repository/below/ 1').then((it) => it.put('/x', new Response('')))"
    )
    page.goto(f"{host.address}yours/")
    page.get_by_role("button", name=words["delete-all"], exact=True).click()
    page.get_by_role("button", name=words["delete-yes"], exact=True).click()
    wait_until(page, "async () => (await caches.keys()).length === 1")
    assert page.evaluate("() => caches.keys()") == ["/repository/below/ 1"]
    assert count_workers(page) == 0


def test_nothing_is_kept_of_who_shares_the_device(
    page: Page, host: Host, words: dict[str, str]
) -> None:
    visit(page, host, words)
    forget(page, words)
    wait_until(page, "async () => (await caches.keys()).length === 0")
    page.clock.install()
    page.goto(f"{host.address}{JOB}/{MODULE}/")
    page.clock.run_for(10_000)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("() => caches.keys()") == []
    assert count_workers(page) == 0


def test_preview_keeps_nothing_and_drops_what_a_build_has_kept(
    page: Page, host: Host, words: dict[str, str]
) -> None:
    visit(page, host, words)
    (host.folder / "worker.js").write_text(worker({}), encoding="utf-8")
    wait_for_worker(page)
    wait_until(
        page,
        "async () => (await Promise.all((await caches.keys()).map("
        "async (name) => (await (await caches.open(name)).keys()).length))).every((it) => !it)",
    )
    page.goto(f"{host.address}{JOB}/{MODULE}/")
    expect(page.locator("h1")).to_be_visible()


def test_copy_of_a_path_is_light(site: Path) -> None:
    found = re.match(r"const manifest=(.*);\n", (site / "worker.js").read_text(encoding="utf-8"))
    assert found
    manifest = json.loads(found[1])
    assert len(manifest["jobs"]) > 5

    def weight(addresses: list[str]) -> int:
        files = [
            site / address / ("index.html" if address.endswith("/") else "")
            for address in addresses
        ]
        return sum(sent(site / "index.html" if file == site else file) for file in files)

    shared = weight([*manifest["shared"]])
    for job, files in manifest["jobs"].items():
        assert shared + weight([*files]) <= MOST_KEPT_FOR_A_JOB, job


def test_without_a_worker_everything_else_works(
    new_page: Callable[..., Page], address: str
) -> None:
    page = new_page(viewport=PHONE, service_workers="allow")
    page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'serviceWorker', {value: undefined});"
    )
    page.goto(f"{address}{JOB}/{MODULE}/")
    ready(page)
    page.wait_for_timeout(PATIENCE_MS - 1_000)
    page.goto(f"{address}yours/")
    ready(page)
