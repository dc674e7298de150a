"""Fixtures: a built site, a small server, and pages in a real browser."""

import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, cast
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    Locator,
    Page,
    Request,
    Route,
    ViewportSize,
    expect,
    sync_playwright,
)

from course.compile import check_folder, make_site
from course.gc_pause import gc_frozen, gc_paused
from course.inputs import district_in
from course.memo import Memo
from course.models.language import TRANSLATIONS
from course.publish.folder import replacing
from course.publish.static import write_site
from course.read.loader import load
from course.render.document import Documents
from course.site import NOW, POSTERS, TOOLS, TOPICS, TRAINERS
from course.tailor import tailor
from tests.browser.question_kinds import ANSWERING
from tests.conftest import build_once
from tests.cpu_time import UNCOUNTED, cpu_seconds

ROOT = Path(__file__).parents[2]
BESIDE = (POSTERS, TOOLS, TOPICS, TRAINERS)
"""Pages at the depth of modules that are not modules."""
PREFIXES = ("/repository/", "/elsewhere/")
"""As on a host where all sites of an owner share an origin. Both prefixes serve the same site."""
SITE_URL = f"https://district.example{PREFIXES[0]}"
AS_HOSTS_DO = "max-age=600"
PATIENCE_MS = 10_000
"""How long a browser may take that shares two cores with two others."""
MODULE = "bus-driver/in-the-moment/"
"""A module with several kinds of question, and a situation with later choices."""
EVERY_KIND = "bus-driver/a-calmer-morning/"
"""The module of the specimen, which has every kind of question."""
EMPTY_DAY = "2026-11-25"
PHONE: ViewportSize = {"width": 390, "height": 844}
SPECIMEN = ROOT / "examples" / "specimen"
SOURCES = ("modules", "quizzes", "reference", "translations", "course.yml")
"""The source folders and files of a course."""
WITHOUT_WORKER: dict[str, Any] = {"service_workers": "block"}
"""For tests that are not about offline use: pages always come from the server."""
TROUBLES: dict[str, dict[str, Any] | None] = {
    "no network": None,
    "a host in trouble": {"status": 500, "body": "{}"},
    "another page instead": {"status": 200, "body": "<p>Please sign in.</p>"},
}
"""Possible failures of a request, as arguments for `intercept`."""
FULL = """() => {
    window.setItem ??= Storage.prototype.setItem;
    Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); };
}"""
FREE = "() => { Storage.prototype.setItem = window.setItem; }"
"""Scripts that fill a page's storage, and that free it again."""
ONE_PAGE = """new MutationObserver(() => {
    if (document.documentElement?.classList.contains("one-step")) {
        document.documentElement.classList.remove("one-step");
    }
}).observe(document, { subtree: true, attributeFilter: ["class"] });"""
NO_WORKER = "Service Worker registration blocked by Playwright"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-bfcache",  # the headless shell has the back/forward cache, but does not use it
    "--renderer-process-limit=1",  # each test opens a page, and a process for it takes its time
)


def pytest_itemcollected(item: pytest.Item) -> None:
    item.add_marker(pytest.mark.browser)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    asked: list[str]
    is_down = False
    is_ill = False
    """Whether it answers with an error, as a host does that has too much to do."""
    instead = b""
    """What it answers to everything, as a network does that asks people to log in."""
    let_through = ".nothing"
    """The end of addresses that such a network lets through all the same."""
    delay_s = 0.0
    page_cache = "no-store"
    """The caching of pages. By default they are always revalidated, since two builds may happen
    within a second. Tests can set what real hosts send."""
    file_cache = AS_HOSTS_DO

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}{PREFIXES[0]}"

    def handle_error(self, *_: Any) -> None:
        """Ignores closed connections: browsers drop them when they leave a page."""


class Handler(SimpleHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        time.sleep(self.server.delay_s)
        # Two builds may happen within a second, which to this header are the same.
        del self.headers["If-Modified-Since"]
        if self.server.is_down:
            self.close_connection = True
        elif self.server.is_ill:
            self.send_error(503)
        elif self.server.instead and not self.path.endswith(self.server.let_through):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self.server.instead)
        else:
            super().do_GET()

    def translate_path(self, path: str) -> str:
        for prefix in PREFIXES:
            if path.startswith(prefix):
                return super().translate_path(path.removeprefix(prefix.rstrip("/")))
        return str(Path(self.directory) / "outside")

    def end_headers(self) -> None:
        is_page = self.path.endswith(("/", ".html"))
        kept = self.server.page_cache if is_page else self.server.file_cache
        self.send_header("Cache-Control", kept)
        self.send_header("Service-Worker-Allowed", "/")
        super().end_headers()

    def log_request(self, *_: Any) -> None:
        self.server.asked.append(self.path)

    def log_message(self, *_: Any) -> None:
        """Logs nothing."""


