import inspect

import pytest

from course.checks.rules import RULES, Rule, check
from course.models.course import Course


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_each_rule_says_what_is_good_and_what_is_bad(rule: Rule) -> None:
    """The authors' guide shows these lines."""
    sentence, _, examples = (inspect.getdoc(rule) or "").partition("\n\n")
    assert sentence.replace("\n", " ").endswith(".")
    assert [line.split(": ")[0] for line in examples.splitlines() if ": " in line] == [
        "Good",
        "Bad",
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_rule_blames_a_good_course(rule: Rule, small_course: Course) -> None:
    assert list(rule(small_course)) == []


def test_every_rule_is_asked(small_course: Course) -> None:
    assert len(RULES) == len(set(RULES)) > 10
    bad = small_course.model_copy(update={"quizzes": {}, "claims": {}, "glossary": {}})
    expected = [finding for rule in RULES for finding in rule(bad)]
    assert list(check(bad)) == expected
    assert len(expected) > 3
