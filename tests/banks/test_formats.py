"""A question in each format: each file in `cases/exports/` has one with what is written."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from pydantic import TypeAdapter

from course.banks.formats import FORMATS
from course.banks.question import Bank
from course.models.questions.kinds import Question, question_kinds
from tests.banks.conftest import BankWith

CASES = sorted((Path(__file__).parents[1] / "cases" / "exports").glob("*.yml"))
QUESTION: TypeAdapter[Any] = TypeAdapter(Question)
INSIDE = {
    "gift": (r"^(// .*?^})$", ""),
    "moodle-xml": (r"^  (<question type=.(?!category).*</question>)$", "  "),
    "qti": (r"^      (<item .*</item>)$", "      "),
    "cartridge": (r"^      (<item .*</item>)$", "      "),
}
"""Where the questions are in a file of each format, and how far they are indented."""


def content(name: str, bank: Bank) -> str:
    """The text of a file; of an archive, of the file with the questions."""
    written = FORMATS[name].write(bank)
    if not written.startswith(b"PK"):
        return written.decode()
    with ZipFile(BytesIO(written)) as archive:
        paths = [it for it in archive.namelist() if re.search(r"/(quiz_.*|assessment)\.xml", it)]
        return archive.read(paths[0]).decode()


def questions(name: str, bank: Bank) -> str:
    pattern, indent = INSIDE[name]
    found = re.search(pattern, content(name, bank), re.MULTILINE | re.DOTALL)
    assert found
    return re.sub(rf"^{indent}", "", found[1], flags=re.MULTILINE) + "\n"


def loaded(path: Path) -> dict[str, Any]:
    case: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    return case


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_question_in_every_format(path: Path, bank_with: BankWith) -> None:
    case = loaded(path)
    bank = bank_with(the_question=QUESTION.validate_python(case["question"]))
    (question,) = bank.questions
    for name, bank_format in FORMATS.items():
        expected = case[name]
        assert questions(name, bank) == expected["writes"]
        assert list(bank_format.changes(question)) == expected["changes"]


def test_every_kind_has_a_case() -> None:
    assert {path.stem for path in CASES} == set(question_kinds())
