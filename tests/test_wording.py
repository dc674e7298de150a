"""Words in braces, as each job says them."""

from collections.abc import Callable

import pytest

from course.models.course import Course
from course.models.texts import Prose
from course.tailor import tailor
from course.wording import RoleWords
from tests.conftest import Files

WORDS = RoleWords({"boss": "your manager", "place": "the kitchen"})


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Tell {boss} today.", "Tell your manager today."),
        ("{boss} knows.", "Your manager knows."),
        ("Stop. {boss} knows.", "Stop. Your manager knows."),
        ('"Who knows?" {boss} asks.', '"Who knows?" Your manager asks.'),
        ('Say, "{boss} knows," to {boss}.', 'Say, "Your manager knows," to your manager.'),
        ("- {boss}\n- {place}, **{boss}**", "- Your manager\n- The kitchen, **your manager**"),
        ("One line\n\n**{boss}** knows.", "One line\n\n**Your manager** knows."),
        ("{Boss}, {other} and {}", "{Boss}, {other} and {}"),
    ],
)
def test_words_are_filled_in_and_begin_a_sentence_with_a_capital(text: str, filled: str) -> None:
    assert WORDS.fill(Prose(text)) == filled


def test_everything_inside_is_filled_in_and_the_rest_stays_the_same_object(
    small_course: Course,
) -> None:
    quiz = small_course.quizzes["first-steps"]
    assert WORDS.fill(quiz) is quiz
    first, *_ = quiz.questions
    question = quiz.questions[first].model_copy(update={"question": Prose("Who tells {boss}?")})
    changed = quiz.model_copy(update={"questions": {**quiz.questions, first: question}})
    filled = WORDS.fill(changed)
    assert filled.questions[first].question == "Who tells your manager?"
    for name in quiz.questions.keys() - {first}:
        assert filled.questions[name] is quiz.questions[name]


def test_each_role_reads_its_own_words_or_those_of_the_course(
    read_with: Callable[[Files], Course],
) -> None:
    course = read_with(
        {
            "course.yml": {
                "change": "language: en\n",
                "to": "language: en\nwords: {boss: your supervisor}\n",
            },
            "reference/roles.yml": {
                "change": "    title: Bus driver\n",
                "to": "    title: Bus driver\n    words: {boss: your dispatcher}\n",
            },
            "modules/first-steps.yml": {
                "change": "    title: A quiet example\n",
                "to": "    title: A quiet example\n    also: {driver: 'Tell {boss}.',"
                " teacher: 'Tell {boss}.'}\n",
            },
        }
    )
    for roles in (tailor(course).by_role, tailor(course).in_full):
        lessons = {
            role_id: roles[role_id].modules["first-steps"].lessons["quiet-example"]
            for role_id in ("driver", "teacher")
        }
        texts = {role_id: str(lesson.text) for role_id, lesson in lessons.items()}
        assert texts["driver"].endswith("Tell your dispatcher.")
        assert texts["teacher"].endswith("Tell your supervisor.")


def test_course_without_words_is_not_looked_through(small_course: Course) -> None:
    assert not small_course.outline.words
    tailored = tailor(small_course)
    assert tailored.by_role["driver"].modules
