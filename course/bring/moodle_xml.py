"""Reads Moodle XML.

The parser is expat, which loads nothing from elsewhere. A file with a document type is refused, so
it can have no entities that expand without limit. The content of pictures and other files is not
kept.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from xml.parsers import expat

from course.bring.bank import (
    PICTURE,
    RIGHT,
    Bank,
    BankAnswer,
    BankError,
    BankQuestion,
    BankText,
    Markup,
    NotTaken,
    first_words,
    no_place,
)
from course.suggestions import how_many

MOST_ELEMENTS = 2_000
"""How many elements a question may have. Moodle writes about ten for each answer."""
_MOST_DEEP = 40
_MARKUPS: dict[str, Markup] = {
    "html": "html",
    "moodle_auto_format": "auto",
    "plain_text": "plain",
    "markdown": "markdown",
}
_QTI = {"questestinterop", "assessmentItem", "assessmentTest", "qti-assessment-item", "manifest"}
_BACKUPS = {"MOODLE_BACKUP", "moodle_backup", "question_categories"}
_EXPORT = "In Moodle, export the questions in the format Moodle XML."
_COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
_USUAL = {
    "Your answer is correct.",
    "Your answer is partially correct.",
    "Your answer is incorrect.",
}
"""What Moodle writes there by itself."""


@dataclass
class _Element:
    tag: str
    values: Mapping[str, str]
    line: int
    parts: list[str] = field(default_factory=list)
    inside: list["_Element"] = field(default_factory=list)

    def all(self, tag: str) -> list["_Element"]:
        return [element for element in self.inside if element.tag == tag]

    def first(self, tag: str) -> "_Element":
        """The first element inside with this tag, or an empty one."""
        return next(iter(self.all(tag)), _Element(tag, {}, self.line))

    @property
    def own_text(self) -> str:
        return "".join(self.parts).strip()

    def text(self, otherwise: Markup = "auto") -> BankText:
        """The text of an element such as `<questiontext format="html"><text>`."""
        markup = _MARKUPS.get(self.values.get("format", ""), otherwise)
        return BankText(self.first("text").own_text or self.own_text, markup)


def read_moodle_xml(text: str) -> Bank:
    """The questions in a text. Raises BankError if it is not the XML of Moodle."""
    reader = _Reader()
    reader.read(text)
    left_out = ", ".join(f"{name} ({count})" for name, count in reader.settings.items())
    notes = [f"Left out of questions: {left_out}."] if left_out else []
    if reader.categories:
        notes.append(f"Left out: {how_many(reader.categories, 'category', 'categories')}.")
    return Bank("Moodle XML", tuple(reader.items), tuple(notes))


class _Reader:
    """Turns each question into an item as soon as it ends, and forgets its elements."""

    def __init__(self) -> None:
        self.items: list[BankQuestion | NotTaken] = []
        self.settings = Counter[str]()
        self.categories = 0
        # The text is already decoded, so what the file says about its encoding does not count.
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._document_type
        self._open: list[_Element] = []
        self._is_begun = False
        self._elements = 0

    def read(self, text: str) -> None:
        try:
            self._parser.Parse(text.encode(), True)
        except expat.ExpatError as error:
            what = f"The XML is damaged here: {expat.ErrorString(error.code)}."
            raise BankError(what, f"Export the file again. {_EXPORT}", error.lineno) from None

    def _start(self, tag: str, values: Mapping[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        if not self._is_begun:
            self._is_begun = True
            if tag != "question":  # a question may also be alone in its file
                _expect_quiz(tag, line)
                return
        if not self._open and tag != "question":
            what = f"Here is <{tag}>, where only <question> can be."
            raise BankError(what, _EXPORT, line)
        element = _Element(tag, values, line)
        self._elements += 1
        if len(self._open) > _MOST_DEEP:
            what = f"More than {_MOST_DEEP} elements are inside each other here."
            raise BankError(what, f"Export the file again. {_EXPORT}", line)
        if self._open and self._open[-1].tag == "text":
            # HTML that should have been in CDATA: it becomes part of the text again.
            shown = "".join(f' {name}="{escape(value)}"' for name, value in values.items())
            self._open[-1].parts.append(f"<{tag}{shown}>")
            element.tag, element.parts = "text", self._open[-1].parts
            element.values = {"html": tag}
        elif self._open and self._elements <= MOST_ELEMENTS:
            self._open[-1].inside.append(element)
        self._open.append(element)

    def _end(self, _tag: str) -> None:
        if not self._open:
            return  # the end of <quiz>
        element = self._open.pop()
        if "html" in element.values and self._open and element.parts is self._open[-1].parts:
            element.parts.append(f"</{element.values['html']}>")
        if not self._open:
            self._question(element)
            self._elements = 0

    def _characters(self, data: str) -> None:
        if self._open and self._open[-1].tag != "file":
            self._open[-1].parts.append(data)

    def _document_type(self, name: str, *_: object) -> None:
        raise BankError(
            f"The file declares the document type {name}, which Moodle never does.",
            "Delete <!DOCTYPE, with what belongs to it, or export the file again.",
            self._parser.CurrentLineNumber,
        )

    def _question(self, element: _Element) -> None:
        kind = element.values.get("type", "").lower()
        if kind == "category":
            self.categories += 1
            return
        self.items.append(self._item(kind, element))

    def _item(self, kind: str, element: _Element) -> BankQuestion | NotTaken:
        name = element.first("name").text().text
        text = element.first("questiontext").text()
        called = first_words(name or text.text)
        if self._elements > MOST_ELEMENTS:
            what = f"It has more than {MOST_ELEMENTS:,} elements."
            return NotTaken(element.line, called, what, "Write it as several questions.")
        read = _KINDS.get(kind)
        if read is None:
            return no_place(kind, element.line, called)
        if element.first("image").own_text or element.first("image_base64").own_text:
            return NotTaken(element.line, called, *PICTURE)
        self.settings.update(_settings(element))
        kind_here, answers, notes = read(element)
        return BankQuestion(
            kind_here,  # type: ignore[arg-type]
            element.line,
            name,
            text,
            tuple(answers),
            element.first("generalfeedback").text(),
            (*notes, *_combined(element)),
            element.first("idnumber").own_text,
        )


def _settings(element: _Element) -> Iterator[str]:
    """What a question has besides its texts, for which this course has no place."""
    if element.all("defaultgrade"):
        yield "grades"
    if element.all("penalty"):
        yield "penalties for another try"
    if element.all("hint"):
        yield "hints"
    if element.first("tags").inside:
        yield "tags"
    if element.first("idnumber").own_text:
        yield "ID numbers"
    if element.first("questiontext").all("file"):
        yield "files"
    if element.first("hidden").own_text == "1":
        yield "that Moodle hides it"
    if element.first("shuffleanswers").own_text.lower() in {"0", "false"}:
        yield "a fixed order of answers"


def _expect_quiz(tag: str, line: int) -> None:
    if tag in _QTI:
        what = f"This is IMS QTI or a package, which begins with <{tag}>, and not Moodle XML."
        raise BankError(what, f"Import it into Moodle first. {_EXPORT}", line)
    if tag in _BACKUPS:
        what = f"This is a part of a Moodle backup, which begins with <{tag}>, and not Moodle XML."
        raise BankError(what, f"Restore the backup in Moodle. {_EXPORT}", line)
    if tag != "quiz":
        what = f"This is not Moodle XML: it begins with <{tag}> and not with <quiz>."
        raise BankError(what, _EXPORT, line)


_Read = tuple[str, list[BankAnswer], tuple[str, ...]]


def _multichoice(element: _Element) -> _Read:
    is_single = element.first("single").own_text.lower() not in {"false", "0"}
    answers = [
        BankAnswer(answer.text(), _fraction(answer), answer.first("feedback").text())
        for answer in element.all("answer")
    ]
    return "choice" if is_single else "choices", answers, ()


def _several(element: _Element) -> _Read:
    _, answers, _ = _multichoice(element)
    return "choices", answers, ()


def _match(element: _Element) -> _Read:
    pairs = [
        BankAnswer(pair.text(), RIGHT, goes_with=BankText(pair.first("answer").text().text))
        for pair in element.all("subquestion")
    ]
    return "match", pairs, ()


def _ordering(element: _Element) -> _Read:
    steps = [BankAnswer(answer.text()) for answer in element.all("answer")]
    chosen = element.first("selecttype").own_text not in {"", "0", "ALL"}
    notes = ("In the bank, readers put some of the steps in order; here, all.",) if chosen else ()
    return "order", steps, notes


_KINDS = {
    "multichoice": _multichoice,
    "multichoiceset": _several,
    "oumultiresponse": _several,
    "match": _match,
    "matching": _match,
    "ordering": _ordering,
}
"""What reads each kind of question that this course has, too."""


def _fraction(answer: _Element) -> float:
    try:
        return float(answer.values.get("fraction", "0"))
    except ValueError:
        return 0.0


def _combined(element: _Element) -> Iterator[str]:
    """What is shown for an answer that is right, right in part, or wrong, whichever it was."""
    for tag in _COMBINED:
        text = element.first(tag).text().text
        if text and not any(usual in text for usual in _USUAL):
            yield f"Left out: “{first_words(text)}”, which the bank shows for any such answer."
