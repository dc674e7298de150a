"""Rules that look across files. Each is a generator of findings."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

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
from course.checks.context import Context
from course.models.base import Id
from course.models.style import Override
from course.problems import Finding, rule_code
from course.suggestions import did_you_mean

Rule = Callable[[Context], Iterator[Finding]]

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
    *dates.RULES,
)


OVERRIDES = "reference/overrides.yml"


def overrides(context: Context) -> Iterator[Finding]:
    """A remark that stays is named in `overrides.yml`, with the rule, the place and a reason.

    Good: `rule: words-to-avoid`, `file: modules/noticing.yml` and why
    Bad: a rule that does not exist, or an override that excuses nothing
    """
    known = [*map(rule_code, RULES)]
    for override_id, override in context.course.overrides.items():
        if override.rule not in known:
            yield Finding(
                OVERRIDES,
                (override_id, "rule"),
                f'There is no rule "{override.rule}".',
                did_you_mean(override.rule, known),
            )


ALL_RULES: tuple[Rule, ...] = (*RULES, overrides)
"""As the authors' guide shows them."""


def check(context: Context, rules: Iterable[Rule] = RULES) -> Iterator[Finding]:
    """Everything that these rules find in the course and nobody has excused.

    Remarks wait until all overrides can be read, since any of them may be excused.
    """
    unused = dict(context.course.overrides)
    for finding in _everything(context, rules):
        excuse = next(
            (name for name, one in context.course.overrides.items() if _excuses(one, finding)), None
        )
        may_be_excused = finding.is_warning and not context.course.is_read("overrides")
        if excuse is None and not may_be_excused:
            yield finding
        unused.pop(excuse or "", None)
    yield from _with_rule_name(overrides, overrides(context))
    known = {rule_code(rule) for rule in ALL_RULES}
    idle = [
        name
        for name, override in unused.items()
        if override.rule in known and context.course.is_read()
    ]
    yield from _with_rule_name(overrides, _needless(idle))


def _everything(context: Context, rules: Iterable[Rule]) -> Iterator[Finding]:
    for rule in rules:
        yield from _with_rule_name(rule, rule(context))


def _with_rule_name(rule: Callable[..., object], findings: Iterable[Finding]) -> Iterator[Finding]:
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
