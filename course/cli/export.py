"""The command that takes the course to other systems. Each subcommand is in a file of its own."""

import click

from course.cli.export_questions import QUESTION_COMMANDS
from course.cli.export_scorm import export_scorm
from course.cli.running import run


def main(arguments: list[str]) -> int:
    """Run the command, such as `["export", "gift", "--all"]`, and return its exit status."""
    name, *options = arguments
    return run(export, options, name)


@click.group(
    "export",
    commands=(export_scorm, *QUESTION_COMMANDS),
    context_settings={"help_option_names": ["-h", "--help"]},
)
def export() -> None:
    """Take the course to other systems. Each format has options: `export gift --help`."""
