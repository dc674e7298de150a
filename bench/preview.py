"""Measures how long a saved change takes to appear in a browser, with `build_course.py serve`.

    python bench/preview.py [--saves 20]

A copy of this course is served. Each save adds a word to a text on the open page: in one module
after another, then in a claim, a contact, the course title and a template. Prints the median and
the worst time in seconds. `COURSE_BROWSER` names the browser.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("course.yml", "modules", "quizzes", "reference", "translations")
ADDRESS = "127.0.0.1:8765"
PATIENCE_S = 60.0
ROLE = "teacher-elementary"
OTHERS = {
    "claim": ("reference/claims.yml", "evidence/"),
    "contact": ("reference/contacts.yml", "help/"),
    "course.yml": ("course.yml", ""),
}
"""Files to change, each with a page that shows the text."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time from a save to the text in the browser.")
    parser.add_argument("--saves", type=int, default=20)
    saves = parser.parse_args().saves
    with TemporaryDirectory() as name:
        folder = Path(name)
        for source in SOURCES:
            copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
            copy(ROOT / source, folder / source)
        with serving(folder), browsing() as page:
            modules = sorted((folder / "modules").glob("*.yml"))
            times = []
            for number in range(saves):
                module = modules[number % len(modules)]
                address = f"{ROLE}/{module.stem}/"
                if page.goto(f"http://{ADDRESS}/{address}").status == 200:  # type: ignore[union-attr]
                    times.append(save_and_wait(page, module, number))
            print(
                f"modules: median {median(times):.2f} s, worst {max(times):.2f} s, n={len(times)}"
            )
            for what, (file, address) in OTHERS.items():
                page.goto(f"http://{ADDRESS}/{address}")
                print(f"{what}: {save_and_wait(page, folder / file, 99):.2f} s")


def save_and_wait(page: Page, path: Path, number: int) -> float:
    """Add a word to the summary or first text of a file. Returns the seconds until it is shown."""
    word = f"zebra{number}x"
    text = path.read_text(encoding="utf-8")
    changed = re.sub(r"((?:summary|says|use-for): \|\n +)", rf"\1{word} ", text, count=1)
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
    """Run `serve` for a course; returns once it responds."""
    command = [sys.executable, str(ROOT / "build_course.py"), "serve", "--folder", str(folder)]
    with subprocess.Popen([*command, "--address", ADDRESS], stdout=subprocess.DEVNULL) as server:
        sleep(1)
        yield
        server.terminate()


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
