"""Measures the workshop in a browser: its start, an edit, all rules, and its memory.

    python3 build_course.py build --workshop
    python -m bench.workshop [SITE] [--edits 10]

Times are CPU seconds of the whole browser, which say more than the clock on a busy machine. Prints
the median of several edits. `COURSE_BROWSER` names the browser.
"""

import argparse
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from time import sleep

import psutil
from playwright.sync_api import Page, sync_playwright

PATIENCE_MS = 180_000
QUIET_S = 3.0
"""Wait so long before an edit, so that all rules have run."""
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
TYPES = {".mjs": "text/javascript", ".wasm": "application/wasm"}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="CPU seconds of the workshop in a browser.")
    parser.add_argument("site", nargs="?", type=Path, default=Path("site"))
    parser.add_argument("--edits", type=int, default=10)
    options = parser.parse_args()
    with serving(options.site) as address, sync_playwright() as tool:
        browser = tool.chromium.launch(
            executable_path=os.environ.get("COURSE_BROWSER", "/usr/bin/chromium-headless-shell"),
            args=list(ARGUMENTS),
        )
        page = browser.new_page(viewport={"width": 1300, "height": 800})
        status, count = page.locator("#status"), page.locator("#problems-count")
        start = spent()
        page.goto(f"{address}workshop/#modules/noticing.yml")
        status.filter(has_text="Ready").wait_for(timeout=PATIENCE_MS)
        print(f"start: {spent() - start:.1f} CPU s")
        count.filter(has_text="Nothing is wrong").wait_for(timeout=PATIENCE_MS)
        print(f"start and all rules: {spent() - start:.1f} CPU s")
        title = page.frame_locator("#preview").locator("h1")
        shows = [
            measured(
                page, letter, title.filter(has_text=f"Noticing{'abcdefghij'[: n + 1]}").wait_for
            )
            for n, letter in enumerate("abcdefghij"[: options.edits])
        ]
        print(f"an edit to its page: median {median(shows):.2f} CPU s, worst {max(shows):.2f}")
        page.keyboard.press("Enter")
        errors = [
            measured(page, "x", page.locator(".problem--error").first.wait_for)
            for _ in range(options.edits)
            if undone(page)
        ]
        print(f"an edit to its error: median {median(errors):.2f} CPU s, worst {max(errors):.2f}")
        size = sum(it.memory_full_info().uss for it in processes()) / 2**20
        print(f"memory of the browser: {size:.0f} MiB")
        browser.close()


def measured(page: Page, key: str, is_shown: Callable[[], None]) -> float:
    """The CPU seconds from a key to what it shows. The first time, the cursor goes to the title."""
    sleep(QUIET_S)
    if key == "a":
        page.locator("#editor .cm-content").click()
        page.keyboard.press("Control+Home")
        page.keyboard.press("End")
    start = spent()
    page.keyboard.type(key)
    is_shown()
    return spent() - start


def undone(page: Page) -> bool:
    """Take the last letter back, if it is a mistake, and wait until nothing is wrong."""
    if page.locator(".problem--error").count():
        page.keyboard.press("Backspace")
        page.locator(".problem--error").first.wait_for(state="detached", timeout=PATIENCE_MS)
    return True


def processes() -> list[psutil.Process]:
    """The browser and everything that it has started."""
    return [it for it in psutil.Process().children(recursive=True) if "chrom" in it.name().lower()]


def spent() -> float:
    """The CPU seconds that the browser has used."""
    total = 0.0
    for process in processes():
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
    return total


class _Files(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **TYPES}

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """The address of a site while it is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


if __name__ == "__main__":
    main()
