from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.models.activities.plan import Plan
from course.models.base import Id, Model, Prose, Targeted, walk
from course.models.course import Course, Extent
from course.models.module import Lesson, Module
from course.models.quiz import Quiz
from course.models.role_course import RoleCourse, RoleModule
from course.models.role_lesson import RoleLesson
from course.tailor import tailor
from tests.conftest import Files

VARIANTS = {"only", "except_", "instead", "also"}
CACHED = {name for name, value in vars(Model).items() if isinstance(value, cached_property)}
GROUPS = {"driver": "moving", "teacher": "classroom"}
AUDIENCES = (*GROUPS, *GROUPS.values())

audiences = st.lists(st.sampled_from(AUDIENCES), unique=True, max_size=3).map(tuple)
texts = st.dictionaries(
    st.sampled_from(AUDIENCES), st.text("abc", min_size=1, max_size=3).map(Prose), max_size=3
)


@st.composite
def with_random_variants(draw: st.DrawFn, piece: Any) -> Any:
    """The piece and everything inside it, with random audiences and variants."""
    update: dict[str, Any] = {}
    for name in type(piece).model_fields:
        value = getattr(piece, name)
        if isinstance(value, dict) and all(isinstance(inner, Model) for inner in value.values()):
            update[name] = {key: draw(with_random_variants(inner)) for key, inner in value.items()}
    if isinstance(piece, Targeted):
        update["only"], update["except_"] = draw(audiences), draw(audiences)
        update["instead"], update["also"] = draw(texts), draw(texts)
    return piece.model_copy(update=update)


# -- The rules for authors, implemented independently ----------------------------------------------


def is_included(piece: Targeted, role_id: Id) -> bool:
    """The most specific entry decides: role before group, and `except` before `only`."""
    decisions = [
        (distance, "out" if listed is piece.except_ else "in")
        for distance, reader_id in enumerate((role_id, GROUPS[role_id]))
        for listed in (piece.except_, piece.only)
        if reader_id in listed
    ]
    nobody_is_chosen = piece.only == ()
    return decisions[0][1] == "in" if decisions else nobody_is_chosen


def expected_text(piece: Targeted, role_id: Id) -> str | None:
    """The most specific `instead` or the shared text, followed by the most specific `also`."""
    group_id = GROUPS[role_id]
    text = getattr(piece, piece.varying_field)
    for reader_id in (group_id, role_id):
        text = piece.instead.get(reader_id, text)
    more = piece.also.get(role_id) or piece.also.get(group_id)
    paragraphs = [paragraph for paragraph in (text, more) if paragraph]
    return "\n\n".join(paragraphs) if paragraphs else None


def pairs(
    module: Module, quiz: Quiz, tailored: RoleModule
) -> Iterator[tuple[str, dict[Id, Any], dict[Id, Any]]]:
    """The pieces as written, and those in the course of a role."""
    yield "lessons", dict(module.lessons), dict(tailored.lessons)
    for lesson_id, lesson in tailored.lessons.items():
        yield lesson_id, dict(module.lessons[lesson_id].activities), dict(lesson.activities)
    yield "questions", dict(quiz.questions), dict(tailored.questions)


# -- Properties ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def full_course(small_course: Course) -> Course:
    """The small course, where both roles read both modules in full."""
    rows = {module: dict.fromkeys(GROUPS, Extent.FULL) for module in small_course.modules}
    outline = small_course.outline.model_copy(update={"matrix": rows})
    return small_course.model_copy(update={"outline": outline})


