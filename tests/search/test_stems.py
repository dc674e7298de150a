import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.models.search_words import SearchWords
from course.search.stems import Stems, begins_any, words_of

STEMS = Stems(SearchWords.model_validate({"endings": ["ing", "s"], "small": ["the", "don't"]}))


def test_words_are_small_and_have_neither_apostrophes_nor_accents() -> None:
    assert words_of("Won’t GET off the café!") == ["wont", "get", "off", "the", "cafe"]


def test_words_of_one_stem_are_one() -> None:
    assert STEMS.of("calling calls the call") == {"cal": "calling", "the": "the"}
    assert STEMS.of("is as") == {"is": "is", "as": "as"}, "too short to have an ending"


def test_small_words_tell_nothing() -> None:
    assert STEMS.telling("The kid, don't") == {"kid": "kid"}


@pytest.mark.parametrize(
    ("beginning", "is_there"),
    [("rip", True), ("ripped", True), ("ripper", False), ("a", False), ("z", False), ("", True)],
)
def test_word_is_there_where_it_begins_another(beginning: str, is_there: bool) -> None:
    assert begins_any(beginning, ["calm", "ripped", "run"]) is is_there


@given(st.text())
def test_stem_begins_its_word(text: str) -> None:
    for stem, word in STEMS.of(text).items():
        assert stem
        assert word.startswith(stem)
