"""Checking many districts with one command."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from course.cli.districts import Run
from course.compare.git import GitError, unpack
from course.compile import Checked
from course.gc_pause import gc_after, gc_frozen
from course.inputs import digest_of_all
from course.many import Slice, districts_in
from course.problems import in_order
from course.report import count_errors, counted
from course.since import compared
from course.summary import append, change_lines, many_lines


def check_many(run: Run, part: Slice | None, reference: str | None, summary: Path | None) -> int:
    """Say what is wrong in each district, and build nothing.

    Those that have changed since `reference` in git are compared with what they were.
    """
    chosen = (part or Slice()).of(run.all)
    failed: list[str] = []
    changes: list[str] = []
    with TemporaryDirectory() as name, gc_frozen():
        past = Path(name)
        if reference is not None:
            try:
                unpack(run.districts, reference, past)
            except GitError as error:
                raise click.ClickException(str(error)) from None
            changes += _gone(run, past)
        for district in chosen:
            with gc_after():
                checked = run.checked(district)
                passes = checked is not None and checked.passes
                if checked:
                    click.echo(f"{district.name}: {counted(checked.problems)}")
                    if reference is not None:
                        lines, is_lost = _changes(run, district, checked, past, reference)
                        changes += lines
                        passes = passes and not is_lost
                if not passes:
                    failed.append(district.name)
    run.memo.save()
    if summary is not None:
        problems = in_order(run.told)
        try:
            append(summary, many_lines(len(chosen), failed, problems, changes))
        except OSError as error:
            raise click.ClickException(f"The summary could not be written: {error}.") from None
    return 1 if failed else 0


def _gone(run: Run, past: Path) -> Iterator[str]:
    """The districts that are not here anymore."""
    now = {district.name for district in run.all}
    for name in (it.name for it in districts_in(past)):
        if name not in now:
            yield f"# {name}"
            yield ""
            yield "It is gone, and its address leads nowhere once this is published."
            yield ""


def _changes(
    run: Run, district: Path, checked: Checked, past: Path, reference: str
) -> tuple[list[str], bool]:
    """What changed in a district, and whether something in that is a mistake."""
    before = past / district.name
    title = [f"# {district.name}", ""]
    if not before.is_dir():
        return [*title, "It is new.", ""], False
    if digest_of_all(before) == digest_of_all(district):
        return [], False
    since = compared(run.check_one(before).loaded, checked, reference)
    run.tell(since.problems)
    return [*title, *change_lines(checked, since)], bool(count_errors(since.problems))
