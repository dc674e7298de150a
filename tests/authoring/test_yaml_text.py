"""What is written as YAML is read again as the same texts."""

import pytest

from course.authoring.yaml_text import as_yaml
from course.models.texts import TruncatedText
from course.read.yaml_reader import read
from tests.conftest import SMALL_COURSE

TEXTS = (
    "yes",
    "007",
    "2026-11-28",
    "",
    " first ",
    "a #b",
    "#b",
    "- a",
    "a: b",
    "*a",
    "&a",
    "'a'",
    "tab\tinside",
    "One.\n\nTwo.\n",
    "no line end\nhere",
    "  indented\nthen not\n",
    "\nempty line first\n",
    "two empty lines last\n\n\n",
    "spaces at the end  \nof a line\n",
    "long " * 40,
    "“Ünïcode”, 🙂\nand more\n",
)


@pytest.mark.parametrize("text", TEXTS)
def test_text_is_read_as_it_was(text: str) -> None:
    data = {"modules/x.yml": {"lessons/a/title": text, "lessons/b": [text, {"c": text}]}}
    document, problems = read("accepted.yml", as_yaml(data).encode())
    assert problems == ()
    assert document
    assert document.data == data


def test_every_file_of_a_course_is_read_as_it_was() -> None:
    for path in SMALL_COURSE.rglob("*.yml"):
        before, _ = read(path.name, path.read_bytes())
        assert before
        after, problems = read(path.name, as_yaml(before.data).encode())
        assert problems == ()
        assert after
        assert after.data == before.data, path


def test_text_that_a_comment_has_cut_off_is_written() -> None:
    assert as_yaml({"a": TruncatedText("room", "# 7")}) == "a: room\n"
