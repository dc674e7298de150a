"""Rules that look across files. Each is a generator of findings."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from course.checks import (
    anchors,
    answers,
    branding,
    cards,
    coverage,
    dates,
    district,
    drawings,
    earlier_ids,
    guessing,
    lines,
    openings,
    phrases,
    prose,
    questions,
    reading_level,
    references,
    removed,
    representation,
    roles,
    safety,
    scenes,
    search_words,
    standards,
    tools,
    topics,
)
from course.checks.base import Base
from course.checks.causes import at_removals
from course.checks.context import Context
from course.checks.excuses import Excuses
from course.problems import Finding, rule_code
from course.read.blanks import is_near_a_blank

Rule = Callable[[Context], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    *roles.RULES,
    *earlier_ids.RULES,
    *references.RULES,
    *drawings.RULES,
    *anchors.RULES,
    *questions.RULES,
    *prose.RULES,
    *coverage.RULES,
    *openings.RULES,
    *scenes.RULES,
    *lines.RULES,
    *answers.RULES,
    *guessing.RULES,
    *phrases.RULES,
    *reading_level.RULES,
    *representation.RULES,
    *search_words.RULES,
    *tools.RULES,
    *cards.RULES,
    *topics.RULES,
    *safety.RULES,
    *dates.RULES,
    *district.RULES,
    *removed.RULES,
    *standards.RULES,
    *branding.RULES,
)


def overrides(context: Context) -> Iterator[Finding]:
    """A remark that stays is named under `overrides` in the piece that it is about, with a reason.

    Good: `words-to-avoid: A coworker says it.` under `overrides` in a lesson
    Bad: a rule that does not exist, a mistake, or an override that matches no remark
    """
    yield from Excuses(context).of_unknown_rules([*map(rule_code, RULES)])


ALL_RULES: tuple[Rule, ...] = (*RULES, overrides)
"""The rules that the authors' guide lists."""


def check(
    context: Context,
    rules: Iterable[Rule] = RULES,
    base: Base | None = None,
    kept: Context | None = None,
) -> Iterator[Finding]:
    """Everything that these rules find in the course, except overridden remarks.

    A rule does not run again if what it looks at is the same in the `base`. `kept` is the course
    with what its district has taken out: what is not found there is told where that is taken out.

    If an override cannot be read, no remark is reported, since it might be overridden.
    """
    excuses = Excuses(context)
    caused: list[Finding] = []
    for rule in rules:
        before = {*_named(rule, kept, base)} if kept else None
        for finding in _named(rule, context, base):
            if is_near_a_blank(finding, context.course.blanks):
                continue
            if not excuses.cover(finding):
                if before is None or finding in before:
                    yield finding
                else:
                    caused.append(finding)
        for finding in before or ():
            excuses.cover(finding)
    yield from at_removals(caused, context.course.removed)
    yield from _with_rule_name(overrides, overrides(context))
    needless = excuses.needless([rule_code(rule) for rule in ALL_RULES])
    yield from _with_rule_name(overrides, needless)


def _named(rule: Rule, context: Context, base: Base | None) -> Iterator[Finding]:
    findings = base.findings(rule, context) if base else rule(context)
    return _with_rule_name(rule, findings)


def _with_rule_name(rule: Callable[..., object], findings: Iterable[Finding]) -> Iterator[Finding]:
    return (replace(finding, rule=rule_code(rule)) for finding in findings)
