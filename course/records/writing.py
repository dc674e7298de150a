"""Writes tables that spreadsheets read right: letters as they are, and formulas as text."""

import csv
import io
from collections.abc import Iterable, Sequence

from course.records.columns import LIKE_A_FORMULA

_BYTE_ORDER_MARK = "\ufeff"
"""Excel reads a file as UTF-8 only if it begins with this."""


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A file of comma-separated values (RFC 4180)."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([*map(_safe, row)] for row in rows)
    return f"{_BYTE_ORDER_MARK}{text.getvalue()}".encode()


def _safe(cell: str) -> str:
    return f"'{cell}" if LIKE_A_FORMULA.match(cell) else cell
