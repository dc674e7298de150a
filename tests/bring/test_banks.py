"""Banks, and what becomes of them: each file in `cases/banks/` is a bank with both results."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from course.bring.bank import NO_PLACE, BankError, BankQuestion
from course.bring.into import entries_text
from course.bring.quiz import Module, Quiz, Taken
from course.bring.read import FORMATS, MAX_BYTES, MOST_QUESTIONS, read_bank
from course.bring.report import report_lines
from course.models.questions.kinds import TargetedQuestion, question_kinds
from course.read.blanks import MARK

CASES = sorted((Path(__file__).parent.parent / "cases" / "banks").glob("*.yml"))
MODULE = Module(("one", "other"), ("only",))
QUESTION: TypeAdapter[Any] = TypeAdapter(TargetedQuestion)

ONE = "What cools? {=Time ~A joke}\n"


def case(path: Path) -> dict[str, str]:
    loaded: dict[str, str] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    return loaded


def taken(content: bytes) -> list[Taken]:
    results = Quiz(MODULE).take(read_bank(content).items)
    return [result for result in results if isinstance(result, Taken)]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_bank_becomes_questions_and_a_report(path: Path) -> None:
    expected = case(path)
    bank = read_bank(expected["bank"].encode())
    results = list(Quiz(MODULE).take(bank.items))
    assert "\n".join(report_lines(bank, results)) == expected["prints"].rstrip("\n")
    questions = entries_text(result for result in results if isinstance(result, Taken))
    assert questions == expected.get("questions", "")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_only_blanks_are_missing_in_questions(path: Path) -> None:
    read = yaml.load(case(path).get("questions", "{}"), yaml.BaseLoader)
    for data in read.values():
        ids = {name: "any" for name in ("objective", "lesson") if data[name].startswith(MARK)}
        QUESTION.validate_python({**data, **ids})


def test_cases_show_every_format_and_every_kind() -> None:
    shown = [case(path) for path in CASES]
    assert {read_bank(it["bank"].encode()).format for it in shown} == {"GIFT", "Moodle XML", "CSV"}
    questions = "".join(it.get("questions", "") for it in shown)
    assert [kind for kind in question_kinds() if f"kind: {kind}\n" not in questions] == []


def test_reasons_say_what_to_do_instead() -> None:
    assert [
        kind for kind, texts in NO_PLACE.items() if not all(it[-1] == "." for it in texts)
    ] == []


@pytest.mark.parametrize(
    "content",
    [
        ONE.encode("utf-8-sig"),
        ONE.encode("utf-16"),
        ONE.encode("utf-16-le"),
        ONE.encode("utf-16-be"),
        ONE.replace("\n", "\r\n").encode(),
        ONE.replace("\n", "\r").encode(),
    ],
)
def test_encodings_and_line_ends_make_no_difference(content: bytes) -> None:
    assert taken(content) == taken(ONE.encode())


def test_windows_1252_is_read_with_a_note() -> None:
    bank = read_bank("What is a “café”? {=Ruhe ~Lärm}".encode("cp1252"))
    assert "Windows-1252" in bank.notes[0]
    assert taken("What is a “café”? {=Ruhe ~Lärm}".encode("cp1252"))[0].id == "what-is-a-cafe"


@pytest.mark.parametrize("wrong", ["CafÃ©", "CafÃÂ©"])
def test_characters_that_a_program_has_misread_are_put_right_and_named(wrong: str) -> None:
    bank = read_bank(f"{wrong}? {{=Yes ~No}}".encode())
    (item,) = bank.items
    assert isinstance(item, BankQuestion)
    assert item.text.text == "Café?"
    assert bank.notes[0].startswith("A program had saved some characters in a wrong way")


def test_xml_is_read_in_the_encoding_that_it_names() -> None:
    head = '<?xml version="1.0" encoding="ISO-8859-1"?>'
    text = f"{head}<quiz><question><name>é</name></question></quiz>"
    bank = read_bank(text.encode("latin-1"))
    assert bank.notes == ()
    assert "é" in repr(bank.items)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x1f\x8brest", "packed"),
        (b"%PDF-1.7", "PDF"),
        (b"\x00\x01\x02\x81", "not text"),
        (b"\xff\xfea", "damaged"),
        (b"\x81\x8d", "not text"),
        (b"Just a letter to the staff.", "neither"),
        (b"name,day\nDana,Monday\n", "neither"),
        (b"<questestinterop/>", "QTI"),
        (b"<moodle_backup/>", "backup"),
        (b"<html><body/></html>", "begins with <html>"),
        (b"<quiz><question>", "damaged here"),
        (b"<quiz><other/></quiz>", "where only <question>"),
        (b"<quiz><question>" + b"<a>" * 99, "inside each other"),
        (b'<!DOCTYPE quiz [<!ENTITY a "aa">]><quiz>&a;</quiz>', "document type"),
        (b'question,answer 1,answer 2,right\n"' + b"a\n" * 100_000, "table is damaged"),
        (b"a" * (MAX_BYTES + 1), "bytes long"),
        (b"q{=a ~b}\n\n" * (MOST_QUESTIONS + 1), "questions; at most"),
    ],
)
def test_file_that_is_no_bank_gets_one_clear_error(content: bytes, what: str) -> None:
    with pytest.raises(BankError, match=what) as caught:
        read_bank(content)
    assert caught.value.remedy.endswith(".")


def test_format_can_be_named() -> None:
    assert read_bank(b"Only a text.", "gift").format == "GIFT"
    with pytest.raises(BankError, match="does not name the columns"):
        read_bank(ONE.encode(), "csv")
    assert set(FORMATS) == {"gift", "xml", "csv"}


def test_question_that_the_module_has_is_not_taken_again() -> None:
    module = Module(asked={"what cools?": "old"}, taken_ids=frozenset({"old"}))
    (result,) = Quiz(module).take(read_bank(ONE.encode()).items)
    assert "as `old`" in getattr(result, "what", "")


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("", "What cools?", "what-cools"),
        ("Q7", "What cools?", "what-cools"),
        ("Question 12", "What cools?", "what-cools"),
        ("Ärger & Mühe", "What cools?", "arger-muhe"),
        ("", "日本語", "question"),
        ("", "one two three four five six seven", "one-two-three-four-five-six"),
        ("x" * 90, "What cools?", "x" * 40),
        ("", "Taken already", "taken-already-3"),
    ],
)
def test_ids_come_from_the_name_or_the_first_words(title: str, text: str, expected: str) -> None:
    known = Module(taken_ids=frozenset({"taken-already", "taken-already-2"}))
    bank = read_bank(f"::{title}::{text} {{=a ~b}}".encode())
    (result,) = Quiz(known).take(bank.items)
    assert isinstance(result, Taken)
    assert result.id == expected


def test_questions_say_who_sees_them_and_that_they_are_new() -> None:
    (result,) = Quiz(MODULE, ["driver"], is_new=True).take(read_bank(ONE.encode()).items)
    assert isinstance(result, Taken)
    assert entries_text([result]).startswith(
        "what-cools:\n  new: yes\n  kind: choice\n  only: [driver]\n  objective:"
    )
