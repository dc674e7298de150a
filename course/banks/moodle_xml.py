"""Writes Moodle XML, which has a place for almost everything.

Moodle has had the kind `ordering` of its own since 4.4.
"""

from collections.abc import Iterator
from html import escape
from xml.etree.ElementTree import Element

from course.banks.elements import document, node
from course.banks.gift import category, percent
from course.banks.question import PARTS_ARE_ANSWERS, PLAIN_OPTIONS, Answer, Bank, Question

SUFFIX = ".moodle.xml"
_KINDS = {
    "choice": "multichoice",
    "choices": "multichoice",
    "mark": "multichoice",
    "order": "ordering",
    "match": "matching",
}


def write(bank: Bank) -> bytes:
    """The questions of a bank, in a category for each module."""
    root = node("quiz")
    for quiz in bank.quizzes:
        text = node("text", category(bank, quiz))
        root.append(node("question", node("category", text), type="category"))
        root.extend(map(_question, quiz.questions))
    return document(root)


def changes(question: Question) -> Iterator[str]:
    """What is different in this format."""
    if question.kind == "match":
        yield (
            "The feedback of each pair is in the general feedback: Moodle has none for pairs, so "
            "it is shown after any answer."
        )
    if question.kind == "order":
        yield (
            "The feedback of each step is in the general feedback: Moodle has none for steps, so "
            "it is shown after any answer. Before 4.4, Moodle does not know this kind of question."
        )
    if question.kind == "mark":
        yield PARTS_ARE_ANSWERS
    if any(option.has_markup for option in question.options):
        yield PLAIN_OPTIONS


def _question(question: Question) -> Element:
    asked = question.with_hint() if question.kind == "mark" else question.text.html
    general = question.general() if question.is_picked else question.general_with_reasons()
    tags = (node("tag", node("text", tag)) for tag in question.tags)
    return node(
        "question",
        node("name", node("text", question.id)),
        _html("questiontext", asked),
        _html("generalfeedback", general),
        node("defaultgrade", "1"),
        node("penalty", "0"),
        node("hidden", "0"),
        node("idnumber", question.identifier),
        *_inside(question),
        node("tags", *tags),
        type=_KINDS[question.kind],
    )


def _inside(question: Question) -> Iterator[Element]:
    if question.kind == "order":
        yield node("layouttype", "VERTICAL")
        yield node("selecttype", "ALL")
        yield node("selectcount", str(len(question.answers)))
        yield node("gradingtype", "ABSOLUTE_POSITION")
        yield node("showgrading", "HIDE")
        yield node("numberingstyle", "none")
        for step in question.steps:
            yield _html("answer", step.text.alone, fraction=str(step.place))
    elif question.kind == "match":
        yield node("shuffleanswers", "true")
        yield from map(_pair, question.answers)
    else:
        yield node("single", "false" if question.has_several else "true")
        yield node("shuffleanswers", "false" if question.kind == "mark" else "true")
        yield node("answernumbering", "none")
        yield node("showstandardinstruction", "0" if question.kind == "mark" else "1")
        for answer, weight in zip(question.answers, question.weights, strict=True):
            feedback = _html("feedback", answer.feedback.html)
            yield _html("answer", answer.text.alone, feedback, fraction=percent(weight))


def _pair(pair: Answer) -> Element:
    # It has no markup, but Moodle shows it as HTML.
    goes_with = node("text", escape(pair.goes_with.plain, quote=False))
    return _html("subquestion", pair.text.alone, node("answer", goes_with))


def _html(tag: str, text: str, *more: Element, **attributes: str) -> Element:
    return node(tag, node("text", text), *more, **attributes, format="html")
