"""Quotation marks and apostrophes as they are printed."""

import re

_STRAIGHT = re.compile(r"(?P<opens>(?:(?<=[\s(\[/—–“‘\"])|^))?(?P<mark>[\"'])")
"""A straight mark. It opens a quotation at the start, or after a space, bracket, dash or mark."""
_OPENING, _CLOSING = {'"': "“", "'": "‘"}, {'"': "”", "'": "’"}


def curly(text: str) -> str:
    """A short text with curly quotation marks and apostrophes instead of straight ones."""
    if "'" not in text and '"' not in text:
        return text
    return _STRAIGHT.sub(_curl, text)


def _curl(found: re.Match[str]) -> str:
    marks = _CLOSING if found["opens"] is None else _OPENING
    return marks[found["mark"]]
