"""The command with which a district looks after its settings and texts."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

import click

from course.authoring.district_questions import Question, questions, rule_questions
from course.authoring.district_settings import (
    Answers,
    dialed_today,
    findings,
    known,
    merged,
    own_comments,
    read_answers,
    settings_text,
    with_answer,
    without_old_days,
)
from course.cli.districts import NOT_MANY, districts_option, refuse
from course.cli.many_reports import NOTHING_NEW, many_accept, many_reports, print_lines
from course.cli.options import (
    OF_MANY,
    folder_option,
    options_for,
    print_report,
    shown_folder,
    write,
)
from course.compare.git import GitError
from course.compile import Checked, check_folder
from course.district import (
    EVERYTHING,
    accepted_text,
    changed_places,
    district_report,
    places_of,
    report_lines,
)
from course.inputs import DISTRICT
from course.last_run import ROOT
from course.memo import Memo, cache_of
from course.models.course import Course
from course.problems import Finding, Problem, in_order
from course.read.district_files import ACCEPTED, SETTINGS
from course.read.overlay import Layer, Layered
from course.read.values import value_at
from course.read.yaml_reader import Document
from course.report import report
from course.suggestions import did_you_mean, how_many
from course.today import current_day
from course.update import check_update, update_lines

COMMAND = "python3 build_course.py district"
NEEDED = "This is needed."
TEMPLATE = ROOT / "examples" / "district-template" / "district" / SETTINGS
"""The settings that districts begin with a copy of. Nobody misses the comments in it."""


@click.command("district")
@folder_option
@click.option(
    "--district",
    type=click.Path(path_type=Path, file_okay=False),
    help=OF_MANY,
)
@districts_option
@click.option("--report", "with_report", is_flag=True, help="Say what is missing, old or changed.")
@click.option(
    "--summary",
    type=click.Path(path_type=Path, dir_okay=False),
    help="With --report, append it to this file in Markdown, with an accepted.yml to copy.",
)
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
    "--answers",
    "answers_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Take the answers from a file like district.yml. They replace what is there.",
)
@click.option(
    "--set",
    "pairs",
    metavar="KEY=VALUE",
    multiple=True,
    help="Answer a question without being asked, such as name=Lakeview. An empty VALUE takes the "
    "answer out. May be repeated.",
)
def look_after_district(
    folder: Path,
    district: Path | None,
    districts: Path | None,
    with_report: bool,
    summary: Path | None,
    accept: str | None,
    update: str | None,
    answers_file: Path | None,
    pairs: tuple[str, ...],
) -> int:
    """Ask about a district and write its settings, or look after what it has written."""
    if summary and not with_report:
        raise click.UsageError("--summary needs --report.")
    of_one = {"--update": update, "--answers": answers_file, "--set": pairs}
    refuse(of_one if districts else {}, NOT_MANY)
    _expect_one_thing({"--accept": accept, "--report": with_report, **of_one})
    if districts:
        if accept is not None:
            return many_accept(folder, districts, district, accept)
        if with_report:
            return many_reports(folder, districts, district, summary)
        raise click.UsageError("--districts needs --report or --accept.")
    own = district or folder / DISTRICT
    if accept is None and update is None and not with_report:
        return _settings(folder, own, answers_file, pairs)
    if not own.is_dir():
        raise click.ClickException(
            f"There is no {shown_folder(own)} here. To begin: {COMMAND}{options_for(folder, own)}"
        )
    checked = check_folder(folder, memo=Memo(cache_of(folder)), district=own)
    if checked.course is None:
        print_report(report(checked.problems, "text"))
        return 1
    if accept is not None:
        return _accept(own, checked, accept)
    if update is not None:
        return _preview(folder, own, update, checked)
    found = district_report(checked.course, checked.loaded, checked.problems)
    to_copy = accepted_text(checked.loaded, EVERYTHING) if found.changed and not found.wrong else ""
    print_lines(report_lines(found), summary, to_copy)
    return 0


def _expect_one_thing(given: Mapping[str, object]) -> None:
    """Stop if only a part of what is asked for would be done. `given` has the options by name."""
    names = [name for name, value in given.items() if value]
    if len(names) > 1 and names != ["--answers", "--set"]:
        raise click.UsageError(
            f"{names[0]} and {names[1]} are two commands. Run one, then the other."
        )


def _accept(own: Path, checked: Checked, place: str) -> int:
    """Note that somebody has looked at a place, or at all of them."""
    places = places_of(checked.loaded)
    if place not in (EVERYTHING, *places):
        raise click.BadParameter(
            f'You have replaced nothing at "{place}". {did_you_mean(place, places)}',
            param_hint="--accept",
        )
    changed = changed_places(checked.loaded)
    noted = [name for name in changed if place in (EVERYTHING, name)]
    write(own / ACCEPTED, accepted_text(checked.loaded, place))
    click.echo("\n".join(["Noted:", *(f"  {it}" for it in noted)] if noted else [NOTHING_NEW]))
    click.echo(f"Written: {shown_folder(own)}{ACCEPTED}")
    return 0


def _preview(folder: Path, own: Path, update: str, checked: Checked) -> int:
    """Say what an update would bring. It fails if the site could not be built anymore."""
    try:
        updated = check_update(folder, update, own, Memo(cache_of(folder)))
    except GitError as error:
        raise click.ClickException(str(error)) from None
    click.echo("\n".join(update_lines(checked, updated)), nl=False)
    return 1 if updated.has_errors else 0


def _settings(folder: Path, own: Path, answers_file: Path | None, pairs: tuple[str, ...]) -> int:
    """Write what is given, or ask, and say what is still wrong."""
    memo = Memo(cache_of(folder))
    if (course := check_folder(folder, memo=memo).course) is None:
        check = f"python3 build_course.py check{options_for(folder)}"
        raise click.ClickException(f"The course cannot be read: {check}")
    file = own / SETTINGS
    before, problems = read_answers(file) if file.is_file() else (None, ())
    if problems:  # what cannot be read must not be lost
        print_report(report(problems, "text"))
        return 1
    template = TEMPLATE.read_text(encoding="utf-8") if TEMPLATE.is_file() else ""
    if before and (comments := own_comments("\n".join(before.lines), template)):
        raise click.ClickException(
            f"{file} has comments of yours, which would be lost, such as: {comments[0]}\n"
            "Change it in an editor."
        )
    answers = dict(before.data) if before and isinstance(before.data, dict) else {"draft": "yes"}
    if answers_file:
        answers, problems = _from_file(course, file, answers, before, answers_file)
        if problems:
            print_report(report(problems, "text"))
            return 1
    if pairs:
        answers = _from_pairs(course, file, answers, pairs)
    if not (answers_file or pairs):
        _ask(course, file, answers)
    else:
        write(file, settings_text(answers))
    go_on = f"{COMMAND}{options_for(folder, own)} --report"
    click.echo(f"\nWritten: {file}\nGo on with: {go_on}")
    return _still_wrong(folder, own, memo)


def _still_wrong(folder: Path, own: Path, memo: Memo) -> int:
    """Print what is wrong with the settings as they are now. Returns the status."""
    checked = check_folder(folder, memo=memo, district=own)
    (settings,) = checked.loaded.layers[SETTINGS]
    mistakes = tuple(
        problem
        for problem in checked.problems
        if problem.path == settings.document.path and not problem.is_warning
    )
    if mistakes:
        print_report(report(mistakes, "text"))
    return 1 if mistakes else 0


def _from_file(
    course: Course, file: Path, answers: Answers, before: Document | None, given: Path
) -> tuple[Answers, tuple[Problem, ...]]:
    """The answers with those of another file written over them, or what is wrong with these."""
    document, problems = read_answers(given)
    if document is None or not isinstance(document.data, dict):
        return answers, problems
    answers = without_old_days(answers, merged(answers, document.data), document.data)
    both = Layered(SETTINGS, before, (Layer(document),))
    found = findings(course, file, answers, document.data)
    return answers, in_order(both.problem(finding) for finding in found)


def _from_pairs(course: Course, file: Path, answers: Answers, pairs: tuple[str, ...]) -> Answers:
    """The answers with those of `--set`. A mistake ends the command."""
    every = (*questions(course, file.parent), *chain.from_iterable(rule_questions(course)))
    needed = {question.key: question.is_needed for question in every}
    before, given = answers, Answers()
    for pair in pairs:
        key, sign, text = pair.partition("=")
        if not sign:
            raise click.BadParameter(
                f'Write KEY=VALUE, such as name=Lakeview, instead of "{pair}".'
            )
        if key not in needed:
            raise click.BadParameter(f'"{key}" is not a question. {did_you_mean(key, needed)}')
        if needed[key] and not text.strip():
            raise click.BadParameter(f"{key}: {NEEDED}")
        answers, given = with_answer(answers, key, text), with_answer(given, key, text)
    answers = without_old_days(before, answers, given)
    for finding in findings(course, file, answers, given):
        if not finding.location or finding.location[0] in given:  # the rest may be given later
            place = "/".join(map(str, finding.location))
            remedy = _day_as_a_pair(finding, place, answers) or finding.remedy
            raise click.BadParameter(f"{place} {finding.what} {remedy}".strip())
    return answers


def _day_as_a_pair(finding: Finding, place: str, answers: Answers) -> str:
    """The remedy for a number or an answer without a day, which is another `--set`.

    Empty for anything else.
    """
    at = finding.location[:2]
    piece, day = value_at(answers, at), "verified-on=2026-11-28"
    if len(at) < 2 or not isinstance(piece, dict) or "verified-on" in piece:
        return ""
    if at[0] == "contacts" and at == finding.location:
        return f"Dial it. Then add the day that you did: --set {place}/{day}"
    if at[0] == "local-rules":
        pairs = [f"--set {at[0]}/{at[1]}/{pair}" for pair in ("source=…", day)]
        lacks = pairs if "source" not in piece else pairs[1:]
        return f"Read it in its source. Then add the day that you did: {' '.join(lacks)}"
    return ""


def _ask(course: Course, file: Path, answers: Answers) -> None:
    """Ask, and write each answer at once, so that nobody has to begin again."""
    today = current_day()
    for question in questions(course, file.parent):
        before = known(answers, question.key)
        if question.asks and (text := _answer(question, before)) != before:
            answers = dialed_today(answers, question.key, text, today)
            write(file, settings_text(answers))
    rules = list(rule_questions(course))
    begin = Question(
        "",
        f"Do you answer the {how_many(len(rules), 'question')} about your state's law and your "
        "policies?",
    )
    if rules and _says_yes(begin, "empty to leave them for another day"):
        for rule in rules:
            answers = _ask_about_a_rule(rule, answers, today)
            write(file, settings_text(answers))


def _ask_about_a_rule(
    rule: tuple[Question, Question, Question], answers: Answers, today: date
) -> Answers:
    """The answers with one about a local rule, if somebody says that it was read there."""
    answer, source, day = rule
    before = [known(answers, it.key) for it in (answer, source)]
    if not (text := _answer(answer, before[0])):
        return answers
    where = _answer(source, before[1])
    if [text, where] == before:
        return answers
    confirm = Question("", f"Has somebody read this in {where} today?")
    if not _says_yes(confirm, "without yes, this answer is not kept"):
        click.echo("This answer is not kept. Ask somebody to read it there first.")
        return answers
    for key, value in ((answer.key, text), (source.key, where), (day.key, str(today))):
        answers = with_answer(answers, key, value)
    return answers


def _says_yes(question: Question, otherwise: str) -> bool:
    return _answer(replace(question, hint=f"yes; {otherwise}"), "").lower() in ("y", "yes")


def _answer(question: Question, before: str) -> str:
    """What somebody types, once nothing is wrong with it."""
    click.echo(f"\n{question.asks}" + (f"\n({question.hint})" if question.hint else ""))
    while True:
        text: str = click.prompt(">", default=before, show_default=bool(before), prompt_suffix=" ")
        wrong = question.wrong(text) if text else NEEDED * question.is_needed
        if not wrong:
            return text
        click.echo(wrong)
