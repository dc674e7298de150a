from typing import Any

import pytest

from course.checks.search_words import search_words_lead_somewhere
from course.models.course import Course
from course.models.district import District
from course.models.search_words import SearchWords
from course.models.texts import Prose
from tests.checks.context import context_of


def remarks(course: Course, word: dict[str, Any]) -> list[tuple[Any, ...]]:
    words = SearchWords.model_validate({"words": {"meltdown": {"says": ["meltdown"], **word}}})
    course = course.model_copy(update={"search_words": words})
    return [finding.location[2:] for finding in search_words_lead_somewhere(context_of(course))]


@pytest.mark.parametrize(
    ("word", "places"),
    [
        ({"leads-to": ["first-steps/few-words"]}, []),
        ({"leads-to": ["first-steps/few-words", "first-steps/few-word"]}, [("leads-to", 1)]),
        ({"leads-to": ["no-such-module/few-words"]}, [("leads-to", 0)]),
        ({"leads-to": ["help/line", "glossary/no-such-word"]}, [("leads-to", 1)]),
    ],
)
def test_every_search_phrase_leads_to_a_lesson(
    small_course: Course, word: dict[str, Any], places: list[tuple[Any, ...]]
) -> None:
    assert remarks(small_course, word) == places


def test_at_least_one_of_the_synonyms_occurs(small_course: Course) -> None:
    words = SearchWords.model_validate({"same": [["audience", "few"], ["audience", "crowd"]]})
    course = small_course.model_copy(update={"search_words": words})
    assert [finding.location for finding in search_words_lead_somewhere(context_of(course))] == [
        ("same", 1)
    ]
    district = District.model_validate({"name": "Lakeview", "state": "Texas"})
    of_district = course.model_copy(update={"district": district})
    assert not list(search_words_lead_somewhere(context_of(of_district)))


def test_unreadable_module_may_contain_the_lesson(small_course: Course) -> None:
    course = small_course.model_copy(update={"unreadable": frozenset({"modules/broken"})})
    assert remarks(course, {"leads-to": ["broken/few-words"]}) == []


@pytest.mark.parametrize(
    ("word", "count"), [("rider", 0), ("wink", 1)], ids=["in a question", "in an answer"]
)
@pytest.mark.parametrize("question_id", ["sorry", "also"])
def test_answers_are_not_searched(
    small_course: Course, question_id: str, word: str, count: int
) -> None:
    quiz = small_course.quizzes["more-words"]
    asked = {"question": Prose("A rider is loud. How long is your sorry?")}
    questions = {question_id: quiz.questions["sorry-4"].model_copy(update=asked)}
    quizzes = {"more-words": quiz.model_copy(update={"questions": questions})}
    words = SearchWords.model_validate({"same": [["audience", word]]})
    course = small_course.model_copy(update={"search_words": words, "quizzes": quizzes})
    assert len(list(search_words_lead_somewhere(context_of(course)))) == count


@pytest.mark.parametrize(
    ("unreadable", "place", "is_known"),
    [
        ("cards/seizure", "now/seizure", True),
        ("cards/seizure", "now/choking", False),
        ("contacts/office", "help/office", True),
        ("local-rules/leaving", "help/leaving", True),
        ("glossary/calm", "glossary/calm", True),
        ("glossary/calm", "now/calm", False),
    ],
)
def test_unreadable_piece_may_be_what_words_lead_to(
    small_course: Course, unreadable: str, place: str, is_known: bool
) -> None:
    gone = {"contacts": {}, "unreadable": frozenset({unreadable})}
    course = small_course.model_copy(update=gone)
    assert remarks(course, {"leads-to": [place]}) == ([] if is_known else [("leads-to", 0)])
