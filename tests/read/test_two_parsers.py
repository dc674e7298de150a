"""PyYAML's parser in Python, the only one in a browser, reads the same as libyaml."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from course.read.yaml_parsers import FASTEST, PURE
from course.read.yaml_reader import Node, read
from tests.conftest import SMALL_COURSE, lay
from tests.read.test_yaml_reader import yaml_like
from tests.scratch import Scratch
from tests.test_broken_courses import CASES, case

pytestmark = pytest.mark.slow

Shape = tuple[Any, ...]


def shape(node: Node) -> Shape:
    """All that is known about a value, without what differs between equal ones."""
    values = tuple((key, shape(it)) for key, it in node.values.items())
    keys = tuple((it.line, it.column, it.style) for it in node.keys.values())
    return (type(node.data), node.line, node.column, node.style, node.data, keys, values)


def assert_alike(content: bytes) -> None:
    fast, problems = read("a.yml", content, FASTEST)
    slow, same_problems = read("a.yml", content, PURE)
    assert problems == same_problems
    assert [it.replacement for it in problems] == [it.replacement for it in same_problems]
    assert (fast and shape(fast.root)) == (slow and shape(slow.root))


def test_libyaml_is_used_where_there_is_one() -> None:
    assert (FASTEST is PURE) is not yaml.__with_libyaml__


def test_every_broken_file_is_read_alike(tmp_path: Path) -> None:
    scratch = Scratch(SMALL_COURSE, tmp_path / "course")
    read_before = set[bytes]()
    for path in CASES:
        files = case(path)["files"]
        lay(scratch.restore(), files)
        changed = [
            scratch.folder / name
            for name, content in files.items()
            if name.endswith(".yml") and "repeat" not in (content or ())  # large, to reach a limit
        ]
        for content in {it.read_bytes() for it in changed if it.is_file()} - read_before:
            assert_alike(content)
            read_before.add(content)
    assert len(read_before) > 200


@given(yaml_like)
@example("---")
@example("--- # nothing")
@example("---\n# nothing")
def test_any_text_is_read_alike(text: str) -> None:
    assert_alike(text.encode())


@given(st.lists(st.tuples(st.sampled_from(["a: ", "b: ", "- ", "  ", "| "]), yaml_like)))
def test_any_lines_are_read_alike(lines: list[tuple[str, str]]) -> None:
    assert_alike("\n".join(begin + rest for begin, rest in lines).encode())
