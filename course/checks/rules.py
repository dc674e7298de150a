"""Rules that look across files. Each is a generator of findings."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

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
    excuses,
    guessing,
    lines,
    lost_keys,
    openings,
    phrases,
    prose,
    questions,
    readers,
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
    wording,
)
from course.checks.base import Base
from course.checks.causes import at_removals
from course.checks.context import Context, Finder, Rule
from course.checks.excuses import Excuses
from course.checks.parts import findings_of
from course.problems import Finding, rule_code
from course.read.blanks import is_near_a_blank

RULES: tuple[Rule, ...] = (
    *roles.RULES,
    *readers.RULES,
    *wording.RULES,
    *earlier_ids.RULES,
    *references.RULES,
    *drawings.RULES,
    *anchors.RULES,
    *questions.RULES,
    *prose.RULES,
    *lost_keys.RULES,
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


IN_PARTS: frozenset[Rule] = frozenset(
    (
        *answers.RULES,
        *care.RULES,
        *drawings.RULES,
        *lines.RULES,
        *lost_keys.RULES,
        *openings.RULES,
        *phrases.RULES,
        *prose.RULES,
        *readers.RULES,
        *reading_level.RULES,
        *scenes.RULES,
        district.numbers_can_be_dialed,
        questions.answerable,
        questions.different_answers,
        references.choices,
        references.claims,
        references.drawings,
        references.terms,
        roles.audiences,
        roles.audiences_agree,
        roles.only_for_is_listed,
        safety.nobody_before_911,
        tools.examples,
        tools.fitting_answers,
        wording.words_in_braces,
    )
)
"""Rules that find in a course what they find in its parts, one by one: see `InParts`."""
FINDERS: Mapping[str, Finder] = {
    **{rule.__name__: partial(findings_of, rule) for rule in RULES if rule in IN_PARTS},
    **dict((excuses.FINDER, guessing.FINDER, search_words.FINDER, standards.FINDER)),
}
"""Everything that rules ask for in each part of a course, by name: see `InParts.fill_cache`."""


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
    excused = Excuses(context)
    caused: list[Finding] = []
    found: list[Finding] = []
    for rule in rules:
        before = {*_named(rule, kept, base)} if kept else None
        for finding in _named(rule, context, base):
            is_covered = excused.cover(finding)
            if not is_covered and not is_near_a_blank(finding, context.course.blanks):
                (found if before is None or finding in before else caused).append(finding)
        for finding in before or ():
            excused.cover(finding)
    yield from _without_consequences(found)
    yield from at_removals(caused, context.course.removed)
    yield from _with_rule_name(overrides, overrides(context))
    needless = excused.needless([rule_code(rule) for rule in ALL_RULES])
    yield from _with_rule_name(overrides, needless)


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
    return _with_rule_name(rule, _found(rule, context, base))


def _found(rule: Rule, context: Context, base: Base | None) -> Iterable[Finding]:
    if base:
        return base.findings(rule, context)
    return context.findings(rule) if rule in IN_PARTS else rule(context)


def _with_rule_name(rule: Callable[..., object], findings: Iterable[Finding]) -> Iterator[Finding]:
    return (replace(finding, rule=rule_code(rule)) for finding in findings)
