from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from course.checks.readability import Measure, Readability, plain, sentences, total, words

CASES = yaml.load(
    (Path(__file__).parents[1] / "cases" / "text.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
"""Also used by `tests/browser/test_fill_in.py` for the equivalent script."""
MEASURE = Readability().measure


@pytest.mark.parametrize("case", CASES["sentences"], ids=lambda case: case["text"])
def test_sentences_and_words_are_counted(case: dict[str, Any]) -> None:
    measures = MEASURE(case["text"])
    assert (measures.sentences, measures.words) == (case["sentences"], case["words"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two? Three!", ("One.", "Two?", "Three!")),
        ('"I\'m here." She waits.', ('"I\'m here."', "She waits.")),
        ("**Bold.** Then more.", ("Bold.", "Then more.")),
        ("A line\nthat goes on", ("A line that goes on",)),
        ("First:\n\n- one\n- two\n\nLast.", ("First:", "one", "two", "Last.")),
        ("1. Stop.\n2. Wait.", ("Stop.", "Wait.")),
        ("It costs 3.50 now.", ("It costs 3.50 now.",)),
        ("Ask Ms. Ortiz at 7 a.m. today. Then go.", ("Ask Ms. Ortiz at 7 a.m. today.", "Then go.")),
        ("…\n\n—", ()),
        ("", ()),
    ],
)
def test_text_is_split_into_sentences(text: str, expected: tuple[str, ...]) -> None:
    assert sentences(text) == list(expected)


@pytest.mark.parametrize(
    ("text", "read_aloud"),
    [
        ("Wait [@few-words].", "Wait ."),
        ("Look for [[revved-up]].", "Look for revved up."),
        ("Look for [[revved-up|signs]].", "Look for signs."),
        ("See [the page](https://example.org/a).", "See the page."),
        ("**Now** stop.", "Now stop."),
    ],
)
def test_markup_and_references_are_not_counted(text: str, read_aloud: str) -> None:
    assert plain(text).replace(" .", ".") == read_aloud.replace(" .", ".")


def test_words_keep_their_apostrophes() -> None:
    assert words("Don't wait, it's 7:15.") == ["Don't", "wait", "it's", "7", "15"]


def test_grade_follows_the_formula() -> None:
    """0.39 × words per sentence + 11.8 × syllables per word − 15.59."""
    assert Measure(sentences=2, words=20, syllables=30).grade == pytest.approx(
        0.39 * 10 + 11.8 * 1.5 - 15.59
    )
    assert Measure().grade == 0


def test_harder_words_and_longer_sentences_have_a_higher_grade() -> None:
    easy = MEASURE("She waits. Then she sits down.")
    long = MEASURE("She waits and then she sits down and looks at the floor for a while.")
    hard = MEASURE("Subsequently, individuals demonstrate considerable hesitation.")
    assert easy.grade < long.grade < hard.grade


@given(st.lists(st.text("ab .\n-*", max_size=30), max_size=4))
def test_measures_add_up(texts: list[str]) -> None:
    lengths = [len(words(sentence)) for text in texts for sentence in sentences(text)]
    measures = total(map(MEASURE, texts))
    assert measures.sentences == len(lengths)
    assert measures.words == sum(lengths)
    assert measures.longest == max(lengths, default=0)
