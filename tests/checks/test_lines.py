"""Rules for lines, at their limits. `cases/broken/` has what an author reads."""

from collections.abc import Callable, Iterator

import pytest

from course.checks import lines
from course.checks.context import Context
from course.models.course import Course
from course.problems import Finding
from tests.checks.context import context_of
from tests.conftest import Files
from tests.small_scene import with_scene

Rule = Callable[[Context], Iterator[Finding]]
STYLE = 'hard: ["suicid*"]\nduties: ["911"]\n'
PLAN = "modules/first-steps.yml"


def with_plan(more: str) -> Files:
    """The small course, with more in its plan."""
    then = "        then: breathe out first"
    return {
        PLAN: {"change": then, "to": f"{then}\n{more}"},
        "reference/style.yml": STYLE,
    }


OPTIONS = """\
        lines:
          when: [somebody shouts on a Monday in May, I'm "Ms. No" again]
          will: ["{words}", 'say, "Good morning" and wait.']
"""


@pytest.mark.parametrize("rule", lines.RULES)
@pytest.mark.parametrize(
    "more",
    [
        OPTIONS.format(words=" ".join(["wait"] * lines.MOST_WORDS_IN_OPTION)),
        # The words of a duty, in a duty.
        "      my-duty:\n        kind: plan\n        prompt: Call 911.\n"
        "        if: somebody talks of suicide\n        then: call 911\n        duty: yes\n",
        "",
    ],
    ids=["at the limit", "a duty", "without options"],
)
def test_nothing_is_wrong(read_with: Callable[[Files], Course], rule: Rule, more: str) -> None:
    assert list(rule(context_of(read_with(with_plan(more))))) == []


def test_line_of_a_scene_may_not_be_a_duty(read_with: Callable[[Files], Course]) -> None:
    files = with_scene("There is room.", "Call 911.")
    found = lines.duties(context_of(read_with({**files, "reference/style.yml": STYLE})))
    assert [finding.location[-2:] for finding in found] == [("lines", "room")]