@pytest.fixture(scope="session")
def build() -> Callable[[Path, Path], None]:
    """Builds the course in one folder into another, as `build_course.py build` does.

    `tests/publish/test_outputs.py` compares the pages with those of other outputs.
    """

    def run(folder: Path, site: Path) -> None:
        memo = Memo()
        checked = check_folder(folder, memo=memo, district=district_in(folder))
        assert checked.course
        assert checked.problems == ()
        translations = folder / TRANSLATIONS
        made = make_site(checked.loaded, checked.tailored, translations, memo, SITE_URL)
        with gc_frozen(), replacing(site) as writer:
            write_site(made, writer, on_page=lambda: None)

    return run


@pytest.fixture(scope="session")
def render_again() -> Callable[[Path, Path, Iterable[str]], None]:
    """Writes some files of an edited course into a folder, as a build would write them.

    The course must be readable. This takes a tenth of the time of a build.
    """
    memo = Memo()

    @gc_paused()
    def run(folder: Path, site: Path, names: Iterable[str]) -> None:
        loaded = load(folder, memo)
        assert loaded.course
        assert loaded.problems == ()
        made = make_site(loaded, tailor(loaded.course), folder / TRANSLATIONS, memo, SITE_URL)
        documents = Documents(made)
        for name in names:
            if name in made.pages:
                text = documents.document(made.pages[name].make())
                (site / name / "index.html").write_text(text, encoding="utf-8", newline="\n")
            else:
                (site / name).write_bytes(made.files[name].make())

    return run


@pytest.fixture(scope="session")
def asked() -> list[str]:
    """The addresses of all requests that reached a server. Tests may clear it."""
    return []


@pytest.fixture(scope="session")
def serve(asked: list[str]) -> Iterator[Callable[[Path], str]]:
    """Serves a built site and returns its address."""
    servers: list[Server] = []

    def start(site: Path) -> str:
        servers.append(start_server(site, asked))
        return servers[-1].address

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def start_server(site: Path, asked: list[str]) -> Server:
    server = Server(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    server.asked = asked
    Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="session")
def site(shared_folder: Path, build: Callable[[Path, Path], None]) -> Path:
    """The folder of the built site, built once by the first process that needs it.

    `COURSE_SITE` names a site that is built already.
    """
    if built := os.environ.get("COURSE_SITE"):
        return Path(built)
    return build_once(shared_folder / "site", ROOT, build)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the course to edit."""
    folder = tmp_path / "course"
    folder.mkdir()
    for name in SOURCES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def specimen_site(shared_folder: Path, build: Callable[[Path, Path], None]) -> Path:
    """The folder of the specimen's site, which contains everything that an author may write."""
    return build_once(shared_folder / "specimen-site", SPECIMEN, build)


@pytest.fixture(scope="session")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    """The root address of the site."""
    return serve(site)


@pytest.fixture(scope="session")
def specimen_address(specimen_site: Path, serve: Callable[[Path], str]) -> str:
    """The root address of the specimen's site."""
    return serve(specimen_site)


@pytest.fixture(scope="session")
def bfcache_address(site: Path, asked: list[str]) -> Iterator[str]:
    """The root address of the site on a server that permits the back/forward cache."""
    server = start_server(site, asked)
    server.page_cache = "no-cache"
    yield server.address
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def every_path(site: Path) -> list[str]:
    """The addresses of all pages of all roles."""
    return paths_in(site)


def paths_in(site: Path) -> list[str]:
    """The addresses of all pages but those that only lead on to another address."""
    pages = [
        path.parent.relative_to(site).as_posix()
        for path in site.rglob("index.html")
        if '<p class="moved">' not in path.read_text(encoding="utf-8")
    ]
    return sorted(f"{path}/".removeprefix("./") for path in pages)


@pytest.fixture(scope="session")
def modules(every_path: list[str]) -> list[str]:
    """The module pages of all roles."""
    return [
        path
        for path in every_path
        if path.count("/") == 2 and not path.startswith(BESIDE) and not path.endswith(f"/{NOW}")
    ]


