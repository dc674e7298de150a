from typing import Any

import pytest

from course.checks import answers
from course.checks.context import Rule
from course.models.course import Course
from course.models.quiz import Quiz
from course.models.style import AnswerWords, Style
from tests.checks.context import context_of

FEEDBACK = "It is short, it is kind, and it leaves room. Next, call dispatch and wait."
LISTS = AnswerWords.model_validate(
    {
        "absolutes": ["always", "no matter what"],
        "harsh": ["laugh at"],
        "verdicts": ["wrong", "no,"],
        "negatives": ["not", "don't"],
        "catch-alls": ["all of the above"],
    }
)


def choice_question(
    right: str = "Wait a moment.",
    *wrong: str,
    question: str = "He holds on. What do you say first?",
) -> dict[str, Any]:
    options = wrong or ("Go on, please.", "Sit down, bud.")
    return {
        "kind": "choice",
        "objective": "words",
        "lesson": "few-words",
        "question": question,
        "answers": [
            {"right": right, "feedback": FEEDBACK},
            *({"wrong": text, "feedback": FEEDBACK} for text in options),
        ],
    }


def note_question(*phrases: str) -> dict[str, Any]:
    """A note. The second phrase and the last one are to mark."""
    texts = [*phrases, "She ran.", "They know.", "He sat.", "He is rude."][:4]
    return {
        "kind": "mark",
        "objective": "words",
        "lesson": "few-words",
        "question": "You read your note once more. What guesses or judges?",
        "phrases": [
            {"text": text, "mark": "yes" if index % 2 else "no", "feedback": FEEDBACK}
            for index, text in enumerate(texts)
        ],
        "feedback": "She ran. He sat.",
    }


def remarks(rule: Rule, small_course: Course, *questions: dict[str, Any]) -> list[str]:
    """The locations of a rule's remarks, relative to the first question."""
    named = {f"q{number}": question for number, question in enumerate(questions)}
    course = small_course.model_copy(
        update={
            "quizzes": {"first-steps": Quiz.model_validate({"questions": named})},
            "style": Style(answers=LISTS),
        }
    )
    findings = list(rule(context_of(course)))
    assert all(finding.is_warning for finding in findings)
    return [
        "/".join(map(str, finding.location)).removeprefix("questions/q0/") for finding in findings
    ]


@pytest.mark.parametrize(
    ("count", "places"), [(2, ["answers"]), (3, []), (4, ["answers"])], ids=["two", "three", "four"]
)
def test_question_needs_three_answers(small_course: Course, count: int, places: list[str]) -> None:
    wrong = [f"Answer number {number}." for number in range(count - 1)]
    assert remarks(answers.three_answers, small_course, choice_question("Wait.", *wrong)) == places


@pytest.mark.parametrize(
    ("length", "places"), [(12, []), (13, ["answers/0/right"])], ids=["at the limit", "above it"]
)
def test_answer_length(small_course: Course, length: int, places: list[str]) -> None:
    """The other answers average ten letters, and the limit is 25 % more: twelve and a half."""
    question = choice_question("r" * length, "a" * 9, "b" * 11)
    assert remarks(answers.answer_length, small_course, question) == places


@pytest.mark.parametrize(("longest", "places"), [(2, []), (3, ["questions"])])
def test_longest_is_right(small_course: Course, longest: int, places: list[str]) -> None:
    questions = [
        choice_question("r" * (20 if number < longest else 10), "a" * 10, "b" * 12)
        for number in range(6)
    ]
    assert remarks(answers.longest_is_right, small_course, *questions) == places


def test_few_questions_or_slightly_longer_answers_are_no_pattern(small_course: Course) -> None:
    five = [choice_question("r" * 20, "a" * 10, "b" * 10)] * 5
    assert remarks(answers.longest_is_right, small_course, *five) == []
    hardly = [choice_question("r" * 11, "a" * 10, "b" * 10)] * 6
    assert remarks(answers.longest_is_right, small_course, *hardly) == []


def test_questions_with_two_answers_can_be_a_pattern(small_course: Course) -> None:
    questions = [choice_question("r" * 20, "a" * 10)] * 6
    assert remarks(answers.longest_is_right, small_course, *questions) == ["questions"]


@pytest.mark.parametrize(
    ("right", "wrong", "is_told"),
    [
        ("Lower the heat.", "Say it low.", False),
        ("It cools him.", "Say it low.", True),
        ("Lower the heated talk.", "Say it low.", True),
        ("Lower the heated talk.", "Heated or calm, say it.", False),
    ],
    ids=["short word", "five letters", "alone", "in another answer too"],
)
def test_shared_words(small_course: Course, right: str, wrong: str, is_told: bool) -> None:
    question = choice_question(
        right, wrong, "Wait.", question="Which one cools a heated moment or heat?"
    )
    places = ["answers/0/right"] if is_told else []
    assert remarks(answers.shared_words, small_course, question) == places


