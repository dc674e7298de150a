"""Questions are added to the file of a quiz, and nothing else in it changes."""

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
    for question in taken:
        folder = Path("nowhere")
        file, _ = quiz_to_fill(folder, None, "a")
        assert file
        written = data(file.with_questions([question]))
        assert isinstance(written, dict)
        for before, after in zip(
            question.data["answers"], written["questions"][question.id]["answers"], strict=True
        ):
            assert {key: value.strip() for key, value in after.items()} == before


@pytest.mark.parametrize(
    "before",
    [
        OLD,
        OLD.rstrip("\n"),
        "# Comment\n\n" + OLD + "\n# The end\n",
        OLD + "\n# About what follows\nremove:\n  old: why\n",
        "questions: # all of them\n    old:\n        kind: choice\n",
        OLD.replace("\n", "\r\n"),
        "\ufeff" + OLD,
        "questions:\n",
        "new: yes\n",
    ],
)
def test_questions_come_last_and_the_rest_stays(tmp_path: Path, before: str) -> None:
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "a.yml").write_bytes(before.encode())
    file, problems = quiz_to_fill(tmp_path, None, "a")
    assert file, problems
    after = file.with_questions(questions("What cools? {=Time ~A joke}"))
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    assert after.count("\r\n") == (after.count("\n") if "\r\n" in before else 0)
    new, old = data(after), data(before)
    assert list(new["questions"])[-1] == "what-cools"
    new["questions"].pop("what-cools")
    assert {**new, "questions": new["questions"] or ""} == {"questions": "", **old}


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
