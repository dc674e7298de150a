"""What each of two roles gets of the small course: its modules, lessons, questions and tools."""

from collections.abc import Callable

import pytest

from course.models.activities.plan import Plan
from course.models.base import Id
from course.models.course import Course, Extent
from course.models.module import Lesson
from course.models.questions.choices import ChoicesQuestion
from course.tailor import tailor
from tests.conftest import Files
from tests.tailor.groups import GROUPS


def test_path_has_the_modules_of_the_matrix_that_exist(small_course: Course) -> None:
    driver, teacher = (tailor(small_course).by_role[role_id] for role_id in GROUPS)
    assert [(name, tailored.extent) for name, tailored in driver.modules.items()] == [
        ("first-steps", "full"),
        ("more-words", "short"),
    ]
    assert teacher.modules["more-words"].extent == "optional"


def test_each_role_gets_its_own_texts(small_course: Course) -> None:
    driver, teacher = (
        tailor(small_course).by_role[role_id].modules["first-steps"] for role_id in GROUPS
    )
    assert driver.lessons["few-words"].text == (
        "The bus is loud, and you face the road.\n\nCall dispatch."
    )
    assert teacher.lessons["few-words"].text == (
        small_course.modules["first-steps"].lessons["few-words"].text
    )
    assert driver.objectives["words"] == "Choose words that cool a bus."
    assert teacher.objectives["words"] == "Choose words that cool."
    assert (
        teacher.questions["what-cools"].question
        == "What cools a loud moment, in your own room?\n\nThink of your room."
    )
    own = driver.lessons["your-work"].activities.keys() - teacher.lessons["your-work"].activities
    assert own == {"at-the-stop", "driver-card"}
    assert list(driver.questions) == [
        "driver-first",
        "what-cools",
        "steps-in-order",
        "what-goes-together",
    ]


def test_short_version_has_core_lessons_and_questions_about_them(
    small_course: Course,
) -> None:
    module = small_course.modules["first-steps"]
    row = {"driver": Extent.SHORT, "teacher": Extent.FULL}
    outline = small_course.outline.model_copy(update={"matrix": {"first-steps": row}})
    tailored = tailor(small_course.model_copy(update={"outline": outline}))
    short = tailored.by_role["driver"].modules["first-steps"]
    assert list(short.lessons) == ["few-words"]
    assert short.minutes < tailored.in_full["driver"].modules["first-steps"].minutes
    assert set(short.questions) == {
        "driver-first",
        "what-cools",
        "steps-in-order",
        "what-goes-together",
    }
    assert (short.skip, short.alternative) == (None, None)
    whole = tailored.in_full["driver"].modules["first-steps"]
    assert list(whole.lessons) == list(module.lessons)
    assert whole.extent is Extent.FULL


def test_content_note_is_tailored_to_the_role(read_with: Callable[[Files], Course]) -> None:
    course = read_with(
        {
            "modules/first-steps.yml": {
                "change": "  mentions: A child who shouts. No details.\n",
                "to": "  mentions: A child who shouts.\n  also:\n    driver: |\n      A fight.\n"
                "  instead:\n    classroom: |\n      A slammed door.\n",
            }
        }
    )
    mentions = {
        role: tailor(course).by_role[role].modules["first-steps"].mentions for role in GROUPS
    }
    assert mentions == {"driver": "A child who shouts.\n\nA fight.", "teacher": "A slammed door."}


def test_what_only_the_full_version_mentions_is_for_those_who_read_it(
    read_with: Callable[[Files], Course],
) -> None:
    note = {
        "change": "  mentions: A quarrel. No details.\n",
        "to": "  mentions: A quarrel.\n  in-full: A fight.\n",
    }
    tailored = tailor(read_with({"modules/more-words.yml": note}))
    everyone = {**tailored.by_role, "trainer": tailored.in_full["driver"]}
    assert {name: role.modules["more-words"].mentions for name, role in everyone.items()} == {
        "driver": "A quarrel.",
        "teacher": "A quarrel.\n\nA fight.",
        "trainer": "A quarrel.\n\nA fight.",
    }


def test_module_without_variants_has_no_versions(small_course: Course) -> None:
    driver = tailor(small_course).by_role["driver"].modules
    assert driver["first-steps"].has_versions
    lessons = {
        name: lesson.model_copy(update={"core": True})
        for name, lesson in small_course.modules["more-words"].lessons.items()
    }
    module = small_course.modules["more-words"].model_copy(update={"lessons": lessons})
    course = small_course.model_copy(
        update={"modules": {**small_course.modules, "more-words": module}}
    )
    assert not tailor(course).by_role["driver"].modules["more-words"].has_versions


