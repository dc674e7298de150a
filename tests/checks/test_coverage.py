from collections.abc import Callable
from pathlib import Path

import pytest

from course.checks import coverage
from course.checks.context import Rule
from course.models.course import Course
from course.models.texts import Prose
from course.read.loader import load
from tests.checks.context import context_of
from tests.conftest import Files

OUTLINE = "course.yml"
MODULE = "modules/first-steps.yml"
MODULE_2, QUIZ_2 = "modules/more-words.yml", "quizzes/more-words.yml"
QUIZ = "quizzes/first-steps.yml"


def test_exclusive_pieces_are_for_exactly_one_role(small_course: Course) -> None:
    module, quiz = small_course.modules["first-steps"], small_course.quizzes["first-steps"]
    for role_id in small_course.roles:
        assert coverage.own_pieces(module, quiz, small_course.reader(role_id)) == {
            "situation": 1,
            "your-part activity": 1,
            "question": 1,
        }
    assert set(coverage.own_pieces(module, quiz, ("nobody", "moving")).values()) == {0}


def test_activity_in_an_exclusive_lesson_is_exclusive(read_with: Callable[[Files], Course]) -> None:
    lesson = (
        "  teachers-only:\n    title: For you\n    only: [teacher]\n    activities:\n"
        "      hall:\n        kind: situation\n        scene: The hall.\n        choices:\n"
        "          one: {text: One., then: So.}\n          two: {text: Two., then: So.}\n"
        "close: |\n"
    )
    course = read_with({MODULE: {"change": "close: |\n", "to": lesson}})
    module, quiz = course.modules["first-steps"], course.quizzes["first-steps"]
    assert coverage.own_pieces(module, quiz, course.reader("teacher"))["situation"] == 2
    assert coverage.own_pieces(module, quiz, course.reader("driver"))["situation"] == 1


def test_only_full_cells_need_pieces_of_their_own(read_with: Callable[[Files], Course]) -> None:
    """The second module of the small course has none, and is `short` and `optional`."""
    row = {"change": "    teacher: optional\n", "to": "    teacher: full\n"}
    course = read_with({OUTLINE: row})
    assert [finding.location for finding in coverage.full_cells(context_of(course))] == [
        ("matrix", "more-words", "teacher")
    ] * 3


@pytest.mark.parametrize(
    ("extent", "count"), [("full", 1), ("optional", 1), ("short", 0), ("none", 0)]
)
def test_objectives_must_be_proved_where_the_whole_module_is_read(
    read_with: Callable[[Files], Course], extent: str, count: int
) -> None:
    course = read_with(
        {
            OUTLINE: {"change": "    driver: full\n", "to": f"    driver: {extent}\n"},
            MODULE: {
                "change": "  order: Put the steps in order.\n",
                "to": "  order: Put the steps in order.\n  more:\n    text: More.\n"
                "    only: [driver]\n",
            },
        }
    )
    assert len(list(coverage.promises(context_of(course)))) == count


@pytest.mark.parametrize(
    ("removed", "counts"), [((), []), (("sorry-1",), [3]), (("sorry-1", "sorry-2"), [3, 2])]
)
def test_fewer_than_four_questions_are_remarked(
    small_course: Course, removed: tuple[str, ...], counts: list[int]
) -> None:
    quiz = small_course.quizzes["more-words"]
    left = {name: piece for name, piece in quiz.questions.items() if name not in removed}
    quizzes = {**small_course.quizzes, "more-words": quiz.model_copy(update={"questions": left})}
    course = small_course.model_copy(update={"quizzes": quizzes})
    findings = list(coverage.number_of_questions(context_of(course)))
    assert [
        f"gets {count} questions" in finding.what
        for finding, count in zip(findings, counts, strict=True)
    ] == [True] * len(counts)
    assert all(finding.is_warning for finding in findings)


def test_seven_questions_are_accepted_and_eight_are_too_many(small_course: Course) -> None:
    quiz = small_course.quizzes["more-words"]
    question = quiz.questions["sorry-1"]
    for count, findings in ((7, 0), (8, 2)):
        many = {f"sorry-{number}": question for number in range(count)}
        quizzes = {
            **small_course.quizzes,
            "more-words": quiz.model_copy(update={"questions": many}),
        }
        course = small_course.model_copy(update={"quizzes": quizzes})
        assert len(list(coverage.number_of_questions(context_of(course)))) == findings


