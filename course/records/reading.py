"""Reads a file with finished modules, and finds what is odd in it."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from course.problems import Position, Problem
from course.records.columns import COLUMNS, LIKE_A_FORMULA, NAMING, NEEDED, Row, hours
from course.suggestions import how_many, in_quotes, nearest

MAX_BYTES = 20_000_000
"""The largest file that is read: a table of more than 50,000 rows."""
MOST_MINUTES = 999
_DELIMITERS = (",", ";", "\t")
_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
"""Encodings by the first bytes of a file."""
_AGAIN = 'Ask for the file as it was saved, with the button "Save as a spreadsheet (CSV)".'
_TEXTS = [name for name in COLUMNS if name not in ("minutes", "hours", "completed_on")]
_US_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_SEPARATOR_LINE = re.compile(r"sep=.")
"""Matches a first line that Excel writes for itself."""


@dataclass
class FileOfRows:
    """What was read from a file."""

    path: str
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    """What was left out, and as remarks, what was taken but should be looked at."""
    us_dates: list[tuple[int, str, date]] = field(default_factory=list)
    """Days that a spreadsheet has changed: their lines, how they are written, and as what taken."""

    def leave_out(self, line: int, what: str, remedy: str) -> None:
        """Note that a row, or from line 1 the whole file, was left out."""
        self.problems.append(Problem(self.path, Position(line), what, remedy))

    def remark(self, line: int, what: str, remedy: str) -> None:
        """Note that something was taken, but is odd."""
        self.problems.append(Problem(self.path, Position(line), what, remedy, is_warning=True))


def read_file(path: str, content: bytes) -> FileOfRows:
    """The rows of a file, which is called `path` in problems."""
    found = FileOfRows(path)
    text = _decoded(found, content)
    if text is None:
        return found
    lines = [(line, cells) for line, cells in _table(found, text) if any(map(str.strip, cells))]
    if not lines:
        found.leave_out(1, "This file is empty.", _AGAIN)
        return found
    (first, header), *rest = lines
    columns = _columns(found, first, header)
    if columns is None:
        return found
    if not rest:
        found.remark(first, "This table has no rows.", "Ask whether a module was finished.")
    for line, cells in rest:
        if len(cells) != len(header):
            found.leave_out(
                line,
                f"This row has {len(cells)} cells, but the header has {len(header)}.",
                f"A cell may have been moved or cut off. {_AGAIN}",
            )
            continue
        values = {name: _as_text(cells[at]) for name, at in columns.items()}
        row = _row(found, line, values)
        if row is not None:
            found.rows.append(row)
    _tell_us_dates(found)
    return found


def _decoded(found: FileOfRows, content: bytes) -> str | None:
    if len(content) > MAX_BYTES:
        found.leave_out(1, "This file is larger than 20 MB.", "Split it into several files.")
        return None
    encoding = next((name for mark, name in _MARKS.items() if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8" or b"\0" in content:
            found.leave_out(1, "This is not a CSV file, or it is damaged.", _AGAIN)
            return None
        found.remark(
            1,
            "This file is in an old encoding of Windows.",
            "Look at its names. If letters are wrong, save it as “CSV UTF-8” and merge again.",
        )
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        found.leave_out(
            1, "This is not a CSV file.", "Save the first sheet of a workbook as “CSV UTF-8”."
        )
        return None
    # Some programs put a mark of the byte order in front of the one that is there.
    return text.lstrip("\ufeff")


def _table(found: FileOfRows, text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with their lines, the header first."""
    start = 0
    first, _, rest = text.partition("\n")
    if _SEPARATOR_LINE.fullmatch(first.rstrip("\r")):
        text, start = rest, 1
    delimiter = max(_DELIMITERS, key=lambda it: len(_known(_header(text, it))))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = 0
    try:
        for cells in reader:
            yield before + start + 1, cells
            before = reader.line_num
    except csv.Error as error:
        what = f"From here on, this file cannot be read as a table: {error}."
        found.leave_out(before + start + 1, what, _AGAIN)