@pytest.mark.parametrize(
    ("hidden", "skip", "alternative"),
    [
        ((), "hard-example", "quiet-example"),
        (("hard-example",), None, "quiet-example"),
        (("quiet-example",), None, None),
    ],
)
def test_lesson_can_be_skipped_only_if_the_other_one_is_included(
    full_course: Course, hidden: tuple[Id, ...], skip: Id | None, alternative: Id | None
) -> None:
    module = full_course.modules["first-steps"]
    lessons: dict[Id, Lesson] = {
        lesson_id: lesson.model_copy(update={"except_": ("driver",)})
        if lesson_id in hidden
        else lesson
        for lesson_id, lesson in module.lessons.items()
    }
    modules = {"first-steps": module.model_copy(update={"lessons": lessons})}
    driver = tailor(full_course.model_copy(update={"modules": modules})).by_role["driver"]
    tailored = driver.modules["first-steps"]
    assert (tailored.skip, tailored.alternative) == (skip, alternative)


def test_module_of_only_the_two_lessons_keeps_both(small_course: Course) -> None:
    tailored = tailor(small_course).by_role["teacher"].modules["more-words"]
    assert list(tailored.lessons) == ["repair", "quarrel"]
    assert (tailored.skip, tailored.alternative) == ("quarrel", "repair")


def test_module_without_a_content_note(small_course: Course) -> None:
    module = small_course.modules["more-words"].model_copy(update={"care": None})
    course = small_course.model_copy(update={"modules": {"more-words": module}})
    tailored = tailor(course).by_role["teacher"].modules["more-words"]
    assert (tailored.mentions, tailored.skip, tailored.alternative) == (None, None, None)


def test_module_with_an_unreadable_quiz_has_no_questions(full_course: Course) -> None:
    driver = tailor(full_course.model_copy(update={"quizzes": {}})).by_role["driver"]
    tailored = driver.modules["first-steps"]
    assert tailored.questions == {}
    assert tailored.objectives == {"words": "Choose words that cool a bus."}


def test_options_of_a_line_are_those_of_the_role_its_group_or_all(
    read_with: Callable[[Files], Course],
) -> None:
    then = "        then: breathe out first"
    options = """
        lines:
          when: [all shout, all cry]
          will: [wait, listen]
          instead:
            moving: {when: [a bus stops, a bus starts]}
            teacher: {will: [sit, stand]}
"""
    course = read_with({"modules/first-steps.yml": {"change": then, "to": f"{then}{options}"}})
    plans = {}
    for role_id, role in tailor(course).by_role.items():
        plan = role.modules["first-steps"].lessons["your-work"].activities["my-plan"]
        assert isinstance(plan, Plan)
        plans[role_id] = (plan.when_options, plan.will_options)
    example = ("somebody shouts", "breathe out first")
    assert plans["driver"] == (
        (example[0], "a bus stops", "a bus starts"),
        (example[1], "wait", "listen"),
    )
    assert plans["teacher"] == ((example[0], "all shout", "all cry"), (example[1], "sit", "stand"))


def test_feedback_is_that_of_the_role_its_group_or_all(
    read_with: Callable[[Files], Course],
) -> None:
    said = "They are easy to hold in mind. Say one line, then give it a moment to arrive."
    text = f"          {said}\n"
    variants = """\
        instead:
          teacher: |
            A class hears one line.
        also:
          moving: |
            Then face the road.
"""
    course = read_with({"quizzes/first-steps.yml": {"change": text, "to": f"{text}{variants}"}})
    feedback = {}
    for role_id, role in tailor(course).by_role.items():
        question = role.modules["first-steps"].questions["what-cools"]
        assert isinstance(question, ChoicesQuestion)
        feedback[role_id] = [it.feedback for it in question.answers][:2]
    given, time = feedback["driver"]
    assert given == f"{said}\n\nThen face the road."
    assert feedback["teacher"] == ["A class hears one line.", time]


def test_role_has_and_links_to_its_own_tools_only(small_course: Course) -> None:
    driver, teacher = (
        tailor(small_course).by_role["driver"],
        tailor(small_course).by_role["teacher"],
    )
    assert list(driver.tools) == ["two-lines"]
    assert driver.tools["two-lines"].summary == "A line for now, and one for later."
    assert driver.modules["more-words"].lessons["repair"].tools == ("two-lines",)
    assert teacher.tools == {}
    assert teacher.modules["more-words"].lessons["repair"].tools == ()


def test_summary_of_a_tool_is_tailored(read_with: Callable[[Files], Course]) -> None:
    course = read_with(
        {
            "reference/tools/two-lines.yml": {
                "change": "summary: |\n",
                "to": "instead:\n  driver: |\n    For the bus.\nsummary: |\n",
            }
        }
    )
    assert tailor(course).by_role["driver"].tools["two-lines"].summary == "For the bus."
