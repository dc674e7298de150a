"""Stars around bold words that would be shown as they are typed."""

import re
from collections.abc import Iterator

_PARAGRAPH = re.compile(r"(?:(?!\n[ \t]*(?:\n|[-*+][ \t]|\d+[.)][ \t]))[\s\S])+")
"""A paragraph, or an item of a list."""
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_STARS = re.compile(r"(?<![\\*])\*{2,}(?!\*)")


def lone_stars(text: str) -> Iterator[tuple[int, str]]:
    """Where `**` is without another one in its paragraph, and what is wrong with it."""
    if "**" not in text:
        return
    text = _CODE.sub(lambda code: "x" * len(code[0]), text)
    for paragraph in _PARAGRAPH.finditer(text):
        opened: int | None = None
        for hit in _STARS.finditer(text, *paragraph.span()):
            before, after = text[: hit.start()][-1:], text[hit.end() :][:1]
            opens, closes = bool(after.strip()), bool(before.strip())
            if opened is not None and closes:
                opened = None
            elif opens:
                if opened is not None:
                    yield opened, _UNCLOSED
                opened = hit.start()
            elif closes:
                yield hit.start(), _UNOPENED
            elif text[paragraph.start() : paragraph.end()].strip(" *\n"):  # and no line
                yield hit.start(), _APART
        if opened is not None:
            yield opened, _UNCLOSED


REMEDY = "Write ** on both sides of the bold words, without spaces inside: **bold words**."
_UNCLOSED = "Nothing in this paragraph closes these stars, so readers would see them."
_UNOPENED = "Nothing in this paragraph opens these stars, so readers would see them."
_APART = "These stars stand between spaces, so readers would see them."
