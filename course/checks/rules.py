"""Rules that look across files. Each is a generator of findings."""

from collections.abc import Callable, Iterator

from course.checks import coverage, prose, questions, references
from course.models.course import Course
from course.problems import Finding

Rule = Callable[[Course], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    *references.RULES,
    *questions.RULES,
    *prose.RULES,
    *coverage.RULES,
)


def check(course: Course) -> Iterator[Finding]:
    """Everything that any rule finds in the course."""
    for rule in RULES:
        yield from rule(course)
