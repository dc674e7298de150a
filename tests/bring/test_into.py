"""Questions are added to the file of a quiz, and nothing else in it changes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.bring.append import AppendError, append_entries
from course.bring.into import IntoError, quiz_to_fill
from course.bring.quiz import Module, Quiz, Taken
from course.bring.read import read_bank
from course.read.yaml_reader import read

ENTRY = "new:\n  kind: choice\n  text: |\n    One.\n\n    Two.\n"
OLD = "questions:\n  old:\n    kind: choice\n"


def data(text: str) -> object:
    document, problems = read("quiz.yml", text.encode())
    assert document, problems
    return document.data


@pytest.mark.parametrize(
    "before",
    [
        OLD,
        OLD.rstrip("\n"),
        "# Comment\n\n" + OLD + "\n# The end\n",
        OLD + "remove:\n  old: |\n    Why.\n",
        OLD + "\n# About what follows\nremove:\n  old: why\n",
        "questions: # all of them\n    old:\n        kind: choice\n",
        "questions:\n  # A comment\n  old:\n    text: |\n      a\n\n      # no comment\n",
        OLD.replace("\n", "\r\n"),
        "\ufeff" + OLD,
        "questions:\n",
        "new: yes\n",
        "",
    ],
)
def test_entries_come_last_and_the_rest_stays(before: str) -> None:
    after = append_entries(before, "questions", ENTRY)
    added = after.replace("\r\n", "\n")
    old = before.replace("\r\n", "\n")
    for line in old.rstrip("\n").split("\n"):
        assert line in added.split("\n")
    assert ("\r\n" in after) == ("\r\n" in before)
    assert after.count("\r\n") in {0, after.count("\n")}
    read_again = data(after)
    assert isinstance(read_again, dict)
    assert list(read_again["questions"])[-1] == "new"
    assert read_again["questions"]["new"] == {"kind": "choice", "text": "One.\n\nTwo.\n"}
    was = data(before) if before.strip() else {}
    kept = {key: value for key, value in read_again["questions"].items() if key != "new"}
    assert isinstance(was, dict)
    assert {**read_again, "questions": kept} == {**was, "questions": was.get("questions") or {}}


@pytest.mark.parametrize("before", ["questions: {}\n", "questions: {old: {kind: choice}}\n"])
def test_entries_are_not_added_to_what_is_on_the_line_of_the_key(before: str) -> None:
    with pytest.raises(AppendError):
        append_entries(before, "questions", ENTRY)


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
    ("content", "what"),
    [
        (b"questions: {a: {kind: choice}}\n", "on the same line"),
        (b"questions:\n  a: |+\n    Text.\n\n\nnew: yes\n", "without changing"),
        (b"questions:\n - a\n", "without changing"),
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
