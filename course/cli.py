"""The command line. The only file that prints or exits."""

import inspect
import os
import time
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
from course.authoring.generated import stale_files
from course.checks.rules import ALL_RULES
from course.compare.git import GitError
from course.compile import TRANSLATIONS, changes_since, check_folder, make_site
from course.district import (
    EVERYTHING,
    accepted_text,
    places_of,
    report_lines,
)
from course.gc_pause import gc_frozen
from course.inputs import DISTRICT, district_in
from course.last_run import OUTPUT, ROOT, Answer, LastRun
from course.memo import Memo, cache_of
from course.overview import coverage_lines, moment_lines
from course.problems import Problem, in_order, rule_code
from course.publish.folder import FolderError, replacing
from course.publish.guide import GuideError, guide_key, write_guide
from course.publish.preview import Preview
from course.publish.preview_server import PreviewServer, ServerError, watch
from course.publish.static import write_site
from course.read.district_files import ACCEPTED, SETTINGS
from course.report import Format, Report, count_errors, counted, report, usual_format
from course.suggestions import did_you_mean
from course.version import VERSION

PACKAGE = Path(__file__).resolve().parent


def main(arguments: list[str]) -> int:
    """Run one command, such as `["check", "--format", "json"]`, and return its exit status."""
    try:
        status = commands.main(arguments, prog_name="build_course.py", standalone_mode=False)
    except click.Abort:
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return status if isinstance(status, int) else 0


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, message="%(version)s")
def commands() -> None:
    """Build the course, preview it while you write, and find out what is wrong.

    The command `test` runs the tests. `lint` looks for mistakes in the code, and `format` formats
    it.
    """


folder_option = click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=ROOT,
    help="Another folder with a course in it.",
)


district_option = click.option(
    "--district",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder of what a district writes over the course, instead of district/.",
)


@commands.command()
@folder_option
@district_option
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=OUTPUT,
    help="Where to write the site, instead of site/.",
)
@click.option(
    "--guide/--no-guide", "with_guide", default=True, help="Also build the guide of docs/."
)
def build(folder: Path, district: Path | None, output: Path, with_guide: bool) -> int:
    """Build the site into site/. If anything is wrong, the last good site stays.

    The environment variable SITE_URL says where the site will be published. Without it, the
    district's settings do.
    """
    start = time.monotonic()
    key = guide_key(folder) if with_guide else ""
    district = district or district_in(folder)
    last_run = LastRun("build", folder, output.resolve(), guide=key, district=district)
    if answer := last_run.answer():
        _print(answer)
        return answer.status
    click.echo("Reading and checking …")
    memo = Memo(cache_of(folder))
    checked = check_folder(folder, memo=memo, district=district)
    shown = report(checked.problems, usual_format())
    _print(shown)
    if checked.course is None or checked.has_errors:
        click.echo(f"\nNothing was built: {counted(checked.problems)}.", err=True)
        return 1
    site = make_site(checked.loaded, checked.tailored, folder / TRANSLATIONS, memo)
    settings = checked.course.district
    address = (settings.address or "") if settings else ""
    del checked  # the content of every file, which is not needed to write the site
    try:
        with (
            gc_frozen(),
            replacing(output.resolve()) as writer,
            click.progressbar(length=len(site.pages), label="Writing the site") as progress,
        ):
            url = os.environ.get("SITE_URL") or address
            write_site(site, writer, url, on_page=lambda: progress.update(1))
            if key:
                write_guide(folder, writer, key)
    except GuideError as error:
        raise click.ClickException(
            f"The guide in docs/ could not be built. The last good site is still there.\n\n{error}"
            "\n\nTo build the site without it: build --no-guide"
        ) from None
    except FolderError as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(
            f"The site could not be written: {error}. The last good site is still there. "
            "Check the free space, and your permission to write to this folder."
        ) from None
    memo.release()
    counts = (
        f"{site.counts['roles']} roles, {site.counts['modules']} modules, "
        f"{len(site.pages)} pages, {site.counts['questions']} questions"
    )
    ending = "Look at it: python3 build_course.py serve\n"
    same = f"Nothing has changed since {_shown(output)} was built: {counts}.\n{ending}"
    last_run.save(Answer(shown.out + same, shown.err, 0))
    took = f"{time.monotonic() - start:.1f} seconds"
    click.echo(f"Built {_shown(output)}: {counts} in {took}.\n{ending}", nl=False)
    return 0


def _print(texts: Report | Answer) -> None:
    click.echo(texts.err, nl=False, err=True)
    click.echo(texts.out, nl=False)


@commands.command()
@folder_option
@district_option
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
def serve(folder: Path, district: Path | None, address: str) -> int:
    """Preview the site in a browser. It updates with every change that you save."""
    host, _, port = address.rpartition(":")
    if not port.isdigit():
        raise click.BadParameter(
            f'"{address}" is not an address such as 127.0.0.1:8000.', param_hint="--address"
        )
    district = district or district_in(folder)
    preview = Preview(folder, _show, Memo(cache_of(folder)), district)
    try:
        server = PreviewServer((host, int(port)), preview)
    except ServerError as error:
        raise click.ClickException(str(error)) from None
    own = (district,) if district else ()
    watch(preview, folder, (PACKAGE / "frontend", PACKAGE / "render" / "templates", *own))
    click.echo(f"Preview at http://{address}/ (Ctrl+C ends it)")
    server.serve_forever()
    return 0


