"""Measures how long a saved change takes to appear in a browser, with `build_course.py serve`.

    python -m bench.preview [--saves 20]

A copy of this repository is served. Each save adds a word to a text on the open page: in one module
after another, then in a claim, a contact, the course's summary and a template. Prints the median
and the worst time in seconds. `COURSE_BROWSER` names the browser.
"""

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from bench.checkout import clone, readers_of_modules

ADDRESS = "127.0.0.1:8765"
PATIENCE_S = 60.0
SUMMARY = r"summary: \|\n +"
OTHERS = {
    "claim": ("reference/claims.yml", r"says: \|\n +", "evidence/"),
    "contact": ("reference/contacts.yml", r"use-for: \|\n +", "help/"),
    "course.yml": ("course.yml", SUMMARY, ""),
    "template": ("course/render/templates/home.html.jinja", '<div class="lead">', ""),
}
"""Files to change, what is before the text (a regular expression), and a page that shows it."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time from a save to the text in the browser.")
    parser.add_argument("--saves", type=int, default=20)
    saves = parser.parse_args().saves
    with TemporaryDirectory() as name:
        folder = Path(name) / "copy"
        clone(folder)
        readers = readers_of_modules(folder)
        with serving(folder), browsing() as page:
            times = []
            for number, module in zip(range(saves), cycle(readers), strict=False):
                page.goto(f"http://{ADDRESS}/{readers[module][0]}/{module}/")
                path = folder / "modules" / f"{module}.yml"
                times.append(save_and_wait(page, path, SUMMARY, f"zebra{number}x"))
            print(f"modules: median {median(times):.2f} s, worst {max(times):.2f} s, n={saves}")
            for number, (what, (file, before, address)) in enumerate(OTHERS.items(), saves):
                page.goto(f"http://{ADDRESS}/{address}")
                seconds = save_and_wait(page, folder / file, before, f"zebra{number}x")
                print(f"{what}: {seconds:.2f} s")


def save_and_wait(page: Page, path: Path, before: str, word: str) -> float:
    """Add a word to a file after `before`, a pattern. Returns the seconds until it is shown."""
    text = path.read_text(encoding="utf-8")
    changed = re.sub(f"({before})", rf"\g<1>{word} ", text, count=1)
    assert changed != text, path
    start = monotonic()
    path.write_text(changed, encoding="utf-8")
    wait_for(lambda: word in page.evaluate("() => document.body?.innerText ?? ''"))
    return monotonic() - start


def wait_for(test: Callable[[], bool]) -> None:
    """Poll until the test passes. It may fail while the page is being replaced."""
    latest = monotonic() + PATIENCE_S
    while monotonic() < latest:
        try:
            if test():
                return
        except Exception as error:
            if "navigation" not in str(error) and "destroyed" not in str(error):
                raise
        sleep(0.02)
    sys.exit("The change was not shown.")


@contextmanager
def serving(folder: Path) -> Iterator[None]:
    """Run `serve` in a copy of the repository; returns once it responds."""
    command = [sys.executable, "build_course.py", "serve", "--address", ADDRESS]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as server:
        try:
            wait_for(responds)
            yield
        finally:
            server.terminate()


def responds() -> bool:
    """Whether the preview shows its first page."""
    try:
        with urlopen(f"http://{ADDRESS}/") as response:
            return bool(response.status == 200)
    except OSError:
        return False


@contextmanager
def browsing() -> Iterator[Page]:
    """A page of a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("COURSE_BROWSER", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        yield browser.new_page(viewport={"width": 390, "height": 844})
        browser.close()


if __name__ == "__main__":
    main()
