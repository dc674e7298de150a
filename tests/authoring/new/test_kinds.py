"""Each kind of piece is written with blanks, and besides these nothing is wrong."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from textwrap import indent
from typing import Any

import click
import pytest
import yaml

from course.authoring.new.kinds import KINDS
from course.cli.main import main
from course.cli.new import OPTIONS
from course.compile import check_folder
from course.problems import Problem
from tests.conftest import Files

CASES = sorted((Path(__file__).parents[2] / "cases" / "new").glob("*.yml"))
SETTINGS = "name: Lakeview\nstate: Texas\nreport-to: mailto:access@lakeview.example\n"


def case_of(path: Path) -> Mapping[str, Any]:
    case: Mapping[str, Any] = {"kind": path.stem, **yaml.safe_load(path.read_text("utf-8"))}
    return case


def options(case: Mapping[str, Any]) -> Iterator[str]:
    for name, text in case["options"].items():
        yield from (f"--{name}", text)


def texts_in(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.yml"))
    }


def is_inside(part: str, whole: str) -> bool:
    """Whether some lines are among others, one below the other, at any depth."""
    return any(indent(part, " " * columns) in whole for columns in range(0, 24, 2))


def keeps_lines(before: str, after: str) -> bool:
    """Whether all lines are still there, in the same order. Only a list may have got longer."""
    lines = iter(after.splitlines())
    return all(any(_is_same(old, new) for new in lines) for old in before.splitlines())


def _is_same(old: str, new: str) -> bool:
    return old == new or (old.endswith("]") and new.startswith(f"{old[:-1]}, "))


@pytest.fixture
def never_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(*_: object, **__: object) -> str:
        raise AssertionError("all is given, and yet something is asked")

    monkeypatch.setattr(click, "prompt", ask)


@pytest.mark.usefixtures("never_asks")
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_piece_has_blanks_and_no_mistake(path: Path, course_with: Callable[[Files], Path]) -> None:
    case, folder = case_of(path), course_with({})
    before = texts_in(folder)
    assert main(["new", case["kind"], "--folder", str(folder), *options(case)]) == 0
    after = texts_in(folder)
    assert {name for name in after if before.get(name) != after[name]} == {*case["writes"]}
    assert all(keeps_lines(text, after[name]) for name, text in before.items())
    for name, part in case["says"].items():
        assert is_inside(part, after[name]), name
    problems = check_folder(folder).problems
    assert [str(it) for it in problems if not it.is_blank] == []
    assert bool(problems) == (case["kind"] != "citation")


OF_DISTRICT = ("module", "question", "role", "tool", "term")
"""A case of each way to add something: a file, an entry, a cell, a longer list, a first file."""


@pytest.mark.usefixtures("never_asks")
@pytest.mark.parametrize(
    "path", [it for it in CASES if it.stem in OF_DISTRICT], ids=lambda path: path.stem
)
def test_district_gets_the_same(path: Path, course_with: Callable[[Files], Path]) -> None:
    case, folder = case_of(path), course_with({"district/district.yml": SETTINGS})
    before, own = texts_in(folder), folder / "district"
    where = ["--folder", str(folder), "--district", str(own)]
    assert main(["new", case["kind"], *where, *options(case)]) == 0
    after = texts_in(folder)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {f"district/{name}" for name in case["writes"]}
    problems = check_folder(folder, district=own).problems
    assert [str(it) for it in problems if not it.is_blank and not is_new_text(it)] == []


def test_own_lesson_of_a_district_gets_more(course_with: Callable[[Files], Path]) -> None:
    folder = course_with({"district/district.yml": SETTINGS})
    where = ["--folder", str(folder), "--district", str(folder / "district")]
    in_module = ["--module", "first-steps", *where]
    assert main(["new", "lesson", "--id", "ours", "--title", "Ours", *in_module]) == 0
    assert main(["new", "situation", "--id", "at-noon", "--lesson", "ours", *in_module]) == 0
    assert (
        main(["new", "tool", "--id", "note", "--title", "N", "--lesson", "ours", *in_module]) == 0
    )
    problems = check_folder(folder, district=folder / "district").problems
    assert [str(it) for it in problems if not it.is_blank] == []


def is_new_text(problem: Problem) -> bool:
    """Whether it asks somebody to look at what the course says, as for every replaced list."""
    return "Nobody has said yet" in problem.what


def test_every_kind_has_a_case() -> None:
    assert {case_of(path)["kind"] for path in CASES} == {*KINDS}


def test_every_option_is_of_some_kind() -> None:
    given = {name for path in CASES for name in case_of(path)["options"]}
    assert given == {*OPTIONS}