def _show(problems: tuple[Problem, ...]) -> None:
    _print(report(problems, "text"))
    click.echo(f"{time.strftime('%H:%M:%S')}  {counted(problems)}")


@commands.command()
@folder_option
@district_option
@click.option("--format", "shown_as", type=click.Choice(["text", "json", "github"]))
@click.option("--since", metavar="REF", help="Also compare with this commit or branch in git.")
@click.option("--explain", metavar="RULE", help="Explain a rule, and check nothing.")
def check(
    folder: Path,
    district: Path | None,
    shown_as: Format | None,
    since: str | None,
    explain: str | None,
) -> int:
    """Say what is wrong, and build nothing."""
    if explain is not None:
        click.echo(_explanation(explain))
        return 0
    shown_as = shown_as or usual_format()
    district = district or district_in(folder)
    last_run = LastRun(f"check-{shown_as}", folder, district=district)
    answer = last_run.answer() if since is None else None
    if answer is None:
        answer = _check(folder, district, shown_as, since)
        if since is None:
            last_run.save(answer)
    _print(answer)
    return answer.status


def _check(folder: Path, district: Path | None, shown_as: Format, since: str | None) -> Answer:
    memo = Memo(cache_of(folder))
    checked = check_folder(folder, memo=memo, district=district)
    memo.save()
    problems = checked.problems
    if since is not None:
        try:
            problems = in_order((*problems, *changes_since(folder, since)))
        except GitError as error:
            raise click.ClickException(str(error)) from None
    shown = report(problems, shown_as)
    status = 1 if checked.course is None or count_errors(problems) else 0
    if shown_as == "json":
        return Answer(shown.out, shown.err, status)
    ending = f"{counted(problems).capitalize()}.\n"
    if problems:
        return Answer(shown.out, shown.err + ending, status)
    return Answer(shown.out + ending, shown.err, status)


def _explanation(name: str) -> str:
    rules = {rule_code(rule): rule for rule in ALL_RULES}
    if name not in rules:
        raise click.BadParameter(
            f'There is no rule "{name}". {did_you_mean(name, rules)}', param_hint="--explain"
        )
    return f"{name}\n\n{inspect.getdoc(rules[name])}"


@commands.command("district")
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
    given: tuple[str, ...],
) -> int:
    """Ask about a district and write its settings, or look after what it has written."""
    own = district or folder / DISTRICT
    if accept is None and not with_report:
        return _settings(folder, own, given)
    if not own.is_dir():
        raise click.ClickException(
            f"There is no {_shown(own)} here. To begin: python3 build_course.py district"
        )
    checked = check_folder(folder, memo=Memo(cache_of(folder)), district=own)
    if checked.course is None:
        _print(report(checked.problems, "text"))
        return 1
    if accept is not None:
        places = places_of(checked.loaded)
        if accept not in (EVERYTHING, *places):
            raise click.BadParameter(
                f'You have replaced nothing at "{accept}". {did_you_mean(accept, places)}',
                param_hint="--accept",
            )
        _write(own / ACCEPTED, accepted_text(checked.loaded, accept))
        click.echo(f"Written: {_shown(own)}{ACCEPTED}")
        return 0
    lines = report_lines(checked.course, checked.loaded, checked.problems)
    click.echo("\n".join(lines))
    return 0


def _settings(folder: Path, own: Path, given: tuple[str, ...]) -> int:
    """Ask what is not given, and keep each answer at once, so that nobody has to begin again."""
    if (course := check_folder(folder, memo=Memo(cache_of(folder))).course) is None:
        raise click.ClickException("The course cannot be read: python3 build_course.py check")
    file = own / SETTINGS
    answers, problems = read_settings(file)
    if problems:  # what cannot be read must not be lost
        _print(report(problems, "text"))
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


@commands.command("coverage")
@folder_option
def show_coverage(folder: Path) -> int:
    """Print which modules each role reads, and how much of them is its own."""
    checked = check_folder(folder)
    if checked.course is None:
        _print(report(checked.problems, "text"))
        return 1
    click.echo("\n".join(coverage_lines(checked.course, checked.tailored)))
    return 1 if checked.has_errors else 0


@commands.command()
@folder_option
@click.option("--role", "role_id", required=True, help="The id of a role, such as nurse.")
def moments(folder: Path, role_id: str) -> int:
    """Print a role's first act, calls and exception for every hard moment."""
    checked = check_folder(folder)
    course = checked.course
    if course is None:
        _print(report(checked.problems, "text"))
        return 1
    if role_id not in course.roles:
        raise click.BadParameter(
            f'There is no role "{role_id}". {did_you_mean(role_id, course.roles)}',
            param_hint="--role",
        )
    click.echo("\n".join(moment_lines(course, role_id)))
    return 1 if checked.has_errors else 0


@commands.command()
def generate() -> int:
    """Write the files that are generated from the code, and list those that changed."""
    stale = stale_files(ROOT)
    for name, text in stale.items():
        (ROOT / name).write_text(text, encoding="utf-8", newline="\n")
        click.echo(name)
    if not stale:
        click.echo("Nothing to do.")
    return 0


def _shown(path: Path) -> str:
    """A folder's path for display, relative to the current folder if it is inside."""
    current = Path.cwd()
    shown = path.relative_to(current) if path.is_relative_to(current) else path
    return f"{shown.as_posix()}/"
