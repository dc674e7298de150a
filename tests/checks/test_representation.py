import pytest

from course.checks.representation import Census, balance
from course.memo import Memo
from course.models.course import Course
from course.models.style import Style
from course.models.texts import Prose
from course.tailor import tailor
from tests.checks.context import context_of


def with_balance(course: Course, **kinds: tuple[str, ...]) -> Course:
    return course.model_copy(update={"style": Style(balance={"people": kinds})})


def test_examples_are_counted_once_each_as_the_role_reads_them(small_course: Course) -> None:
    course = with_balance(small_course, he=("he",), she=("she",))
    census = Census(course.style.balance, Memo())
    driver, teacher = (census.count(role)["people"] for role in tailor(course).by_role.values())
    assert driver["he"] > driver["she"]
    assert teacher["she"] > driver["she"]


@pytest.mark.parametrize(
    ("kinds", "is_told"),
    [
        ({"most": ("you", "what", "he", "a"), "few": ("zebra",)}, True),
        ({"most": ("you", "what", "he", "a"), "as-many": ("do", "you", "he", "a", "what")}, False),
        ({"some": ("hood",), "few": ("zebra",)}, False),
        ({}, False),
    ],
    ids=["one kind for nearly all", "two kinds", "too few to compare", "nothing to count"],
)
def test_balance(small_course: Course, kinds: dict[str, tuple[str, ...]], is_told: bool) -> None:
    findings = list(balance(context_of(with_balance(small_course, **kinds))))
    assert bool(findings) == is_told
    assert all(finding.location == ("balance", "people") for finding in findings)


@pytest.mark.parametrize(
    ("boys", "girls", "is_told"), [(11, 0, False), (12, 0, True), (8, 4, False), (9, 3, True)]
)
def test_two_thirds_of_twelve_examples_are_allowed(
    small_course: Course, boys: int, girls: int, is_told: bool
) -> None:
    module = small_course.modules["first-steps"]
    example = module.lessons["quiet-example"]
    lessons = {
        f"example-{number}": example.model_copy(update={"text": Prose(f"A {who} shouts.")})
        for number, who in enumerate(["boy"] * boys + ["girl"] * girls)
    }
    modules = {"first-steps": module.model_copy(update={"lessons": lessons})}
    course = small_course.model_copy(update={"modules": modules, "quizzes": {}})
    findings = list(balance(context_of(with_balance(course, boys=("boy",), girls=("girl",)))))
    assert len(findings) == (2 if is_told else 0)