def _header(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return []


def _known(header: list[str]) -> list[str]:
    return [name for name in map(_column, header) if name in COLUMNS]


def _column(cell: str) -> str:
    return re.sub(r"[\s-]+", "_", cell.strip().lower())


def _columns(found: FileOfRows, line: int, header: list[str]) -> Mapping[str, int] | None:
    """Where each column is. None if the file does not have our header."""
    names = [*map(_column, header)]
    missing = [name for name in NEEDED if name not in names]
    if not any(name in names for name in NAMING):
        missing.append("name")
    if missing:
        found.leave_out(
            line,
            f"This is not a table from a record of learning: it lacks {in_quotes(missing)}.",
            "The first line must name the columns, as in docs/how-to/records.md. A file that an "
            "earlier version of the course made has to be saved again there.",
        )
        return None
    empty = [name for name in COLUMNS if name not in names and name != "hours"]
    columns: dict[str, int] = {}
    for at, name in enumerate(names):
        if name in columns:
            found.remark(
                line,
                f'The column "{name}" is there twice. The second was left out.',
                "Remove the one that is wrong, and merge again.",
            )
        elif name in COLUMNS:
            columns[name] = at
        elif name:
            close = nearest(name, empty)
            found.remark(
                line,
                f'The column "{header[at].strip()}" is unknown. It was left out.',
                f'If it is "{close}", write that above it, and merge again.'
                if close
                else "There is nothing to do, if you do not need it.",
            )
    if empty:
        found.remark(
            line,
            f"The table has no {in_quotes(empty, most=len(empty))}. These cells stay empty.",
            "If you need them, ask for the file as it was saved.",
        )
    return columns


def _as_text(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    text = " ".join(cell.split())
    is_escaped = text.startswith("'") and LIKE_A_FORMULA.match(text[1:])
    return text[1:].strip() if is_escaped else text


def _row(found: FileOfRows, line: int, values: Mapping[str, str]) -> Row | None:
    """The row of a line, if it says who finished what and when."""
    if not any(values.get(name) for name in NAMING):
        found.leave_out(line, "This row says neither a name nor a number.", _ADD_A_NAME)
        return None
    if not values["module_id"]:
        found.leave_out(line, "This row names no module.", f"Its module_id is empty. {_AGAIN}")
        return None
    minutes = _minutes(values["minutes"])
    if minutes is None:
        found.leave_out(
            line,
            f'"{values["minutes"]}" is no number of minutes.',
            f"Minutes are a whole number from 1 to {MOST_MINUTES}. {_AGAIN}",
        )
        return None
    day = _day(found, line, values["completed_on"])
    if day is None:
        return None
    if formulas := [value for value in values.values() if LIKE_A_FORMULA.match(value)]:
        found.remark(
            line,
            f"Begins like a formula, and was taken as text: {in_quotes(dict.fromkeys(formulas))}.",
            "If nothing is called that, find out who made this file.",
        )
    _compare_hours(found, line, values.get("hours", ""), minutes)
    texts = {name: values.get(name, "") for name in _TEXTS}
    texts["made_on"] = str(_us_day(texts["made_on"]) or texts["made_on"])
    row = Row(**texts, minutes=minutes, completed_on=day, path=found.path, line=line)
    if not any(row.person):
        # Without this, everybody whose letters are lost would be one person.
        found.leave_out(
            line,
            f"{in_quotes([row.shown_name or row.employee_id])} does not tell who it is.",
            f"A spreadsheet can lose the letters of a name. {_AGAIN}",
        )
        return None
    return row


_ADD_A_NAME = "Ask who handed it in, and fill in the name or the number of that person."


def _minutes(text: str) -> int | None:
    # Spreadsheets may add decimals.
    match = re.fullmatch(r"(\d{1,3})(?:[.,]0+)?", text)
    minutes = int(match[1]) if match else 0
    return minutes if 0 < minutes <= MOST_MINUTES else None


def _day(found: FileOfRows, line: int, text: str) -> date | None:
    """A day, also as Excel in the United States writes it after a file was opened and saved."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        with suppress(ValueError):
            return date.fromisoformat(text)
    elif read := _us_day(text):
        found.us_dates.append((line, text, read))
        return read
    found.leave_out(
        line,
        f'"{text}" is no day of the calendar.',
        "In completed_on, write the year, the month and the day, such as 2026-11-25.",
    )
    return None


def _us_day(text: str) -> date | None:
    """A day such as `11/25/2026`. None if it is not written so, or not in the calendar."""
    match = _US_DATE.fullmatch(text)
    if match is None:
        return None
    month, day, year = map(int, match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _tell_us_dates(found: FileOfRows) -> None:
    """One remark for a file, since a spreadsheet changes all of its dates."""
    if found.us_dates:
        line, text, read = found.us_dates[0]
        lines = ", ".join(str(line) for line, *_ in found.us_dates)
        found.remark(
            line,
            f'"{text}" was taken as {read}, the month first. Days so written: in line {lines}.',
            "A spreadsheet has changed the dates. If that is wrong, write them as 2026-11-25.",
        )


def _compare_hours(found: FileOfRows, line: int, text: str, minutes: int) -> None:
    try:
        is_right = not text or float(text.replace(",", ".")) == float(hours(minutes))
    except ValueError:
        is_right = False
    if not is_right:
        found.remark(
            line,
            f'The hours "{text}" do not follow from {how_many(minutes, "minute")}. '
            f"{hours(minutes)} was written instead.",
            "Somebody may have changed this file. Compare it with the printed record.",
        )
