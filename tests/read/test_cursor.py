"""Where a cursor is, in files that can be read and in files that somebody is still writing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from course.problems import Location, Position
from course.read.cursor import Layout
from course.read.yaml_reader import Node, read
from tests.conftest import SMALL_COURSE
from tests.specimen import SPECIMEN

FILES = [
    path
    for folder in (SMALL_COURSE, SPECIMEN)
    for path in sorted(folder.rglob("*.yml"))
    if "district" not in path.parts
]


def keys_of(
    node: Node, lines: tuple[str, ...], location: Location = ()
) -> Iterator[tuple[Location, int]]:
    """Every key below a node, with its 0-based line, except in braces: only a parser reads them."""
    if lines[node.line][node.column : node.column + 1] == "{":
        return
    for step, value in node.values.items():
        inside = (*location, step)
        if str(step) in node.keys:
            yield inside, node.keys[str(step)].line
        yield from keys_of(value, lines, inside)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_key_is_where_the_parser_finds_it(path: Path) -> None:
    document, _ = read(path.name, path.read_bytes())
    assert document
    layout = Layout.of(path.read_text(encoding="utf-8"))
    for location, line in keys_of(document.root, document.lines):
        assert layout.location_at(Position(line + 1, 1))[: len(location)] == location
        assert layout.line_of(location) == line + 1


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_other_line_ends_change_nothing(line_end: str) -> None:
    text = MODULE + "    text: |\n      One.\n\n      Two: here.\n    only: [nurse]\n"
    expected, layout = Layout.of(text), Layout.of(text.replace("\n", line_end))
    for line in range(1, text.count("\n") + 1):
        here = Position(line, 1)
        assert layout.location_at(here) == expected.location_at(here)


MODULE = "title: One\nlessons:\n  first:\n    title: Two\n"


@pytest.mark.parametrize(
    ("text", "location", "where", "typed"),
    [
        ("", (), "key", ""),
        ("ti", (), "key", "ti"),
        (MODULE + "    te", ("lessons", "first"), "key", "te"),
        (MODULE + "    ", ("lessons", "first"), "key", ""),
        (MODULE + "    core: y", ("lessons", "first", "core"), "value", "y"),
        (MODULE + "    only: [nurse, co", ("lessons", "first", "only"), "value", "co"),
        (MODULE + "    only:\n      - co", ("lessons", "first", "only", 0), "value", "co"),
        (
            MODULE + "    only:\n    - nurse\n    - co",
            ("lessons", "first", "only", 1),
            "value",
            "co",
        ),
        (
            MODULE + "    text: |\n      A: b\n      See [@fe",
            ("lessons", "first", "text"),
            "text",
            "fe",
        ),
        (MODULE + "# a note\nclo", (), "key", "clo"),
        (
            "questions:\n  one:\n    answers:\n      - ri",
            ("questions", "one", "answers", 0),
            "value",
            "ri",
        ),
    ],
)
def test_what_is_typed_has_a_place(text: str, location: Location, where: str, typed: str) -> None:
    lines = text.split("\n")
    cursor = Layout.of(text).cursor_at(Position(len(lines), len(lines[-1]) + 1))
    assert (cursor.location, cursor.where, cursor.typed) == (location, where, typed)
    assert lines[-1][cursor.start :] == typed


def test_a_key_is_typed_among_others() -> None:
    cursor = Layout.of(MODULE + "    te").cursor_at(Position(5, 7))
    assert cursor.siblings == {"title"}


def test_a_kind_is_part_of_a_location_of_models() -> None:
    layout = Layout.of("questions:\n  one:\n    lesson: a\n    kind: choice\n")
    assert layout.in_models(("questions", "one", "lesson")) == (
        "questions",
        "one",
        "choice",
        "lesson",
    )


def test_a_missing_place_has_the_line_of_its_nearest_parent() -> None:
    assert Layout.of(MODULE).line_of(("lessons", "first", "text")) == 3
    assert Layout.of(MODULE).line_of(("quizzes",)) == 1
