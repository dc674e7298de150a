"""Rules for cards and the law that they cite."""

from typing import Any

import pytest

from course.checks import cards
from course.models.card import Card
from course.models.course import Course
from course.models.reference import Claim
from course.problems import Finding
from tests.checks.context import context_of

CARD = {
    "title": "Seizure",
    "kind": "body",
    "call": "911.",
    "do": "Look at the clock.",
    "say": "I am here.",
    "dont": "Don't hold.",
    "then": "Stay.",
}


def with_card(course: Course, **changes: Any) -> Course:
    card = Card.model_validate({**CARD, **changes})
    return course.model_copy(update={"cards": {"seizure": card}})


@pytest.mark.parametrize(
    ("kind", "words", "is_too_long"),
    [("work", 60, False), ("work", 61, True), ("body", 90, False), ("body", 91, True)],
)
def test_card_is_longer_only_if_the_call_comes_first(
    small_course: Course, kind: str, words: int, is_too_long: bool
) -> None:
    others = 1 + 4 + 3 + 2
    course = with_card(small_course, kind=kind, then=" ".join(["stay"] * (words - others)))
    findings = list(cards.card_length(context_of(course)))
    assert [finding.what for finding in findings] == [
        f'For "driver" and "teacher" this card has up to {words} words; the limit is {limit}.'
        for limit in ([60 if kind == "work" else 90] if is_too_long else [])
    ]


def test_longest_version_of_a_card_is_named(small_course: Course) -> None:
    instead = {"driver": "stay " * 95, "teacher": "stay " * 100}
    course = with_card(small_course, then={"text": "Stay.", "instead": instead})
    (finding,) = cards.card_length(context_of(course))
    assert "110 words" in finding.what


def findings_about(course: Course, **claim: str) -> list[Finding]:
    """What `dated_law` says about the claim `few-words` with some changes."""
    old = course.claims["few-words"].model_dump(mode="json", by_alias=True, exclude_none=True)
    claims = {"few-words": Claim.model_validate({**old, **claim})}
    return list(cards.dated_law(context_of(course.model_copy(update={"claims": claims}))))


@pytest.mark.parametrize(
    ("kind", "claim", "count"),
    [
        ("body", {}, 1),
        ("body", {"looked-at": "2026-11-20"}, 0),
        ("work", {}, 0),
        ("work", {"tag": "law"}, 2),
        ("work", {"tag": "law", "jurisdiction": "federal"}, 1),
        ("work", {"tag": "law", "jurisdiction": "federal", "looked-at": "2026-11-20"}, 0),
        ("work", {"jurisdiction": "federal"}, 1),
    ],
)
def test_law_and_what_crisis_cards_cite_is_dated(
    small_course: Course, kind: str, claim: dict[str, str], count: int
) -> None:
    course = with_card(small_course, kind=kind, cites=["few-words"])
    assert len(findings_about(course, **claim)) == count
