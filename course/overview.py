"""Overviews of a course for the terminal: who reads what, and what a role does in hard moments."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from course.checks.coverage import own_pieces
from course.models.course import Course, Extent
from course.models.role_course import RoleCourse, Tailored
from course.statistics import statistics


def coverage_lines(course: Course, tailored: Tailored) -> Iterator[str]:
    """Which modules each role reads, and how much of them is its own."""
    rows = [["", *course.roles]]
    for module_id in course.outline.matrix:
        module = course.modules.get(module_id)
        is_written = module and (module_id in course.quizzes or not module.objectives)
        roles = tailored.by_role.values()
        rows.append([module_id, *(cell(course, module_id, role) for role in roles)])
        rows[-1].append("" if is_written else "not written yet")
    yield from _table(rows)
    yield (
        "\nIn brackets: own situations, your-part activities and questions; number of questions.\n"
    )
    by_role = [statistics(course, role) for role in tailored.by_role.values()]
    names = list(by_role[0])
    yield from _table(
        [["", *course.roles], *([name, *(row[name] for row in by_role)] for name in names)]
    )


def moment_lines(course: Course, role_id: str) -> Iterator[str]:
    """A role's first act, calls and exception for every hard moment."""
    reader = course.reader(role_id)
    for moment_id, moment in course.moments.items():
        if moment.is_for(reader):
            yield f"{moment.title} ({moment_id})"
            for name, duty in moment.duties(reader).items():
                yield f"  {name:9}  {duty.means}"


def _table(rows: Iterable[list[str]]) -> Iterator[str]:
    rows = list(rows)
    widths = [max(map(len, column)) for column in zip_longest(*rows, fillvalue="")]
    for row in rows:
        cells = (f"{cell:{width}}" for cell, width in zip(row, widths, strict=False))
        yield "  ".join(cells).rstrip()


def cell(course: Course, module_id: str, role: RoleCourse) -> str:
    """How much of a module a role reads: the extent, its own pieces, and how many questions."""
    extent = course.extent(module_id, role.role_id)
    module, quiz = course.modules.get(module_id), course.quizzes.get(module_id)
    if extent is Extent.NONE or module is None or quiz is None:
        return "–" if extent is Extent.NONE else str(extent)
    own = "+".join(str(count) for count in own_pieces(module, quiz, role.reader).values())
    return f"{extent} ({own}; {len(role.modules[module_id].questions)})"
