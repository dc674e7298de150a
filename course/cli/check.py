"""The commands that say what is wrong, and what a course contains."""

from pathlib import Path

import click

from course.authoring.rule_pages import all_codes, link_to
from course.checks.rules import ALL_RULES
from course.cli.districts import (
    NOT_MANY,
    NOT_SEPARATE,
    ONLY_MANY,
    SeparateSites,
    districts_option,
    refuse,
    shared_option,
    slice_option,
)
from course.cli.many_check import check_many
from course.cli.options import (
    district_of_shared_option,
    folder_option,
    options_for,
    print_report,
    site_url,
    verdict,
)
from course.cli.shared import OneSite
from course.compare.git import GitError
from course.compile import check_folder
from course.gc_pause import gc_paused
from course.inputs import district_in
from course.last_run import Answer, LastRun
from course.many import Slice
from course.memo import Memo, cache_of
from course.overview import coverage_lines, moment_lines
from course.problems import in_order
from course.publish.guide import CONFIG
from course.read.district_files import address_of
from course.report import SHOW_ALL, Format, count_errors, report, usual_format
from course.since import changes_since
from course.suggestions import did_you_mean
from course.summary import append, summary_lines


@click.command()
@folder_option
@district_of_shared_option
@click.option("--format", "shown_as", type=click.Choice(["text", "json", "github"]))
@click.option("--since", metavar="REF", help="Also compare with this commit or branch in git.")
@click.option(
    "--summary",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Append a summary in Markdown to this file; with --since, also what changed for each job.",
)
@click.option(
    "--all",
    "show_all",
    is_flag=True,
    help="Print all problems, also those that follow from others, instead of the first 20. With "
    "--districts, of each.",
)
@click.option(
    "--explain",
    metavar="RULE",
    help="Explain a rule, or another name in brackets after a problem, and check nothing.",
)
@districts_option
@shared_option
@slice_option
@click.pass_obj
@gc_paused()
def check(
    last_run: LastRun | None,
    folder: Path,
    district: Path | None,
    shown_as: Format | None,
    since: str | None,
    summary: Path | None,
    show_all: bool,
    explain: str | None,
    districts: Path | None,
    is_shared: bool,
    part: Slice | None,
) -> int:
    """Say what is wrong, and build nothing."""
    if explain is not None:
        click.echo(_explanation(explain, folder, district or district_in(folder)))
        return 0
    if districts:
        refuse({"--format": shown_as}, NOT_MANY)
        if not is_shared:
            refuse({"--district": district}, NOT_SEPARATE)
            separate = SeparateSites(folder, districts, show_all=show_all)
            return check_many(separate, part, since, summary)
        shared = OneSite(folder, districts, district, show_all=show_all)
        return check_many(shared, part, since, summary) if shared.course_passes() else 1
    refuse({"--shared": is_shared, "--slice": part}, ONLY_MANY)
    shown_as = shown_as or usual_format()
    is_usual = since is None and summary is None and not show_all
    last_run = last_run or LastRun(
        f"check-{shown_as}", folder, district=district or district_in(folder)
    )
    district = last_run.district
    answer = last_run.answer() if is_usual else None
    if answer is None:
        memo = Memo(cache_of(folder), stamp=last_run.stamp)
        answer = _check(folder, memo, district, shown_as, since, summary, show_all)
        if is_usual:
            last_run.save(answer)
    print_report(answer)
    return answer.status


def _check(
    folder: Path,
    memo: Memo,
    district: Path | None,
    shown_as: Format,
    reference: str | None,
    summary: Path | None,
    show_all: bool,
) -> Answer:
    checked = check_folder(folder, memo=memo, district=district)
    problems, since = checked.problems, None
    if reference is not None:
        try:
            since = changes_since(reference, checked, folder, district, memo)
        except GitError as error:
            raise click.ClickException(str(error)) from None
        problems = in_order((*problems, *since.problems))
    memo.save()
    if summary is not None:
        try:
            append(summary, summary_lines(checked, problems, since))
        except OSError as error:
            raise click.ClickException(f"The summary could not be written: {error}.") from None
    command = f"{SHOW_ALL}{options_for(folder, district)}"
    shown = report(problems, shown_as, show_all, command)
    status = 0 if checked.passes and not count_errors(problems) else 1
    if shown_as == "json":
        return Answer(shown.out, shown.err, status)
    ending = f"{verdict(checked, problems)}\n"
    if problems:
        return Answer(shown.out, shown.err + ending, status)
    return Answer(shown.out + ending, shown.err, status)


def _explanation(name: str, folder: Path, district: Path | None) -> str:
    codes = {code.name: code for code in all_codes(ALL_RULES)}
    if name not in codes:
        raise click.BadParameter(
            f'There is no rule "{name}". {did_you_mean(name, codes)}', param_hint="--explain"
        )
    where = site_url() or address_of(district, folder)
    link = link_to(name, where) if (folder / CONFIG).is_file() else ""
    text = f"{name}\n\n{codes[name].text}"
    return f"{text}\n\n{link}" if link else text


@click.command("coverage")
@folder_option
def show_coverage(folder: Path) -> int:
    """Print which modules each role reads, and how much of them is its own."""
    checked = check_folder(folder)
    if checked.has_errors:
        print_report(report(checked.problems, "text"))
    if checked.course is not None:
        click.echo("\n".join(coverage_lines(checked.course, checked.tailored)))
    return 1 if checked.has_errors else 0


@click.command()
@folder_option
@click.option("--role", "role_id", required=True, help="The id of a role, such as nurse.")
def moments(folder: Path, role_id: str) -> int:
    """Print a role's first act, calls and exception for every hard moment."""
    checked = check_folder(folder)
    course = checked.course
    if checked.has_errors:
        print_report(report(checked.problems, "text"))
    if course is None:
        return 1
    if role_id not in course.roles:
        raise click.BadParameter(
            f'There is no role "{role_id}". {did_you_mean(role_id, course.roles)}',
            param_hint="--role",
        )
    click.echo("\n".join(moment_lines(course, role_id)))
    return 1 if checked.has_errors else 0
