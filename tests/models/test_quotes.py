import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.models.quotes import curly


@pytest.mark.parametrize(
    ("straight", "printed"),
    [
        ("Harder: he can't wait", "Harder: he can’t wait"),
        ("Leaders' plan", "Leaders’ plan"),
        ('"Who\'s on it now?"', "“Who’s on it now?”"),
        ('When somebody says, "It doesn\'t fit"', "When somebody says, “It doesn’t fit”"),
        ("\"'Nice' isn't enough,\" she says", "“‘Nice’ isn’t enough,” she says"),
        ('("no")—"now"', "(“no”)—“now”"),
        ("“Please don't tell”", "“Please don’t tell”"),
    ],
)
def test_marks_are_printed_as_by_hand(straight: str, printed: str) -> None:
    assert curly(straight) == printed


@given(st.text("ab '\"“’(—.", max_size=12))
def test_nothing_else_changes_and_once_is_enough(text: str) -> None:
    printed = curly(text)
    assert curly(printed) == printed
    assert len(printed) == len(text)
    assert not set("'\"") & set(printed)
