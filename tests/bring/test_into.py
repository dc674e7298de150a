"""Questions are added to the file of a quiz, and nothing else in it changes."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.bring.into import IntoError, quiz_to_fill
from course.bring.quiz import Module, Quiz, Taken
from course.bring.read import read_bank
from course.read.yaml_reader import read

OLD = "questions:\n  old:\n    kind: choice\n"


def data(text: str) -> dict[str, Any]:
    document, problems = read("quiz.yml", text.encode())
    assert document, problems
    assert isinstance(document.data, dict)
    return document.data


def questions(bank: str) -> list[Taken]:
    results = Quiz(Module(("one",), ("only",))).take(read_bank(bank.encode()).items)
    return [result for result in results if isinstance(result, Taken)]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_any_text_is_read_again_as_it_was(text: str) -> None:
    taken = questions(f"Which one? {{=[markdown]{text.replace('~', '')}x ~no}}")
    new, _ = quiz_to_fill(Path("nowhere"), None, "a")
    assert new
    for file in (new, replace(new, content=OLD.encode(), data=data(OLD))):
        for question in taken:
            written = data(file.with_questions([question]))["questions"][question.id]
            answers = [{key: text.strip() for key, text in it.items()} for it in written["answers"]]
            assert answers == question.data["answers"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"questions: {a: {kind: choice}}\n", "brackets"),
        (b"questions:\n - a\n", "A list takes items"),
    ],
)
def test_file_that_would_change_is_not_written(tmp_path: Path, content: bytes, what: str) -> None:
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "a.yml").write_bytes(content)
    file, problems = quiz_to_fill(tmp_path, None, "a")
    assert file, problems
    taken = questions("What cools? {=Time ~A joke}")
    with pytest.raises(IntoError, match=what):
        file.with_questions(taken)


def test_file_with_a_mistake_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "a.yml").write_text("a: b: c\n", encoding="utf-8", newline="\n")
    file, problems = quiz_to_fill(tmp_path, None, "a")
    assert file is None
    assert problems


def test_file_does_not_become_too_long_to_be_read() -> None:
    file, _ = quiz_to_fill(Path("nowhere"), None, "a")
    assert file
    text = "word " * 3_000
    many = questions("\n\n".join(f"{number} {text}{{=a ~b}}" for number in range(70)))
    with pytest.raises(IntoError, match="longer than"):
        file.with_questions(many)
