"""Reads a table of questions: a CSV file with a header, and a row for each question."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from course.bring.bank import (
    RIGHT,
    WRONG,
    Bank,
    BankAnswer,
    BankError,
    BankQuestion,
    BankText,
    Kind,
    NotTaken,
    first_words,
    no_place,
)
from course.suggestions import in_quotes

DELIMITERS = (",", ";", "\t")
HOW_TO = (
    "The first line names the columns: at least `question`, `answer 1`, `answer 2` and `right`. "
    "See docs/how-to/bring-questions.md."
)
_NUMBER = r"[ _-]?#?(?P<number>\d{1,2}|[a-h])"
_COLUMNS = {
    "answer": re.compile(rf"(?:(?:answer|option|opt|choice|step|phrase|item){_NUMBER})|([a-h])"),
    "wrong": re.compile(rf"(?:wrong|incorrect|distractor)(?:[ _-]?(?:answer|option))?{_NUMBER}"),
    "goes-with": re.compile(rf"(?:goes[ _-]with|match){_NUMBER}"),
    "feedback-of": re.compile(rf"(?:feedback|explanation|rationale){_NUMBER}"),
    "question": re.compile(r"question(?:[ _-]?(?:text|stem))?|stem|prompt"),
    "right": re.compile(
        r"right|correct(?:[ _-]?(?:answers?|options?|choices?|index))?|right[ _-]answers?|"
        r"answers?|answer[ _-]?key|key|solution"
    ),
    "feedback": re.compile(r"(?:general[ _-]?)?feedback|explanation|rationale"),
    "name": re.compile(r"name|title|id|question[ _-]?(?:id|name|number)"),
    "kind": re.compile(r"kind|type|question[ _-]?(?:type|kind)"),
}
"""Matches the names of columns, in lowercase."""
_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(["", "choice", "single", "single choice", "mc", "mcq"], "choice"),
    **dict.fromkeys(["multiple choice", "multichoice", "multiple-choice"], "choice"),
    **dict.fromkeys(["choices", "multiple answer", "multiple answers"], "choices"),
    **dict.fromkeys(["multiple response", "multiple select", "checkbox", "checkboxes"], "choices"),
    **dict.fromkeys(["order", "ordering", "sequence"], "order"),
    **dict.fromkeys(["match", "matching"], "match"),
    "mark": "mark",
}
_OTHER_KINDS = {
    **dict.fromkeys(["true/false", "true-false", "true false", "truefalse", "tf"], "truefalse"),
    **dict.fromkeys(["short answer", "short-answer", "shortanswer", "text"], "shortanswer"),
    **dict.fromkeys(["numeric", "numerical", "number"], "numerical"),
    **dict.fromkeys(["essay", "theory", "open", "long answer"], "essay"),
    **dict.fromkeys(["cloze", "gap", "fill in the blank", "fill-in-the-blank"], "cloze"),
}
_EXCEL = re.compile(r"\Asep=.(?=\n)")
"""Matches a first line that Excel writes for itself."""
_SEPARATORS = re.compile(r"\s*[;|,\n]\s*|\s+and\s+")

_ONE_MORE = "In no row, `right` is one of the answers, so it is taken as one more."

Row = dict[str, dict[str, str]]
"""The cells of a row: what kind of column, the number of the column, the text."""


@dataclass
class _Header:
    columns: list[tuple[str, str]] = field(default_factory=list)
    """For each column its kind and its number. Both are empty if it is not taken."""
    unknown: list[str] = field(default_factory=list)

    def kinds(self) -> set[str]:
        return {kind for kind, _ in self.columns}

    def has_questions(self) -> bool:
        return "question" in self.kinds() and bool({"answer", "wrong"} & self.kinds())

    def row(self, cells: list[str]) -> Row:
        row: Row = {}
        for (kind, number), cell in zip(self.columns, cells, strict=False):
            if kind and cell.strip():
                row.setdefault(kind, {}).setdefault(number, cell.strip())
        return row


def header_delimiter(text: str) -> str | None:
    """What separates the cells of a table of questions. None if it is none."""
    found = (it for it in DELIMITERS if _header(_first_row(text, it)).has_questions())
    return next(found, None)


def read_csv(text: str) -> Bank:
    """The questions in a table. Raises BankError if it has no header that can be understood."""
    delimiter = header_delimiter(text)
    if delimiter is None:
        found = max((_first_row(text, it) for it in DELIMITERS), key=len)
        what = f"The first line does not name the columns; it begins with {_shown(found)}."
        raise BankError(what, HOW_TO, 1)
    rows = [row for row in _rows(text, delimiter) if any(map(str.strip, row[1]))]
    header = _header(rows[0][1])
    questions = [(line, header.row(cells)) for line, cells in rows[1:]]
    counts_from_0 = any("0" in _SEPARATORS.split(_right(row)) for _, row in questions)
    has_wrong_only = bool(questions) and all(_is_one_more(row) for _, row in questions)
    if has_wrong_only:
        for _, row in questions:
            row["wrong"] = row.pop("answer", {})
    items = tuple(_Question(line, row, counts_from_0).read() for line, row in questions)
    notes = [_ONE_MORE] if has_wrong_only else []
    notes += [f"Columns not taken: {in_quotes(header.unknown, 12)}."] if header.unknown else []
    beyond = sum(len(cells) > len(header.columns) for _, cells in rows[1:])
    if beyond:
        notes.append(f"Rows with more cells than the first one, where the rest is lost: {beyond}.")
    return Bank("CSV", items, tuple(notes))


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row, with the number of its first line."""
    lines = io.StringIO(_EXCEL.sub("", text), newline="")
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    start = 1
    try:
        for row in reader:
            yield start, row
            start = reader.line_num + 1
    except csv.Error as error:
        what = f"The table is damaged here: {error}."
        raise BankError(what, "Look for a quotation mark that nothing closes.", start) from None


