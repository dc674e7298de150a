"""The command that says what has grown old."""

from pathlib import Path

import click

from course.aging import aging_lines
from course.cli.options import district_option, folder_option, print_report
from course.compile import check_folder
from course.inputs import district_in, option_for
from course.memo import Memo, cache_of
from course.report import report


@click.command("aging")
@folder_option
@district_option
def show_aging(folder: Path, district: Path | None) -> int:
    """Print what has grown old, in Markdown: numbers, claims, and texts below a district's own.

    If nothing has, it prints nothing to the standard output. If something cannot be read, nobody
    knows, and it fails.
    """
    district = district or district_in(folder)
    checked = check_folder(folder, memo=Memo(cache_of(folder)), district=district)
    if checked.course is None or not checked.course.is_read():
        print_report(report(checked.problems, "text"))
        return 1
    lines = list(aging_lines(checked.loaded, checked.problems, option_for(district, folder)))
    if lines:
        click.echo("\n".join(lines))
    else:
        click.echo("Nothing has grown old.", err=True)
    return 0
