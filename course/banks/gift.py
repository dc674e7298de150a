"""Writes GIFT, the text format of Moodle, which several other systems read.

Each text is HTML on one line. It follows what Moodle's own reader does with escapes, with the
category, and with the identifier and tags in a comment.
"""

from collections.abc import Iterator
from html import escape

from course.banks.question import PLAIN_OPTIONS, Bank, Question, Quiz, Text

SUFFIX = ".gift.txt"
"""Moodle names its own GIFT files `.txt`."""
_SPECIAL = str.maketrans({mark: f"\\{mark}" for mark in "\\~=#{}:"})
_MISTAKEN_AT_START = {"[": "&#91;", "%": "&#37;"}
"""What begins the name of a markup or a weight, as HTML that says the same."""


def write(bank: Bank) -> bytes:
    """The questions of a bank, in a category for each module."""
    return "\n".join(line for quiz in bank.quizzes for line in _quiz(bank, quiz)).encode()


def changes(question: Question) -> Iterator[str]:
    """What is different in this format."""
    if question.kind == "match":
        yield (
            "The feedback of each pair is in the general feedback: GIFT has none for pairs, so it "
            "is shown after any answer."
        )
    if question.kind == "order":
        yield (
            "Steps are matched with numbers: GIFT has no order that all systems read. The feedback "
            "of each step is in the general feedback."
        )
    if question.kind == "mark":
        yield (
            "The note is also written above its parts: GIFT cannot say that their order stays. "
            "Parts to mark are right answers."
        )
    if any(option.has_markup for option in question.options):
        yield PLAIN_OPTIONS


def category(bank: Bank, quiz: Quiz) -> str:
    """The category of a module's questions, as Moodle writes the way to it."""
    names = (bank.course_title, bank.role_title, quiz.title)
    return "/".join(name.replace("/", "//") for name in names)


def percent(weight: float) -> str:
    """A weight as Moodle knows it: with five digits after the point, if any."""
    return f"{weight:.5f}".rstrip("0").rstrip(".")


def _quiz(bank: Bank, quiz: Quiz) -> Iterator[str]:
    yield from (f"$CATEGORY: {category(bank, quiz)}", "")
    for question in quiz.questions:
        yield from (_comment(question), f"::{question.id}::[html]{_text(_asked(question))}{{")
        yield from (f"\t{line}" for line in _answers(question))
        general = question.general() if question.is_picked else question.general_with_reasons()
        yield from (f"\t####{_text(general)}", "}", "")


def _comment(question: Question) -> str:
    tags = "".join(f" [tag:{tag}]" for tag in question.tags)
    return f"// [id:{question.identifier}]{tags}"


def _asked(question: Question) -> str:
    if question.kind == "mark":
        note = " ".join(answer.text.plain for answer in question.answers)
        return f"{question.with_hint()}<p>{escape(note, quote=False)}</p>"
    return question.with_hint() if question.kind == "order" else question.text.html


def _answers(question: Question) -> Iterator[str]:
    if question.kind == "order":
        for step in question.answers:
            yield f"={_text(step.text.alone)} -> {step.place}"
    elif question.kind == "match":
        for pair in question.answers:
            yield f"={_text(pair.text.alone)} -> {_text(_short(pair.goes_with))}"
    else:
        for answer, weight in zip(question.answers, question.weights, strict=True):
            mark = f"~%{percent(weight)}%" if question.has_several else "=" if weight else "~"
            yield f"{mark}{_text(answer.text.alone)}#{_text(answer.feedback.html)}"


def _short(text: Text) -> str:
    """What things are matched with has no markup, but Moodle shows it as HTML."""
    return escape(text.plain, quote=False)


def _text(html: str) -> str:
    line = " ".join(html.split("\n"))
    start = _MISTAKEN_AT_START.get(line[:1])
    return f"{start}{line[1:]}".translate(_SPECIAL) if start else line.translate(_SPECIAL)
