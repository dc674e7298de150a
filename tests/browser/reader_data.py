"""What one reader, another one, and both together have stored, and the page that shows it."""

import json
from typing import Any

from playwright.sync_api import Page

from tests.browser.actions import ready
from tests.browser.device import store
from tests.browser.server import PREFIXES

YOURS = "yours/"
SITE = PREFIXES[0]
PLAN, THOUGHT = "noticing/make-it-yours--my-plan", "noticing/make-it-yours--easy-to-miss"
LINE: dict[str, Any] = {
    "when": "somebody shouts",
    "will": "wait.",
    "role": "bus-driver",
    "on": "2026-11-20",
}
MY_LINE, THEIR_LINE, GONE_LINE = (f"{PLAN}--{letter}" for letter in "abc")
MINE: dict[str, Any] = {
    "answers": {"noticing/a": {"outcome": "first", "revision": 1, "on": "2026-11-20"}},
    "modules": {"noticing": {"bus-driver": {"on": "2026-11-20", "revision": 1}}},
    "notes": {PLAN: {"text": "Tell Ms. Ortiz."}},
    "lines": {MY_LINE: LINE, GONE_LINE: LINE},
    "jobs": {"bus-driver": "Bus driver"},
    "districts": {"lake": "Lake"},
}
THEIRS: dict[str, Any] = {
    "answers": {
        "noticing/a": {"outcome": "looked", "revision": 1, "on": "2026-11-22"},
        "noticing/b": {"outcome": "later", "revision": 2, "on": "2026-11-22"},
    },
    "modules": {
        "noticing": {
            "bus-driver": {"on": "2026-11-22", "revision": 1},
            "custodian": {"on": "2026-11-21", "revision": 1},
        }
    },
    "notes": {PLAN: {"text": "Tell Mr. Lee."}, THOUGHT: {"text": "Who is quiet."}},
    "lines": {
        MY_LINE: {**LINE, "on": "2026-11-27", "step": 1},
        THEIR_LINE: {**LINE, "will": "breathe."},
        GONE_LINE: {"gone": True},
    },
    "jobs": {"custodian": "Custodian"},
    "districts": {"ash": "Ash"},
}
BOTH: dict[str, Any] = {
    "answers": {
        **THEIRS["answers"],
        "noticing/a": {"outcome": "first", "revision": 1, "on": "2026-11-22"},
    },
    "modules": THEIRS["modules"],
    "notes": {**THEIRS["notes"], PLAN: {"text": "Tell Ms. Ortiz.\n\nTell Mr. Lee."}},
    "lines": THEIRS["lines"],
    "jobs": {**MINE["jobs"], **THEIRS["jobs"]},
    "districts": {**MINE["districts"], **THEIRS["districts"]},
}
SAME = ("modules", "notes", "lines", "jobs", "districts")
INNER = {"answers": "questions", **{it: it for it in SAME}}


def put(page: Page, address: str, things: dict[str, Any]) -> None:
    """Opens the my-data page on a device with this stored data."""
    texts = {
        SITE + part: json.dumps({"format": 1, INNER[part]: kept}) for part, kept in things.items()
    }
    store(page, texts)
    page.goto(address + YOURS)
    ready(page)


def stored_data(page: Page) -> dict[str, Any]:
    found = page.evaluate("() => ({...localStorage})")
    parts = {part: json.loads(found.get(SITE + part, "{}")) for part in INNER}
    return {part: things[INNER[part]] for part, things in parts.items() if things}
