"""Reads GIFT, the text format of Moodle.

It follows Moodle's own reader: a blank line ends a question, a backslash makes `~ = # { } :` plain
text, and the first pair of braces contains the answers.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from course.bring.bank import (
    RIGHT,
    WRONG,
    Bank,
    BankAnswer,
    BankQuestion,
    BankText,
    Markup,
    NotTaken,
    first_words,
    no_place,
)
from course.suggestions import how_many

_CATEGORY = "$CATEGORY:"
_TITLE = re.compile(r"\s*::((?:\\.|[^\\:]|:(?!:))*)::", re.DOTALL)
_TOKEN = re.compile(
    r"\\(?P<escaped>[~=#{}:n\\])|(?P<mark>####|->|[~=#{}])|(?P<text>(?:[^\\~=#{}-]|-(?!>))+|.)",
    re.DOTALL,
)
_IDENTIFIER = re.compile(r"\[id:([^\]]+)\]")
"""Matches how Moodle writes an ID number into the comment above a question."""
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_MARKUPS: dict[str, Markup] = {
    "html": "html",
    "moodle": "auto",
    "plain": "plain",
    "markdown": "markdown",
}
_WEIGHT = re.compile(r"\s*%(-?\d{1,3}(?:\.\d*)?)%")
_TRUE_OR_FALSE = {"T", "TRUE", "F", "FALSE"}
_CLOZE = re.compile(r"\s*\d*:[A-Z_]+:\s*")
"""Matches how a gap begins in Moodle's own syntax for gaps, such as `{1:MC:`."""
_INSIDE_TAG = re.compile(r"<[a-z][^<>]*$", re.IGNORECASE)
_LINE_BREAK = "\v"
"""What `\\n` in a text becomes, until other line ends have become spaces."""
_BLANK = "_____"
_MOST_CHARACTERS = 100_000

Token = tuple[str, str]
"""A mark and `""`, or `""` and a text."""


def read_gift(text: str) -> Bank:
    """The questions in a text. What cannot be read is an item that says so."""
    reader = _Reader(text)
    items = tuple(reader.items())
    return Bank("GIFT", items, tuple(reader.notes()))


class _Reader:
    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._comments = self._categories = 0

    def items(self) -> Iterator[BankQuestion | NotTaken]:
        for line, block, identifier in self._blocks():
            item = _question(line, block)
            if isinstance(item, BankQuestion):
                item = replace(item, identifier=identifier)
            yield item

    def notes(self) -> Iterator[str]:
        if self._comments:
            yield f"Left out: {how_many(self._comments, 'line')} of comments."
        if self._categories:
            yield f"Left out: {how_many(self._categories, 'category', 'categories')}."

    def _blocks(self) -> Iterator[tuple[int, str, str]]:
        """Each question, with the number of its first line, and the identifier above it."""
        start, block, identifier = 0, list[str](), ""
        for number, line in enumerate([*self._lines, ""], start=1):
            stripped = line.strip()
            is_comment, is_category = stripped.startswith("//"), stripped.startswith(_CATEGORY)
            self._comments += is_comment
            self._categories += is_category
            if is_comment:
                hit = _IDENTIFIER.search(stripped)
                identifier = hit[1] if hit and not block else identifier
                continue
            if stripped and not is_category:
                start = start if block else number
                block.append(line)
            elif block:
                yield start, "\n".join(block), identifier
                block, identifier = [], ""


def _question(line: int, block: str) -> BankQuestion | NotTaken:
    if len(block) > _MOST_CHARACTERS:
        what = f"It is longer than {_MOST_CHARACTERS:,} characters."
        return NotTaken(line, first_words(block), what, "Put an empty line between two questions.")
    title = _TITLE.match(block)
    name = _joined(_tokens(title[1])) if title else ""
    tokens = _tokens(block[title.end() :] if title else block)
    called = first_words(name or _joined(tokens))
    opens, closes = _index(tokens, {"{"}), _index(tokens, {"}"})
    if opens is None and closes is None:
        return no_place("description", line, called)
    if opens is None or closes is None or closes < opens:
        return NotTaken(
            line,
            called,
            "Its answers do not begin with { and end with }.",
            "There must be no empty line between the two. A brace that is text is written "
            "with a backslash in front.",
        )
    before, answers, after = tokens[:opens], tokens[opens + 1 : closes], tokens[closes + 1 :]
    if _index(after, {"{"}) is not None:
        return NotTaken(
            line,
            called,
            "There is a second { after its answers.",
            "Put an empty line between two questions. Make each gap of a text a question.",
        )
    if _joined(after).strip():
        before = [*before, ("", _BLANK), *after]
    text = _text(before, "auto")
    called = first_words(name or text.text)
    feedback = BankText()
    general = _index(answers[::-1], {"####"})
    if general is not None:
        at = len(answers) - 1 - general
        answers, feedback = answers[:at], _text(answers[at + 1 :], text.markup)
    found = _Answers(line, name.strip(), called, text, feedback)
    return found.read(answers)


