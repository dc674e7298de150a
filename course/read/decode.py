"""The bytes of a file to text, or why they cannot be read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_BYTES = 1_000_000
MOST_ALIKE = 5
"""How many mistakes of one kind are shown, each at its place. The others are counted."""

# What YAML does not allow, and the three line breaks that editors do not count as lines.
INVISIBLE = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_CONFLICT_MARK = re.compile(r"(<{7}|\|{7}|>{7})( .*)?|={7}")


@dataclass(frozen=True)
class Refusal:
    """What is wrong at a 0-based line and column, and what to do about it."""

    line: int
    column: int
    what: str
    remedy: str


class RefusedError(Exception):
    """A file that cannot be read any further."""

    def __init__(self, *refusals: Refusal) -> None:
        super().__init__(*(refusal.what for refusal in refusals))
        self.refusals = refusals


def decode(content: bytes) -> str:
    """The text of a file, with the same line ends whichever system wrote it.

    Raises RefusedError for another encoding than UTF-8, for characters that YAML does not allow,
    and for what git leaves in a file that it could not merge.
    """
    text = _utf_8(content).replace("\r\n", "\n").replace("\r", "\n")
    refusals = [*_merge_conflicts(text), *_invisible(text)]
    if refusals:
        raise RefusedError(*refusals)
    return text


def _utf_8(content: bytes) -> str:
    if len(content) > MAX_BYTES:
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
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
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
    """As UTF-16 without its mark is, where it holds English."""
    zeros = content.count(0)
    return zeros > 3 and zeros > len(content) // 3


def _merge_conflicts(text: str) -> Iterator[Refusal]:
    """What git leaves where two people have changed the same lines. Text is never at column 0."""
    lines = text.split("\n")
    marks = [at for at, line in enumerate(lines) if _CONFLICT_MARK.fullmatch(line)]
    starts = [at for at in marks if lines[at].startswith("<")]
    is_whole = starts and lines[marks[-1]].startswith(">")
    if not is_whole:
        starts = marks
    for at in starts[:MOST_ALIKE]:
        yield (_conflict if is_whole else _conflict_mark)(at)
    if len(starts) > MOST_ALIKE:
        yield _more(len(starts) - MOST_ALIKE, starts[MOST_ALIKE], 0)


def _conflict(line: int) -> Refusal:
    return Refusal(
        line,
        0,
        "Git could not merge two versions of the lines that follow, so both are here.",
        "Keep what you need: one version is below <<<<<<<, the other below =======. Then delete "
        "the lines with <<<<<<<, ======= and >>>>>>>.",
    )


def _conflict_mark(line: int) -> Refusal:
    return Refusal(
        line,
        0,
        "This line is a mark that git leaves where it could not merge two versions.",
        "Delete it. Look whether something is missing above and below it, or is there twice.",
    )


def _invisible(text: str) -> Iterator[Refusal]:
    starts = [hit.start() for hit in INVISIBLE.finditer(text)]
    for start in starts[:MOST_ALIKE]:
        yield Refusal(
            *_place(text, start),
            "There is an invisible control character here.",
            "Delete it: put the cursor there, or type the line anew.",
        )
    if len(starts) > MOST_ALIKE:
        yield _more(len(starts) - MOST_ALIKE, *_place(text, starts[MOST_ALIKE]))


def _more(count: int, line: int, column: int) -> Refusal:
    """How many of one kind are not shown, at the first of them."""
    there_are = "There is 1 more" if count == 1 else f"There are {count:,} more"
    return Refusal(
        line, column, f"{there_are} of these in this file.", "Mend them like those above."
    )


def _place(text: str, start: int) -> tuple[int, int]:
    return text.count("\n", 0, start), start - text.rfind("\n", 0, start) - 1
