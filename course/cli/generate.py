"""The command that writes the files that are generated from the code."""

import click

from course.authoring.generated import stale_files
from course.last_run import ROOT


@click.command()
def generate() -> int:
    """Write the files that are generated from the code, and list those that changed."""
    stale = stale_files(ROOT)
    for name, text in stale.items():
        (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / name).write_text(text, encoding="utf-8", newline="\n")
        click.echo(name)
    if not stale:
        click.echo("Nothing to do.")
    return 0
