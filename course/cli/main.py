"""The command line, with all its commands. `build_course.py` loads one alone where it can."""

import click

from course.cli.aging import show_aging
from course.cli.build import build
from course.cli.check import check, moments, show_coverage
from course.cli.district import look_after_district
from course.cli.export import export
from course.cli.generate import generate
from course.cli.import_bank import import_bank
from course.cli.merge_records import merge_records
from course.cli.new import new
from course.cli.run import run
from course.cli.serve import serve
from course.version import VERSION


def main(arguments: list[str]) -> int:
    """Run one command, such as `["check", "--format", "json"]`, and return its exit status."""
    return run(commands, arguments)


@click.group(
    commands=(
        build,
        serve,
        check,
        import_bank,
        export,
        merge_records,
        look_after_district,
        show_aging,
        show_coverage,
        moments,
        new,
        generate,
    ),
)
@click.version_option(VERSION, message="%(version)s")
def commands() -> None:
    """Build the course, preview it while you write, and find out what is wrong.

    The command `slides` makes PowerPoint slides for sessions; `slides --help` says how. The command
    `test` runs the tests. `lint` looks for mistakes in the code, and `format` formats it.
    """
