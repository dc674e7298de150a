"""Reads the file of a question bank, in the format that its content shows."""

import re
from collections.abc import Callable, Mapping

from course.bring.bank import Bank, BankError
from course.bring.csv_bank import HOW_TO, header_delimiter, read_csv
from course.bring.gift import read_gift
from course.bring.moodle_xml import read_moodle_xml
from course.read.misread import without_misread

MAX_BYTES = 10_000_000
MOST_QUESTIONS = 1_000
FORMATS: Mapping[str, Callable[[str], Bank]] = {
    "gift": read_gift,
    "xml": read_moodle_xml,
    "csv": read_csv,
}
"""What reads each format, by its name on the command line."""

_ENCODING = re.compile(rb"<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_PACKED = {b"PK\x03\x04": "a ZIP file", b"\x1f\x8b": "a packed file", b"%PDF": "a PDF"}
_AS_WINDOWS = (
    "The file is not saved as UTF-8, so it was read as Windows-1252. Look at accents and at "
    "quotation marks."
)
_PUT_RIGHT = (
    "A program had saved some characters in a wrong way, such as `é` as `Ã©`. They are put right "
    "here. Look at accents and at quotation marks."
)
_GIFT = re.compile(r"\{[^{}]*\}|^\s*(?:::|\$CATEGORY:)", re.MULTILINE)
_UTF_8 = "Save it again with the encoding UTF-8."


def read_bank(content: bytes, format_name: str | None = None) -> Bank:
    """The questions in a file. Raises BankError if the file as a whole cannot be read."""
    if len(content) > MAX_BYTES:
        what = f"The file is {len(content):,} bytes long; at most {MAX_BYTES:,} are read."
        raise BankError(what, "Export fewer questions at a time, and without pictures.")
    for start, name in _PACKED.items():
        if content.startswith(start):
            what = f"This is {name}, such as a document or a backup."
            raise BankError(what, "Export the questions as Moodle XML, GIFT or CSV.")
    text, is_guess = _decoded(content)
    text, was_misread = _put_right(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        raise BankError("The file is empty.", "Export the questions again.")
    bank = FORMATS[format_name or _format(text)](text)
    if len(bank.items) > MOST_QUESTIONS:
        what = f"There are {len(bank.items):,} questions; at most {MOST_QUESTIONS:,} are read."
        raise BankError(what, "Export fewer questions at a time, such as one category.")
    bank = bank.with_note(_PUT_RIGHT) if was_misread else bank
    return bank.with_note(_AS_WINDOWS) if is_guess else bank


def _decoded(content: bytes) -> tuple[str, bool]:
    """The text, and whether its encoding had to be guessed."""
    encoding = "utf-8-sig"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif (zeros := content[:2000].count(0)) > len(content[:2000]) // 3:
        encoding = "utf-16-le" if content[1:2000:2].count(0) > zeros // 2 else "utf-16-be"
    try:
        return content.decode(encoding), False
    except UnicodeDecodeError:
        if encoding != "utf-8-sig":
            raise BankError("The file is damaged, or is not text.", _UTF_8) from None
    declared = _ENCODING.match(content)
    is_named = declared is not None and declared[1].lower() in {b"windows-1252", b"iso-8859-1"}
    if b"\0" not in content:
        try:
            return content.decode("cp1252"), not is_named
        except UnicodeDecodeError:
            pass
    raise BankError("The file is not text, or is in an encoding that is not known.", _UTF_8)


def _put_right(text: str) -> tuple[str, bool]:
    """The text as it was before a program misread it, and whether one did.

    What is put right may look misread again.
    """
    first = text
    text, misread = without_misread(text)
    while misread:
        text, misread = without_misread(text)
    return text, text != first


def _format(text: str) -> str:
    if text.lstrip().startswith("<"):
        return "xml"
    if header_delimiter(text):
        return "csv"
    if _GIFT.search(text):
        return "gift"
    raise BankError(
        "This is neither Moodle XML nor GIFT nor a table of questions.",
        f"Say which it is with --format. {HOW_TO}",
    )
