"""Blanks: texts that a person must still write, such as `TODO: what the driver sees`.

They are no mistakes. The course can be read with them, and previewed, but not published.
"""

from collections.abc import Iterator

from course.problems import Finding, Location
from course.read.codes import BLANK
from course.read.files import MOMENTS
from course.read.yaml_reader import Data

MARK = "TODO:"
"""How a blank begins. No sentence of a course begins with it by chance."""


def is_blank(value: object) -> bool:
    """Whether a value is a blank."""
    return isinstance(value, str) and value.lstrip().startswith(MARK)


def blank_locations(data: Data) -> Iterator[Location]:
    """Where the blanks are in the data of a file, in its order."""
    stack: list[tuple[Location, Data]] = [((), data)]
    while stack:
        location, value = stack.pop()
        if isinstance(value, str):
            if is_blank(value):
                yield location
            continue
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        stack.extend([((*location, step), it) for step, it in inner][::-1])


def blank(path: str, location: Location, value: object) -> Finding:
    """A blank as it is reported: where it is, and what belongs there."""
    says = " ".join(str(value).split()).removeprefix(MARK).strip()
    what = says or f"`{location[-1]}`" if location else says
    return Finding(path, location, what, _REMEDY, is_blank=True, rule=BLANK)


_REMEDY = f"Write it instead of the words from {MARK} on."


def is_near_a_blank(finding: Finding, blanks: frozenset[tuple[str, Location]]) -> bool:
    """Whether a finding may only be due to a blank: it is in the same piece, or about its file."""
    depth = _depth(finding.path)
    here = finding.location[:depth]
    return any(
        (path == finding.path and (len(finding.location) < depth or location[:depth] == here))
        # A card says what its row in the table of moments asks for.
        or (path == MOMENTS and finding.path == f"{_CARDS}/{location[0]}.yml")
        for path, location in blanks
    )


_CARDS = "reference/cards"


def _depth(path: str) -> int:
    """How many steps lead to a piece in a file, such as `lessons` and its id."""
    folder, _, rest = path.partition("/")
    if folder in ("modules", "quizzes") or path in ("reference/roles.yml", "course.yml"):
        return 2
    return 0 if "/" in rest else 1
