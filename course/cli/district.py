"""The command with which a district looks after its settings and texts."""

from datetime import UTC, datetime
from pathlib import Path

import click

from course.authoring.district_settings import (
    Question,
    dialed_today,
    known,
    own_comments,
    questions,
    read_settings,
    settings_text,
    with_answer,
)
from course.cli.options import folder_option, print_report, shown_folder
from course.compare.git import GitError
from course.compile import Checked, check_folder
from course.district import (
    EVERYTHING,
    accepted_text,
    places_of,
    report_lines,
)
from course.inputs import DISTRICT
from course.memo import Memo, cache_of
from course.read.district_files import ACCEPTED, SETTINGS
from course.report import report
from course.suggestions import did_you_mean
from course.update import check_update, update_lines


@click.command("district")
@folder_option
@click.option(
    "--district",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of what a district writes over the course, instead of district/.",
)
@click.option("--report", "with_report", is_flag=True, help="Say what is missing, old or changed.")
@click.option(
    "--accept",
    metavar="PLACE",
    help="Your text fits what the course says now: modules/FILE.yml:PLACE, or all.",
)
@click.option(
    "--update",
    metavar="REF",
    help="Say what another version would bring: a tag or branch in git, or a folder with it.",
)
@click.option(
    "--set",
    "given",
    metavar="KEY=VALUE",
    multiple=True,
    help="Answer a question without being asked, such as name=Lakeview. May be repeated.",
)
def look_after_district(
    folder: Path,
    district: Path | None,
    with_report: bool,
    accept: str | None,
    update: str | None,
    given: tuple[str, ...],
) -> int:
    """Ask about a district and write its settings, or look after what it has written."""
    own = district or folder / DISTRICT
    if accept is None and update is None and not with_report:
        return _settings(folder, own, given)
    if not own.is_dir():
        raise click.ClickException(
            f"There is no {shown_folder(own)} here. To begin: python3 build_course.py district"
        )
    checked = check_folder(folder, memo=Memo(cache_of(folder)), district=own)
    if checked.course is None:
        print_report(report(checked.problems, "text"))
        return 1
    if accept is not None:
        places = places_of(checked.loaded)
        if accept not in (EVERYTHING, *places):
            raise click.BadParameter(
                f'You have replaced nothing at "{accept}". {did_you_mean(accept, places)}',
                param_hint="--accept",
            )
        _write(own / ACCEPTED, accepted_text(checked.loaded, accept))
        click.echo(f"Written: {shown_folder(own)}{ACCEPTED}")
        return 0
    if update is not None:
        return _preview(folder, own, update, checked)
    lines = report_lines(checked.course, checked.loaded, checked.problems)
    click.echo("\n".join(lines))
    return 0


def _preview(folder: Path, own: Path, update: str, checked: Checked) -> int:
    """Say what an update would bring. It fails if the site could not be built any more."""
    try:
        updated = check_update(folder, update, own, Memo(cache_of(folder)))
    except GitError as error:
        raise click.ClickException(str(error)) from None
    click.echo("\n".join(update_lines(checked, updated)), nl=False)
    return 1 if updated.has_errors else 0


def _settings(folder: Path, own: Path, given: tuple[str, ...]) -> int:
    """Ask what is not given, and keep each answer at once, so that nobody has to begin again."""
    if (course := check_folder(folder, memo=Memo(cache_of(folder))).course) is None:
        raise click.ClickException("The course cannot be read: python3 build_course.py check")
    file = own / SETTINGS
    answers, problems = read_settings(file)
    if problems:  # what cannot be read must not be lost
        print_report(report(problems, "text"))
        return 1
    if file.is_file() and (comments := own_comments(file.read_text(encoding="utf-8"))):
        raise click.ClickException(
            f"{file} has comments of yours, which would be lost, such as: {comments[0]}\n"
            "Change it in an editor."
        )
    today = datetime.now(UTC).date()
    by_key = {question.key: question for question in questions(course)}
    for pair in given:
        key, _, text = pair.partition("=")
        if key not in by_key and f"{key.removesuffix('/verified-on')}/call" not in by_key:
            raise click.BadParameter(f'"{key}" is not a question. {did_you_mean(key, by_key)}')
        if text and key in by_key and (wrong := by_key[key].wrong(text)):
            raise click.BadParameter(f"{key}: {wrong}")
        answers = with_answer(answers, key, text)
    for question in () if given else by_key.values():
        click.echo(f"\n{question.asks}" + (f"\n({question.hint})" if question.hint else ""))
        before = known(answers, question.key)
        if (text := _asked(question, before)) != before:
            answers = dialed_today(answers, question.key, text, today)
        _write(file, settings_text(answers))
    _write(file, settings_text(answers))
    click.echo(f"\nWritten: {file}\nGo on with: python3 build_course.py district --report")
    return 0


def _asked(question: Question, before: str) -> str:
    while True:
        text: str = click.prompt(">", default=before, show_default=bool(before), prompt_suffix=" ")
        wrong = question.wrong(text) if text else "This is needed." * question.is_needed
        if not wrong:
            return text
        click.echo(wrong)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