@given(data=st.data(), role_id=st.sampled_from(list(GROUPS)))
def test_most_specific_text_wins_and_no_variant_is_left(
    full_course: Course, data: st.DataObject, role_id: Id
) -> None:
    modules = {
        key: data.draw(with_random_variants(module)) for key, module in full_course.modules.items()
    }
    quizzes = {
        key: data.draw(with_random_variants(quiz)) for key, quiz in full_course.quizzes.items()
    }
    course = full_course.model_copy(update={"modules": modules, "quizzes": quizzes})
    role_course = tailor(course).by_role[role_id]
    assert_no_variants(role_course)
    reader = (role_id, GROUPS[role_id])
    module, quiz = modules["first-steps"], quizzes["first-steps"]
    tailored = role_course.modules["first-steps"]
    for group, written, shown in pairs(module, quiz, tailored):
        for piece_id, piece in written.items():
            leads_back = group != "questions" or piece.lesson in tailored.lessons
            assert piece.is_for(reader) == is_included(piece, role_id)
            assert (piece_id in shown) == (is_included(piece, role_id) and leads_back)
            if piece_id in shown:
                text = getattr(
                    shown[piece_id], "text" if group == "lessons" else piece.varying_field
                )
                assert text == expected_text(piece, role_id)
    proofs = {question.objective for question in tailored.questions.values()} | {
        activity.proves
        for lesson in tailored.lessons.values()
        for activity in lesson.activities.values()
    }
    assert tailored.objectives == {
        objective_id: expected_text(objective, role_id)
        for objective_id, objective in module.objectives.items()
        if is_included(objective, role_id) and objective_id in proofs
    }


def assert_no_variants(tailored: RoleCourse) -> None:
    for location, value in walk(tailored):
        assert not isinstance(value, Targeted), location
        if isinstance(value, Model):
            assert not VARIANTS & vars(value).keys(), location
            assert vars(value).keys() - CACHED == type(value).model_fields.keys(), location


def test_role_course_types_have_no_variant_fields() -> None:
    for kind in (RoleCourse, RoleModule, RoleLesson):
        assert not VARIANTS & kind.model_fields.keys()


def test_course_as_written_is_not_changed(small_course: Course) -> None:
    before = small_course.model_dump_json()
    tailor(small_course).by_role["driver"]
    assert small_course.model_dump_json() == before


# -- Two roles of the small course -----------------------------------------------------------------


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


# -- Cards ----------------------------------------------------------------------------------------

CARD = """
title: Seizure
kind: body
call:
  text: 911.
  instead:
    driver: Dispatch.
contacts: [line, office]
do: Look at the clock.
say:
  also:
    moving: Stay seated.
dont: Don't hold.
then: Stay.
lesson: first-steps/hard-example
"""


def test_card_is_tailored_to_its_role(read_with: Callable[[Files], Course]) -> None:
    course = read_with(
        {
            "reference/cards/seizure.yml": CARD,
            "reference/contacts.yml": {"change": "  local: yes", "to": "  only: [teacher]"},
        }
    )
    driver = tailor(course).by_role["driver"].cards["seizure"]
    teacher = tailor(course).by_role["teacher"].cards["seizure"]
    assert (driver.call, teacher.call) == ("Dispatch.", "911.")
    assert (driver.say, teacher.say) == ("Stay seated.", None)
    assert (driver.contacts, teacher.contacts) == (("line",), ("line", "office"))
    assert list(driver.parts) == ["call", "do", "say", "dont", "then"]
    assert "say" not in teacher.parts


def test_role_has_and_links_to_its_own_cards_only(read_with: Callable[[Files], Course]) -> None:
    course = read_with(
        {
            "reference/cards/seizure.yml": f"only: [driver]{CARD}",
            "modules/first-steps.yml": {
                "change": "    title: A quiet example",
                "to": "    title: A quiet example\n    cards: [seizure]",
            },
        }
    )
    driver, teacher = (tailor(course).by_role[role_id] for role_id in GROUPS)
    assert (list(driver.cards), list(teacher.cards)) == (["seizure"], [])
    lessons = [role.modules["first-steps"].lessons["quiet-example"] for role in (driver, teacher)]
    assert [lesson.cards for lesson in lessons] == [("seizure",), ()]


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        ("body", "call"),
        ("danger", "call"),
        ("suicide", "call"),
        ("report", "call"),
        ("law", "do"),
        ("work", "do"),
    ],
)
def test_emergency_call_comes_first_on_a_crisis_card(
    read_with: Callable[[Files], Course], kind: str, first: str
) -> None:
    card = CARD.replace("kind: body", f"kind: {kind}")
    course = read_with({"reference/cards/seizure.yml": card})
    assert next(iter(tailor(course).by_role["driver"].cards["seizure"].parts)) == first


