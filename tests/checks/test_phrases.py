from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.checks.patterns import Phrases, simplified
from course.checks.phrases import words_to_avoid
from course.models.course import Course
from course.models.quiz import Quiz
from course.models.style import Avoid, Style
from tests.checks.context import context_of
from tests.conftest import Files


@pytest.mark.parametrize(
    ("phrase", "text", "hits"),
    [
        ("kid", "The kid, the KID and the kids.", 2),
        ("kid*", "The kid, the KID and the kids.", 3),
        ("old brain", "An old\n  brain is no brain of old.", 1),
        ("traumatiz* child", "A traumatized child", 1),
        ("c++", "Some c++ here", 1),
        ("grit", "Gritty, and no integrity", 0),
        ("at-risk", "At-risk youth", 1),
        ("flip* their lid", "They flip their lids, or flipped their lid", 1),
        ("damag* brain*", "Damaged brains, and brain damage", 1),
        ("!!", "No !! here", 1),
        ("I won't tell", "I won’t tell. I won't tell.", 2),
        ("I won’t tell", "I won't tell.", 1),
    ],
)
def test_phrases_match_whole_words_in_any_case(phrase: str, text: str, hits: int) -> None:
    phrases = Phrases([phrase])
    assert len(list(phrases.finditer(text))) == hits
    assert phrases.are_in(simplified(text)) is (hits > 0)
    assert [*phrases.are_in_each([simplified(text), ""])] == [hits > 0, False]
    assert Phrases([]).are_in(simplified(text)) is False


LETTERS = st.text("aB'’*! \n", max_size=8)


@given(st.lists(LETTERS, max_size=3), st.lists(LETTERS, max_size=3))
def test_quick_look_finds_the_same_as_a_search(phrases: list[str], texts: list[str]) -> None:
    phrases = [it for it in phrases if all(word.strip("*") for word in it.split()) and it.strip()]
    them, simple = Phrases(phrases), [*map(simplified, texts)]
    found = [them.search(text) is not None for text in texts]
    assert [*map(them.are_in, simple)] == [*them.are_in_each(simple)] == found


AVOID = Avoid(phrases=("throws a chair", "few words"), say="Say what you see.")


def with_words(course: Course, **avoid: Avoid) -> Course:
    return course.model_copy(update={"style": Style(avoid=avoid)})


def test_phrase_is_reported_with_its_position(small_course: Course) -> None:
    findings = list(words_to_avoid(context_of(with_words(small_course, one=AVOID))))
    places = {(finding.path, "/".join(map(str, finding.location))) for finding in findings}
    assert ("modules/first-steps.yml", "lessons/hard-example/text") in places
    assert ("quizzes/first-steps.yml", "questions/driver-first/answers/0/feedback") in places
    assert all(finding.is_warning and finding.offset is not None for finding in findings)


def test_only_a_wrong_answer_may_contain_the_phrase(small_course: Course) -> None:
    avoid = Avoid(phrases=("everybody is waiting", "sit a moment"), say="Wait.")
    findings = list(words_to_avoid(context_of(with_words(small_course, one=avoid))))
    assert {finding.location[-1] for finding in findings} == {"right", "text"}


@pytest.mark.parametrize(("mark", "is_reported"), [("yes", False), ("no", True)])
def test_phrase_to_mark_in_a_note_may_contain_it(
    small_course: Course, mark: str, is_reported: bool
) -> None:
    texts = ["He is manipulative.", "She sat.", "He ran.", "They know."]
    phrases = [
        {"text": text, "mark": mark if index == 0 else "no", "feedback": "So."}
        for index, text in enumerate(texts)
    ]
    note = {"kind": "mark", "objective": "words", "lesson": "few-words", "question": "Which?"}
    quiz = Quiz.model_validate(
        {"questions": {"a-note": note | {"phrases": phrases, "feedback": "So."}}}
    )
    course = small_course.model_copy(update={"quizzes": {"first-steps": quiz}})
    avoid = Avoid(phrases=("manipulative",), say="Say what you see.")
    found = list(words_to_avoid(context_of(with_words(course, one=avoid))))
    assert bool(found) == is_reported


@pytest.mark.parametrize(
    ("role", "places"),
    [
        ("driver", {"lessons/few-words/also/driver", "lessons/your-work/activities/at-the-stop"}),
        ("teacher", set()),
        ("moving", set()),
    ],
)
def test_phrase_for_one_role_is_reported_in_text_for_that_role_only(
    small_course: Course, role: str, places: set[str]
) -> None:
    avoid = Avoid(phrases=("dispatch", "holds on to the seat"), say="Wait.", only=(role,))
    findings = words_to_avoid(context_of(with_words(small_course, one=avoid)))
    locations = {
        "/".join(map(str, finding.location[:4]))
        for finding in findings
        if finding.path.startswith("modules/") and "hand-over" not in finding.location
    }
    assert locations == places


def test_phrase_list_and_source_titles_are_not_checked(
    read_with: Callable[[Files], Course],
) -> None:
    course = read_with(
        {
            "reference/style.yml": (
                "avoid:\n  one:\n    phrases: [zebra]\n    say: |\n      No zebra.\n"
            )
        }
    )
    assert list(words_to_avoid(context_of(course))) == []
