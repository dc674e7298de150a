from collections.abc import Callable
from pathlib import Path

import pytest

from bench.guess import LEARNED, chance, good_end, habits, scenes, share, situations
from course.checks.guessing import QuizItem, gained, quiz_items
from course.compile import check_folder
from course.models.course import Course
from course.models.questions.base import RIGHT, WRONG, Option
from course.models.style import AnswerWords
from course.models.texts import Prose
from tests.conftest import Files
from tests.small_scene import with_scene

WORDS = AnswerWords.model_validate({"warm": ["glad", "hon"], "careful": ["tell", "private*"]})
SPECIMEN = Path(__file__).parents[2] / "examples" / "specimen"


def answer(text: str, is_right: bool = False) -> Option:
    verdict = RIGHT if is_right else WRONG
    return Option(("answers", 0), "right", Prose(text), Prose("Because."), verdict)


def quiz_item(*answers: Option, question: str = "What do you say about lunch?") -> QuizItem:
    return QuizItem("module/question", question, answers)


def by_length(question: QuizItem, candidate: Option) -> float:
    return len(candidate.text)


@pytest.mark.parametrize(
    ("answers", "share_of_right"),
    [
        ((answer("long enough", True), answer("short"), answer("tiny")), 1),
        ((answer("long", True), answer("much longer"), answer("a")), 0),
        ((answer("same", True), answer("same"), answer("a")), 1 / 2),
        ((answer("same", True), answer("same"), answer("same")), 1 / 3),
        ((answer("longest of all", True), answer("long too", True), answer("a")), 1),
        ((answer("longest of all", True), answer("a", True), answer("long too")), 1 / 2),
    ],
)
def test_gain_of_a_habit_is_the_share_of_right_picks(
    answers: tuple[Option, ...], share_of_right: float
) -> None:
    assert gained(quiz_item(*answers), by_length) == pytest.approx(share_of_right)


def test_chance_is_the_average_share_of_right_answers() -> None:
    one_of_three = quiz_item(answer("a", True), answer("b"), answer("c"))
    two_of_four = quiz_item(answer("a", True), answer("b", True), answer("c"), answer("d"))
    assert chance([one_of_three]) == pytest.approx(1 / 3)
    assert chance([one_of_three, two_of_four]) == pytest.approx((1 / 3 + 1 / 2) / 2)


@pytest.mark.parametrize(
    ("habit", "right"),
    [
        ("longest", "A rather long answer, as it goes."),
        ("shortest", "No."),
        ("warmest", "I'm so glad, hon."),
        ("most careful", "Tell the nurse today, in private."),
        ("words of the question", "Before lunch starts."),
        ("a question back", "And what now?"),
        ("two ways out", "This seat, or that one."),
    ],
)
def test_each_habit_picks_the_answer_it_prefers(habit: str, right: str) -> None:
    question = quiz_item(
        answer("Hm, so be it then."), answer(right, True), answer("Well, we go on.")
    )
    assert share([question], habits(WORDS, [question])[habit]) == 1


def test_learner_is_not_trained_on_the_quiz_in_question() -> None:
    words = ("zebra", "yacht", "xylem")
    alone = [quiz_item(answer(word, True), answer("plain")) for word in words]
    assert share(alone, habits(WORDS, alone)[LEARNED]) == 1 / 2
    elsewhere = [
        QuizItem(f"module-{number}/q", "Which?", (answer("zebra", True), answer("plain")))
        for number in range(3)
    ]
    assert share(elsewhere, habits(WORDS, elsewhere)[LEARNED]) == 1


def test_a_note_is_read_in_its_own_order() -> None:
    course = check_folder(SPECIMEN).course
    assert course
    by_source = {item.source: item for item in quiz_items(course)}
    note = by_source["a-calmer-morning/a-hard-start"]
    assert [option.location for option in note.answers] == [("phrases", n) for n in range(5)]
    assert note.right == 2


def test_first_choice_of_a_situation_counts_as_right(small_course: Course) -> None:
    by_source = {item.source: item for item in situations(small_course)}
    at_the_stop = by_source["first-steps/at-the-stop"]
    assert {item.text: item.is_right for item in at_the_stop.answers} == {
        '"You can sit a moment."': True,
        '"Off you go."': False,
    }


@pytest.mark.parametrize(("habit", "index"), [("first on the page", 0), ("last on the page", 2)])
def test_position_habit_picks_by_the_order_on_the_page(habit: str, index: int) -> None:
    answers = [answer("One."), answer("Two."), answer("Three.")]
    answers[index] = answer(answers[index].text, True)
    question = quiz_item(*answers)
    assert share([question], habits(WORDS, [question])[habit]) == 1


@pytest.mark.parametrize(
    ("habit", "how_often"),
    [
        ("longest", 1),  # to wait, and then to offer a chair
        ("shortest", 0),  # to pull
        ("warmest", (3 / 4 + 1 / 2 + 0) / 3),  # no word is warm, so it is chance
    ],
)
def test_scene_is_played_to_its_end_by_a_habit(
    read_with: Callable[[Files], Course], habit: str, how_often: float
) -> None:
    course = read_with(with_scene("You wait a moment.", "You wait a few moments."))
    ((scene_id, scene),) = scenes(course)
    assert good_end(scene_id, scene, habits(WORDS, [])[habit]) == pytest.approx(how_often)
