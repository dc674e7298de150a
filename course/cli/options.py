"""What several commands take and print."""

import os
import re
import shlex
from pathlib import Path

import click

from course.compile import Checked
from course.inputs import option_for
from course.last_run import ROOT, Answer
from course.problems import Problem
from course.report import Report, counted

SITE_URL = "SITE_URL"
"""The environment variable that says where the site is published."""

folder_option = click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=ROOT,
    help="Another folder with a course in it.",
)


_DISTRICT = "The folder of what a district writes over the course, instead of district/."
OF_MANY = f"{_DISTRICT} With --districts: what is written over it for all of them."
"""What `--district` is in a command that has `--districts` without `--shared`."""
_OF_SHARED = f"{_DISTRICT} With --districts and --shared: what is written over it for all of them."
_IS_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
district_option = click.option("--district", type=_IS_FOLDER, help=_DISTRICT)
district_of_many_option = click.option("--district", type=_IS_FOLDER, help=OF_MANY)
district_of_shared_option = click.option("--district", type=_IS_FOLDER, help=_OF_SHARED)
"""The same in a command that has `--districts` and `--shared`."""


def options_for(folder: Path, district: Path | None = None) -> str:
    """What the next command needs after its name to look at the same course and district.

    Empty for those that every command looks at.
    """
    is_usual = folder.resolve() == ROOT
    option = "" if is_usual else f" --folder {shlex.quote(folder.as_posix())}"
    return f"{option}{option_for(district, folder)}"


class PublishedType(click.ParamType[str]):
    """Where a site is published, such as `https://training.example.org/course`."""

    name = "address"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The address, or an error that says how to write it.

        GitHub says http:// where a domain is not yet secure, and on one's own computer, it is.
        """
        text = str(value)
        if text and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", text):
            self.fail(
                f'"{text}" is not the address of a site. Begin with https://, as in '
                "https://training.example.org/.",
                param,
                ctx,
            )
        return text


def site_url() -> str:
    """Where the environment variable SITE_URL says that the site is published. Empty without it.

    Any other text ends the command.
    """
    try:
        return PublishedType().convert(os.environ.get(SITE_URL, ""), None, None)
    except click.BadParameter as error:
        raise click.ClickException(f"{SITE_URL}: {error.message}") from None


def verdict(checked: Checked, problems: tuple[Problem, ...] | None = None) -> str:
    """How much is wrong, and in a course without remarks, what to do about them.

    `problems` are all that are shown, if there are more than those of the course.
    """
    shown = f"{counted(problems or checked.problems).capitalize()}."
    if checked.passes or checked.has_errors:
        return shown
    if checked.has_blanks:
        return f"{shown} Write what belongs in these lines before you publish."
    return f"{shown} In this course, a remark must be fixed, or excused under `overrides`."


def print_report(texts: Report | Answer) -> None:
    """Print problems to the streams on which they belong."""
    click.echo(texts.err, nl=False, err=True)
    click.echo(texts.out, nl=False)


def shown_folder(path: Path) -> str:
    """A folder's path for display, relative to the current folder if it is inside."""
    current = Path.cwd()
    shown = path.relative_to(current) if path.is_relative_to(current) else path
    return f"{shown.as_posix()}/"


def write(path: Path, text: str) -> None:
    """Write a text file, with its folder. One that cannot be written ends the command."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from None
