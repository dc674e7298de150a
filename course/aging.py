"""What has grown old, although nobody changed it: a line of each build, and the monthly issue.

Numbers have to be dialed again, claims to be reviewed, and a district's texts to be compared with
texts of the course that have changed since.
"""

from collections.abc import Collection, Iterable, Iterator

from course.checks.dates import AGE, is_due_to_age
from course.district import changed_places
from course.in_markdown import escaped, list_item
from course.problems import Problem
from course.read.loaded import Loaded
from course.suggestions import how_many

COMMAND = "python3 build_course.py aging"
TITLES = {
    "numbers-to-verify": "Numbers and pages that nobody has verified for ninety days",
    "claims-to-review": "Claims whose review is due",
    "statements-to-verify": "Statements that nobody has verified for a year",
}
"""A title for each rule about age."""


def aging_line(loaded: Loaded, problems: tuple[Problem, ...], option: str = "") -> str:
    """How much has grown old, for the end of a build. Empty if nothing has.

    `option` is what commands need to find the district.
    """
    old = sum(problem.count for problem in problems if is_due_to_age(problem))
    count = old + len(changed_places(loaded))
    if not count:
        return ""
    things = how_many(count, "thing has", "things have")
    return f"{things} grown old. To see what: {COMMAND}{option}\n"


def aging_lines(
    problems: Iterable[Problem], places: Collection[str] = (), option: str = ""
) -> Iterator[str]:
    """Everything that has grown old, in Markdown. Nothing if nothing has.

    `places` are those where the course's text has changed below a district's. `option` is what
    commands need to find the district.
    """
    problems = tuple(problems)
    for rule in sorted(AGE):
        if old := [problem for problem in problems if problem.rule == rule]:
            yield f"## {TITLES[rule]}"
            yield ""
            yield from map(list_item, old)
            yield ""
    if places:
        yield "## Texts of the course that have changed below your own"
        yield ""
        command = f"python3 build_course.py district{option}"
        yield f"`{command} --report` shows both. If yours still fits:"
        yield f"`{command} --accept PLACE`"
        yield ""
        yield from (f"- `{name}`" for name in places)
        yield ""


def titled(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Lines below a title of their own. Nothing if there are none."""
    if found := list(lines):
        yield f"# {escaped(title)}"
        yield ""
        yield from found
