from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from course.models.search_words import SearchWords
from course.search.stems import Stems, begins_any, words_of

CASES = yaml.load(
    (Path(__file__).parents[1] / "cases" / "text.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
"""Also used by `tests/browser/test_finder.py` for the equivalent script."""
STEMS = Stems(SearchWords.model_validate({"endings": ["ing", "s"], "small": ["the", "don't"]}))


@pytest.mark.parametrize("text", CASES["words"])
def test_tokens_are_lowercase_without_accents_and_apostrophes(text: str) -> None:
    assert words_of(text) == CASES["words"][text]


def test_words_with_the_same_stem_are_equal() -> None:
    assert STEMS.of("calling calls the call") == {"cal": "calling", "the": "the"}
    assert STEMS.of("is as") == {"is": "is", "as": "as"}, "too short to have an ending"


def test_stop_words_are_ignored() -> None:
    assert STEMS.significant("The kid, don't") == {"kid": "kid"}


@pytest.mark.parametrize(
    ("beginning", "is_there"),
    [("rip", True), ("ripped", True), ("ripper", False), ("a", False), ("z", False), ("", True)],
)
def test_prefix_matches_a_longer_word(beginning: str, is_there: bool) -> None:
    assert begins_any(beginning, ["calm", "ripped", "run"]) is is_there


@given(st.text())
def test_stem_is_a_prefix_of_its_word(text: str) -> None:
    for stem, word in STEMS.of(text).items():
        assert stem
        assert word.startswith(stem)
