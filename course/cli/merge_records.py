"""The command that joins the tables that staff hand in. It needs no course."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import click

from course.problems import Problem
from course.records.columns import COLUMNS, TOTAL_COLUMNS
from course.records.merging import Merged, merge
from course.records.reading import MAX_BYTES, FileOfRows, read_file
from course.records.writing import table
from course.suggestions import how_many

ENDING = ".csv"
_TOTALS = "-totals.csv"
_SHEETS = {".xlsx", ".xlsm", ".xls", ".ods", ".numbers", ".zip"}
"""What staff hand in if they have saved their table with a spreadsheet, or zipped it."""
_TEXTS = {".txt", ".tsv"}
"""As what spreadsheets save tables, too. Such a file is one if its first line has our columns."""
_NOBODYS = re.compile(r"(\.[_~]|~\$).*|\.[^.]*|thumbs\.db|desktop\.ini|__MACOSX", re.IGNORECASE)
"""Matches the names of files and folders that Excel and computers put beside others."""


@click.command("merge-records")
@click.argument(
    "places",
    metavar="FOLDER_OR_FILES...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True),
)
@click.option(
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The table to write, such as table.csv. Next to it comes table-totals.csv.",
)
def merge_records(places: tuple[Path, ...], output: Path) -> int:
    """Join the tables that staff save from their record of learning into one.

    Of a folder, it takes each table in it and below it, as CSV or as text, but not the table that
    it wrote there before, unless you name that. It lists what it leaves out and what looks odd,
    with file and line. A second table has the hours of each person. Nothing is sent anywhere. The
    status is 1 if a row or a file was left out.
    """
    if output.suffix.lower() != ENDING:
        raise click.BadParameter(f"Its name must end with {ENDING}.", param_hint="--output")
    totals = output.with_name(f"{output.stem}{_TOTALS}")
    files = list(_files(places, written=(output, totals)))
    others = [path for path in files if path not in places and not _may_be_table(path)]
    paths = [path for path in files if path not in others]
    if not paths:
        raise click.ClickException(
            f"There is no file that ends with {ENDING}. Staff save such files from their record, "
            'with the button "Save as a spreadsheet (CSV)".'
        )
    merged = merge([*map(_read, paths), *map(_not_read, others)])
    lost = [line for path in (output, totals) for line in _lost(path, files, merged)]
    people = list(merged.totals())
    for line in _report(merged.problems):
        click.echo(line, err=True)
    if not merged.rows:
        raise click.ClickException("No row could be taken, so nothing was written.")
    if lost:
        raise click.ClickException("\n".join(["Nothing was written, or rows were lost.", *lost]))
    _write(output, table(COLUMNS, (row.cells for row in merged.rows)))
    _write(totals, table(TOTAL_COLUMNS, people))
    click.echo(
        f"{how_many(len(paths), 'file')}, {how_many(len(people), 'person', 'people')}, "
        f"{how_many(len(merged.rows), 'finished module')}."
    )
    click.echo(f"Written: {output} and {totals}")
    return 1 if merged.left_out else 0


def _files(places: Sequence[Path], written: Iterable[Path]) -> Iterator[Path]:
    """Each file that somebody has put there once, in the order of their paths.

    What was `written` last time lies in many a folder beside the tables that it was made from. If
    one of these has been corrected since, it has to count alone.
    """
    found = {path.resolve(): path for path in places if path.is_file()}
    last = {path.resolve() for path in written}
    for place in (place for place in places if place.is_dir()):
        for path in place.rglob("*"):
            names = path.relative_to(place).parts
            if path.is_file() and path.resolve() not in last and not any(map(_is_nobodys, names)):
                found.setdefault(path.resolve(), path)
    return iter(sorted(found.values()))


def _lost(path: Path, files: Iterable[Path], merged: Merged) -> Iterator[str]:
    """What to do first if a file that is there would be written over, and not all of it is kept."""
    last = _read(path) if path.is_file() else FileOfRows("")
    if not last.rows and path.name.endswith(_TOTALS):  # it is made from the other table anyway
        return
    read = [file.as_posix() for file in files if file.resolve() == path.resolve()]
    kept = {(row.person, row.module_id) for row in merged.rows}
    rows = [row for row in last.rows if (row.person, row.module_id) not in kept]
    if any(problem.is_mistake and problem.path in read for problem in merged.problems):
        yield f"Not all of {path} was taken. Correct it, or choose another --output."
    elif rows:
        yield (
            f"{path} has {how_many(len(rows), 'row')} that no other file has, such as line "
            f"{rows[0].line}. To keep what is in it, name it before --output. To do without, "
            "delete it."
        )


def _is_nobodys(name: str) -> bool:
    return _NOBODYS.fullmatch(name) is not None


def _may_be_table(path: Path) -> bool:
    if path.suffix.lower() in _TEXTS:
        with suppress(OSError), path.open("rb") as file:
            return b"module_id" in file.readline(MAX_BYTES).replace(b"\0", b"")
    return path.suffix.lower() == ENDING


def _not_read(path: Path) -> FileOfRows:
    """A file that cannot be read. It is listed, so that its hours are not lost without a word."""
    remedy = (
        "save that as “CSV UTF-8”"
        if path.suffix.lower() in _SHEETS
        else "ask for the CSV file, or type it into one"
    )
    found = FileOfRows(path.as_posix())
    found.leave_out(
        1,
        "This file is no text with a table, so it was not read.",
        f"If it has a record in it, {remedy}. If not, take it out of the folder.",
    )
    return found


def _read(path: Path) -> FileOfRows:
    try:
        with path.open("rb") as file:
            return read_file(path.as_posix(), file.read(MAX_BYTES + 1))
    except OSError as error:
        found = FileOfRows(path.as_posix())
        found.leave_out(1, f"This file cannot be opened: {error.strerror}.", "Check who may.")
        return found


def _report(problems: Sequence[Problem]) -> Iterator[str]:
    """First what was left out, then what should be looked at."""
    for title, is_remark in (("Left out", False), ("Taken, but look at it", True)):
        some = [problem for problem in problems if problem.is_warning == is_remark]
        if some:
            yield f"{title} ({len(some)}):"
            for problem in some:
                yield f"  {problem.path}:{problem.position.line}: {problem.what}"
                yield f"    {problem.remedy}"
            yield ""


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise click.ClickException(
            f"{path} cannot be written: {error.strerror}. Close it if it is open in a spreadsheet."
        ) from None
