"""Numbers as people write them become numbers that a phone dials, or nothing."""

import pytest

from course.phone import dialed, texted


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("988", "988"),
        (" 911 ", "911"),
        ("1-800-422-4453", "+18004224453"),
        ("(555) 555-0134", "+15555550134"),
        ("555-555-0134 ext. 12", "+15555550134,12"),
        ("555 555 0134x9", "+15555550134,9"),
        ("+44 20 7946 0958", "+442079460958"),
        ("555-0134", None),
        ("555-555-01345", None),
        ("ask the office", None),
        ("1-800-CHILD", None),
        ("", None),
    ],
)
def test_phone_dials(number: str, expected: str | None) -> None:
    assert dialed(number) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [("741741", "741741"), ("678-678", "678678"), ("1-800-422-4453", "+18004224453"), ("7", None)],
)
def test_text_message_goes_to(number: str, expected: str | None) -> None:
    assert texted(number) == expected