def test_card_links_to_its_lesson_if_the_role_has_it(read_with: Callable[[Files], Course]) -> None:
    course = read_with(
        {
            "reference/cards/seizure.yml": CARD,
            "modules/first-steps.yml": {
                "change": "    title: A hard example",
                "to": "    title: A hard example\n    only: [driver]",
            },
        }
    )
    assert tailor(course).by_role["driver"].cards["seizure"].lesson == "first-steps/hard-example"
    assert tailor(course).by_role["teacher"].cards["seizure"].lesson is None


def test_cards_are_in_the_order_of_the_table(read_with: Callable[[Files], Course]) -> None:
    duty = "{means: It., says: [it]}"
    row = f"  title: It\n  first: {duty}\n  calls: {duty}\n  exception: {duty}\n"
    course = read_with(
        {
            "reference/cards/a.yml": CARD,
            "reference/cards/b.yml": CARD,
            "reference/cards/c.yml": CARD,
            "reference/moments.yml": f"c:\n{row}a:\n{row}",
        }
    )
    assert list(tailor(course).by_role["driver"].cards) == ["c", "a", "b"]


# -- A role that is like another -------------------------------------------------------------------

MONITOR = {
    "reference/roles.yml": {
        "change": "\n  teacher:\n",
        "to": (
            "\n  monitor:\n    title: Bus monitor\n    like: driver\n    summary: Among them.\n"
            "    limits: [Stay on the bus.]\n    hand-over: [The driver]\n  teacher:\n"
        ),
    }
}
OWN_SCENE = (
    "      aisle:\n        kind: situation\n        only: [monitor]\n        scene: The aisle.\n"
    "        choices:\n          one: {text: One., then: So.}\n"
    "          two: {text: Two., then: So.}\n"
)


def test_role_that_is_like_another_reads_what_that_one_reads(
    read_with: Callable[[Files], Course],
) -> None:
    course = read_with(MONITOR)
    monitor, driver = (tailor(course).by_role[name] for name in ("monitor", "driver"))
    assert monitor.modules == driver.modules
    assert monitor.cards == driver.cards
    assert (monitor.role.group, monitor.role.reading_grade) == ("moving", 6)
    assert monitor.role.limits == ("Stay on the bus.",)


def test_cell_of_its_own_comes_first(read_with: Callable[[Files], Course]) -> None:
    cell = {"course.yml": {"change": "driver: full\n", "to": "driver: full\n    monitor: none\n"}}
    course = read_with({**MONITOR, **cell})
    assert course.extent("first-steps", "monitor") is Extent.NONE
    assert course.extent("more-words", "monitor") is Extent.SHORT


def test_own_situation_takes_the_place_of_that_of_the_other_role(
    read_with: Callable[[Files], Course],
) -> None:
    of_driver = "      at-the-stop:\n"
    module = {"modules/first-steps.yml": {"change": of_driver, "to": f"{OWN_SCENE}{of_driver}"}}
    course = read_with({**MONITOR, **module})
    names = {
        role_id: {
            activity_id
            for lesson in tailor(course).by_role[role_id].modules["first-steps"].lessons.values()
            for activity_id in lesson.activities
        }
        for role_id in ("monitor", "driver")
    }
    assert names["driver"] - names["monitor"] == {"at-the-stop"}
    assert names["monitor"] - names["driver"] == {"aisle"}
