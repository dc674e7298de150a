"""Types into a search in a real browser and looks at what comes, and when."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import sleep

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.search.contenders import Contender
from bench.search.serve import Server

SLOWDOWN = 4
LOADED_S = 1.0
"""Without a request for so long, an engine has what it loads, and has made its index of it."""
QUIET_MS, PATIENCE_MS = 60, 3000
"""Results that have not changed for so long are there; none come after so long."""
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Times are taken in the page: from the moment the browser got the key until the frame that shows
# the first change of the results has been painted.
PROBE = """(selector) => {
    const probe = (window.probe = {key: 0, changed: 0, shown: 0});
    addEventListener("keydown", (event) => {
        Object.assign(probe, {key: event.timeStamp, changed: 0, shown: 0});
    }, true);
    new MutationObserver(() => {
        if (!probe.key) return;
        const isFirst = !probe.changed;
        probe.changed = performance.now();
        const {port1, port2} = new MessageChannel();
        const key = probe.key;
        port1.onmessage = () => { if (probe.key === key) probe.shown = performance.now(); };
        if (isFirst) requestAnimationFrame(() => port2.postMessage(0));
    }).observe(document.querySelector(selector), {
        subtree: true, childList: true, characterData: true,
    });
}"""
SETTLED = """([quiet, patience]) => new Promise((done) => {
    const {probe} = window;
    const latest = performance.now() + patience;
    const look = () => {
        const now = performance.now();
        const isThere = probe.shown && now > Math.max(probe.changed, probe.shown) + quiet;
        if (isThere || now > latest) done(probe.shown ? probe.shown - probe.key : null);
        else setTimeout(look, quiet / 4);
    };
    look();
})"""
TOLD = "() => { Object.assign(window.probe, {key: performance.now(), changed: 0, shown: 0}); }"


@dataclass(frozen=True)
class Load:
    """What a search has asked for."""

    requests: int
    compressed_bytes: int


@dataclass
class Search:
    """An open search, on one page."""

    contender: Contender
    page: Page
    server: Server

    def open(self) -> None:
        """Focus the field, and wait until the engine has what it loads then."""
        self.page.locator(self.contender.opener).first.click()
        self.page.locator(self.contender.field).wait_for()
        self._wait_until_loaded()
        self.page.evaluate(PROBE, self.contender.changing)

    def press(self, key: str) -> float | None:
        """Milliseconds from a key to the results that it brings. None: nothing has changed."""
        self.page.keyboard.type(key)
        return self._settled()

    def ask(self, text: str) -> list[str]:
        """The places found for a text that is typed at once, best first, from the site's root."""
        self.page.evaluate(TOLD)
        self.page.locator(self.contender.field).fill(text)
        self._settled()
        return self.found()

    def found(self) -> list[str]:
        """The places that are shown."""
        links = self.page.locator(self.contender.link)
        targets: list[str] = links.evaluate_all("(all) => all.map((link) => link.href)")
        # Material's links also say what was asked for.
        return [re.sub(r"\?[^#]*", "", it.removeprefix(self.server.address)) for it in targets]

    def slow_down(self) -> None:
        """As on a cheap phone. The browser slows the page, but none of its workers."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})

    def load(self) -> Load:
        """What was asked for to search, since the page was opened."""
        own = [path for path in self.server.asked if self.contender.is_own_file(path)]
        return Load(len(own), sum(map(self.server.sent, own)))

    def _settled(self) -> float | None:
        took: float | None = self.page.evaluate(SETTLED, [QUIET_MS, PATIENCE_MS])
        return took

    def _wait_until_loaded(self) -> None:
        before = -1
        while before != len(self.server.asked):
            before = len(self.server.asked)
            sleep(LOADED_S)
            self.page.evaluate("0")


@contextmanager
def start_browser() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("COURSE_BROWSER", "/usr/bin/chromium"), args=FLAGS
        )
        yield browser
        browser.close()


@contextmanager
def new_search(
    browser: Browser, server: Server, contender: Contender, path: str
) -> Iterator[Search]:
    """A page with a search that is not open yet, in a profile of its own."""
    context: BrowserContext = browser.new_context(service_workers="block")
    page = context.new_page()
    server.asked.clear()
    page.goto(server.address + path, wait_until="networkidle")
    yield Search(contender, page, server)
    context.close()
