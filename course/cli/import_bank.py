"""The command that takes questions over from a question bank."""

from pathlib import Path

import click

from course.bring.bank import Bank, BankError
from course.bring.into import IntoError, QuizFile, entries_text, quiz_to_fill
from course.bring.quiz import Quiz, Taken
from course.bring.read import FORMATS, MAX_BYTES, read_bank
from course.bring.report import report_lines
from course.cli.options import (
    district_option,
    folder_option,
    options_for,
    print_report,
    shown_folder,
)
from course.memo import Memo, cache_of
from course.models.course import Course
from course.read.loader import load
from course.report import report
from course.suggestions import did_you_mean


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@folder_option
@click.option("--module", "module_id", required=True, help="The module that the questions are for.")
@district_option
@click.option("--role", "role_id", help="Only this job, or this group of jobs, sees the questions.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(FORMATS)),
    help="The format of the file, if its content does not show it.",
)
@click.option("--dry-run", is_flag=True, help="Print what would be written, and write nothing.")
def import_bank(
    file: Path,
    folder: Path,
    module_id: str,
    district: Path | None,
    role_id: str | None,
    format_name: str | None,
    dry_run: bool,
) -> int:
    """Take questions over from GIFT, Moodle XML or CSV, and list what cannot be taken.

    Whatever the course needs and the bank lacks becomes a blank that begins with TODO.
    """
    loaded = load(folder, Memo(cache_of(folder)), district)
    if loaded.course is None:
        print_report(report(loaded.problems, "text"))
        return 1
    _expect_known(loaded.course, folder, district, module_id, role_id)
    target, problems = quiz_to_fill(folder, district, module_id)
    if target is None:
        print_report(report(problems, "text"))
        return 1
    bank = _bank(file, format_name)
    quiz = Quiz(target.module(loaded.course, module_id), filter(None, [role_id]), target.is_new)
    results = list(quiz.take(bank.items))
    click.echo("\n".join(report_lines(bank, results)))
    taken = [result for result in results if isinstance(result, Taken)]
    if not taken:
        click.echo("\nNothing was written.", err=True)
        return 1
    if dry_run:
        click.echo(f"\n{entries_text(taken)}\nNothing was written, because of --dry-run.")
        return 0
    _write(target, taken)
    click.echo(f"\nWritten: {shown_folder(target.path.parent)}{target.path.name}")
    click.echo(f"Go on with: python3 build_course.py check{options_for(folder, district)}")
    return 0


def _expect_known(
    course: Course, folder: Path, district: Path | None, module_id: str, role_id: str | None
) -> None:
    """The module and the role exist. A module counts even if it cannot be read."""
    places = [place for place in (folder, district) if place]
    modules = {path.stem for place in places for path in (place / "modules").glob("*.yml")}
    if module_id not in modules:
        raise click.BadParameter(
            f'There is no module "{module_id}". {did_you_mean(module_id, sorted(modules))}',
            param_hint="--module",
        )
    readers = [*course.roles, *course.groups]
    if role_id is not None and role_id not in readers:
        raise click.BadParameter(
            f'There is no role or group "{role_id}". {did_you_mean(role_id, readers)}',
            param_hint="--role",
        )


def _bank(file: Path, format_name: str | None) -> Bank:
    try:
        with file.open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
        return read_bank(content, format_name)
    except BankError as error:
        place = f"{file}:{error.line}" if error.line else str(file)
        raise click.ClickException(f"{place}: {error.what}\n  {error.remedy}") from None
    except OSError as error:
        raise click.ClickException(f"{file} cannot be opened: {error.strerror}.") from None


def _write(target: QuizFile, taken: list[Taken]) -> None:
    try:
        text = target.with_questions(taken)
        target.path.parent.mkdir(parents=True, exist_ok=True)
        target.path.write_bytes(text.encode())
    except IntoError as error:
        raise click.ClickException(f"{error.what}\n  {error.remedy}") from None
    except OSError as error:
        what = f"{target.path} cannot be written: {error.strerror}."
        raise click.ClickException(what) from None
