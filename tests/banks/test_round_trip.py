"""What is exported as GIFT or Moodle XML is read by our own readers as what it was."""

from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.banks import gift, moodle_xml
from course.banks.question import Answer, Bank, Kind, Question, Quiz, Text
from course.bring.bank import BankQuestion
from course.bring.quiz import Module, Taken
from course.bring.quiz import Quiz as Brought
from course.bring.read import read_bank
from course.models.course import Course
from course.models.texts import Prose
from tests.rendering import markdown_of

WRITERS = {"gift": gift.write, "xml": moodle_xml.write}
"""By the name of the format in the command `import`."""

marks = st.sampled_from([*"~=#{}:\\%\n<>&;\"'[]|-/$, 1aسé🙂", "->", "::", "//", "<b>", "&#37;"])
characters = st.characters(exclude_categories=["C"])
lines = st.lists(marks, max_size=6).map(lambda it: " ".join("".join(it).split()) or "x")


def text(line: str) -> Text:
    return Text(f"<p>{escape(line, quote=False)} <em>a</em></p>", line)


def question(kind: Kind, one: str, other: str) -> Question:
    """A question with two answers that has these lines everywhere."""
    return Question(
        id="the-question",
        place="a/b",
        identifier="q",
        kind=kind,
        text=text(other),
        hint="Choose.",
        answers=(
            Answer(text(one), text(other), True, text(other), 1),
            Answer(text(other), text(one), False, text(one), 2),
        ),
        closing="",
        more=text(one).html,
        tags=("a/c", "revision-1"),
    )


def read_again(name: str, asked: Question) -> BankQuestion:
    bank = Bank(
        "bank",
        "Course",
        "Role",
        "en",
        False,
        (Quiz("a", "quiz", "A/B: {c}", "Role", "", (asked,)),),
    )
    (item,) = read_bank(WRITERS[name](bank), name).items
    assert isinstance(item, BankQuestion)
    return item


def same(read: str, written: str) -> bool:
    """Whether two texts in HTML say the same. GIFT writes what begins a weight as `&#37;`."""
    return unescape(read) == unescape(written)


@given(lines, lines, st.sampled_from(["choice", "choices"]))
def test_answers_to_pick_are_read_as_they_were(one: str, other: str, kind: Kind) -> None:
    asked = question(kind, one, other)
    for name in WRITERS:
        item = read_again(name, asked)
        assert (item.kind, item.name) == (kind, asked.id)
        assert same(item.text.text, asked.text.html)
        assert same(item.feedback.text, asked.more)
        for answer, brought in zip(asked.answers, item.answers, strict=True):
            assert same(brought.text.text, answer.text.alone)
            assert same(brought.feedback.text, answer.feedback.html)
            assert (brought.weight > 0) == answer.is_right


@given(lines, lines)
def test_things_to_match_and_steps_are_read_as_they_were(one: str, other: str) -> None:
    for name in WRITERS:
        asked = question("match", one, other)
        item = read_again(name, asked)
        assert item.kind == "match"
        assert same(item.text.text, asked.text.html)
        for answer, brought in zip(asked.answers, item.answers, strict=True):
            assert same(brought.text.text, answer.text.alone)
            assert same(brought.goes_with.text, escape(answer.goes_with.plain))
    asked = question("order", one, other)
    in_xml, in_gift = read_again("xml", asked), read_again("gift", asked)
    assert in_xml.kind == "order"
    for step, brought in zip(asked.answers, in_xml.answers, strict=True):
        assert same(brought.text.text, step.text.alone)
    assert [it.goes_with.text for it in in_gift.answers] == ["1", "2"]


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("gift", ["choice", "choices", "match", "match", "choices", "choice"]),
        ("xml", ["choice", "choices", "order", "match", "choices", "choice"]),
    ],
)
def test_a_course_can_bring_back_what_it_exported(
    name: str, kinds: list[str], bank: Bank, specimen: Course
) -> None:
    plain = markdown_of(specimen).plain
    results = list(Brought(Module(("one",), ("only",))).take(read_bank(WRITERS[name](bank)).items))
    assert [it.data["kind"] for it in results if isinstance(it, Taken)] == kinds
    for asked, result in zip(bank.questions, results, strict=True):
        assert isinstance(result, Taken)
        assert result.id == asked.id
        if asked.kind not in {"choice", "choices"}:
            continue
        assert plain(Prose(result.data["question"])) == asked.text.plain
        for answer, brought in zip(asked.answers, result.data["answers"], strict=True):
            right_or_wrong = "right" if answer.is_right else "wrong"
            assert plain(Prose(brought[right_or_wrong])) == answer.text.plain
            assert plain(Prose(brought["feedback"])).startswith(answer.feedback.plain)
