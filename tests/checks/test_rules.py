import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from course.checks.context import Rule
from course.checks.rules import ALL_RULES, RULES, check
from course.models.base import walk
from course.models.course import Course
from course.models.style import Override
from course.problems import Finding, rule_code
from tests.checks.context import context_of


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.__name__)
def test_each_rule_has_a_good_and_a_bad_example(rule: Callable[..., Any]) -> None:
    """The authors' guide shows these examples."""
    sentence, _, examples = (inspect.getdoc(rule) or "").partition("\n\n")
    assert sentence.replace("\n", " ").endswith(".")
    assert [line.split(": ")[0] for line in examples.splitlines() if ": " in line] == [
        "Good",
        "Bad",
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_good_course_breaks_no_rule(rule: Rule, small_course: Course) -> None:
    assert list(rule(context_of(small_course))) == []


def test_every_rule_is_run_and_has_a_unique_name(small_course: Course) -> None:
    assert len(ALL_RULES) == len(set(ALL_RULES)) > 20
    bad = small_course.model_copy(update={"quizzes": {}, "claims": {}, "glossary": {}})
    context = context_of(bad)
    expected = [
        replace(finding, rule=rule_code(rule)) for rule in RULES for finding in rule(context)
    ]
    assert list(check(context)) == expected
    assert len(expected) > 3


def with_overrides(course: Course, **overrides: Override) -> Iterator[Finding]:
    return check(context_of(course.model_copy(update={"overrides": overrides})))


def remark(course: Course) -> Course:
    """The course with one remark: a module that takes much less time than stated."""
    module = course.modules["first-steps"].model_copy(update={"minutes": 90})
    return course.model_copy(update={"modules": {**course.modules, "first-steps": module}})


def override(**changed: str) -> Override:
    usual = {"rule": "honest-minutes", "file": "modules/first-steps.yml", "reason": "Slow work."}
    return Override.model_validate({**usual, **changed})


def test_override_excuses_only_the_remarks_that_it_names(small_course: Course) -> None:
    course = remark(small_course)
    findings = list(check(context_of(course)))
    assert {finding.rule for finding in findings} == {"honest-minutes"}
    assert list(with_overrides(course, one=override())) == []
    assert list(with_overrides(course, one=override(within="minutes"))) == []
    for mismatch in ({"within": "lessons"}, {"file": "modules/more-words.yml"}):
        left = list(with_overrides(course, one=override(**mismatch)))
        assert [finding.rule for finding in left] == ["honest-minutes", "overrides"]


def beside(course: Course, **overrides: str) -> Course:
    """The course with overrides in a module and in its first lesson."""
    module = course.modules["first-steps"]
    lesson_id, lesson = next(iter(module.lessons.items()))
    lessons = {**module.lessons, lesson_id: lesson.model_copy(update={"overrides": overrides})}
    module = module.model_copy(update={"overrides": overrides, "lessons": lessons})
    return course.model_copy(update={"modules": {**course.modules, "first-steps": module}})


def test_override_beside_a_text_excuses_what_is_inside(small_course: Course) -> None:
    course = beside(remark(small_course), **{"honest-minutes": "Slow work."})
    (idle,) = check(context_of(course))
    assert idle.rule == "overrides"
    assert idle.location[:1] == ("lessons",)


def test_smallest_piece_excuses_a_remark_first(small_course: Course) -> None:
    course = beside(remark(small_course), **{"honest-minutes": "Slow work."})
    idle = with_overrides(course, one=override(within="minutes"))
    assert [finding.location[:1] for finding in idle] == [("overrides",), ("lessons",)]


def test_reason_of_an_override_is_no_text_of_the_course(small_course: Course) -> None:
    before, now = small_course, beside(small_course, anything="A reason that nobody reads.")
    assert "A reason that nobody reads." not in [text for _, text in walk(now)]
    for module_id, module in now.modules.items():
        assert module.fingerprint == before.modules[module_id].fingerprint


def test_override_excuses_no_mistake(small_course: Course) -> None:
    broken = small_course.model_copy(update={"claims": {}})
    mistake = next(check(context_of(broken)))
    assert not mistake.is_warning
    excuse = override(rule=mistake.rule, file=mistake.path)
    assert mistake in list(with_overrides(broken, one=excuse))


def test_unused_override_or_unknown_rule_is_reported(small_course: Course) -> None:
    idle = list(with_overrides(small_course, one=override()))
    assert [(finding.what, finding.is_warning) for finding in idle] == [
        ("This override does not match any remark.", True)
    ]
    (strange,) = with_overrides(small_course, one=override(rule="honest-minute"))
    assert (strange.what, strange.remedy) == (
        'There is no rule "honest-minute".',
        'Did you mean "honest-minutes"?',
    )