@pytest.fixture(scope="session")
def paths(every_path: list[str], modules: list[str]) -> list[str]:
    """The pages of one role and the shared pages. Pages of other roles use the same templates."""
    role = modules[0].split("/")[0]
    others = {path.split("/")[0] for path in modules} - {role}
    sessions = {path for path in every_path if path.startswith(TRAINERS)} - {TRAINERS}
    sessions -= {f"{TRAINERS}{MODULE}"}
    posters = {path for path in every_path if path.startswith(POSTERS)} - {POSTERS}
    posters -= {path for path in posters if path.startswith(f"{POSTERS}{role}/")}
    left_out = sessions | posters
    return [
        path for path in every_path if path.split("/")[0] not in others and path not in left_out
    ]


@pytest.fixture(scope="session")
def kinds(paths: list[str]) -> list[str]:
    """One page of each kind: of a role, for trainers, and of each kind of listed item."""
    first: dict[tuple[str, ...], str] = {}
    for path in sorted(paths, key=lambda path: path != MODULE):
        top, *rest = path.split("/")
        is_now = path.endswith(f"/{NOW}")
        first.setdefault((top, str(len(rest)), str(is_now)), path)
    return list(first.values())


@pytest.fixture(scope="session")
def words(site: Path) -> dict[str, str]:
    """The messages of the scripts, by name."""
    file = scripts_of(site) / "messages.json"
    found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="session")
def browser(pytestconfig: pytest.Config) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # With the back/forward cache, as in every user's browser.
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("COURSE_BROWSER", "/usr/bin/chromium"),
            args=QUIET,
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield chromium
        spent = cpu_seconds()
        chromium.close()
    pytestconfig.stash[UNCOUNTED] = max(0.0, spent - cpu_seconds())


@pytest.fixture(scope="module")
def empty_page(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]
) -> Iterator[Page]:
    """An empty page of a site with the sources of all scripts, on the day `EMPTY_DAY`."""
    site = tmp_path_factory.mktemp("empty")
    (site / "index.html").write_text("<!doctype html><title>Empty</title>", encoding="utf-8")
    (site / "js").mkdir()
    (site / "js" / "source").symlink_to(ROOT / "course" / "frontend" / "js")
    page = browser.new_page()
    page.clock.set_fixed_time(f"{EMPTY_DAY}T10:00:00")
    page.goto(serve(site))
    yield page
    page.close()


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """Console errors, including violations of the policy, and requests to other origins.

    There must be none at the end of the test.
    """
    found: list[str] = []
    yield found
    assert found == []


