"""Characters that a program has read in a wrong encoding and saved like that, such as `â€™`."""

import re

from course.read.decode import Refusal, more_of_these, place_of

MOST_TOLD = 5
_LIKELY = re.compile("[ÂÃ][\xa0-\xaa\xac-\xba\xbc-\xbf]|â[€†ˆœ][^\x00-\x7f]|ð\u0178[^\x00-\x7f]{2}")
"""How characters of two to four bytes look if each byte is taken for a character.

Only what nobody types: `Ã` may be the end of a word, in front of a quotation mark.
"""


def without_misread(text: str) -> tuple[str, tuple[Refusal, ...]]:
    """The text as it was before a program misread it, and where it was misread."""
    if text.isascii():
        return text, ()
    hits = [(hit.start(), hit[0], it) for hit in _LIKELY.finditer(text) if (it := _before(hit[0]))]
    if not hits:
        return text, ()
    refusals = [_refusal(text, *it) for it in hits[:MOST_TOLD]]
    if len(hits) > MOST_TOLD:
        refusals.append(more_of_these(len(hits) - MOST_TOLD, *place_of(text, hits[MOST_TOLD][0])))
    pieces, end = [], 0
    for start, wrong, right in hits:
        pieces += [text[end:start], right]
        end = start + len(wrong)
    return "".join((*pieces, text[end:])), tuple(refusals)


def _before(written: str) -> str | None:
    """The character that was misread. None if it is none."""
    try:
        return b"".join(map(_byte, written)).decode().replace("\N{NO-BREAK SPACE}", " ")
    except UnicodeError:
        return None


def _byte(character: str) -> bytes:
    """The byte that a program has taken for this character. Five of Windows-1252 have none."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _refusal(text: str, start: int, wrong: str, right: str) -> Refusal:
    shown = f"`{right}`" if right.strip() else "a space"
    seen = "".join(it for it in wrong if it.isprintable())
    return Refusal(
        *place_of(text, start),
        f"`{seen}` was {shown} before a program saved this file in a wrong way.",
        f"Write {shown} instead of it. If there are many, put back the file as it was before.",
        (wrong, right),
    )
