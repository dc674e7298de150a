"""The command that makes slides of sessions. It needs a library that no other command needs."""

from pathlib import Path

import click

from course.cli.chosen import chosen_roles
from course.cli.options import (
    district_option,
    folder_option,
    print_report,
    shown_folder,
    site_url,
    verdict,
)
from course.compile import Checked, Shared, check_folder, page_maker
from course.inputs import district_in
from course.last_run import ROOT
from course.memo import Memo, cache_of
from course.models.base import Id
from course.models.course import Course
from course.models.language import TRANSLATIONS
from course.models.role_course import RoleCourse
from course.offer import offered
from course.report import report, usual_format
from course.slides.powerpoint import PowerPoint
from course.slides.session import Decks
from course.suggestions import how_many
from course.tailor import tailor

SLIDES = ROOT / "slides"
"""Where slides are written."""
PRESENTATION = ".pptx"


@click.command("slides")
@folder_option
@district_option
@click.option("--role", "role_id", metavar="JOB", help="The job of the people in the room.")
@click.option("--module", "module_id", metavar="MODULE", help="The module of the session.")
@click.option("--all", "with_all", is_flag=True, help="All modules of all jobs.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=SLIDES,
    help="Where to write, instead of slides/.",
)
@click.option("--install", is_flag=True, help="First install the library that this needs.")
def make_slides(
    folder: Path,
    district: Path | None,
    role_id: str | None,
    module_id: str | None,
    with_all: bool,
    output: Path,
    install: bool,
) -> int:
    """Make PowerPoint slides for sessions, with what the trainer says in their notes.

    With a job and a module, it makes one file. With only one of these, a file for each session
    that fits.
    """
    del install  # build_course.py does this
    if not (role_id or module_id or with_all):
        raise click.UsageError("Which session? Write --role and --module, or --all.")
    district, where = district or district_in(folder), site_url()
    memo = Memo(cache_of(folder))
    checked = check_folder(folder, memo=memo, district=district)
    if checked.course is None or not checked.passes:
        print_report(report(checked.problems, usual_format()))
        click.echo(f"\nNo slides were made: {verdict(checked)}", err=True)
        return 1
    if checked.course.session is None:
        raise click.ClickException(
            "This course has no sessions. They begin with the file reference/session.yml."
        )
    course = offered(checked.course)
    sessions = [
        (role, name)
        for role in chosen_roles(_roles(course, checked), role_id, module_id)
        for name in role.modules
        if module_id in (None, name)
    ]
    maker = page_maker(course, folder / TRANSLATIONS, memo, Shared())
    address = (course.district.address if course.district else None) or ""
    decks = Decks(course, maker.markdown, maker.translations, where or address)
    writer = PowerPoint(maker.translations)
    try:
        with click.progressbar(sessions, label="Making slides") as progress:
            for role, module in progress:
                path = output / role.role_id / f"{module}{PRESENTATION}"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(writer.content(decks.deck(role, module)))
    except OSError as error:
        raise click.ClickException(
            f"The slides could not be written: {error}. Close the file if it is open, and check "
            "the free space and your permission to write to this folder."
        ) from None
    memo.save()
    click.echo(f"Written to {shown_folder(output)}: {how_many(len(sessions), 'file')}.")
    return 0


def _roles(course: Course, checked: Checked) -> dict[Id, RoleCourse]:
    """The roles that the district offers, each with all of its modules in full."""
    tailored = checked.tailored if course is checked.course else tailor(course)
    return {name: role for name, role in tailored.in_full.items() if role.modules}
