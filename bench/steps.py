"""How soon readers act in each module, and how long its steps are on a phone.

`python -m bench.steps [SITE]` opens every module of every role in Chromium at 390 px. It prints,
for each role, the seconds to the first act (words from the title to the first choice at 190 words a
minute) and the screens of its steps (a screen is 725 px: 844 less the browser's bars).
"""

import os
import sys
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from course.models.seconds import WORDS_PER_MINUTE
from tests.browser.device import QUIET
from tests.browser.server import PREFIXES, start_server

SCREEN_PX = 725
WORDS_BEFORE_ACT = """() => {
    const act = document.querySelector("main :is(.choice, .answer, textarea, input, select)");
    if (!act) return null;
    const range = document.createRange();
    range.setStartBefore(document.querySelector("h1"));
    range.setEndBefore(act);
    const part = range.cloneContents();
    for (const unread of part.querySelectorAll(".care, .place, script, .audience")) unread.remove();
    return part.textContent.trim().split(/\\s+/).length;
}"""
HEIGHTS = """() => [...document.querySelectorAll("main > .step")].map(
    (step) => [step.id, step.offsetHeight])"""


def main() -> None:
    """Measure the site in a folder, by default `site`."""
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "site")
    address = start_server(site, []).address
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("COURSE_BROWSER", "/usr/bin/chromium"), args=list(QUIET)
        )
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto(address)
        page.evaluate("(key) => localStorage.setItem(key, 'page')", f"{PREFIXES[0]}view")
        print(f"{'role':22} seconds to act: median, most   screens of a step: median, most")
        all_seconds: list[float] = []
        all_screens: list[float] = []
        for folder in sorted(site.glob("*/now")):
            role = folder.parent.name
            seconds, screens = measure(page, address, site / role)
            all_seconds += seconds
            all_screens += screens
            row = f"{median(seconds):5.0f} {max(seconds):5.0f} {median(screens):28.2f}"
            print(f"{role:22} {row} {max(screens):6.2f}")
        row = f"{median(all_seconds):5.0f} {max(all_seconds):5.0f} {median(all_screens):28.2f}"
        print(f"{'all':22} {row} {max(all_screens):6.2f}")
        browser.close()


def measure(page: Page, address: str, role: Path) -> tuple[list[float], list[float]]:
    """The seconds to the first act in each module, and the screens of each step."""
    seconds, screens = [], []
    for folder in sorted(path.parent for path in role.glob("*/index.html")):
        if folder.name == "now":
            continue
        page.goto(f"{address}{role.name}/{folder.name}/")
        words = page.evaluate(WORDS_BEFORE_ACT)
        if words is None:
            print(f"{role.name}/{folder.name}: nothing to do")
            continue
        seconds.append(60 * words / WORDS_PER_MINUTE)
        if seconds[-1] > 30:
            print(f"{role.name}/{folder.name}: {seconds[-1]:.0f} s")
        for step_id, height in page.evaluate(HEIGHTS):
            screens.append(height / SCREEN_PX)
            if screens[-1] > 3:
                print(f"{role.name}/{folder.name}#{step_id}: {screens[-1]:.1f} screens")
    return seconds, screens


if __name__ == "__main__":
    main()
