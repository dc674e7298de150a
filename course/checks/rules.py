"""Rules that look across files. Each is a generator of findings."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from course.checks import (
    anchors,
    answers,
    cards,
    coverage,
    dates,
    phrases,
    prose,
    questions,
    reading_level,
    references,
    representation,
    safety,
    search_words,
    tools,
    topics,
)
from course.models.base import Id
from course.models.course import Course
from course.models.style import Override
from course.problems import Finding, rule_code
from course.suggestions import did_you_mean

Rule = Callable[[Course], Iterator[Finding]]
DatedRule = Callable[[Course, date], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    *references.RULES,
    *anchors.RULES,
    *questions.RULES,
    *prose.RULES,
    *coverage.RULES,
    *answers.RULES,
    *phrases.RULES,
    *reading_level.RULES,
    *representation.RULES,
    *search_words.RULES,
    *tools.RULES,
    *cards.RULES,
    *topics.RULES,
    *safety.RULES,
)
DATED_RULES: tuple[DatedRule, ...] = dates.RULES
"""Rules that also need to know what day it is."""


OVERRIDES = "reference/overrides.yml"


def overrides(course: Course) -> Iterator[Finding]:
    """A remark that stays is named in `overrides.yml`, with the rule, the place and a reason.

    Good: `rule: words-to-avoid`, `file: modules/noticing.yml` and why
    Bad: a rule that does not exist, or an override that excuses nothing
    """
    known = [*map(rule_code, RULES), *map(rule_code, DATED_RULES)]
    for override_id, override in course.overrides.items():
        if override.rule not in known:
            yield Finding(
                OVERRIDES,
                (override_id, "rule"),
                f'There is no rule "{override.rule}".',
                did_you_mean(override.rule, known),
            )


ALL_RULES: tuple[Callable[..., Iterator[Finding]], ...] = (*RULES, *DATED_RULES, overrides)
"""As the authors' guide shows them."""


def check(course: Course, today: date) -> Iterator[Finding]:
    """Everything that any rule finds in the course and nobody has excused.

    Remarks wait until all overrides can be read, since any of them may be excused.
    """
    unused = dict(course.overrides)
    for finding in _everything(course, today):
        excuse = next(
            (name for name, one in course.overrides.items() if _excuses(one, finding)), None
        )
        may_be_excused = finding.is_warning and not course.is_read("overrides")
        if excuse is None and not may_be_excused:
            yield finding
        unused.pop(excuse or "", None)
    yield from _told(overrides, overrides(course))
    known = {rule_code(rule) for rule in ALL_RULES}
    idle = [
        name for name, override in unused.items() if override.rule in known and course.is_read()
    ]
    yield from _told(overrides, _needless(idle))


def _everything(course: Course, today: date) -> Iterator[Finding]:
    for rule in RULES:
        yield from _told(rule, rule(course))
    for dated in DATED_RULES:
        yield from _told(dated, dated(course, today))


def _told(rule: Callable[..., object], findings: Iterable[Finding]) -> Iterator[Finding]:
    return (replace(finding, rule=rule_code(rule)) for finding in findings)


def _excuses(override: Override, finding: Finding) -> bool:
    way = [str(step) for step in finding.location]
    within = override.within.split("/") if override.within else []
    return (
        finding.is_warning
        and finding.rule == override.rule
        and finding.path == override.file
        and way[: len(within)] == within
    )


def _needless(idle: Iterable[Id]) -> Iterator[Finding]:
    for override_id in idle:
        yield Finding(
            OVERRIDES,
            (override_id,),
            "This override excuses nothing.",
            "Take it out, or look at `rule`, `file` and `within` again.",
            on_key=True,
            is_warning=True,
        )