@pytest.mark.parametrize(
    ("rule", "files"),
    [
        (coverage.matrix, {QUIZ: "{"}),
        (coverage.full_cells, {QUIZ: "{"}),
        (coverage.full_cells, {MODULE: "{"}),
        (coverage.promises, {QUIZ: ""}),
        (coverage.number_of_questions, {QUIZ: ""}),
        (
            coverage.full_cells,
            {"reference/roles.yml": {"change": "group: moving", "to": "group: gone"}},
        ),
    ],
)
def test_unreadable_module_is_not_measured(
    course_with: Callable[[Files], Path], rule: Rule, files: Files
) -> None:
    course = load(course_with(files)).course
    assert course is not None
    assert list(rule(context_of(course))) == []


def test_planned_module_may_be_in_the_matrix(small_course: Course) -> None:
    assert "not-yet-written" in small_course.outline.matrix
    assert "not-yet-written" not in small_course.modules
    assert list(coverage.matrix(context_of(small_course))) == []


def test_module_without_objectives_needs_neither_quiz_nor_content_note(
    read_with: Callable[[Files], Course],
) -> None:
    """A welcome module: no objectives, no questions, no difficult content."""
    course = read_with(
        {
            "modules/welcome.yml": "title: Welcome\nminutes: 2\nshort-minutes: 2\n"
            "summary: Hello.\nlessons:\n  hello:\n    title: Hello\n    core: yes\n"
            "    text: Hello to all of you.\nclose: Go on.\n",
            OUTLINE: {
                "change": "matrix:\n",
                "to": "matrix:\n  welcome:\n    driver: short\n    teacher: full\n",
            },
        }
    )
    assert [finding for rule in coverage.RULES for finding in rule(context_of(course))] == []


@pytest.mark.parametrize(
    ("removed", "missing"),
    [
        (
            {
                MODULE_2: {
                    "change": "    also:\n      driver: |\n",
                    "to": "    also:\n      teacher: |\n",
                }
            },
            "example",
        ),
        (
            {QUIZ_2: {"change": "    only: [driver]\n", "to": "    only: [driver, teacher]\n"}},
            "question",
        ),
    ],
)
def test_short_version_needs_content_of_the_role_s_own(
    read_with: Callable[[Files], Course], removed: Files, missing: str
) -> None:
    (finding,) = coverage.own_in_short(context_of(read_with(removed)))
    assert finding.is_warning
    assert finding.location == ("matrix", "more-words", "driver")
    assert f"no {missing} of its own" in finding.what


@pytest.mark.parametrize(("group", "count"), [("classroom", 0), ("gone", 0), ("moving", 1)])
def test_lesson_is_empty_only_for_roles_whose_group_is_known(
    small_course: Course, group: str, count: int
) -> None:
    module = small_course.modules["first-steps"]
    lesson = module.lessons["quiet-example"]
    also = {"driver": Prose("At the stop."), "classroom": Prose("In the room.")}
    changed = lesson.model_copy(update={"text": None, "also": also})
    lessons = {**module.lessons, "quiet-example": changed}
    modules = {"first-steps": module.model_copy(update={"lessons": lessons})}
    teacher = small_course.roles["teacher"].model_copy(update={"group": group})
    roles = {**small_course.roles, "teacher": teacher}
    course = small_course.model_copy(update={"modules": modules, "roles": roles})
    assert len(list(coverage.nothing_empty(context_of(course)))) == count


@pytest.mark.parametrize(("group", "count"), [("moving", 0), ("gone", 0), ("classroom", 1)])
def test_short_version_is_measured_only_for_roles_whose_group_is_known(
    small_course: Course, group: str, count: int
) -> None:
    module = small_course.modules["more-words"]
    lesson = module.lessons["repair"].model_copy(update={"only": ("moving",)})
    changed = module.model_copy(update={"lessons": {"repair": lesson}})
    driver = small_course.roles["driver"].model_copy(update={"group": group})
    course = small_course.model_copy(
        update={
            "modules": {**small_course.modules, "more-words": changed},
            "roles": {**small_course.roles, "driver": driver},
        }
    )
    assert len(list(coverage.short_cells(context_of(course)))) == count
