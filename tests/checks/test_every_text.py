"""Rules check every text in every kind of file: mistakes inserted everywhere are all reported."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from course.checks.references import claims, terms
from course.compile import check_folder
from course.models.base import walk
from course.models.texts import Line, Prose
from course.read.loader import load
from course.read.yaml_reader import Document, read
from tests.checks.context import context_of
from tests.specimen import SPECIMEN, kind_of_file

FILES = sorted(path.relative_to(SPECIMEN).as_posix() for path in SPECIMEN.rglob("*.yml"))


def document(path: str) -> Document:
    read_document, problems = read(path, (SPECIMEN / path).read_bytes())
    assert read_document is not None, problems
    return read_document


def places(path: str) -> Iterator[tuple[int, int]]:
    """Line and column, 0-based, after the first word of every text in the file."""
    source = document(path)
    adapter: TypeAdapter[Any] = TypeAdapter(kind_of_file(path))
    for location, value in walk(adapter.validate_python(source.data)):
        if isinstance(value, Prose):
            place = source.locate(location, offset=len(value.split()[0]) - 1)
            yield place.line - 1, place.column


def plant(folder: Path, mistakes: tuple[str, ...]) -> dict[str, tuple[str, int]]:
    """Insert numbered mistakes into every text. Returns the file and line of each."""
    planted: dict[str, tuple[str, int]] = {}
    for path in FILES:
        lines = list(document(path).lines)
        for line, column in sorted(places(path), reverse=True):
            names = [mistake.format(len(planted)) for mistake in mistakes]
            planted |= dict.fromkeys(names, (path, line + 1))
            lines[line] = f"{lines[line][:column]} {' '.join(names)}{lines[line][column:]}"
        (folder / path).write_text("\n".join(lines), encoding="utf-8")
    return planted


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SPECIMEN, tmp_path / "specimen"))


@pytest.mark.slow
def test_unknown_claim_or_term_is_reported_in_every_text(folder: Path) -> None:
    planted = plant(folder, ("[@nobody-{}]", "[[nobody-{}]]"))
    loaded = load(folder)
    assert loaded.course is not None
    by_name = {}
    for finding in (*claims(context_of(loaded.course)), *terms(context_of(loaded.course))):
        name = finding.what.split('"')[1]
        shown = f"[@{name}]" if "claim" in finding.what else f"[[{name}]]"
        (by_name[shown],) = loaded.to_problems([finding])
    assert {path for path, _ in planted.values()} >= {
        "course.yml",
        "reference/local-rules.yml",
        "reference/style.yml",
        "reference/overrides.yml",
    }
    for name, (path, line) in planted.items():
        problem = by_name[name]
        assert (problem.path, problem.position.line) == (path, line), name
        assert problem.quote[problem.position.column - 1 :].startswith(name)


def test_walk_finds_every_text_of_the_course() -> None:
    course = check_folder(SPECIMEN).course
    assert course is not None
    for kind in (Prose, Line):
        count = sum(isinstance(value, kind) for _, value in walk(course))
        assert count == len(list(context_of(course).find_all(kind))) > 50
