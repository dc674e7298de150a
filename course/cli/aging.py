"""The command that says what has grown old."""

from pathlib import Path

import click

from course.aging import aging_lines
from course.cli.districts import districts_option
from course.cli.many_reports import many_aging, print_aging
from course.cli.options import district_of_many_option, folder_option, options_for, print_report
from course.compile import check_folder
from course.district import changed_places
from course.inputs import district_in
from course.memo import Memo, cache_of
from course.report import report


@click.command("aging")
@folder_option
@district_of_many_option
@districts_option
def show_aging(folder: Path, district: Path | None, districts: Path | None) -> int:
    """Print what has grown old, in Markdown: numbers, claims, and texts below a district's own.

    If nothing has, it prints nothing to the standard output. If something cannot be read, nobody
    knows, and it fails.
    """
    if districts:
        return many_aging(folder, districts, district)
    district = district or district_in(folder)
    checked = check_folder(folder, memo=Memo(cache_of(folder)), district=district)
    if checked.course is None or not checked.course.is_read():
        print_report(report(checked.problems, "text"))
        return 1
    changed = changed_places(checked.loaded)
    print_aging(aging_lines(checked.problems, changed, options_for(folder, district)))
    return 0
