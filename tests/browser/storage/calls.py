"""Calls of the scripts in `storage/`, on an empty page without a built site."""

import json
from typing import Any

from playwright.sync_api import Page

from tests.browser.server import PREFIXES

SITE = PREFIXES[0]
TODAY, TOMORROW = "2026-11-25", "2026-11-26"
ATTEMPT = {"outcome": "first", "revision": 1}


def call(page: Page, script: str, name: str, *arguments: Any) -> Any:
    """The result of an exported function of a script in `storage/`."""
    return page.evaluate(
        f"""async (all) => {{
            const module = await import("{SITE}js/source/storage/{script}.mjs");
            return module.{name}(...all);
        }}""",
        list(arguments),
    )


def put(page: Page, store: str, value: Any) -> None:
    """Stores a value, or a text as it is, on the device."""
    text = value if isinstance(value, str) else json.dumps(value)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [SITE + store, text])


def stored(page: Page, store: str) -> Any:
    return json.loads(page.evaluate("(key) => localStorage.getItem(key)", SITE + store))
