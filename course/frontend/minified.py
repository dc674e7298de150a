"""Texts without comments, spaces and whatever else browsers do not need."""

from typing import Literal

import minify


def minified(kind: Literal["css", "html", "javascript", "svg"], text: str) -> str:
    """A style sheet, a page, a script with short local names, or an SVG with short paths."""
    types = {
        "css": "text/css",
        "html": "text/html",
        "javascript": "text/javascript",
        "svg": "image/svg+xml",
    }
    if kind == "html":
        # Its rule for end tags does not know that custom elements need those of their last
        # paragraph. While this changes, other threads find no minifier, so it is done only here.
        minify.config({"html-keep-end-tags": True})
    return str(minify.string(types[kind], text))
