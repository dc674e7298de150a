"""Decodes the bytes of a file to text, or explains why they cannot be read."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_BYTES = 1_000_000
MOST_OF_A_WORD = 40
MOST_ALIKE = 5
"""How many mistakes of one kind are shown individually. The rest are counted."""

# Characters that YAML forbids, and the three line breaks that editors do not count as lines. Python
# takes ten times as long to compile a set with most characters in it as one of what it leaves out.
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_ALL_INVISIBLE = re.compile(f"{INVISIBLE.pattern}+")
_CONFLICT_MARKER = re.compile(r"(<{7}|\|{7}|>{7})( .*)?|={7}")
_INDENTED_MARKER = re.compile(r"[ \t]*(<{7}|>{7})( .*)?")
"""An editor may have indented the lines between. Seven of `=` or `|` may be of a text."""


_PICTURE = re.compile("data:[a-z]+/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=]{100,}")
# A soft hyphen is only seen where a line breaks. Thai and Khmer need zero-width spaces between
# words, so one is a mistake only between Latin characters.
_HIDDEN = re.compile(
    "(?P<no_break_space>\xa0+)|(?P<soft_hyphen>\xad+)"
    "|(?<![^\x00-\u02ff\u200b-\u2bff])(?P<zero_width_space>[\u200b\u2060]+)"
    "(?![^\x00-\u02ff\u200b-\u2bff])"
    "|(?P<direction>[\u202a-\u202e]+)"
)
_ALL_HIDDEN = "\xa0\xad\u200b\u2060\u202a\u202b\u202c\u202d\u202e"
_NAMES = {
    "no_break_space": "no-break space",
    "soft_hyphen": "soft hyphen",
    "direction": "mark for the direction of text",
    "zero_width_space": "zero-width space",
}


_DOCUMENTS = {
    b"pk\x03\x04": "a document of a word processor, or another packed file",
    b"\xd0\xcf\x11\xe0": "a document of a word processor",
    b"{\\rtf": "a document of a word processor",
    b"%pdf-": "a PDF",
    b"<!doctype html": "a web page",
    b"<html": "a web page",
}
"""How files begin that are no plain text, in lowercase letters, and what they are."""
MOST_BEFORE = 100
"""In how many bytes their beginning is."""


Place = tuple[int, int]
"""A 0-based line and column."""


@dataclass(frozen=True)
class Refusal:
    """What is wrong at a 0-based line and column, and what to do about it."""

    line: int
    column: int
    what: str
    remedy: str
    swap: tuple[str, str] | None = None
    """What is written there and what should be, if that is certain."""


class RefusedError(Exception):
    """The file cannot be read any further."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__(*(refusal.what for refusal in refusals))
        self.refusals = refusals


def decode(content: bytes) -> str:
    """The text of a file, with line feeds as its only line ends.

    Raises RefusedError for an encoding other than UTF-8, and for a file that is too large.
    """
    return _utf_8(content).replace("\r\n", "\n").replace("\r", "\n")


def refuse_what_is_no_text(text: str) -> None:
    """Raise RefusedError for merge conflicts, pictures, and characters that YAML forbids."""
    if refusals := [*_merge_conflicts(text), *_pictures(text), *_invisible(text)]:
        raise RefusedError(*refusals)


def without_hidden(text: str) -> tuple[str, tuple[Refusal, ...]]:
    """The text as its author sees it, and the characters in it that nobody can see.

    The text is read on without them, so that nothing is told that only follows from them.
    """
    if not any(character in text for character in _ALL_HIDDEN):
        return text, ()
    hits = [hit for hit in _HIDDEN.finditer(text) if not _is_in_comment(text, hit.start())]
    refusals = [_hidden(text, hit) for hit in hits[:MOST_ALIKE]]
    if len(hits) > MOST_ALIKE:
        refusals.append(
            more_of_these(len(hits) - MOST_ALIKE, *place_of(text, hits[MOST_ALIKE].start()))
        )
    return _HIDDEN.sub(_seen, text), tuple(refusals)


def _is_in_comment(text: str, start: int) -> bool:
    return text[text.rfind("\n", 0, start) + 1 : start].lstrip().startswith("#")


def _seen(hit: re.Match[str]) -> str:
    """What an author sees instead of hidden characters."""
    return " " * len(hit[0]) if hit["no_break_space"] else ""


def _hidden(text: str, hit: re.Match[str]) -> Refusal:
    place, swap = place_of(text, hit.start()), (hit[0], _seen(hit))
    name, count = _NAMES[str(hit.lastgroup)], len(hit[0])
    names = "marks for the direction of text" if hit["direction"] else f"{name}s"
    there_is = f"There is a {name}" if count == 1 else f"There are {count} {names}"
    if hit["no_break_space"]:
        looks = "looks like a space" if count == 1 else "look like spaces"
        what = f"{there_is} here, which only {looks}."
        remedy = "Type spaces instead. Word processors and web pages contain such characters."
        return Refusal(*place, what, remedy, swap)
    start, end = text.rfind("\n", 0, hit.start()) + 1, text.find("\n", hit.end())
    before = text[start : hit.start()].rpartition(" ")[2].lstrip("[\"'")
    after = re.split(r"[\s,:\]\"']", text[hit.end() : end if end >= 0 else None])[0]
    word = _HIDDEN.sub(_seen, f"{before}{after}")
    again = f' by typing "{word}" again' if 0 < len(word) <= MOST_OF_A_WORD else ""
    return Refusal(*place, f"{there_is} here, which nobody can see.", f"Delete it{again}.", swap)


