"""Makes the pictures of the guide's pages about kinds: each example, as a phone shows it.

    python -m tests.browser.kind_pictures

Run it when a kind is new, or when an example or the words around it have changed: a test says so.
It makes only these, and with `--all` every picture, for when kinds look different, which nothing
checks. `COURSE_BROWSER` names the browser, as for the tests.
"""

import base64
import json
import math
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import cast

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

from course.authoring.kind_examples import SPECIMEN, Example, examples
from course.authoring.kind_pages import PICTURES
from course.cli.main import main
from course.compile import compile_site
from tests.browser.actions import ready
from tests.browser.device import ONE_PAGE, QUIET
from tests.browser.server import Handler, Server
from tests.browser.sites import ROOT
from tests.publish.shown import VOID

COMMAND = "python -m tests.browser.kind_pictures"
FOLDER = ROOT / "docs" / PICTURES
MADE_FROM = Path(__file__).with_suffix(".json")
"""The fingerprint of what each picture was made from."""
MOST_BYTES = 12 * 1024
MOST_BYTES_TOGETHER = 200 * 1024
PHONE: ViewportSize = {"width": 390, "height": 844}
MARGIN = 12
"""Pixels above and below a piece."""
MOST_HEIGHT = 1024
"""What is longer is cut off: only the beginning of a scene."""
COLORS = 24


class _Piece(HTMLParser):
    """Collects the words of the element with an id."""

    def __init__(self, anchor: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._anchor = anchor
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_inside = self._depth > 0 or ("id", self._anchor) in attrs
        self._depth += is_inside and tag not in VOID

    def handle_endtag(self, tag: str) -> None:
        self._depth -= self._depth > 0 and tag not in VOID

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.words += data.split()


def fingerprints(found: Mapping[str, Example]) -> Mapping[str, str]:
    """A hash of the words of each example on its page, by its kind.

    Neither classes nor styles are part of it: a new look of the course needs no new pictures at
    once.
    """
    site = compile_site(ROOT / SPECIMEN)
    made = {address: site.pages[address].make().html for address in _addresses(found)}
    return {
        kind: sha256(" ".join(words_at(made[it.address], it.anchor)).encode()).hexdigest()[:12]
        for kind, it in found.items()
    }


def words_at(html: str, anchor: str) -> list[str]:
    """The words of the element with this id."""
    piece = _Piece(anchor)
    piece.feed(html)
    piece.close()
    return piece.words


def make(*, every: bool) -> None:
    """Take the pictures that are missing or were made from something else, or every one."""
    found = examples(ROOT)
    now, before = fingerprints(found), made_from()
    wanted = {
        kind: it
        for kind, it in found.items()
        if every or now[kind] != before.get(kind) or not picture_of(kind).exists()
    }
    FOLDER.mkdir(exist_ok=True)
    for kind, content in _taken(wanted):
        picture_of(kind).write_bytes(content)
    for path in FOLDER.iterdir():
        if path.stem not in found:
            path.unlink()
    MADE_FROM.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8", newline="\n")


def made_from() -> Mapping[str, str]:
    """The fingerprint of what each picture was made from, by its kind."""
    fingerprint: dict[str, str] = {}
    if MADE_FROM.exists():
        fingerprint = json.loads(MADE_FROM.read_text("utf-8"))
    return fingerprint


def picture_of(kind: str) -> Path:
    """The picture of a kind."""
    return FOLDER / f"{kind}.webp"


def _addresses(found: Mapping[str, Example]) -> list[str]:
    return sorted({it.address for it in found.values()})


def _taken(wanted: Mapping[str, Example]) -> Iterator[tuple[str, bytes]]:
    """The picture of each of these, taken from a built site."""
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        command = ["build", "--no-guide", "--folder", str(ROOT / SPECIMEN), "--output", name]
        assert main(command) == 0
        server = Server(("127.0.0.1", 0), partial(Handler, directory=name))
        server.asked = []
        Thread(target=server.serve_forever, daemon=True).start()
        path = os.environ.get("COURSE_BROWSER")
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET])
        for address in _addresses(wanted):
            page = browser.new_page(
                viewport=PHONE, color_scheme="light", reduced_motion="reduce", has_touch=True
            )
            page.add_init_script(ONE_PAGE)
            page.goto(f"{server.address}{address}", wait_until="networkidle")
            ready(page)
            for kind, it in wanted.items():
                if it.address == address:
                    yield kind, _picture(page, it.anchor)
            page.close()
        browser.close()
        server.shutdown()


def _picture(page: Page, anchor: str) -> bytes:
    """A picture of one piece of a page, as wide as the phone.

    Few colors and nothing blurred: letters stay sharp, in half the bytes of a photo.
    """
    piece = page.locator(f"[id='{anchor}']")
    folded = page.locator("details", has=piece)
    for element in folded.all():
        element.evaluate("(it) => { it.open = true; }")
    box = (folded if folded.count() else piece).bounding_box()
    assert box is not None, anchor
    clip = {
        "x": 0,
        "y": box["y"] - MARGIN,
        "width": PHONE["width"],
        "height": min(box["height"] + 2 * MARGIN, MOST_HEIGHT),
        "scale": 1,
    }
    session = page.context.new_cdp_session(page)
    options = {"format": "png", "captureBeyondViewport": True, "clip": clip}
    answer = session.send("Page.captureScreenshot", options)
    content = BytesIO()
    shot = Image.open(BytesIO(base64.b64decode(answer["data"]))).convert("RGB")
    _in_few_colors(shot).save(content, "WEBP", lossless=True, quality=100, method=6)
    return content.getvalue()


def _in_few_colors(shot: Image.Image) -> Image.Image:
    """The same picture in its most frequent colors. Only the edges of letters have others."""
    pixels = cast("tuple[tuple[int, int, int], ...]", shot.get_flattened_data())
    counted = Counter(pixels)
    kept = [color for color, _ in counted.most_common(COLORS)]
    nearest = {color: min(kept, key=partial(math.dist, color)) for color in counted}
    few = Image.new("RGB", shot.size)
    few.putdata([nearest[color] for color in pixels])
    return few


if __name__ == "__main__":
    make(every="--all" in sys.argv)
