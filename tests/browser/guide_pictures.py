"""Makes the pictures of our own pages in the guide.

    python -m tests.browser.guide_pictures

Run it when these pages look different. Nothing checks that, and GitHub's pages are not shown: they
are not ours to copy, and change without us. `COURSE_BROWSER` names the browser, as for the tests.
"""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from playwright.sync_api import sync_playwright

from course.cli.main import main
from tests.browser.device import QUIET
from tests.browser.server import Handler, Server
from tests.browser.sites import ROOT

PICTURES = ROOT / "docs" / "pictures"
MOST_BYTES = 30_000
DRAFT = "name: Lakeview Schools\nstate: Texas\ndraft: yes\n"
SAMPLE = ROOT / "examples" / "district"
PHONE_WIDTH = 360


def make() -> None:
    """Build two sites, and take a picture of each."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "district").mkdir()
        (folder / "district" / "district.yml").write_text(DRAFT, encoding="utf-8", newline="\n")
        _take(folder / "draft", folder / "district", "", 420, "draft.jpg")
        _take(folder / "sample", SAMPLE, "help/#crisis-lead", 420, "who-can-help.jpg")


def _take(site: Path, district: Path, address: str, height: int, name: str) -> None:
    """Take a picture of the part of a page at an address, on a district's site."""
    command = ["build", "--no-guide", "--district", str(district), "--output", str(site)]
    assert main(command) == 0
    server = Server(("127.0.0.1", 0), lambda *it: Handler(*it, directory=str(site)))
    server.asked = []
    Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        path = os.environ.get("COURSE_BROWSER")
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET])
        page = browser.new_page(viewport={"width": PHONE_WIDTH, "height": height})
        page.goto(f"{server.address}{address}", wait_until="networkidle")
        PICTURES.mkdir(exist_ok=True)
        content = page.screenshot(path=PICTURES / name, type="jpeg", quality=70)
        browser.close()
    server.shutdown()
    assert len(content) <= MOST_BYTES, f"{name} has {len(content):,} bytes"


if __name__ == "__main__":
    make()
