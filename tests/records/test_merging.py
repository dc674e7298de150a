"""Tables that staff hand in, joined: each file in `cases/records/` has some, and what results.

To write what is found into the cases, set the environment variable `WRITE_CASES`.
"""

import csv
import io
import os
import re
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from course.records.columns import COLUMNS, TOTAL_COLUMNS, hours
from course.records.merging import Merged, merge
from course.records.reading import FileOfRows, read_file
from course.records.writing import table

ROOT = Path(__file__).parents[2]
CASES = sorted((Path(__file__).parent.parent / "cases" / "records").glob("*.yml"))


def contents(case: dict[str, Any]) -> dict[str, bytes]:
    """The files of a case. `HEADER` stands for our header, with the delimiter that follows it."""
    encoding = case.get("encoding", "utf-8")
    delimiters = {"HEADER;": ";", "HEADERTAB": "\t", "HEADER": ","}
    found = {}
    for name, text in case["files"].items():
        full = text.replace("\\t", "\t")
        for word, delimiter in delimiters.items():
            full = full.replace(word, delimiter.join(COLUMNS))
        found[name] = full.encode(encoding)
    return found


def outcome(merged: Merged) -> dict[str, list[str]]:
    return {
        "rows": [
            f"{row.employee_id} | {row.shown_name} | {row.module_id} | {row.minutes} min | "
            f"{row.completed_on} | {row.path}:{row.line}"
            for row in merged.rows
        ],
        "totals": [" | ".join(total) for total in merged.totals()],
        "left-out": [told(it) for it in merged.problems if it.is_mistake],
        "remarks": [told(it) for it in merged.problems if it.is_warning],
    }


def told(problem: Any) -> str:
    return f"{problem.path}:{problem.position.line}: {problem.what} {problem.remedy}"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_files_become_one_table_and_what_is_odd_is_listed(path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = outcome(merge(read_file(name, it) for name, it in contents(case).items()))
    if "WRITE_CASES" in os.environ:
        kept = path.read_text(encoding="utf-8").partition("\nrows:")[0].rstrip("\n")
        added = yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=1000)
        path.write_text(f"{kept}\n{added}", encoding="utf-8", newline="\n")
    assert found == {name: case[name] for name in found}


def test_no_row_is_dropped_silently() -> None:
    """Each line that says something is a row of the table, or is named in what is listed."""
    for path in CASES:
        case = yaml.safe_load(path.read_text(encoding="utf-8"))
        files = contents(case)
        merged = merge(read_file(name, it) for name, it in files.items())
        named = {(it.path, it.position.line) for it in merged.problems}
        named |= {
            (it.path, int(line))
            for it in merged.problems
            for lines in re.findall(r"line ([\d, ]+)", it.what)
            for line in lines.strip(", ").split(", ")
        }
        left_out = {it.path for it in merged.problems if it.is_mistake and it.position.line == 1}
        kept = {(row.path, row.line) for row in merged.rows}
        for name, content in files.items():
            lines = content.decode(case.get("encoding", "utf-8")).splitlines()
            for number, line in enumerate(lines[1:], 2):
                if line.strip(",;\t "):
                    header = number == 2 and lines[0].startswith("sep=")
                    is_told = (name, number) in kept | named or name in left_out
                    assert is_told or header, (path.stem, name, number)


PEOPLE = (
    ("004711", "Cruz", "Ana"),
    ("4711", "Cruz", "ANA"),
    ("", "Cruz", "Ana"),
    ("815", "Núñez", "José"),
    ("815", "Nunez", "Jose"),
    ("815", "Lee", "Bo"),
    ("", "", "=Bo"),
)


def some_file(random: Random, name: str) -> FileOfRows:
    """A file of one person or of several, with rows that repeat others and some that are odd."""
    rows = []
    for _ in range(random.randint(0, 5)):
        number, last, first = random.choice(PEOPLE)
        minutes = random.choice([6, 22, 22, "x", 1000])
        day = random.choice(["2026-11-20", "2026-11-21", "11/3/2026", "2026-02-31"])
        version = random.choice(["2026.11", "2026.8"])
        module = random.choice("abc")
        whole = f"{first} {last}".strip()
        district = random.choice(["Lakeview", ""])
        made = f"2026-11-2{random.randint(5, 7)}"
        cells = [number, last, first, whole, district, "Course", version, "", module, module]
        rows.append([*cells, "", "", str(minutes), "", day, made])
    return read_file(name, table(COLUMNS, rows))


def as_files(merged: Merged) -> tuple[bytes, bytes]:
    rows = table(COLUMNS, (row.cells for row in merged.rows))
    return rows, table(TOTAL_COLUMNS, merged.totals())


