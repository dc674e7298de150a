"""The commands that take questions to other systems, one for each format."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

import click

from course.banks.formats import FORMATS, Format
from course.banks.making import Banks
from course.banks.question import Bank
from course.banks.report import report_text
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
from course.suggestions import how_many
from course.tailor import tailor

EXPORTS = ROOT / "exports"
"""Where exports are written, in a folder for each format."""
_REPORT = ".report.md"


def export_questions(
    format_name: str,
    folder: Path,
    district: Path | None,
    role_id: str | None,
    module_id: str | None,
    with_all: bool,
    output: Path | None,
) -> int:
    """Write the question banks that are asked for, and return the exit status."""
    if not (role_id or module_id or with_all):
        raise click.UsageError("Which questions? Write --role or --module or both, or --all.")
    district, where = district or district_in(folder), site_url()
    memo = Memo(cache_of(folder))
    checked = check_folder(folder, memo=memo, district=district)
    if checked.course is None or not checked.passes:
        print_report(report(checked.problems, usual_format()))
        click.echo(f"\nNothing was exported: {verdict(checked)}", err=True)
        return 1
    course = offered(checked.course)
    roles = chosen_roles(_roles(course, checked), role_id, module_id)
    maker = page_maker(course, folder / TRANSLATIONS, memo, Shared())
    address = (course.district.address if course.district else None) or ""
    banks = Banks(course, maker.markdown, maker.translations, where or address)
    output = output or EXPORTS / format_name
    written = 0
    try:
        for role in roles:
            bank = banks.bank(role, module_id)
            if bank.quizzes:
                _write(bank, FORMATS[format_name], output, _name(role, module_id))
                written += 1
    except OSError as error:
        raise click.ClickException(
            f"The questions could not be written: {error}. Check the free space and your "
            "permission to write to this folder."
        ) from None
    memo.save()
    click.echo(
        f"Written to {shown_folder(output)}: {how_many(written, 'file')}, each with a report of "
        "what is different in this format."
    )
    return 0


def _command(format_name: str, bank_format: Format) -> click.Command:
    """The command for a format."""
    return click.Command(
        format_name,
        callback=partial(export_questions, format_name),
        params=list(_options()),
        help=f"Write the questions in {bank_format.title}, a file for each job. A report beside "
        "each file says what the format has nothing for.",
        short_help=f"Write the questions in {bank_format.title}.",
    )


def _options() -> Iterable[click.Parameter]:
    """The options, which are the same for every format."""

    @folder_option
    @district_option
    @click.option("--role", "role_id", metavar="JOB", help="The job whose questions these are.")
    @click.option("--module", "module_id", metavar="MODULE", help="Only questions of this module.")
    @click.option("--all", "with_all", is_flag=True, help="A file for each job.")
    @click.option(
        "--output",
        type=click.Path(path_type=Path, file_okay=False),
        help="Where to write, instead of a folder in exports/.",
    )
    @click.command()
    def options() -> None:
        """Carry the options."""

    return options.params


def _write(bank: Bank, bank_format: Format, output: Path, name: str) -> None:
    output.mkdir(parents=True, exist_ok=True)
    (output / f"{name}{bank_format.suffix}").write_bytes(bank_format.write(bank))
    report = report_text(bank, bank_format)
    (output / f"{name}{_REPORT}").write_text(report, encoding="utf-8", newline="\n")


def _name(role: RoleCourse, module_id: Id | None) -> str:
    return f"{role.role_id}.{module_id}" if module_id else role.role_id


def _roles(course: Course, checked: Checked) -> dict[Id, RoleCourse]:
    """The roles that the district offers, each with the modules that it reads."""
    tailored = checked.tailored if course is checked.course else tailor(course)
    return {name: role for name, role in tailored.by_role.items() if role.modules}


QUESTION_COMMANDS = [_command(name, bank_format) for name, bank_format in FORMATS.items()]
"""A command for each format."""
