"""What a district does about its own texts: looks at what changed below them, and accepts it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from textwrap import wrap

from course.authoring.yaml_text import as_yaml
from course.checks.dates import is_due_to_age
from course.models.course import Course
from course.problems import Problem
from course.read.loaded import Loaded
from course.read.overlay import Replaced
from course.read.yaml_reader import Data

EVERYTHING = "all"
TITLES = ("Wrong", "Missing", "Old", "Changed below your texts")
_START = """\
# What the course said when somebody here looked at it, beside the district's own texts.
# Written by: python3 build_course.py district --accept
"""


def places_of(loaded: Loaded) -> dict[str, Replaced]:
    """What a district has replaced or removed, by its place: `modules/noticing.yml:summary`."""
    return {
        f"{path}:{address}": replaced
        for path, by_address in loaded.replaced.items()
        for address, replaced in by_address.items()
    }


def accepted_text(loaded: Loaded, place: str) -> str:
    """The new content of `accepted.yml`, after somebody has looked at a place, or at all.

    Entries for texts that are not replaced any more are dropped.
    """
    accepted: dict[str, dict[str, Data]] = {}
    for name, replaced in sorted(places_of(loaded).items()):
        path, _, address = name.partition(":")
        is_looked_at = place in (EVERYTHING, name)
        text = replaced.data if is_looked_at else replaced.accepted
        if text is not None:
            accepted.setdefault(path, {})[address] = text
    return _START + as_yaml(accepted)


@dataclass(frozen=True)
class Missing:
    """A contact, an answer or a blank that is not filled in."""

    name: str
    """Its id, or where it is."""
    asks: str
    is_needed: bool = False

    @property
    def short(self) -> str:
        """Only the id, for reports of many districts: they often miss the same."""
        return f"{self.name} (needed)" if self.is_needed else self.name

    def __str__(self) -> str:
        return f"{self.asks} ({self.name}){': needed' if self.is_needed else ''}"


@dataclass(frozen=True)
class DistrictReport:
    """What a district should look at."""

    wrong: tuple[Problem, ...]
    missing: tuple[Missing, ...]
    old: tuple[Problem, ...]
    changed: Mapping[str, Replaced]
    """What the course says differently since somebody looked, by its place."""

    @property
    def counts(self) -> tuple[int, ...]:
        """How much there is of each, in the order of `TITLES`."""
        wrong, old = (sum(it.count for it in problems) for problems in (self.wrong, self.old))
        return wrong, len(self.missing), old, len(self.changed)


def district_report(
    course: Course, loaded: Loaded, problems: tuple[Problem, ...]
) -> DistrictReport:
    """What is wrong, missing before publishing or old, and what changed below the own texts."""
    contacts = (
        Missing(name, str(contact.name), contact.needed)
        for name, contact in course.contacts.items()
        if contact.local and contact.verified_on is None
    )
    answers = (
        Missing(name, " ".join(rule.asks.split()))
        for name, rule in course.local_rules.items()
        if rule.verified_answer is None
    )
    blanks = (
        Missing(f"{it.path}:{it.position.line}", f"To write: {it.what}")
        for it in problems
        if it.is_blank
    )
    return DistrictReport(
        tuple(it for it in problems if it.is_mistake),
        (*contacts, *answers, *blanks),
        tuple(filter(is_due_to_age, problems)),
        changed_places(loaded),
    )


def report_lines(report: DistrictReport) -> Iterator[str]:
    """The report of one district, for a terminal."""
    missing = [f"  {it}" for it in report.missing]
    for number, (title, lines) in enumerate(_sections(report, missing)):
        if number:
            yield ""
        yield f"{title}:"
        yield from lines or ["  nothing"]


def reports_lines(
    reports: Mapping[str, DistrictReport | None], of_course: Iterable[Problem]
) -> Iterator[str]:
    """A table of many districts, by their folders, and then what each should look at.

    None stands for one that cannot be read. `of_course` is what is old for all of them.
    """
    width = max(map(len, reports))
    yield f"  {'':{width}}  Wrong  Missing  Old  Changed"
    for name, report in reports.items():
        if report is None:
            yield f"  {name:{width}}  cannot be read"
            continue
        wrong, missing, old, changed = report.counts
        yield f"  {name:{width}}  {wrong:5}  {missing:7}  {old:3}  {changed:7}"
    yield ""
    if lines := [*map(str, of_course)]:
        yield "Old for all of them:"
        yield from lines
        yield ""
    for name, report in reports.items():
        if report and any(report.counts):
            yield from _among_many(name, report)


def in_markdown(lines: Iterable[str], accepted: str) -> Iterator[str]:
    """A report for the summary of a workflow. `accepted` is what `--accept all` would write.

    People without a terminal copy that. It is empty if nothing is to be accepted.
    """
    yield from ("```text", *lines, "```")
    if accepted:
        yield (
            "If your texts still fit what the course says now, save this as `accepted.yml` in your "
            "district's folder, in place of the one that is there."
        )
        yield ""
        yield from ("~~~~yaml", accepted.rstrip("\n"), "~~~~")


def _among_many(name: str, report: DistrictReport) -> Iterator[str]:
    """What a district should look at."""
    yield name
    yield "=" * len(name)
    ids = ", ".join(it.short for it in report.missing)
    missing = wrap(ids, 100, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    for title, lines in _sections(report, missing):
        if lines:
            yield f"{title}:"
            yield from lines
    yield ""


def _sections(report: DistrictReport, missing: list[str]) -> Iterator[tuple[str, list[str]]]:
    sections = (
        [*map(str, report.wrong)],
        missing,
        [*map(str, report.old)],
        [line for name, it in report.changed.items() for line in changed_lines(name, it)],
    )
    return zip(TITLES, sections, strict=True)


def changed_places(loaded: Loaded) -> dict[str, Replaced]:
    """What a district has replaced, and nobody has looked at since the course's text changed."""
    return {
        name: replaced for name, replaced in places_of(loaded).items() if not replaced.is_looked_at
    }


def changed_lines(name: str, replaced: Replaced) -> Iterator[str]:
    """A place with the course's text, before and now, and what the district says about it."""
    yield f"  {name}"
    if replaced.accepted is not None:
        yield from indented("The course said, when somebody looked:", replaced.accepted)
    yield from indented("The course says now:", replaced.data)
    yield from own_lines(replaced)


def own_lines(replaced: Replaced) -> Iterator[str]:
    """What a district says instead of the course, or why it has taken something out."""
    title = "You have removed it, because:" if replaced.is_removed else "You say:"
    yield from indented(title, replaced.own)
    if replaced.not_for:
        yield "    Not for these, who have other words in the course, under `instead:`:"
        yield f"      {', '.join(replaced.not_for)}"


def indented(title: str, data: Data) -> Iterator[str]:
    """A text or a list below its title, as a report shows it."""
    text = data if isinstance(data, str) else as_yaml(data)
    yield f"    {title}"
    yield from (f"      {line}" for line in text.rstrip("\n").split("\n"))
