"""A pull request in a few lines of Markdown: what is wrong, what changed, and for which jobs."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from course.compare.contents import Change, content_changes
from course.compile import Checked
from course.in_markdown import escaped, list_item
from course.models.base import Id
from course.models.course import Course
from course.models.role_course import Tailored
from course.offer import offered
from course.overview import cell
from course.problems import Problem, causes
from course.report import count_errors, counted
from course.since import Since
from course.statistics import statistics
from course.suggestions import how_many
from course.tailor import tailor

MOST_PROBLEMS, MOST_CHANGES, MOST_PARTS = 20, 30, 6
MOST_LEFT_OUT = 3
"""How many jobs are listed as those that a change is not for."""
ONLY_OWN = (
    "Nothing in your texts. Two versions of the course are not compared: what another one brings "
    "is in its release notes."
)
NOT_SHOWN = ("examples: ", "words per sentence")
"""How the names of figures begin that say little about coverage."""


def summary_lines(
    checked: Checked, problems: Sequence[Problem], since: Since | None
) -> Iterator[str]:
    """The summary. `problems` are those of the course, and of the comparison if there is one."""
    passes = checked.passes and not count_errors(problems)
    yield f"## {'Passes' if passes else 'Does not pass'}: {counted(tuple(problems))}"
    yield ""
    gone = since.gone if since else ()
    others = (it.problem for it in causes(it for it in problems if it not in gone))
    yield from _cut(map(_problem, _mistakes_first(others)), MOST_PROBLEMS)
    if since:
        yield from change_lines(checked, since)


def change_lines(checked: Checked, since: Since) -> Iterator[str]:
    """What changed, for which jobs, and which ids are gone."""
    course = checked.course
    if since.before is None or course is None:
        return
    if not (course.is_read() and since.before.is_read()):
        yield "What changed is not shown, because not everything can be read."
        return
    changed = list(content_changes(since.tailored, checked.tailored, since.before, course))
    old, before = _offered(since.before, since.tailored)
    new, now = _offered(course, checked.tailored)
    titles = {name: str(role.title) for name, role in (old.roles | new.roles).items()}
    yield "## What changed"
    yield ""
    yield from _cut((_change(change, titles) for change in changed), MOST_CHANGES)
    if not changed:
        yield ONLY_OWN if since.is_only_of_district else "Nothing in the course's files."
        yield ""
    yield "## Coverage, before → after"
    yield ""
    differences = dict(_coverage(old, before, new, now))
    for role_id, figures in differences.items():
        yield f"- **{escaped(titles[role_id])}**: {'; '.join(figures)}"
    if not differences:
        yield "The same for every job."
    yield ""
    if since.gone:
        yield "## Ids that are gone"
        yield ""
        yield from _cut(map(_problem, since.gone), MOST_PROBLEMS)


def many_lines(
    total: int, failed: Sequence[str], problems: Sequence[Problem], changes: Iterable[str]
) -> Iterator[str]:
    """The summary of many districts. `failed` are the names of those with a mistake.

    `changes` are lines about the districts that have changed.
    """
    of_all = f"{len(failed)} of {how_many(total, 'district')}"
    verdict = f"Does not pass: {of_all}" if failed else f"Passes: {how_many(total, 'district')}"
    yield f"## {verdict}, {counted(tuple(problems))}"
    yield ""
    if failed:
        yield f"With a mistake: {escaped(', '.join(failed))}"
        yield ""
    yield from _cut(map(_problem, _mistakes_first(problems)), MOST_PROBLEMS)
    yield from changes


def append(path: Path, lines: Iterable[str]) -> None:
    """Append lines to a file, as the steps of a workflow do to their summary."""
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)


def _mistakes_first(problems: Iterable[Problem]) -> list[Problem]:
    """The problems in an order in which remarks, and not mistakes, are cut."""
    return sorted(problems, key=lambda it: it.is_warning)


def _problem(problem: Problem) -> str:
    kind = "Remark: " if problem.is_warning else "Still to write: " if problem.is_blank else ""
    return list_item(problem, kind)


def _change(change: Change, titles: dict[Id, str]) -> str:
    parts = [
        f"{part.kind} “{escaped(part.title)}” {part.how}" for part in change.parts[:MOST_PARTS]
    ]
    if len(change.parts) > MOST_PARTS:
        parts.append(f"and {len(change.parts) - MOST_PARTS} more")
    inside = f": {', '.join(parts)}" if parts else ""
    jobs = f" — for {_jobs(change.roles, titles)}" if change.roles else ""
    return f"- {change.kind} **{escaped(change.title)}** {change.how}{inside}{jobs}"


def _jobs(role_ids: Sequence[Id], titles: dict[Id, str]) -> str:
    """Jobs by their titles, or the few that are left out. `titles` are those that are offered."""
    role_ids = [role_id for role_id in role_ids if role_id in titles]
    if not role_ids:
        return "no job that you offer"
    others = [title for role_id, title in titles.items() if role_id not in role_ids]
    if not others:
        return "every job"
    if len(others) <= MOST_LEFT_OUT < len(role_ids):
        return f"every job but {escaped(', '.join(others))}"
    return escaped(", ".join(titles[role_id] for role_id in role_ids))


def _offered(course: Course, tailored: Tailored) -> tuple[Course, Tailored]:
    """The part of a course that its district offers, and what that is for every role."""
    part = offered(course)
    return part, tailored if part is course else tailor(part)


def _coverage(
    old: Course, before: Tailored, new: Course, now: Tailored
) -> Iterator[tuple[Id, list[str]]]:
    """For each job whose course differs, the figures that do."""
    for role_id in dict.fromkeys((*before.by_role, *now.by_role)):
        was, is_now = before.by_role.get(role_id), now.by_role.get(role_id)
        if was and is_now and was.fingerprint == is_now.fingerprint:
            continue
        earlier = _figures(old, before, role_id)
        present = _figures(new, now, role_id)
        figures = [
            f"{escaped(name)} {earlier.get(name, '–')} → {present.get(name, '–')}"
            for name in dict.fromkeys((*present, *earlier))
            if earlier.get(name) != present.get(name)
        ]
        if figures:
            yield role_id, figures


def _figures(course: Course, tailored: Tailored, role_id: Id) -> dict[str, str]:
    role = tailored.by_role.get(role_id)
    if role is None:
        return {}
    figures = statistics(course, role).items()
    return {
        **{name: figure for name, figure in figures if not name.startswith(NOT_SHOWN)},
        **{module_id: cell(course, module_id, role) for module_id in course.outline.matrix},
    }


def _cut(lines: Iterable[str], most: int) -> Iterator[str]:
    """At most so many lines, how many more there are, and an empty line, if there are any."""
    lines = list(lines)
    yield from lines[:most]
    if len(lines) > most:
        yield f"- … and {len(lines) - most} more"
    if lines:
        yield ""