@pytest.mark.parametrize("seed", range(60))
def test_any_order_of_the_files_gives_the_same_table(seed: int) -> None:
    random = Random(seed)
    files = [some_file(random, f"{name}.csv") for name in "abcd"]
    merged = merge(files)
    for _ in range(4):
        random.shuffle(files)
        again = merge(files)
        assert as_files(again) == as_files(merged)
        assert again.problems == merged.problems


@pytest.mark.parametrize("seed", range(30))
def test_merging_a_merged_table_again_changes_nothing(seed: int) -> None:
    random = Random(seed)
    files = [some_file(random, f"{name}.csv") for name in "abc"]
    once = as_files(merge(files))
    assert as_files(merge([read_file("all.csv", once[0])])) == once
    # So a table of some schools can be merged with the files of others.
    [first, *rest] = files
    part = read_file("part.csv", as_files(merge(rest))[0])
    assert keys(merge([first, part])) == keys(merge(files))


def keys(merged: Merged) -> set[tuple[tuple[str, str], str]]:
    return {(row.person, row.module_id) for row in merged.rows}


def test_people_are_in_alphabetical_order() -> None:
    names = [("Bo", "Abara"), ("Élodie", "Nunez"), ("Ana", "Núñez"), ("Mary Ann", "O'Brien")]
    names += [("Bo", "Smith-Jones"), ("Ana", "de la Cruz")]
    cells = dict.fromkeys(COLUMNS, "x") | {"minutes": "9", "completed_on": "2026-11-20"}
    rows = [{**cells, "first_name": one, "last_name": other, "name": ""} for one, other in names]
    content = table(COLUMNS, [[row[column] for column in COLUMNS] for row in rows])
    found = [row.last_name for row in merge([read_file("a.csv", content)]).rows]
    assert found == ["Abara", "de la Cruz", "Núñez", "Nunez", "O'Brien", "Smith-Jones"]


@pytest.mark.parametrize("seed", range(30))
def test_totals_are_those_of_the_rows(seed: int) -> None:
    random = Random(seed)
    merged = merge(some_file(random, f"{name}.csv") for name in "abc")
    totals = [dict(zip(TOTAL_COLUMNS, total, strict=True)) for total in merged.totals()]
    assert sum(int(total["modules"]) for total in totals) == len(merged.rows)
    assert sum(int(total["minutes"]) for total in totals) == sum(it.minutes for it in merged.rows)
    assert len(totals) == len({row.person for row in merged.rows})
    assert all(hours(int(total["minutes"])) == total["hours"] for total in totals)


def test_hours_are_at_most_half_a_quarter_more_or_less() -> None:
    for minutes in range(1, 2_000):
        assert abs(float(hours(minutes)) * 60 - minutes) <= 7


USUAL_NAMES = ("Ana", "'Ana", "José")
LIKE_FORMULAS = ("=1+1", " =1", "\t@x", "＋1", "-1", "\u3000＝1")


@pytest.mark.parametrize("name", [*USUAL_NAMES, *LIKE_FORMULAS])
def test_every_text_is_the_same_after_writing_and_reading(name: str) -> None:
    values = dict.fromkeys(COLUMNS, "x") | {"name": name, "minutes": "9", "hours": ""}
    values |= {"completed_on": "2026-11-20"}
    content = table(COLUMNS, [[values[column] for column in COLUMNS]])
    (row,) = read_file("a.csv", content).rows
    assert row.name == " ".join(name.split())
    [_, cells] = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert (cells[3] != name) == (cells[3] == f"'{name}") == (name in LIKE_FORMULAS)


def test_guide_describes_the_columns_in_their_order() -> None:
    guide = (ROOT / "docs" / "how-to" / "records.md").read_text(encoding="utf-8")
    assert rows_of(guide, "| Column") == [*COLUMNS]


def rows_of(text: str, header: str) -> Sequence[str]:
    lines = text[text.index(header) :].split("\n\n")[0].splitlines()[2:]
    return [line.split("`")[1] for line in lines]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\x03\x04\0\0\0", "This is not a CSV file."),
        (b"\xff\xfe\x00\xd8\x00", "This is not a CSV file, or it is damaged."),
        (b"a" * 20_000_001, "This file is larger than 20 MB."),
        (b"module_id\0,x", "This is not a CSV file."),
    ],
)
def test_what_is_no_table_is_left_out(content: bytes, what: str) -> None:
    found = read_file("a.csv", content)
    assert [problem.what for problem in found.problems] == [what]
    assert found.rows == []


def test_remarks_on_one_number_of_a_whole_district_stay_short() -> None:
    """If thousands have typed "none", not all of them are told of each."""
    lines = [f"none,,,P {number:04},,,,,noticing,,,,22,,2026-11-20,\n" for number in range(200)]
    merged = merge([read_file("a.csv", "".join([f"{','.join(COLUMNS)}\n", *lines]).encode())])
    assert len(merged.rows) == len(merged.problems) == 200
    for problem in merged.problems:
        assert problem.what.count("P 0") == 11
        assert "189 more" in problem.what