def _first_row(text: str, delimiter: str) -> list[str]:
    try:
        rows = _rows(text[:10_000], delimiter)
        return next((row for _, row in rows if any(map(str.strip, row))), [])
    except BankError:
        return []


def _shown(names: list[str]) -> str:
    return in_quotes([first_words(name, 30) for name in names] or [""], 6)


def _header(names: list[str]) -> _Header:
    header = _Header()
    for name in names:
        kind, number = _column(" ".join(name.lower().split()))
        is_second = (kind, number) in header.columns
        if not kind or is_second:
            header.unknown += [name] if name.strip() else []
            kind, number = "", ""
        header.columns.append((kind, number))
    return header


def _column(name: str) -> tuple[str, str]:
    for kind, pattern in _COLUMNS.items():
        if hit := pattern.fullmatch(name):
            number = hit.groupdict().get("number") or (name if kind == "answer" else "")
            return kind, _as_number(number)
    return "", ""


def _right(row: Row) -> str:
    return row.get("right", {}).get("", "")


def _is_one_more(row: Row) -> bool:
    """Whether the text in `right` is neither an answer of the row nor the number of one."""
    answers, right = row.get("answer", {}), _right(row)
    if not answers or "wrong" in row:
        return False
    is_number = any(_number_of(part) for part in _SEPARATORS.split(right))
    return bool(right) and not is_number and _folded(right) not in map(_folded, answers.values())


