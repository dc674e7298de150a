"""Whatever a file contains, there is a list of questions or one clear error."""

from html import unescape
from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markupsafe import Markup

from course.bring.as_markdown import NoTextError, as_markdown
from course.bring.bank import BankError, BankQuestion, BankText
from course.bring.into import QuizFile
from course.bring.quiz import Module, Quiz, Taken
from course.bring.read import FORMATS, read_bank
from course.bring.report import report_lines

CASES = sorted((Path(__file__).parent.parent / "cases" / "banks").glob("*.yml"))
BANKS = [
    yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)["bank"].encode() for path in CASES
]
MARKDOWN = MarkdownIt("commonmark", {"html": False})

marks = st.sampled_from([*"~=#{}:\\%\n<>&;\"'*_[]()`!|.-+ ,1ab", "->", "::", "<b>", "é"])
texts = st.lists(marks, max_size=30).map("".join)
lines = texts.map(lambda text: " ".join(text.split())).filter(bool)
tags = st.sampled_from(
    ["<b>", "</b>", "<i>", "</i>", "<p>", "</p>", "<br>", "<ul>", "<li>", "</li>", "</ul>", "<u>"]
)


def whole_way(content: bytes, format_name: str | None = None) -> None:
    """From a file to the text of a quiz."""
    try:
        bank = read_bank(content, format_name)
    except BankError:
        return
    results = list(Quiz(Module()).take(bank.items))
    assert len(results) == len(bank.items)
    assert "\n".join(report_lines(bank, results))
    taken = [result for result in results if isinstance(result, Taken)]
    if taken:
        QuizFile(Path("quiz.yml"), None, {}, False, {}).with_questions(taken)


@given(st.binary(max_size=300), st.sampled_from([None, *FORMATS]))
def test_any_bytes(content: bytes, format_name: str | None) -> None:
    whole_way(content, format_name)


@given(
    st.sampled_from(BANKS),
    st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 40), texts), max_size=4),
)
def test_any_change_of_a_bank(content: bytes, changes: list[tuple[int, int, str]]) -> None:
    for start, length, text in changes:
        at = start % (len(content) + 1)
        content = content[:at] + text.encode() + content[at + length :]
    whole_way(content)


def escaped(text: str) -> str:
    """A text as GIFT: the marks with a backslash."""
    return "".join(f"\\{it}" if it in "\\~=#{}:" else it for it in text)


@given(lines, lines, lines)
def test_gift_keeps_every_text(question: str, right: str, wrong: str) -> None:
    source = f"::n::[plain]{escaped(question)}{{=[plain]{escaped(right)}~[plain]{escaped(wrong)}}}"
    (item,) = read_bank(source.encode(), "gift").items
    assert isinstance(item, BankQuestion)
    assert [item.text.text, *(answer.text.text for answer in item.answers)] == [
        question,
        right,
        wrong,
    ]


def shown(markdown: str) -> str:
    """What readers see of a text in Markdown, without spaces."""
    return "".join(Markup(MARKDOWN.render(markdown)).striptags().split())


@given(texts)
def test_plain_text_is_shown_as_it_is(text: str) -> None:
    try:
        markdown, notes = as_markdown(BankText(text, "plain"))
    except NoTextError:
        return
    assert notes == ()
    assert shown(markdown) == "".join(text.split())


@given(
    st.lists(tags | st.sampled_from(["a", " ", "b.", "*", "1. ", "- ", "(c)", "_"]), max_size=20)
)
def test_html_shows_the_same_text(parts: list[str]) -> None:
    try:
        markdown, _ = as_markdown(BankText("".join(parts), "html"))
    except NoTextError:
        return
    visible = "".join(part for part in parts if not part.startswith("<"))
    assert shown(markdown) == "".join(unescape(visible).split())


def test_line_break_in_markdown_survives_editors_that_trim_lines() -> None:
    assert as_markdown(BankText("one  \ntwo\t\n", "markdown")) == ("one\\\ntwo", ())