def watch(page: Page, complaints: list[str], *, may_complain: bool = False) -> None:
    """Collects console errors and foreign requests of a page."""

    def note_stranger(request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme != "data" and url.hostname != "127.0.0.1":
            complaints.append(f"asked {request.url}")

    def note_complaint(text: str) -> None:
        if text != NO_WORKER:
            complaints.append(text)

    page.set_default_timeout(PATIENCE_MS)
    page.on("request", note_stranger)
    if not may_complain:
        page.on("console", lambda message: note_complaint(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))


@pytest.fixture(scope="session")
def profile(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Returns the first page of the browser profile with this name and these options.

    It stays open. Tests use a profile one after the other, and open their own pages in it, which is
    much faster than in a new one.
    """
    first: dict[str, Page] = {}

    def find(name: str, **options: Any) -> Page:
        key = f"{name} {options}"
        if key not in first:
            first[key] = browser.new_context(**{**WITHOUT_WORKER, **options}).new_page()
            first[key].goto(address)
        return first[key]

    yield find
    for page in first.values():
        page.context.close()


def clear(first: Page) -> None:
    """Closes all pages of a profile but the first, and deletes everything it has stored."""
    for page in first.context.pages[1:]:
        page.close()
    session = first.context.new_cdp_session(first)
    session.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
    session.detach()
    # The last writes of a closed page may arrive after it.
    first.wait_for_function("() => localStorage.length === 0 || localStorage.clear()")


@pytest.fixture
def new_page(
    profile: Callable[..., Page], complaints: list[str], request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Opens pages in a second profile, which has stored nothing."""
    used: list[Page] = []

    def start(
        *, may_complain: bool = False, viewport: ViewportSize | None = None, **options: Any
    ) -> Page:
        first = profile("new page", **options)
        used.append(first)
        page = first.context.new_page()
        if viewport:
            page.set_viewport_size(viewport)
        watch(page, complaints, may_complain=may_complain)
        on_one_page(page, request)
        return page

    yield start
    for first in used:
        clear(first)


@pytest.fixture(scope="session")
def phone(profile: Callable[..., Page]) -> Page:
    """The first page of the profile of `page`."""
    return profile("page", viewport=PHONE)


@pytest.fixture
def page(phone: Page, complaints: list[str], request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page on a phone, in a profile that has stored nothing."""
    page = phone.context.new_page()
    watch(page, complaints)
    on_one_page(page, request)
    yield page
    clear(phone)


@pytest.fixture(scope="session")
def page_to_look_at(profile: Callable[..., Page]) -> Iterator[Callable[[str], Page]]:
    """Opens a page for tests that only look at it and change nothing. Each address is opened once.

    Such a page is ready and shows all steps of a module.
    """
    opened: dict[str, Page] = {}
    complaints: list[str] = []

    def find(url: str) -> Page:
        if url not in opened:
            page = profile("pages to look at", viewport=PHONE).context.new_page()
            watch(page, complaints)
            page.add_init_script(ONE_PAGE)
            page.goto(url)
            ready(page)
            opened[url] = page
        return opened[url]

    yield find
    assert complaints == []


def on_one_page(page: Page, request: pytest.FixtureRequest) -> None:
    """With the mark `one_page`, modules show all steps, as for readers who have chosen that."""
    if request.node.get_closest_marker("one_page"):
        page.add_init_script(ONE_PAGE)


def at_night(*values: object) -> list[Any]:
    """Parameters for the nightly run only: more of what others show on each change."""
    return [pytest.param(value, marks=pytest.mark.nightly) for value in values]


def store(page: Page, texts: Mapping[str, str]) -> None:
    """Stores texts on the device of a page, before it is opened."""
    page.context.pages[0].evaluate("(texts) => Object.assign(localStorage, texts)", texts)


def turn_off_cache(page: Page) -> None:
    """Makes the page request everything, as on a first visit."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})


def scripts_of(site: Path) -> Path:
    """The folder of a site's scripts."""
    (folder,) = (site / "js").iterdir()
    return folder


def scripts_at(page: Page) -> str:
    """The address of the folder of a page's scripts."""
    found: str = page.evaluate("() => new URL('.', document.scripts[0].src).href")
    return found


def ready(page: Page) -> None:
    """Scrolls to each element that a script enhances, waits for it, and scrolls back up.

    A module then shows all its steps.
    """
    page.evaluate(
        """async (patience) => {
            document.documentElement.classList.remove("one-step", "is-stepping");
            for (const step of document.querySelectorAll("main > .step")) step.hidden = false;
            const isImproved = {
                "my-roles": () => customElements.get("my-roles"),
                "my-path": (path) => path.childElementCount,
                "my-data": (things) => things.querySelector("button"),
                "my-practice": (practice) => practice.classList.contains("is-ready"),
                "my-record": (record) => record.childElementCount,
                "my-line": (line) => line.querySelector("select") || !line.checkVisibility(),
                "my-lines": (lines) => lines.childElementCount || !lines.closest(".has-lines"),
                "private-note": (note) => note.childElementCount,
                ".page--module .close": (it) => it.querySelector("[role=status]"),
                ".situation": (it) => !it.querySelector("[data-later]:not([hidden], [open])"),
                ".play": () => history.state?.way,
                "presenter-mode": (room) => room.childElementCount,
                "fill-in": (sheet) => sheet.querySelector("button"),
                "self-check": (check) => check.role === "group",
                "page-settings": (tools) => tools.childElementCount,
            };
            for (const [selector, test] of Object.entries(isImproved)) {
                for (const piece of document.querySelectorAll(selector)) {
                    if (test(piece)) continue;
                    const latest = performance.now() + patience;
                    while (!test(piece)) {
                        // Again, because a link into the page may scroll, too, a little later.
                        piece.scrollIntoView({block: "center", behavior: "instant"});
                        if (performance.now() > latest) throw new Error(`no script at ${selector}`);
                        await new Promise(requestAnimationFrame);
                    }
                }
            }
            scrollTo({top: 0, behavior: "instant"});
        }""",
        PATIENCE_MS,
    )


def settle(page: Page, url: str) -> None:
    """Opens a page, and waits until all its requests are complete."""
    under_way: set[Request] = set()

    def begin(request: Request) -> None:
        under_way.add(request)

    def end(request: Request) -> None:
        under_way.discard(request)

    listeners = {"request": begin, "requestfinished": end, "requestfailed": end}
    for event, listener in listeners.items():
        page.on(cast(Any, event), listener)
    page.goto(url)
    two_frames(page)
    latest = time.monotonic() + PATIENCE_MS / 1000
    while under_way:
        assert time.monotonic() < latest, [request.url for request in under_way]
        # A loaded file may cause more requests.
        two_frames(page)
    for event, listener in listeners.items():
        page.remove_listener(event, listener)


def two_frames(page: Page) -> None:
    page.evaluate(
        "() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
    )


def intercept(page: Page, pattern: str, answer: dict[str, Any] | None) -> None:
    """Answers all matching requests with `answer`, or aborts them if it is None."""

    def handle(route: Route) -> None:
        if answer is None:
            route.abort()
        else:
            route.fulfill(**answer)

    page.route(pattern, handle)


def answer(page: Page, *, rightly: bool, which: str = "self-check") -> None:
    """Answers every question of a page whose scripts are ready, all of them rightly or wrongly.

    `which` is the selector of the questions.
    """
    scripts = ",".join(f"{kind!r}: {how.script}" for kind, how in ANSWERING.items())
    page.evaluate(
        f"""([isRight, which]) => {{
            const answer = {{{scripts}}};
            for (const check of document.querySelectorAll(which)) {{
                answer[check.dataset.kind](check, isRight);
                check.querySelector(".button")?.click();
            }}
        }}""",
        [rightly, which],
    )


def missing_on(page: Page, targets: list[str]) -> list[str]:
    """Those of the addresses whose page has no such place. The pages are not opened."""
    missing: list[str] = page.evaluate(
        """async (targets) => {
            const parser = new DOMParser();
            const isMissing = async (target) => {
                const text = await (await fetch(target)).text();
                const place = new URL(target).hash.slice(1) || "_main";
                return !parser.parseFromString(text, "text/html").getElementById(place);
            };
            const found = await Promise.all(targets.map(isMissing));
            return targets.filter((_, at) => found[at]);
        }""",
        targets,
    )
    return missing


def forget(page: Page, words: dict[str, str]) -> None:
    """Turns off storage on a role's page, and confirms it."""
    page.get_by_role("button", name=words["forget"]).click()
    sure = page.locator("my-roles").get_by_role("button", name=words["delete-yes"])
    status = page.locator("my-roles").get_by_role("status")
    expect(sure.or_(status.filter(has_text=words["session-only"]))).to_be_visible()
    if sure.count():
        sure.click()
    expect(status).to_have_text(words["session-only"])


def tab_to(control: Locator) -> None:
    """Press Tab, or Shift and Tab, until the control has the focus.

    Without a focused element it starts before the section, as after a tap on its title.
    """
    control.evaluate(
        """(control) => {
            const section = control.closest("self-check, section, header, footer");
            if (document.activeElement === document.body) getSelection().collapse(section, 0);
        }"""
    )
    for _ in range(300):
        way = control.evaluate(
            """(control) => {
                const here = document.activeElement;
                if (here === control) return "";
                const follows = here.compareDocumentPosition(control) & 4;
                return here === document.body || follows ? "Tab" : "Shift+Tab";
            }"""
        )
        if not way:
            return
        control.page.keyboard.press(way)
    raise AssertionError("The keyboard does not reach the control.")


def open_everything(page: Page) -> None:
    """Opens everything that can be opened on the page."""
    page.evaluate("() => document.querySelectorAll('details').forEach((it) => { it.open = true; })")


def enlarge_text(page: Page, times: float) -> None:
    """Enlarges the default text size, as readers do in their browser settings."""
    session = page.context.new_cdp_session(page)
    sizes = {"standard": round(16 * times), "fixed": round(13 * times)}
    session.send("Page.setFontSizes", {"fontSizes": sizes})


@pytest.fixture
def module(page: Page, address: str) -> Page:
    """The module page, enhanced by its scripts."""
    page.goto(address + MODULE)
    ready(page)
    return page


@pytest.fixture
def every_kind(page: Page, specimen_address: str) -> Page:
    """The specimen's module, enhanced by its scripts."""
    page.goto(specimen_address + EVERY_KIND)
    ready(page)
    return page