class _Question:
    """One row of the table."""

    def __init__(self, line: int, row: Row, counts_from_0: bool) -> None:
        self._line, self._row, self._counts_from_0 = line, row, counts_from_0
        self._called = first_words(self._one("question") or self._one("name"))

    def read(self) -> BankQuestion | NotTaken:
        kind_named = " ".join(self._one("kind").lower().split())
        if kind_named in _OTHER_KINDS:
            return no_place(_OTHER_KINDS[kind_named], self._line, self._called)
        if kind_named not in _KINDS:
            return no_place(kind_named, self._line, self._called)
        kind = _KINDS[kind_named]
        if kind in {"order", "match"} and _right(self._row):
            what = f"In the kind {kind}, nothing belongs into the column `right`."
            steps = "Write the steps in the right order."
            pairs = "Write under `goes with` what each answer goes with."
            return self._not_taken(what, steps if kind == "order" else pairs)
        texts = self._row.get("answer", {}) | {
            f"wrong {number}": text for number, text in self._row.get("wrong", {}).items()
        }
        right = self._right_ones(texts) if kind in {"choice", "choices", "mark"} else set(texts)
        if isinstance(right, NotTaken):
            return right
        if kind == "choice" and len(right) > 1:
            kind = "choices"  # in a table, several right answers are all to be picked
        feedback, goes_with = self._row.get("feedback-of", {}), self._row.get("goes-with", {})
        unused = [f"goes with {number}" for number in goes_with if kind != "match"]
        unused += [f"feedback {number}" for number in feedback if number not in texts]
        notes = (f"Left out: {in_quotes(unused)}.",) if unused else ()
        answers = tuple(
            BankAnswer(
                BankText(text),
                RIGHT if number in right else WRONG,
                BankText(feedback.get(number, "")),
                BankText(goes_with.get(number, "")),
            )
            for number, text in texts.items()
        )
        question, general = BankText(self._one("question")), BankText(self._one("feedback"))
        name = self._one("name")
        return BankQuestion(kind, self._line, name, question, answers, general, notes)

    def _one(self, kind: str) -> str:
        return self._row.get(kind, {}).get("", "")

    def _right_ones(self, texts: dict[str, str]) -> set[str] | NotTaken:
        """The numbers of the right answers. If there is one in words alone, it is added."""
        written = _right(self._row)
        if not written:
            return self._not_taken("Nothing is in its column `right`.", "Write `2`, or `1; 3`.")
        by_text = {_folded(text): number for number, text in texts.items()}
        whole = by_text.get(_folded(written))
        if self._row.get("wrong"):
            if whole is not None and whole.startswith("wrong"):
                what = f"“{first_words(written)}” is in a column for wrong answers, too."
                return self._not_taken(what, "Keep it in one of the two.")
            if whole is None:
                whole = "right"
                texts[whole] = written
            return {whole}
        numbers = [_number_of(part) for part in _SEPARATORS.split(written) if part]
        numbers = [number if number in texts else None for number in numbers]
        by_number = {number for number in numbers if number}
        if whole is not None:
            if by_number and None not in numbers and by_number != {whole}:
                what = f"`{written}` in its column `right` is a number and also an answer."
                return self._not_taken(what, "Write the letter of the answer, such as `B`.")
            return {whole}
        in_words = [by_text.get(_folded(part)) for part in re.split(r"\s*[;|\n]\s*", written)]
        if all(in_words):
            return {number for number in in_words if number}
        if not by_number or None in numbers:
            what = f"“{first_words(written)}” in its column `right` is none of its answers."
            return self._not_taken(what, "Write their numbers, such as `2`, or `1; 3`.")
        if self._counts_from_0 and any(map(str.isdigit, written)):
            what = "In this table, `right` seems to count from 0, as one row has 0 there."
            return self._not_taken(what, "Count from 1, or write letters.")
        return by_number

    def _not_taken(self, what: str, remedy: str) -> NotTaken:
        return NotTaken(self._line, self._called, what, remedy)


def _number_of(text: str) -> str | None:
    """The number of an answer that is written as a number, a letter or a column's name."""
    hit = re.fullmatch(rf"(?:answer|option|opt|choice)?{_NUMBER}[).]?", text.strip().lower())
    return _as_number(hit["number"]) if hit else None


def _as_number(number: str) -> str:
    """`2` for `b`, and for `02`."""
    return str(ord(number) - ord("a") + 1) if number.isalpha() else number.lstrip("0")


def _folded(text: str) -> str:
    return " ".join(text.lower().split())