@pytest.mark.parametrize(
    ("second", "places"),
    [("Say it low and wait there.", ["answers/1/wrong"]), ("Ask him what he would like.", [])],
)
def test_alike(small_course: Course, second: str, places: list[str]) -> None:
    question = choice_question("Say it low and wait here.", second, "Go on.")
    assert remarks(answers.alike, small_course, question) == places


@pytest.mark.parametrize("word", ["Always say", "Laugh at", "NO MATTER WHAT,", "All of the above"])
def test_telltale_words(small_course: Course, word: str) -> None:
    question = choice_question("Wait.", f"{word} it.", "Go on.")
    assert remarks(answers.giveaway_words, small_course, question) == ["answers/1/wrong"]


def test_telltale_words_are_what_readers_look_for_in_a_note(small_course: Course) -> None:
    question = note_question("He always hits.", "She always lies.")
    assert remarks(answers.giveaway_words, small_course, question) == ["phrases/0/text"]


def test_phrases_of_a_note_follow_the_rules_for_answers(small_course: Course) -> None:
    same = note_question("He put his head down on the desk.", "He put his head down on a desk.")
    assert remarks(answers.alike, small_course, same) == ["phrases/1/text"]
    long = note_question("word " * 26)
    assert remarks(answers.short_answers, small_course, long) == ["phrases/0/text"]
    curt = note_question()
    curt["phrases"][3]["feedback"] = "Wrong."
    assert remarks(answers.feedback_teaches, small_course, curt) == ["phrases/3/feedback"] * 2


def test_words_that_only_resemble_telltale_words_are_allowed(small_course: Course) -> None:
    question = choice_question("Wait.", "Say it to all who are here.", "Smile, and wave him on.")
    assert remarks(answers.giveaway_words, small_course, question) == []


@pytest.mark.parametrize(
    ("question", "is_told"),
    [
        ("What do you say to him first?", False),
        ("What first?", True),
        ("It is late. " * 20 + "What now?", True),
        ("What do you not say to him?", True),
        ("He does not answer you. What do you say now?", False),
        ('"Please don\'t tell." What do you say to her?', False),
    ],
    ids=["plain", "short", "long", "turned round", "a scene may say not", "a child may say don't"],
)
def test_plain_question(small_course: Course, question: str, is_told: bool) -> None:
    places = ["question"] if is_told else []
    assert (
        remarks(answers.plain_question, small_course, choice_question(question=question)) == places
    )


@pytest.mark.parametrize(("count", "is_told"), [(5, True), (6, False), (60, False), (61, True)])
def test_question_has_six_to_sixty_words(small_course: Course, count: int, is_told: bool) -> None:
    question = choice_question(question=" ".join(["word"] * count))
    places = ["question"] if is_told else []
    assert remarks(answers.plain_question, small_course, question) == places


def test_every_variant_of_a_question_is_checked(small_course: Course) -> None:
    question = {**choice_question(), "instead": {"driver": "What first?"}}
    assert remarks(answers.plain_question, small_course, question) == ["instead/driver"]


@pytest.mark.parametrize(("count", "places"), [(25, []), (26, ["answers/0/right"])])
def test_short_answers(small_course: Course, count: int, places: list[str]) -> None:
    question = choice_question(" ".join(["word"] * count), "One.", "Two.")
    assert remarks(answers.short_answers, small_course, question) == places


@pytest.mark.parametrize(
    ("feedback", "times"),
    [
        (FEEDBACK, 0),
        ("Good.", 1),
        ("word " * 11, 1),
        ("word " * 12, 0),
        ("word " * 60, 0),
        ("word " * 61, 1),
        (f"Wrong. {FEEDBACK}", 1),
        ("No, sorry.", 2),
        (f"You might think it wrong. {FEEDBACK}", 0),
    ],
    ids=["plain", "short", "11", "12", "60", "long", "a verdict", "both", "the word further on"],
)
def test_feedback_teaches(small_course: Course, feedback: str, times: int) -> None:
    question = choice_question()
    question["answers"][1]["feedback"] = feedback
    places = remarks(answers.feedback_teaches, small_course, question)
    assert places == ["answers/1/feedback"] * times


@pytest.mark.parametrize(
    ("variants", "places"),
    [
        ({"instead": {"driver": "Good."}}, ["answers/1/instead/driver"]),
        ({"also": {"driver": "Good."}}, []),
        ({"also": {"moving": "word " * 60}}, ["answers/1/also/moving"]),
    ],
    ids=["instead of it", "after it", "too long with it"],
)
def test_feedback_of_some_roles_teaches(
    small_course: Course, variants: dict[str, Any], places: list[str]
) -> None:
    question = choice_question()
    question["answers"][1] |= variants
    assert remarks(answers.feedback_teaches, small_course, question) == places
