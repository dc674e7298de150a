"""What an update of the course would bring to a district, before anything is changed."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import shorten

from course.compare.git import unpack
from course.compile import Checked, check_folder
from course.district import indented, own_lines, places_of
from course.inputs import copy_inputs
from course.memo import Memo
from course.models.base import Id
from course.models.course import Course
from course.read.codes import LOOKED_AT
from course.renames import renames_of

Thing = tuple[str, str]
"""What something is, such as `module`, and its id, or for a lesson `module/lesson`."""
LONGEST = 80
"""How many characters of a question are shown."""


def check_update(folder: Path, source: str, district: Path, memo: Memo) -> Checked:
    """The course of an update, read and checked with what a district has written.

    `source` is another folder with the course, or a commit, a tag or a branch in the git repository
    of `folder`, the present course. Raises GitError if git does not know it.
    """
    with TemporaryDirectory() as name:
        updated = Path(name)
        if (Path(source) / "course.yml").is_file():
            copy_inputs(Path(source), updated)
        else:
            unpack(folder, source, updated)
        own = district
        if district.resolve().is_relative_to(folder.resolve()):
            own = updated / district.resolve().relative_to(folder.resolve())
            shutil.rmtree(own, ignore_errors=True)
            shutil.copytree(district, own)
        return check_folder(updated, memo=memo, district=own)


def update_lines(now: Checked, then: Checked) -> Iterator[str]:
    """What would be new, renamed or gone, and what would change below a district's own texts."""
    if now.course and then.course:
        renamed = dict(_renamed(then.course))
        before, after = _things(now.course), _things(then.course)
        kept = {renamed.get(thing, thing) for thing in before}
        yield from _section("New:", _listed(after, after.keys() - kept))
        yield from _section(
            "Renamed (links and saved progress follow):",
            (
                f"  {kind} {old}: {renamed[kind, old][1]}"
                for kind, old in before
                if (kind, old) in renamed
            ),
        )
        gone = {thing for thing in before if renamed.get(thing, thing) not in after}
        yield from _section("Gone:", _listed(before, gone))
        yield from _section("Changed below your texts:", _changed(now, then))
    known = {(problem.path, problem.what, problem.remedy) for problem in now.problems}
    yield from _section(
        "Problems that it would cause:",
        (
            str(problem)
            for problem in then.problems
            if (problem.path, problem.what, problem.remedy) not in known
            and problem.rule != LOOKED_AT  # that says what is listed above
        ),
    )


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield title
    yield from list(lines) or ["  nothing"]
    yield ""


def _listed(things: Mapping[Thing, str], some: Iterable[Thing]) -> Iterator[str]:
    chosen = set(some)
    for kind, name in things:
        if (kind, name) in chosen and (_home(kind, name) not in chosen):
            yield f"  {kind} {name}: {things[kind, name]}"


def _home(kind: str, name: Id) -> Thing | None:
    """The module of a lesson or question. What is in something new or gone is not listed again."""
    return ("module", name.split("/")[0]) if kind in ("lesson", "question") else None


def _things(course: Course) -> dict[Thing, str]:
    """What people would name when they speak of the course, each with its title."""
    found: dict[Thing, str] = {}
    for kind, pieces in (
        ("job", course.roles),
        ("module", course.modules),
        ("card", course.cards),
        ("topic", course.topics),
        ("tool", course.tools),
    ):
        found |= {(kind, name): str(piece.title) for name, piece in pieces.items()}
    for module_id, module in course.modules.items():
        for lesson_id, lesson in module.lessons.items():
            found["lesson", f"{module_id}/{lesson_id}"] = str(lesson.title)
    for module_id, quiz in course.quizzes.items():
        for question_id, question in quiz.questions.items():
            asked = shorten(question.question, LONGEST, placeholder=" …")
            found["question", f"{module_id}/{question_id}"] = asked
    return found


def _renamed(course: Course) -> Iterator[tuple[Thing, Thing]]:
    renames = renames_of(course)
    for kind, by_old_id in (
        ("job", renames.roles),
        ("module", renames.modules),
        ("topic", renames.topics),
        ("tool", renames.tools),
        ("lesson", renames.lessons),
        ("question", renames.questions),
    ):
        yield from (((kind, old), (kind, new)) for old, new in by_old_id.items())


def _changed(now: Checked, then: Checked) -> Iterator[str]:
    before = places_of(now.loaded)
    for name, replaced in places_of(then.loaded).items():
        if name in before and before[name].data != replaced.data:
            yield f"  {name}"
            yield from indented("The course says now:", before[name].data)
            yield from indented("It would say:", replaced.data)
            yield from own_lines(replaced)
