"""The command that takes the course to other systems. Each subcommand is in a file of its own."""

import click

from course.cli.export_questions import QUESTION_COMMANDS
from course.cli.export_scorm import export_scorm


@click.group(
    "export",
    commands=(export_scorm, *QUESTION_COMMANDS),
)
def export() -> None:
    """Take the course to other systems. Each format has options: `export gift --help`."""
