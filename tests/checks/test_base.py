"""A rule runs again only if something that it looked at differs."""

from collections.abc import Callable, Iterator

import pytest

from course.checks.base import Base
from course.checks.context import Context
from course.models.course import Course
from course.models.texts import Line
from course.offer import offered
from course.problems import Finding
from tests.checks.context import CONTACT, LESSON, context_of
from tests.conftest import Files

Look = Callable[[Context], object]


def runs_again(before: Course, after: Course, look: Look) -> bool:
    """Whether a rule that looks at something runs for the second course, too."""
    runs = list[Context]()

    def rule(context: Context) -> Iterator[Finding]:
        runs.append(context)
        yield Finding("course.yml", (), repr(look(context)), "")

    base = Base(context_of(before))
    assert list(base.findings(rule, context_of(before))) == list(rule(context_of(before)))
    runs.clear()
    found = list(base.findings(rule, context_of(after)))
    ran = bool(runs)
    assert found == list(rule(context_of(after)))
    return ran


TITLE = {"course.yml": {"change": "title: Small Course", "to": "title: Ours"}}


@pytest.mark.parametrize(
    ("change", "look", "runs"),
    [
        (TITLE, lambda context: context.course.outline.matrix, False),
        (TITLE, lambda context: context.course.extent("first-steps", "driver"), False),
        (CONTACT, lambda context: context.course.has("contacts", "line"), True),
        (CONTACT, lambda context: [*context.course.claims], False),
        (CONTACT, lambda context: context.course.is_read(), False),
        (CONTACT, lambda context: [*offered(context.course).roles], False),
        (CONTACT, lambda context: [*context.course.model_copy().roles], True),
        (CONTACT, lambda context: [*context.questions()], False),
        (CONTACT, lambda context: context.tailored.by_role["driver"].cards, False),
        (CONTACT, lambda context: len([*context.files()]), True),
        (LESSON, lambda context: len([*context.find_all(Line)]), False),
        (LESSON, lambda context: [*context.texts_with(("chair",))], True),
        (LESSON, lambda context: context.tailored.in_full["driver"].modules, True),
        (LESSON, lambda context: [*context.course.modules], True),
    ],
)
def test_rule_runs_again_if_what_it_looked_at_differs(
    small_course: Course,
    read_with: Callable[[Files], Course],
    change: Files,
    look: Look,
    *,
    runs: bool,
) -> None:
    assert runs_again(small_course, read_with(change), look) == runs
