"""A reader's device: its browser, its screen, what it stores, and what fails on it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Route, ViewportSize

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
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # with a network, too: see `watch`
)
NO_WORKER = "Service Worker registration blocked by Playwright"
WITHOUT_WORKER: dict[str, Any] = {"service_workers": "block"}
"""For tests that are not about offline use: pages always come from the server."""
PATIENCE_MS = 10_000
"""How long a browser may take that shares two cores with two others."""
PHONE: ViewportSize = {"width": 390, "height": 844}
EMPTY_DAY = "2026-11-25"
ONE_PAGE = """new MutationObserver(() => {
    if (document.documentElement?.classList.contains("one-step")) {
        document.documentElement.classList.remove("one-step");
    }
}).observe(document, { subtree: true, attributeFilter: ["class"] });"""
EMPTY_PAGE = '<!doctype html><link rel="icon" href="data:,"><title>Empty</title>'
"""A page for scripts alone. Without the link, a browser may ask for an icon that is not there."""
FULL = """() => {
    window.setItem ??= Storage.prototype.setItem;
    Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); };
}"""
FREE = "() => { Storage.prototype.setItem = window.setItem; }"
"""Scripts that fill a page's storage, and that free it again."""
WAS_EMPTY = """() => {
    const wasEmpty = localStorage.length === 0;
    localStorage.clear();
    return wasEmpty;
}"""
TROUBLES: dict[str, dict[str, Any] | None] = {
    "no network": None,
    "a host in trouble": {"status": 500, "body": "{}"},
    "another page instead": {"status": 200, "body": "<p>Please sign in.</p>"},
}
"""Possible failures of a request, as arguments for `intercept`."""


def watch(page: Page, complaints: list[str], *, may_complain: bool = False) -> None:
    """Collects console errors and foreign requests of a page.

    With `QUIET`, a foreign request fails, and that is a console error. So only a page that may
    complain reports each request, which takes a fifteenth of the time to open a page.
    """

    def note_stranger(request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme != "data" and url.hostname != "127.0.0.1":
            complaints.append(f"asked {request.url}")

    def note_complaint(message: ConsoleMessage) -> None:
        if message.text != NO_WORKER:
            complaints.append(f"{message.text} {message.location.get('url', '')}".strip())

    page.set_default_timeout(PATIENCE_MS)
    if may_complain:
        page.on("request", note_stranger)
    else:
        page.on("console", note_complaint)
        page.on("pageerror", lambda error: complaints.append(str(error)))


def intercept(page: Page, pattern: str, answer: dict[str, Any] | None) -> None:
    """Answers all matching requests with `answer`, or aborts them if it is None."""

    def handle(route: Route) -> None:
        if answer is None:
            route.abort()
        else:
            route.fulfill(**answer)

    page.route(pattern, handle)


def held_back(page: Page, pattern: str) -> list[Route]:
    """Matching requests, held until the test lets them continue.

    Before a page is opened: one that is open may still take a file from its own memory.
    """
    held: list[Route] = []
    page.route(pattern, lambda route: held.append(route))
    return held


def store(page: Page, texts: Mapping[str, str]) -> None:
    """Stores texts on the device of a page, before it is opened."""
    page.context.pages[0].evaluate("(texts) => Object.assign(localStorage, texts)", texts)


class Profile:
    """A browser profile. Its first page stays open and is almost empty.

    Whenever a page opens or closes, the browser draws the others of its profile again.
    """

    def __init__(self, first: Page) -> None:
        self.context = first.context
        self._first, self._session = first, first.context.new_cdp_session(first)

    def clear(self) -> None:
        """Closes all pages but the first, and deletes everything that is stored."""
        for page in self.context.pages[1:]:
            page.close()
        self._session.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
        # The last writes of a closed page may arrive after it.
        while not self._first.evaluate(WAS_EMPTY):
            pass


def turn_off_cache(page: Page) -> None:
    """Makes the page request everything, as on a first visit."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})


def enlarge_text(page: Page, times: float) -> None:
    """Enlarges the default text size, as readers do in their browser settings."""
    session = page.context.new_cdp_session(page)
    sizes = {"standard": round(16 * times), "fixed": round(13 * times)}
    session.send("Page.setFontSizes", {"fontSizes": sizes})
