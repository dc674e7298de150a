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
    return str(minify.string(types[kind], text))
