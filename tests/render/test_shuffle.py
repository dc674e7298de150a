"""Answers and choices are in a random order, which stays the same when texts change."""

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from course.models.activities.situation import Choice
from course.models.base import Model
from course.models.course import Course
from course.models.texts import Prose
from course.render.shuffle import shuffled, shuffled_choices, varied
from course.site import Page
from tests.rendering import is_module, render_all


@given(st.lists(st.integers(), min_size=2, max_size=7), st.text())
def test_shuffling_is_lossless_and_deterministic(items: list[int], seed: str) -> None:
    order = shuffled(items, seed)
    assert sorted(order) == list(enumerate(items))
    assert [(place, item + 1) for place, item in order] == shuffled([i + 1 for i in items], seed)
    assert shuffled(items, seed, must_move=True) != list(enumerate(items))


def test_first_answer_in_the_source_can_appear_anywhere() -> None:
    places = [
        [place for place, _ in shuffled("abc", f"question-{number}")].index(0)
        for number in range(300)
    ]
    assert all(70 < places.count(place) < 130 for place in range(3))


def choice(later: str = "no") -> Choice:
    return Choice.model_validate({"text": "Wait.", "then": "It passes.", "later": later})


def test_later_choices_come_after_the_initial_ones() -> None:
    choices = {f"one-{number}": choice("yes" if number % 2 else "no") for number in range(6)}
    order = [item.later for _, item in shuffled_choices(choices, "seat")]
    assert order == [False] * 3 + [True] * 3


def test_added_choice_does_not_reorder_the_others() -> None:
    choices = {f"one-{number}": choice() for number in range(4)}
    before = [name for name, _ in shuffled_choices(choices, "seat")]
    after = [name for name, _ in shuffled_choices({"new": choice(), **choices}, "seat")]
    assert [name for name in after if name != "new"] == before


def test_first_choice_in_the_source_can_appear_anywhere() -> None:
    choices = {"first": choice(), "second": choice(), "third": choice()}
    places = [
        [name for name, _ in shuffled_choices(choices, f"moment-{number}")].index("first")
        for number in range(300)
    ]
    assert all(70 < places.count(place) < 130 for place in range(3))


def test_text_of_a_choice_does_not_affect_the_order() -> None:
    choices = {"first": choice(), "second": choice(), "third": choice()}
    reworded = {
        name: item.model_copy(update={"text": Prose("Wait now.")}) for name, item in choices.items()
    }
    assert [name for name, _ in shuffled_choices(reworded, "seat")] == [
        name for name, _ in shuffled_choices(choices, "seat")
    ]


def test_fixing_a_typo_does_not_reorder_answers(
    small_course: Course, pages: dict[str, Page]
) -> None:
    with_fixes = small_course.model_copy(
        update={"quizzes": {key: with_typos(quiz) for key, quiz in small_course.quizzes.items()}}
    )
    for page in render_all(with_fixes).values():
        if is_module(page.address):
            before = answers(pages[page.address])
            assert len(before) > 3
            assert answers(page) == before


def answers(page: Page) -> list[str]:
    """The first words of the answers, steps and pairs, in page order."""
    pattern = r'(?:<summary>|class="(?:step__text|pair__item)">)(?:<p>)?(?:“|&quot;)?(\w+)'
    return re.findall(pattern, page.html)


def with_typos(value: Any) -> Any:
    """The same questions with an extra letter at the end of each text."""
    if isinstance(value, Prose):
        return Prose(f"{value}x")
    if isinstance(value, tuple):
        return tuple(with_typos(inner) for inner in value)
    if isinstance(value, dict):
        return {key: with_typos(inner) for key, inner in value.items()}
    if isinstance(value, Model):
        values = {name: with_typos(getattr(value, name)) for name in type(value).model_fields}
        return value.model_copy(update=values)
    return value


@given(st.text(), st.integers(0, 9))
def test_neighbors_get_different_wordings_and_each_keeps_its_own(seed: str, place: int) -> None:
    assert varied("abc", seed, place) != varied("abc", seed, place + 1)
    assert varied("abc", seed, place) == varied("abc", seed, place)


def test_every_wording_is_used_about_as_often() -> None:
    found = [varied("abcdef", f"question-{number}", 0) for number in range(600)]
    assert all(70 < found.count(wording) < 130 for wording in "abcdef")