def _pictures(text: str) -> Iterator[Refusal]:
    starts = [hit.start() for hit in _PICTURE.finditer(text)]
    for start in starts[:MOST_ALIKE]:
        yield Refusal(
            *place_of(text, start),
            "A picture is pasted here as thousands of letters.",
            "Delete all of them. Use the lesson's `drawing:`, or say it in words.",
        )
    if len(starts) > MOST_ALIKE:
        yield more_of_these(len(starts) - MOST_ALIKE, *place_of(text, starts[MOST_ALIKE]))


def _utf_8(content: bytes) -> str:
    for start, name in _DOCUMENTS.items():
        if content[:MOST_BEFORE].lstrip().lower().startswith(start):
            raise RefusedError(
                Refusal(
                    0,
                    0,
                    f"This is {name}, although its name says that it is plain text.",
                    "Put the file back as it was before. Then change it in a text editor, not in "
                    "a word processor, and save it as plain text.",
                )
            )
    if len(content) > MAX_BYTES:
        refuse_what_is_no_text(content.decode("utf-8-sig", "replace"))
        raise RefusedError(
            Refusal(
                0,
                0,
                f"The file is {len(content):,} bytes long; at most {MAX_BYTES:,} are read.",
                "Split it into several modules.",
            )
        )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or _is_half_zeros(content):
        raise RefusedError(
            Refusal(0, 0, "The file is saved as UTF-16.", "Save it again with the encoding UTF-8.")
        )
    text = content.removeprefix(codecs.BOM_UTF8)
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as error:
        before = text[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace"))
        raise RefusedError(
            Refusal(
                before.count(b"\n"),
                column,
                "The file is not saved as UTF-8; here is the first character that shows it. It "
                "seems to be Windows-1252, which some programs call ANSI or Latin-1.",
                "Save the file again with the encoding UTF-8, then look at this line.",
            )
        ) from None


def _is_half_zeros(content: bytes) -> bool:
    """Whether the bytes look like English text in UTF-16 without a byte order mark."""
    zeros = content.count(0)
    return zeros > 3 and zeros > len(content) // 3


def _merge_conflicts(text: str) -> Iterator[Refusal]:
    """Conflict markers that git left in the file. Real text never starts at column 0."""
    lines = text.split("\n")
    if any(map(_INDENTED_MARKER.fullmatch, lines)):
        lines = [line.strip() for line in lines]
    markers = [index for index, line in enumerate(lines) if _CONFLICT_MARKER.fullmatch(line)]
    starts = [index for index in markers if lines[index].startswith("<")]
    is_complete = starts and lines[markers[-1]].startswith(">")
    if not is_complete:
        starts = markers
    for index in starts[:MOST_ALIKE]:
        yield (_conflict if is_complete else _stray_marker)(index)
    if len(starts) > MOST_ALIKE:
        yield more_of_these(len(starts) - MOST_ALIKE, starts[MOST_ALIKE], 0)


def _conflict(line: int) -> Refusal:
    return Refusal(
        line,
        0,
        "This is a merge conflict: git could not merge two versions of the lines that follow, so "
        "both are here.",
        "Keep what you need: one version is below <<<<<<<, the other below =======. Then delete "
        "the lines with <<<<<<<, ======= and >>>>>>>.",
    )


def _stray_marker(line: int) -> Refusal:
    return Refusal(
        line,
        0,
        "This line is a marker of a merge conflict: git could not merge two versions here.",
        "Delete it. Check whether anything above or below it is missing, or is there twice.",
    )


def _invisible(text: str) -> Iterator[Refusal]:
    hits = [*_ALL_INVISIBLE.finditer(text)]
    for hit in hits[:MOST_ALIKE]:
        count = len(hit[0])
        yield Refusal(
            *place_of(text, hit.start()),
            "There is an invisible control character here."
            if count == 1
            else f"There are {count:,} invisible control characters here.",
            f"Delete {'it' if count == 1 else 'them'}: put the cursor there, or retype the line.",
        )
    if len(hits) > MOST_ALIKE:
        yield more_of_these(len(hits) - MOST_ALIKE, *place_of(text, hits[MOST_ALIKE].start()))


def more_of_these(count: int, line: int, column: int) -> Refusal:
    """How many more of one kind there are, placed at the first one not shown."""
    there_are = "There is 1 more" if count == 1 else f"There are {count:,} more"
    return Refusal(
        line, column, f"{there_are} of these in this file.", "Fix them like the ones above."
    )


def place_of(text: str, start: int) -> tuple[int, int]:
    """The 0-based line and column of a character in a text."""
    return text.count("\n", 0, start), start - text.rfind("\n", 0, start) - 1
