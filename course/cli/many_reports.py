"""What many districts should look at: the commands about one district, for all of them."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import click

from course.aging import aging_lines, titled
from course.checks.dates import is_due_to_age
from course.cli.districts import found_in
from course.cli.options import options_for, print_report, write
from course.compile import Checked
from course.district import (
    EVERYTHING,
    DistrictReport,
    accepted_text,
    changed_places,
    district_report,
    in_markdown,
    places_of,
    reports_lines,
)
from course.gc_pause import gc_after, gc_frozen
from course.many import Districts, folder_problem
from course.memo import Memo, cache_of
from course.problems import Problem
from course.read.district_files import ACCEPTED
from course.report import report
from course.shared_site import SharedSite
from course.suggestions import did_you_mean
from course.summary import append

NOTHING_NEW = "Nothing is new: somebody has looked at all of it."
COURSE = "The course"
NOT_READ = "Its files cannot be read, so nobody knows what has grown old."


def many_aging(folder: Path, districts: Path, for_all: Path | None) -> int:
    """Print what has grown old in the course, and in each district. It fails as for one.

    `for_all` is what is written over the course for all of them, if they share a site.
    """
    of_course: dict[Problem, None] = {}
    sections: list[str] = []
    status = 0
    for district, checked, old in _each(folder, districts, for_all, of_course):
        if checked.course is None or not checked.course.is_read():
            print_report(report(checked.problems, "text"))
            sections += titled(district.name, [NOT_READ, ""])
            status = 1
            continue
        changed = changed_places(checked.loaded)
        lines = aging_lines(old, changed, options_for(folder, district))
        sections += titled(_name(district, checked), lines)
    print_aging([*titled(COURSE, aging_lines(of_course)), *sections])
    return status


def print_aging(lines: Iterable[str]) -> None:
    """Print what has grown old, or to the other stream that nothing has."""
    if lines := list(lines):
        click.echo("\n".join(lines))
    else:
        click.echo("Nothing has grown old.", err=True)


def print_lines(lines: Iterable[str], summary: Path | None, accepted: str = "") -> None:
    """Print a report, and append it to a summary. `accepted` is a file to copy, if there is one."""
    lines = list(lines)
    click.echo("\n".join(lines))
    if summary is not None:
        try:
            append(summary, in_markdown(lines, accepted))
        except OSError as error:
            raise click.ClickException(f"The summary could not be written: {error}.") from None


def many_reports(folder: Path, districts: Path, for_all: Path | None, summary: Path | None) -> int:
    """Print a table of all districts, and what each should look at. `for_all` is as above."""
    of_course: dict[Problem, None] = {}
    reports: dict[str, DistrictReport | None] = {}
    status = 0
    for district, checked, old in _each(folder, districts, for_all, of_course):
        if checked.course is None:
            print_report(report(checked.problems, "text"))
            reports[district.name], status = None, 1
            continue
        wrong = (it for it in checked.problems if not is_due_to_age(it))
        misnamed = filter(None, [folder_problem(district)])
        problems = (*misnamed, *wrong, *old)
        reports[district.name] = district_report(checked.course, checked.loaded, problems)
    print_lines(reports_lines(reports, of_course), summary)
    return status


def many_accept(folder: Path, districts: Path, for_all: Path | None, place: str) -> int:
    """Note in each district that has replaced a place that somebody has looked at it."""
    known: set[str] = set()
    status, count = 0, 0
    for district, checked, _ in _each(folder, districts, for_all, {}):
        if checked.course is None:
            print_report(report(checked.problems, "text"))
            status = 1
            continue
        places = places_of(checked.loaded)
        known |= places.keys()
        noted = [it for it in changed_places(checked.loaded) if place in (EVERYTHING, it)]
        count += len(noted)
        if noted:
            write(district / ACCEPTED, accepted_text(checked.loaded, place))
            click.echo("\n".join([f"{district.name}:", *(f"  {it}" for it in noted)]))
    if place not in (EVERYTHING, *known):
        raise click.BadParameter(
            f'No district has replaced anything at "{place}". {did_you_mean(place, known)}',
            param_hint="--accept",
        )
    if not count:
        click.echo(NOTHING_NEW)
    return status


def _each(
    folder: Path, districts: Path, for_all: Path | None, of_course: dict[Problem, None]
) -> Iterator[tuple[Path, Checked, list[Problem]]]:
    """Each district, with the course as it is there, and what is old in its own files.

    First comes what is written over the course for all of them. What is old in the course itself
    goes into `of_course`.
    """
    memo = Memo(cache_of(folder), for_many=True)
    found = found_in(districts)
    of_all: Collection[str] = frozenset()

    def with_old(district: Path, checked: Checked) -> tuple[Path, Checked, list[Problem]]:
        own = checked.loaded.own_paths.difference(of_all)
        old = [*filter(is_due_to_age, checked.problems)]
        for problem in old:
            if problem.path not in own and problem.path not in of_all:
                of_course[problem] = None
        return district, checked, [it for it in old if it.path in own]

    if for_all:
        shared = SharedSite(folder, memo, for_all=for_all)
        check = shared.check
        yield with_old(for_all, shared.course)
        of_all = shared.course.loaded.own_paths
    else:
        check = Districts(folder, memo).check
    with gc_frozen():
        for district in found:
            with gc_after():
                yield with_old(district, check(district))
    memo.save()


def _name(district: Path, checked: Checked) -> str:
    settings = checked.course.district if checked.course else None
    return f"{settings.name} ({district.name})" if settings else district.name
