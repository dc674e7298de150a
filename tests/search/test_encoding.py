from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.search.encoding import MAX_SHARED, base64_of, bits_of, front_coded
from course.search.stems import words_of
from tests.search.index_reader import unpack_lists, unpack_words


@given(st.lists(st.text("ab𞤢é1", min_size=1)), st.text(max_size=40))
def test_packed_words_can_be_unpacked(short: list[str], any_text: str) -> None:
    words = sorted({*short, *words_of(any_text)})
    assert unpack_words(front_coded(words)) == words


def test_words_share_their_prefixes() -> None:
    assert front_coded(["calm", "call", "calling", "zoo"]) == "AcalmDlEingAzoo"
    long = "a" * (MAX_SHARED + 5)
    assert unpack_words(front_coded([long, f"{long}b"])) == [long, f"{long}b"]


@st.composite
def lists_below_a_total(draw: st.DrawFn) -> tuple[list[list[int]], int]:
    total = draw(st.integers(1, 3000))
    numbers = st.sets(st.integers(0, total - 1), min_size=1, max_size=60).map(sorted)
    return draw(st.lists(numbers, max_size=8)), total


@given(lists_below_a_total())
def test_packed_numbers_can_be_unpacked(case: tuple[list[list[int]], int]) -> None:
    lists, total = case
    bits = "".join(bits_of(numbers, total) for numbers in lists)
    assert unpack_lists(base64_of(bits), len(lists), total) == lists


@pytest.mark.parametrize(
    ("number", "total", "bits"), [(0, 3, "0"), (1, 3, "10"), (2, 3, "11"), (0, 1, "")]
)
def test_number_takes_as_few_bits_as_its_range_needs(number: int, total: int, bits: str) -> None:
    assert bits_of([number], total) == f"1{bits}", "after the length of the list, which is 1"


def test_zeros_fill_the_last_byte() -> None:
    assert b64decode(base64_of("1" * 9)) == b"\xff\x80"
    assert base64_of("") == ""
