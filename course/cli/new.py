"""The command with which authors begin something new."""

from collections.abc import Mapping
from pathlib import Path

import click

from course.authoring.new.asks import Answers, Ask
from course.authoring.new.changes import changed_files
from course.authoring.new.kinds import KINDS
from course.authoring.yaml_file import SpliceError
from course.cli.options import folder_option, options_for, print_report, write
from course.compile import check_folder
from course.memo import Memo, cache_of
from course.models.course import Course
from course.read.blanks import MARK
from course.report import report
from course.suggestions import how_many

OPTIONS = {
    "id": "Its id.",
    "title": "Its title.",
    "for": "For which jobs: ids with commas. Of a module also how much: bus-driver:short.",
    "module": "In which module.",
    "lesson": "In which lesson, or which one to read again.",
    "after": "What it stands after.",
    "objective": "The objective that a question proves.",
    "objectives": "Of a module: the ids of what people can do afterward.",
    "care": "Of a module: yes if it mentions something that is hard to read.",
    "core": "Of a lesson: yes if it is in the short version.",
    "kind": "Of a card: what it is about.",
    "reviewer": "Of a topic: who should review it first.",
    "like": "Of a role: the job that is nearly the same.",
    "group": "Of a role: its group.",
    "grade": "Of a role: the school grade at which its texts should be readable.",
    "reads": "Of a role: which modules, such as noticing, in-the-moment:short.",
    "tag": "Of a claim: how sure we are.",
    "citations": "Of a claim: its sources.",
    "jurisdiction": "Of a claim about law: whose.",
    "looked-at": "Of a claim about law: the day on which its sources were read.",
    "term": "Of a term: the word.",
    "authors": "Of a citation: who wrote it.",
    "year": "Of a citation: the year.",
    "container": "Of a citation: where it appeared.",
    "doi": "Of a citation: its DOI.",
    "address": "Of a citation: its web address.",
}
"""The answers that can be given without being asked."""


def _with_answers(command: click.Command) -> click.Command:
    """The command with an option for each answer."""
    command.params += [
        click.Option([f"--{name}", name.replace("-", "_") + "_"], help=text)
        for name, text in OPTIONS.items()
    ]
    return command


@_with_answers
@click.command("new")
@click.argument("kind", type=click.Choice([*KINDS]))
@folder_option
@click.option(
    "--district",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder of a district that gets it, instead of the course.",
)
def new(kind: str, folder: Path, district: Path | None, **given: str | None) -> int:
    """Begin a new piece: write all that must be there, with blanks for a person to fill in.

    It asks for what is not given as an option.
    """
    known = {
        name: text.strip()
        for name in OPTIONS
        if (text := given[name.replace("-", "_") + "_"]) is not None
    }
    memo = Memo(cache_of(folder))
    checked = check_folder(folder, memo=memo, district=district)
    if checked.course is None:
        print_report(report(checked.problems, "text"))
        return 1
    answers = answered(kind, checked.course, known)
    try:
        texts = changed_files(folder, district, KINDS[kind].entries(checked.course, answers))
    except SpliceError as error:
        raise click.ClickException(f"{error} Nothing was written.") from None
    click.echo("Written:")
    blanks = 0
    for file, text in texts.items():
        before = file.read_text(encoding="utf-8") if file.is_file() else ""
        blanks += text.count(MARK) - before.count(MARK)
        write(file, text)
        click.echo(f"  {file.as_posix()}")
    if blanks:
        click.echo(
            f"{how_many(blanks, 'blank')} to fill in, in your own words: what begins with {MARK}"
        )
    click.echo(f"Go on with: python3 build_course.py check{options_for(folder, district)}")
    return 0


def answered(kind: str, course: Course, known: Mapping[str, str]) -> Answers:
    """An answer to everything that must be known. What is not given is asked."""
    answers: Answers = {}
    is_asking = _lacks_something(kind, course, known)
    asked = set()
    for ask in KINDS[kind].asks(course, answers):
        asked.add(ask.key)
        text = known.get(ask.key)
        if text is not None:
            if wrong := ask.wrong_with(text):
                raise click.BadParameter(wrong, param_hint=f"--{ask.key}")
            answers[ask.key] = text or ask.default
        else:
            answers[ask.key] = _asked(ask) if is_asking else ask.default
    if needless := known.keys() - asked:
        raise click.UsageError(f"--{min(needless)} is not for this {kind}.")
    return answers


def _lacks_something(kind: str, course: Course, known: Mapping[str, str]) -> bool:
    """Whether an answer is not given that has no default. If not, nothing at all is asked."""
    answers: Answers = {}
    for ask in KINDS[kind].asks(course, answers):
        text = known.get(ask.key) or ask.default
        if ask.is_needed and (not text or ask.wrong_with(text)):
            return ask.key not in known
        answers[ask.key] = text
    return False


def _asked(ask: Ask) -> str:
    click.echo(f"\n{ask.asks}" + (f"\n({ask.hint})" if ask.hint else ""))
    while True:
        text: str = click.prompt(
            ">", default=ask.default, show_default=bool(ask.default), prompt_suffix=" "
        ).strip()
        if not (wrong := ask.wrong_with(text)):
            return text or ask.default
        click.echo(wrong)
