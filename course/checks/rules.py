"""Rules that look across files. Each is a generator of findings."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from course.checks import (
    anchors,
    answers,
    branding,
    cards,
    care,
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
from course.models.base import Id
from course.models.course import Course
from course.models.style import Override
from course.problems import Finding, rule_code
from course.suggestions import did_you_mean, suggest

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
    *care.RULES,
    *dates.RULES,
    *district.RULES,
    *removed.RULES,
    *standards.RULES,
    *branding.RULES,
)


ABOUT_READERS = frozenset(
    map(
        rule_code,
        (
            coverage.own_in_short,
            coverage.own_beside_like,
            coverage.number_of_questions,
            openings.one_opening,
            openings.something_to_do,
            openings.your_part_then_a_choice,
            reading_level.honest_minutes,
        ),
    )
)
"""The rules whose remarks depend on which role reads what in a module."""
WHO_READS_WHAT = ("lessons/", "objectives/", "roles/", "care/")
"""What decides that: see `Finding.needs`."""

OVERRIDES = "reference/overrides.yml"


def overrides(context: Context) -> Iterator[Finding]:
    """A remark to ignore is listed in `overrides.yml`, with the rule, the location and a reason.

    Good: `rule: words-to-avoid`, `file: modules/noticing.yml` and a reason
    Bad: a rule that does not exist, or an override that matches no remark
    """
    known = [*map(rule_code, RULES)]
    for override_id, override in context.course.overrides.items():
        if override.rule not in known:
            yield Finding(
                OVERRIDES,
                (override_id, "rule"),
                f'There is no rule "{override.rule}".',
                did_you_mean(override.rule, known),
                swap=suggest(override.rule, known).swap,
            )


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
    unused = dict(context.course.overrides)
    caused: list[Finding] = []
    found: list[Finding] = []
    for rule in rules:
        before = {*_named(rule, kept, base)} if kept else None
        for finding in _named(rule, context, base):
            override_id = _override_of(finding, context.course)
            may_be_overridden = finding.is_warning and not context.course.is_read("overrides")
            if override_id is None and not may_be_overridden:
                (found if before is None or finding in before else caused).append(finding)
            unused.pop(override_id or "", None)
        for finding in before or ():
            unused.pop(_override_of(finding, context.course) or "", None)
    yield from _without_consequences(found)
    yield from at_removals(caused, context.course.removed)
    yield from _with_rule_name(overrides, overrides(context))
    known = {rule_code(rule) for rule in ALL_RULES}
    needless = [
        name
        for name, override in unused.items()
        if override.rule in known and context.course.is_read()
    ]
    yield from _with_rule_name(overrides, _needless(needless))


def _without_consequences(findings: list[Finding]) -> Iterator[Finding]:
    """All findings, except remarks on who does what in a module in which a name is wrong.

    As long as the module or its quiz names a lesson or a role that does not exist, nobody knows.
    """
    unsettled = {_module_of(it) for it in findings if it.needs.startswith(WHO_READS_WHAT)} - {None}
    for finding in findings:
        if finding.rule not in ABOUT_READERS or _module_of(finding) not in unsettled:
            yield finding


def _module_of(finding: Finding) -> str | None:
    """The module whose file or quiz a finding is about, or whose row in the matrix."""
    folder, _, name = finding.path.rpartition("/")
    if folder in {"modules", "quizzes"}:
        return name.removesuffix(".yml")
    in_matrix = finding.path == "course.yml" and finding.location[:1] == ("matrix",)
    return str(finding.location[1]) if in_matrix and len(finding.location) > 1 else None


def _named(rule: Rule, context: Context, base: Base | None) -> Iterator[Finding]:
    findings = base.findings(rule, context) if base else rule(context)
    return _with_rule_name(rule, findings)


def _override_of(finding: Finding, course: Course) -> Id | None:
    """The override that excuses a finding."""
    found = (name for name, override in course.overrides.items() if _matches(override, finding))
    return next(found, None)


def _with_rule_name(rule: Callable[..., object], findings: Iterable[Finding]) -> Iterator[Finding]:
    return (replace(finding, rule=rule_code(rule)) for finding in findings)


def _matches(override: Override, finding: Finding) -> bool:
    location = [str(step) for step in finding.location]
    within = override.within.split("/") if override.within else []
    return (
        finding.is_warning
        and finding.rule == override.rule
        and finding.path == override.file
        and location[: len(within)] == within
    )


def _needless(override_ids: Iterable[Id]) -> Iterator[Finding]:
    for override_id in override_ids:
        yield Finding(
            OVERRIDES,
            (override_id,),
            "This override does not match any remark.",
            "Delete it, or check `rule`, `file` and `within` again.",
            on_key=True,
            is_warning=True,
        )
