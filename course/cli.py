"""The command line. The only file that prints or exits."""

import inspect
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from pathlib import Path

import click

from course.authoring.drawing_parts import drawing_parts
from course.authoring.guide import guide
from course.authoring.message_template import message_template
from course.authoring.question_scripts import question_scripts
from course.authoring.schema import schemas
from course.checks.coverage import own_pieces
from course.checks.rules import ALL_RULES
from course.compare.git import GitError
from course.compile import TRANSLATIONS, changes_since, check_folder, make_site
from course.district import (
    EVERYTHING,
    accepted_text,
    places_of,
    read_accepted,
    report_lines,
)
from course.frontend.build import style_of
from course.gc_pause import gc_frozen
from course.inputs import district_in
from course.last_run import OUTPUT, ROOT, Answer, LastRun
from course.memo import Memo, cache_of
from course.models.course import Course, Extent
from course.models.questions.kinds import question_kinds
from course.models.role_course import RoleCourse
from course.problems import Problem, in_order, rule_code
from course.publish.folder import FolderError, replacing
from course.publish.guide import GuideError, guide_key, write_guide
from course.publish.preview import Preview
from course.publish.preview_server import PreviewServer, ServerError, watch
from course.publish.static import write_site
from course.read.district_files import ACCEPTED
from course.report import Format, Report, count_errors, counted, report, usual_format
from course.statistics import statistics
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
    seconds = time.monotonic() - start
    click.echo(f"Built {_shown(output)}: {counts} in {seconds:.1f} seconds.\n{ending}", nl=False)
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
@district_option
@click.option("--report", "with_report", is_flag=True, help="Say what is missing, old or changed.")
@click.option(
    "--accept",
    metavar="PLACE",
    help="Your text fits what the course says now: modules/FILE.yml:PLACE, or all.",
)
def look_after_district(
    folder: Path, district: Path | None, with_report: bool, accept: str | None
) -> int:
    """Look after what a district has written over the course."""
    own = district or district_in(folder)
    if own is None:
        raise click.ClickException(
            "There is no district/ here. Copy examples/district/, or name yours: --district FOLDER"
        )
    checked = check_folder(folder, memo=Memo(cache_of(folder)), district=own)
    if checked.course is None or (accept is None and not with_report):
        _print(report(checked.problems, "text"))
        click.echo(f"{counted(checked.problems).capitalize()}.")
        return 1 if checked.has_errors else 0
    accepted = read_accepted(own)
    if accept is not None:
        known = places_of(checked.loaded)
        if accept not in (EVERYTHING, *known):
            raise click.BadParameter(
                f'You have replaced nothing at "{accept}". {did_you_mean(accept, known)}',
                param_hint="--accept",
            )
        text = accepted_text(checked.loaded, accepted, accept)
        (own / ACCEPTED).write_text(text, encoding="utf-8", newline="\n")
        click.echo(f"Written: {_shown(own)}{ACCEPTED}")
        return 0
    for line in report_lines(checked.course, checked.loaded, checked.problems, accepted):
        click.echo(line)
    return 0


@commands.command("coverage")
@folder_option
def show_coverage(folder: Path) -> int:
    """Print which modules each role reads, and how much of them is its own."""
    checked = check_folder(folder)
    course = checked.course
    if course is None:
        _print(report(checked.problems, "text"))
        return 1
    rows = [["", *course.roles]]
    for module_id in course.outline.matrix:
        module = course.modules.get(module_id)
        is_written = module and (module_id in course.quizzes or not module.objectives)
        roles = checked.tailored.by_role.values()
        rows.append([module_id, *(_cell(course, module_id, role) for role in roles)])
        rows[-1].append("" if is_written else "not written yet")
    _show_table(rows)
    click.echo(
        "\nIn brackets: own situations, your-part activities and questions; number of questions.\n"
    )
    by_role = [statistics(course, role) for role in checked.tailored.by_role.values()]
    names = list(by_role[0])
    _show_table([["", *course.roles], *([name, *(row[name] for row in by_role)] for name in names)])
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
    reader = (role_id, course.roles[role_id].group)
    for moment_id, moment in course.moments.items():
        if moment.is_for(reader):
            click.echo(f"{moment.title} ({moment_id})")
            for name, duty in moment.duties(reader).items():
                click.echo(f"  {name:9}  {duty.means}")
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


def _show_table(rows: Iterable[list[str]]) -> None:
    rows = list(rows)
    widths = [max(map(len, column)) for column in zip_longest(*rows, fillvalue="")]
    for row in rows:
        cells = (f"{cell:{width}}" for cell, width in zip(row, widths, strict=False))
        click.echo("  ".join(cells).rstrip())


def _cell(course: Course, module_id: str, role: RoleCourse) -> str:
    extent = course.extent(module_id, role.role_id)
    module, quiz = course.modules.get(module_id), course.quizzes.get(module_id)
    if extent is Extent.NONE or module is None or quiz is None:
        return "–" if extent is Extent.NONE else str(extent)
    own = "+".join(str(count) for count in own_pieces(module, quiz, role.role_id).values())
    return f"{extent} ({own}; {len(role.modules[module_id].questions)})"


def generated_files() -> Iterator[tuple[str, str]]:
    """The files that are generated from the code and committed: their paths and texts."""
    for name, text in schemas():
        yield f"course/authoring/schemas/{name}", text
    yield "docs/authoring.md", guide(ALL_RULES)
    yield "docs/drawing-parts.md", drawing_parts()
    yield "course/frontend/js/quiz/kinds.mjs", question_scripts(question_kinds())
    yield "course/publish/guide_theme/assets/drawings.css", style_of("drawings")
    yield "translations/interface.pot", message_template()


def stale_files(folder: Path) -> Mapping[str, str]:
    """The generated files of a folder that are missing or not up to date, with their new texts."""
    return {
        name: text
        for name, text in generated_files()
        if not (folder / name).is_file() or (folder / name).read_bytes() != text.encode()
    }


def _shown(path: Path) -> str:
    """A folder's path for display, relative to the current folder if it is inside."""
    current = Path.cwd()
    shown = path.relative_to(current) if path.is_relative_to(current) else path
    return f"{shown.as_posix()}/"
