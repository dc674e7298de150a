"""Types into a search in a real browser and measures which results appear, and when."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import sleep

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.search.contenders import Contender
from bench.search.serve import Server
from tests.browser.device import QUIET

SLOWDOWN = 4
LOADED_S = 1.0
"""After this time without a request, an engine has loaded its files and built its index."""
QUIET_MS, PATIENCE_MS = 60, 3000
"""After this time without a change, results are final; if there are none, none will come."""
# Times are measured in the page, from the key event until the results first change, and until the
# frame that shows them is painted.
PROBE = """(selector) => {
    const probe = (window.probe = {key: 0, first: 0, last: 0, painted: 0});
    addEventListener("keydown", (event) => {
        Object.assign(probe, {key: event.timeStamp, first: 0, last: 0, painted: 0});
    }, true);
    new MutationObserver(() => {
        const {key} = probe;
        if (!key) return;
        probe.last = performance.now();
        if (probe.first) return;
        probe.first = probe.last;
        const {port1, port2} = new MessageChannel();
        port1.onmessage = () => { if (probe.key === key) probe.painted = performance.now(); };
        requestAnimationFrame(() => port2.postMessage(0));
    }).observe(document.querySelector(selector), {
        subtree: true, childList: true, characterData: true,
    });
}"""
SETTLED = """([quiet, patience]) => new Promise((done) => {
    const {probe} = window;
    const latest = performance.now() + patience;
    const look = () => {
        const {key, first, last, painted} = probe;
        const now = performance.now();
        const isThere = painted && now > Math.max(last, painted) + quiet;
        if (isThere) done([first - key, painted - key]);
        else if (now > latest) done(null);
        else setTimeout(look, quiet / 4);
    };
    look();
})"""
TOLD = """() => {
    Object.assign(window.probe, {key: performance.now(), first: 0, last: 0, painted: 0});
}"""


@dataclass(frozen=True)
class Load:
    """The requests of a search."""

    requests: int
    compressed_bytes: int


@dataclass(frozen=True)
class Wait:
    """Milliseconds from a key to its results."""

    found_ms: float
    """Until they are in the document."""
    painted_ms: float
    """Until the frame that shows them is painted, without GPU acceleration."""


@dataclass
class Search:
    """An open search, on one page."""

    contender: Contender
    page: Page
    server: Server

    def open(self) -> None:
        """Focus the field, and wait until the engine has loaded."""
        self.page.locator(self.contender.opener).first.click()
        self.page.locator(self.contender.field).wait_for()
        self._wait_until_loaded()
        self.page.evaluate(PROBE, self.contender.changing)

    def press(self, key: str) -> Wait | None:
        """Press a key and wait for its results. None if nothing changes."""
        self.page.keyboard.type(key)
        return self._settled()

    def ask(self, text: str) -> list[str]:
        """The results for a text entered at once, best first, as addresses from the site's root."""
        self.page.evaluate(TOLD)
        field = self.page.locator(self.contender.field)
        field.fill(text)
        # Material waits for this event.
        field.dispatch_event("keyup")
        self._settled()
        return self.results()

    def results(self) -> list[str]:
        """The addresses of the results on screen."""
        links = self.page.locator(self.contender.link)
        targets: list[str] = links.evaluate_all("(all) => all.map((link) => link.href)")
        # Material's links also contain the query.
        root = self.server.address
        return [re.sub(r"\?[^#]*", "", target.removeprefix(root)) for target in targets]

    def slow_down(self) -> None:
        """Throttle the CPU to a cheap phone. Workers (Material, Pagefind) are slowed less."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})

    def load(self) -> Load:
        """The requests made by the search since the page was opened."""
        own = [path for path in self.server.asked if self.contender.is_own_file(path)]
        return Load(len(own), sum(map(self.server.sent, own)))

    def _settled(self) -> Wait | None:
        took: list[float] | None = self.page.evaluate(SETTLED, [QUIET_MS, PATIENCE_MS])
        return Wait(*took) if took else None

    def _wait_until_loaded(self) -> None:
        before = -1
        while before != len(self.server.asked):
            before = len(self.server.asked)
            sleep(LOADED_S)
            self.page.evaluate("0")


@contextmanager
def start_browser() -> Iterator[Browser]:
    """A headless browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("COURSE_BROWSER", "/usr/bin/chromium"), args=QUIET
        )
        yield browser
        browser.close()


@contextmanager
def new_search(
    browser: Browser, server: Server, contender: Contender, path: str
) -> Iterator[Search]:
    """A page with a closed search, in its own browser profile."""
    context: BrowserContext = browser.new_context(service_workers="block")
    page = context.new_page()
    server.asked.clear()
    page.goto(server.address + path, wait_until="networkidle")
    yield Search(contender, page, server)
    context.close()
