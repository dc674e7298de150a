"""A host where builds are published, and actions of its readers and their browsers."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from course.frontend.build import STYLE_SHEET, content_hash
from course.publish.offline import add_worker
from course.site import NOW, TOOLS, TOPICS, TRAINERS
from tests.browser.device import PHONE, watch
from tests.browser.server import PREFIXES, Server, start_server
from tests.browser.sites import scripts_of

JOB, MODULE = "bus-driver", "in-the-moment"
JOBS = (JOB, "custodian")
MODULES = ("start-here", "what-helps", MODULE)
DELAY = re.compile(r"(DELAY_MS=)[\de_]+")
"""The delay before a page is cached for offline use. Tests do not wait for it."""


class Host:
    """A host where each published build replaces the one before."""

    def __init__(self, built: Path, folder: Path, asked: list[str]) -> None:
        """`folder` becomes a link to the published build."""
        self.built, self.folder, self.asked = built, folder, asked
        self.server: Server = start_server(folder, asked)
        self.address = self.server.address

    def publish(self, build: str) -> None:
        """Publishes a build whose files all contain its name."""
        folder = self.folder.with_name(f"build-{build}")
        shutil.copytree(self.built, folder)
        scripts = scripts_of(folder)
        scripts.rename(scripts.with_name(build))
        sheet = folder / STYLE_SHEET
        look = f"{sheet.read_text(encoding='utf-8')}:root{{--build:build-{build}}}"
        sheet.write_text(look, encoding="utf-8")
        for path in folder.rglob("*.*"):
            text = path.read_text(encoding="utf-8") if path.suffix in (".html", ".mjs") else ""
            if path.suffix == ".html":
                text = text.replace("<body>", f"<body><!-- build {build} -->")
                text = text.replace(f"js/{scripts.name}/", f"js/{build}/")
                new = f"{STYLE_SHEET}?{content_hash(look.encode())}"
                text = re.sub(re.escape(STYLE_SHEET) + r"\?\w+", new, text)
            if path.suffix == ".mjs":
                text = f"(window.builds ??= new Set()).add('{build}');{text}"
            if text:
                path.write_text(text, encoding="utf-8")
        add_worker(folder)
        self.put(folder)

    def put(self, folder: Path) -> None:
        """Replaces the whole folder at once, as such hosts do."""
        link = self.folder.with_name("link")
        link.symlink_to(folder)
        link.replace(self.folder)


@pytest.fixture(scope="session")
def small_site(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with a few modules of two roles, one topic, one tool and nothing for trainers.

    It is faster to publish, and to save.
    """
    folder = tmp_path_factory.mktemp("small") / "site"
    others = {path.stem for path in (site / "paths").iterdir()} - {*JOBS}
    shutil.copytree(site, folder, ignore=lambda at, _: _left_out(site, Path(at), others))
    for job in JOBS:
        file = folder / "paths" / f"{job}.json"
        path = json.loads(file.read_text(encoding="utf-8"))
        path["modules"] = [it for it in path["modules"] if it[0] in MODULES]
        assert len(path["modules"]) == len(MODULES)
        file.write_text(json.dumps(path), encoding="utf-8")
    script = scripts_of(folder) / "main.mjs"
    text, count = DELAY.subn(r"\g<1>0", script.read_text(encoding="utf-8"))
    assert count == 1
    # The path shows that it is cached, so its script must come first, as with the delay.
    script.write_text(f'import"./path/my-path.mjs";{text}', encoding="utf-8")
    add_worker(folder)
    return folder


def _left_out(site: Path, folder: Path, jobs: set[str]) -> set[str]:
    if folder == site:
        return {*jobs, TRAINERS.removesuffix("/")}
    if folder in (site / TOPICS, site / TOOLS):
        _, *others = sorted(path.name for path in folder.iterdir() if path.is_dir())
        return {*others}
    if folder.parent == site and folder.name in JOBS:
        pages = {path.name for path in folder.iterdir() if path.is_dir()}
        return pages - {*MODULES, NOW.removesuffix("/")}
    is_data = folder.parent == site and folder.name in ("paths", "search")
    return {f"{job}.json" for job in jobs} if is_data else set()


@pytest.fixture
def host(small_site: Path, tmp_path: Path, asked: list[str]) -> Iterator[Host]:
    shutil.copytree(small_site, tmp_path / "build")
    (tmp_path / "published").symlink_to(tmp_path / "build")
    found = Host(small_site, tmp_path / "published", asked)
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A separate profile in which a worker may run."""
    context = browser.new_context(viewport=PHONE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, complaints: list[str]) -> Page:
    page = context.new_page()
    watch(page, complaints)
    return page


def visit(page: Page, host: Host, words: dict[str, str]) -> None:
    """Opens a role's path and waits until it is cached."""
    page.goto(f"{host.address}{JOB}/")
    expect(page.get_by_text(words["offline-saved"])).to_be_visible(timeout=60_000)


def search_for(page: Page, asked: str) -> None:
    page.get_by_role("link", name="Search").click()
    page.get_by_role("dialog").get_by_role("combobox").fill(asked)
    expect(page.get_by_role("dialog").get_by_role("option").first).to_be_visible()


def origin_of(host: Host) -> str:
    return host.address.removesuffix(PREFIXES[0])


def delete_all(page: Page, words: dict[str, str]) -> None:
    page.get_by_role("button", name=words["delete-all"], exact=True).click()
    page.get_by_role("button", name=words["delete-yes"], exact=True).click()


def build_of(page: Page) -> str:
    """The build of the page."""
    found = re.findall(r"<!-- build ([\w-]+) -->", page.content())
    return found[0] if found else ""


def the_one_build_of(page: Page) -> str:
    """The build of a page. Its scripts and styles must be of the same build."""
    build = build_of(page)
    # The browser's own error page has no build.
    if build:
        assert set(page.evaluate("() => [...(window.builds ?? [])]")) <= {build}
        look = "() => getComputedStyle(document.documentElement).getPropertyValue('--build')"
        assert page.evaluate(look) == f"build-{build}"
    return build


def ask_for_update(page: Page) -> None:
    """Makes the browser check for a newer worker, which takes over when no page is visible."""
    page.evaluate(
        """async () => {
            // A tab that has gone back to where it began has none.
            const registration = await navigator.serviceWorker?.getRegistration();
            await registration?.update().catch(() => {});
            const newer = registration?.installing;
            while (newer?.state === "installing") await new Promise((go) => setTimeout(go, 50));
            // Once is not always enough, where an older one is at something.
            while (registration?.waiting) {
                registration.waiting.postMessage("take over");
                await new Promise((go) => setTimeout(go, 200));
            }
        }"""
    )


def wait_for_worker(page: Page) -> None:
    """Waits until the newest worker is active and has finished its work."""
    wait_until(page, "async () => await navigator.serviceWorker.getRegistration()")
    # Checked once: repeated checks would keep the browser from finishing the update.
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
    """Waits until an asynchronous function in the page returns true."""
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
