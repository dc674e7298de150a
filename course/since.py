"""A course compared with what it was at another commit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from course.compare.git import unpack
from course.compare.lost_ids import lost_ids
from course.compare.revisions import changes
from course.compile import Checked
from course.memo import Memo
from course.models.course import Course
from course.models.role_course import Tailored
from course.problems import Finding, Position, Problem, in_order
from course.read.codes import SINCE
from course.read.files import OUTLINE
from course.read.loaded import Loaded
from course.read.loader import load
from course.tailor import tailor


@dataclass(frozen=True)
class Since:
    """A course compared with what it was at another commit."""

    before: Course | None
    """None if it could not be read."""
    tailored: Tailored
    """What it was for every role. Empty if it could not be read."""
    gone: tuple[Problem, ...]
    """Ids that disappeared."""
    problems: tuple[Problem, ...]
    """Everything that the course's authors should look at, with the ids."""
    is_only_of_district: bool = False
    """Whether only a district's own folder is compared, and not the course below it."""


def changes_since(
    reference: str, checked: Checked, folder: Path, district: Path | None, memo: Memo
) -> Since:
    """A course that was checked, compared with what it was at `reference` in git.

    A district's folder outside the course's is in a repository of its own: then only that is
    compared. Raises GitError if git does not know the reference.
    """
    with TemporaryDirectory() as name:
        past = Path(name)
        if district and not district.resolve().is_relative_to(folder.resolve()):
            unpack(district, reference, past)
            loaded = load(folder, memo, past)
            return replace(compared(loaded, checked, reference), is_only_of_district=True)
        unpack(folder, reference, past)
        inside = district and past / district.resolve().relative_to(folder.resolve())
        loaded = load(past, memo, inside if inside and inside.is_dir() else None)
        return compared(loaded, checked, reference)


def compared(past: Loaded, checked: Checked, reference: str) -> Since:
    """A course that was checked, compared with what it was at `reference`, which was read."""
    now, before = checked.course, past.course
    if before is None:
        what = f'As it was at "{reference}", the course cannot be read.'
        remedy = (
            "Nothing was compared. Check for ids that are gone and for changed answers yourself."
        )
        remark = Problem(OUTLINE, Position(), what, remedy, is_warning=True, rule=SINCE)
        return Since(None, Tailored({}, {}), (), (remark,))
    tailored = tailor(before)
    if now is None:  # `check_folder` reports what is wrong with it
        return Since(before, tailored, (), ())
    gone = checked.loaded.to_problems(_named(lost_ids(before, now)))
    other = checked.loaded.to_problems(_named(changes(before, now)))
    return Since(before, tailored, gone, in_order((*gone, *other)))


def _named(findings: Iterable[Finding]) -> Iterator[Finding]:
    return (replace(finding, rule=SINCE) for finding in findings)
