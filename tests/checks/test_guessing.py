from bench.guess import chance, share
from course.checks.guessing import TOLD, QuizItem, guessing, habits, quiz_items
from course.models.course import Course
from course.models.questions.base import Option
from course.models.texts import Prose
from tests.checks.context import context_of
from tests.checks.test_standards import held_to


def test_habits_are_limited_only_if_the_course_says_so(small_course: Course) -> None:
    assert list(guessing(context_of(small_course))) == []


def test_habit_at_the_limit_is_not_found_and_one_above_is(small_course: Course) -> None:
    questions = list(quiz_items(small_course))
    by_habit = habits(small_course.style.answers)
    best = max(by_habit, key=lambda name: share(questions, by_habit[name]))
    above = 100 * (share(questions, by_habit[best]) - chance(questions))
    at_limit, below = int(above) + 1, int(above)
    assert list(guessing(context_of(held_to(small_course, above_chance=at_limit)))) == []
    found = list(guessing(context_of(held_to(small_course, above_chance=below))))
    assert f"picks {TOLD[best].picked} is" in found[0].what
    assert found[0].is_warning


def test_remark_names_a_quiz_and_questions_that_the_habit_gets_right(small_course: Course) -> None:
    (first, *_) = guessing(context_of(held_to(small_course, above_chance=0)))
    module_id = first.path.removeprefix("quizzes/").removesuffix(".yml")
    named = first.remedy.split('"')[1::2]
    assert named
    assert set(named) <= small_course.quizzes[module_id].questions.keys()


def test_answers_without_words_can_be_compared() -> None:
    texts = {"👍": "right", "👎": "wrong", "Ask her.": "wrong"}
    answers = [Option(("answers", 0), "", Prose(it), Prose("Why."), texts[it]) for it in texts]
    item = QuizItem("noticing/thumbs", "What do you answer?", tuple(answers))
    assert item.likeness == dict.fromkeys(texts, 0)


def test_every_habit_is_told_in_plain_words(small_course: Course) -> None:
    assert TOLD.keys() == habits(small_course.style.answers).keys()
