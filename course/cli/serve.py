"""The command that previews the site."""

import re
import time
from functools import partial
from pathlib import Path

import click

from course.cli.options import district_option, folder_option, print_report
from course.compare.git import on_github
from course.edit_links import EditLinks
from course.inputs import DISTRICT, district_in
from course.memo import Memo, cache_of
from course.problems import Problem
from course.publish.preview import Preview
from course.publish.preview_server import PreviewServer, ServerError, watch
from course.publish.workshop import WorkshopError, programs, workshop_files
from course.report import counted, report
from course.site import WORKSHOP

PACKAGE = Path(__file__).resolve().parent.parent
MAX_PORT = 65_535


@click.command()
@folder_option
@district_option
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
@click.option(
    "--workshop", "with_workshop", is_flag=True, help="Also serve the workshop, at /workshop/."
)
def serve(folder: Path, district: Path | None, address: str, with_workshop: bool) -> int:
    """Preview the site in a browser. It updates with every change that you save."""
    host, _, port = address.rpartition(":")
    if not (re.fullmatch("[0-9]{1,5}", port) and int(port) <= MAX_PORT):
        raise click.BadParameter(
            f'"{address}" is not an address such as 127.0.0.1:8000.', param_hint="--address"
        )
    place = on_github(folder)
    links = EditLinks(folder, place.files if place else "", WORKSHOP if with_workshop else "")
    of_workshop = partial(workshop_files, folder, district or district_in(folder))
    files = of_workshop if with_workshop else None
    own = district or folder / DISTRICT
    preview = Preview(folder, _show, Memo(cache_of(folder), only_reads=True), own, links, files)
    try:
        if with_workshop:
            programs()  # before anybody opens it, so that what is missing is told here
        server = PreviewServer((host, int(port)), preview)
    except (ServerError, WorkshopError) as error:
        raise click.ClickException(str(error)) from None
    watch(preview, folder, (PACKAGE / "frontend", PACKAGE / "render" / "templates", own))
    click.echo(f"Preview at http://{address}/ (Ctrl+C ends it)")
    if with_workshop:
        click.echo(f"Workshop at http://{address}/{WORKSHOP}")
    server.serve_forever()
    return 0


def _show(problems: tuple[Problem, ...]) -> None:
    print_report(report(problems, "text"))
    click.echo(f"{time.strftime('%H:%M:%S')}  {counted(problems)}")
