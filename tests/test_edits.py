"""A slip of the hand in a key or an id is undone by the edit that its problem offers."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course.compile import check_folder
from course.problems import apply
from tests.conftest import SMALL_COURSE
from tests.scratch import Scratch

PLACES = {
    "quizzes/first-steps.yml": r"^ +(kind|objective|lesson|question|answers):|: (words|few-words)$",
    "modules/first-steps.yml": r"^ *(minutes|summary|title|proves|scene):|(?<=@)(few-words)(?=\])",
    "course.yml": r"^ +(driver|teacher): |: (full|short)$|^(language):",
}
"""Where words are whose slips are certain: keys, ids of other pieces, allowed words."""


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    return Scratch(SMALL_COURSE, tmp_path_factory.mktemp("edits") / "course")


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_slip_is_undone(scratch: Scratch, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(PLACES)))
    file = Path(scratch.restore(), path)
    text = file.read_text(encoding="utf-8")
    hits = [*re.finditer(PLACES[path], text, re.MULTILINE)]
    start, end = data.draw(st.sampled_from([hit.span(hit.lastindex or 0) for hit in hits]))
    at = data.draw(st.integers(start, end - 1))
    slip = data.draw(st.sampled_from(["", text[at] * 2, "x"]))
    if text[at] == "-" and slip == "-":
        return
    wrong = f"{text[:at]}{slip}{text[at + 1 :]}"
    file.write_text(wrong, encoding="utf-8", newline="\n")
    problems = check_folder(scratch.folder, memo=scratch.memo).problems
    edits = [it.replacement for it in problems if it.path == path and it.replacement]
    assert text in [apply(wrong, edit) for edit in edits], problems