class _Answers:
    """What is between the braces of one question."""

    def __init__(
        self, line: int, name: str, called: str, text: BankText, feedback: BankText
    ) -> None:
        self._line, self._name, self._called = line, name, called
        self._text, self._feedback = text, feedback

    def read(self, tokens: Sequence[Token]) -> BankQuestion | NotTaken:
        marks = {mark for mark, _ in tokens}
        start = _joined(tokens).strip()
        if not start:
            return no_place("essay", self._line, self._called)
        if start.startswith("#"):
            return no_place("numerical", self._line, self._called)
        if start.startswith(">"):
            return self._order(tokens)
        if "~" in marks:
            return self._choice(tokens)
        if {"=", "->"} <= marks:
            return self._match(tokens)
        answer = _joined(_split(tokens, {"#"})[0][1]).strip().upper()
        kind = "truefalse" if answer in _TRUE_OR_FALSE else "shortanswer"
        return no_place(kind, self._line, self._called)

    def _choice(self, tokens: Sequence[Token]) -> BankQuestion | NotTaken:
        (_, first), *parts = _split(tokens, {"~", "="})
        if _CLOZE.fullmatch(_joined(first)):
            return no_place("cloze", self._line, self._called)
        if trouble := self._before_first(first):
            return trouble
        answers, is_single = [], False
        following = [mark for mark, _ in parts[1:]] + [""]
        for (mark, part), next_mark in zip(parts, following, strict=True):
            written = _joined(part)
            if not written and next_mark not in {"", mark}:
                continue  # some banks write ~= or =~ in front of right answers
            is_single = is_single or mark == "="
            if next_mark == "=" and _INSIDE_TAG.search(written):
                return self._not_taken(
                    "There is an = inside an HTML tag, so an answer would begin there.",
                    "Write it with a backslash: \\=",
                )
            weight = RIGHT if mark == "=" else WRONG
            if part and (given := _WEIGHT.match(part[0][1])):
                weight = float(given[1])
                part = [("", part[0][1][given.end() :]), *part[1:]]
            text, feedback = self._with_feedback(part)
            answers.append(BankAnswer(text, weight, feedback))
        return self._question("choice" if is_single else "choices", answers)

    def _match(self, tokens: Sequence[Token]) -> BankQuestion | NotTaken:
        (_, first), *parts = _split(tokens, {"="})
        if trouble := self._before_first(first):
            return trouble
        answers = []
        for _, part in parts:
            arrow = _index(part, {"->"})
            if arrow is None:
                return self._not_taken(
                    "One of its answers has no -> in it.", "Write what it goes with after ->."
                )
            goes_with, feedback = self._with_feedback(part[arrow + 1 :])
            item = _text(part[:arrow], self._text.markup)
            answers.append(BankAnswer(item, RIGHT, feedback, goes_with))
        return self._question("match", answers)

    def _order(self, tokens: Sequence[Token]) -> BankQuestion:
        """Steps, one on each line, below a line with settings of Moodle's ordering questions."""
        raw = "".join(mark or text for mark, text in tokens).strip()
        settings, *steps = raw.split("\n")
        answers = [BankAnswer(_text([("", it)], self._text.markup)) for it in steps if it.strip()]
        left_out = settings.lstrip("> ").strip()
        notes = (f"Left out: the settings “{left_out}” of an order.",) if left_out else ()
        return self._question("order", answers, notes)

    def _question(
        self, kind: str, answers: Iterable[BankAnswer], notes: tuple[str, ...] = ()
    ) -> BankQuestion:
        return BankQuestion(
            kind,  # type: ignore[arg-type]
            self._line,
            self._name,
            self._text,
            tuple(answers),
            self._feedback,
            notes,
        )

    def _with_feedback(self, tokens: Sequence[Token]) -> tuple[BankText, BankText]:
        at = _index(tokens, {"#"})
        end = len(tokens) if at is None else at
        markup = self._text.markup
        return _text(tokens[:end], markup), _text(tokens[end + 1 :], markup)

    def _before_first(self, tokens: Sequence[Token]) -> NotTaken | None:
        if not (text := _joined(tokens).strip()):
            return None
        return self._not_taken(
            f"“{first_words(text)}” stands before the first answer.",
            "Put ~ in front of a wrong answer, and = in front of a right one.",
        )

    def _not_taken(self, what: str, remedy: str) -> NotTaken:
        return NotTaken(self._line, self._called, what, remedy)


def _tokens(text: str) -> list[Token]:
    return [_token(hit) for hit in _TOKEN.finditer(text)]


def _token(hit: re.Match[str]) -> Token:
    if hit["escaped"]:
        return "", _LINE_BREAK if hit["escaped"] == "n" else hit["escaped"]
    return hit["mark"] or "", hit["text"] or ""


def _index(tokens: Sequence[Token], marks: Set[str]) -> int | None:
    """The position of the first of these marks."""
    return next((at for at, (mark, _) in enumerate(tokens) if mark in marks), None)


def _split(tokens: Sequence[Token], marks: Set[str]) -> list[tuple[str, list[Token]]]:
    """The parts between these marks, each with the mark in front of it. The first has none."""
    parts: list[tuple[str, list[Token]]] = [("", [])]
    for mark, text in tokens:
        if mark in marks:
            parts.append((mark, []))
        else:
            parts[-1][1].append((mark, text))
    return parts


def _joined(tokens: Iterable[Token]) -> str:
    return "".join(mark or text for mark, text in tokens).replace(_LINE_BREAK, "\n")


def _text(tokens: Iterable[Token], markup: Markup) -> BankText:
    text = "".join(mark or text for mark, text in tokens)
    if named := _FORMAT.match(text):
        text, markup = text[named.end() :], _MARKUPS[named[1].lower()]
    if markup != "markdown":
        text = re.sub(r"[ \t\n]+", " ", text)
    return BankText(text.replace(_LINE_BREAK, "\n").strip(), markup)
