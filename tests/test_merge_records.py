"""The command that joins the tables that staff hand in. It needs no course."""

from pathlib import Path

import pytest

from course.cli.merge_records import merge_records
from course.cli.run import run as run_command
from course.records.columns import COLUMNS, TOTAL_COLUMNS
from course.records.reading import read_file
from course.records.writing import table

ROW = {
    "employee_id": "004711",
    "name": "José Núñez",
    "module_id": "noticing",
    "minutes": "22",
    "completed_on": "2026-11-20",
}


def write(path: Path, **values: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    cells = {**ROW, **values}
    path.write_bytes(table(COLUMNS, [[cells.get(name, "") for name in COLUMNS]]))


def run(*arguments: str | Path) -> int:
    return run_command(merge_records, [*map(str, arguments)], "merge-records")


def test_files_of_a_folder_become_a_table_and_one_of_totals(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "in" / "a.csv")
    write(tmp_path / "in" / "deeper" / "B.CSV", name="Ana Cruz", employee_id="4712", minutes="44")
    output = tmp_path / "out" / "all.csv"
    assert run(tmp_path / "in", tmp_path / "in" / "a.csv", "--output", output) == 0
    shown = capfd.readouterr()
    totals = output.with_name("all-totals.csv")
    assert shown.out == (
        f"2 files, 2 people, 2 finished modules.\nWritten: {output} and {totals}\n"
    )
    assert shown.err == ""
    names = [row.name for row in read_file("all.csv", output.read_bytes()).rows]
    assert names == ["Ana Cruz", "José Núñez"]
    header, ana, jose = totals.read_text(encoding="utf-8-sig").splitlines()
    assert header == ",".join(f'"{name}"' for name in TOTAL_COLUMNS)
    assert '"44","0.75"' in ana
    assert '"22","0.25"' in jose


def test_output_inside_the_folder_is_no_input(tmp_path: Path) -> None:
    write(tmp_path / "a.csv")
    output = tmp_path / "table.csv"
    assert run(tmp_path, "--output", output) == 0
    content = output.read_bytes()
    write(tmp_path / "a.csv", minutes="23")
    assert run(tmp_path, "--output", output) == 0
    assert output.read_bytes() == content.replace(b'"22"', b'"23"').replace(b"0.25", b"0.50")


def test_table_that_is_named_is_merged_again_with_more_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path("a.csv"))
    write(Path("new.csv"), module_id="what-helps")
    assert run("a.csv", "--output", "table.csv") == 0
    for names in (["table.csv", "new.csv"], [".", "table.csv"], ["./table.csv"]):
        capfd.readouterr()
        assert run(*names, "--output", "table.csv") == 0
        assert "1 person, 2 finished modules." in capfd.readouterr().out


@pytest.mark.parametrize("names", [["new.csv"], ["."]])
def test_rows_that_only_the_last_table_has_are_not_lost(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    names: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path("table.csv"))
    before = Path("table.csv").read_bytes()
    write(Path("new.csv"), module_id="what-helps")
    assert run(*names, "--output", "table.csv") == 1
    shown = capfd.readouterr()
    assert "table.csv has 1 row that no other file has, such as line 2. To keep" in shown.err
    assert (shown.out, Path("table.csv").read_bytes()) == ("", before)
    assert not Path("table-totals.csv").exists()


def test_table_of_which_something_is_left_out_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path("a.csv"))
    write(Path("table.csv"), minutes="many")
    before = Path("table.csv").read_bytes()
    assert run("a.csv", "table.csv", "--output", "table.csv") == 1
    assert "Not all of table.csv was taken. Correct it" in capfd.readouterr().err
    assert Path("table.csv").read_bytes() == before


def test_totals_that_are_named_are_listed_and_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path("a.csv"))
    assert run("a.csv", "--output", "table.csv") == 0
    assert run("a.csv", "table.csv", "table-totals.csv", "--output", "table.csv") == 1
    shown = capfd.readouterr()
    assert "table-totals.csv:1: This is not a table from a record of learning" in shown.err
    assert "3 files, 1 person, 1 finished module." in shown.out


def test_what_is_odd_is_listed_and_what_was_left_out_is_the_status(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "a.csv")
    write(tmp_path / "b.csv", minutes="many")
    write(tmp_path / "c.csv", completed_on="11/3/2026", module_id="what-helps")
    assert run(tmp_path, "--output", tmp_path / "table.csv") == 1
    shown = capfd.readouterr()
    left_out, looked_at = shown.err.split("\n\n")[:2]
    assert left_out.startswith("Left out (1):\n")
    assert f'{tmp_path.as_posix()}/b.csv:2: "many" is no number of minutes.' in left_out
    assert looked_at.startswith("Taken, but look at it (1):\n")
    assert f'{tmp_path.as_posix()}/c.csv:2: "11/3/2026" was taken as 2026-11-03, the' in looked_at
    assert "3 files, 1 person, 2 finished modules." in shown.out


SAVE, ASK = "save that as “CSV UTF-8”", "ask for the CSV file, or type it into one"
FORMATS = ("pdf", "docx", "html", "csv.gz", "rtf", "txt", "jpg")


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        *(("b.xlsx", SAVE), ("c.ZIP", SAVE)),
        *((f"b.{ending}", ASK) for ending in FORMATS),
        *(
            (name, "")
            for name in ("~$b.xlsx", "._a.csv", ".~lock.a.csv#", ".DS_Store", "Thumbs.db")
        ),
    ],
)
def test_record_that_was_handed_in_in_another_format_is_not_forgotten(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, remedy: str
) -> None:
    write(tmp_path / "a.csv")
    (tmp_path / name).write_bytes(b"PK")
    assert run(tmp_path, "--output", tmp_path / "table.csv") == bool(remedy)
    shown = capfd.readouterr()
    assert (f"{name}:1: This file is no text with a table" in shown.err) == bool(remedy)
    assert (f"If it has a record in it, {remedy}. If not" in shown.err) == bool(remedy)
    assert "1 file, 1 person, 1 finished module." in shown.out


def test_table_that_a_spreadsheet_has_saved_as_text_is_read(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "a.csv", module_id="what-helps")
    write(tmp_path / "b.csv")
    text = (tmp_path / "b.csv").read_text(encoding="utf-8-sig").replace(",", "\t")
    (tmp_path / "b.csv").unlink()
    (tmp_path / "b.txt").write_bytes(text.encode("utf-16"))
    assert run(tmp_path, "--output", tmp_path / "table.csv") == 0
    assert "2 files, 1 person, 2 finished modules." in capfd.readouterr().out


@pytest.mark.parametrize(
    ("names", "output", "status", "message"),
    [
        (["no-such-folder"], "table.csv", 2, "does not exist"),
        (["."], "table.xlsx", 2, "Its name must end with .csv."),
        (["."], "table.csv", 1, "There is no file that ends with .csv."),
        ([], "table.csv", 2, "Missing argument"),
        (["empty"], "table.csv", 1, "No row could be taken, so nothing was written."),
        (["a"], "blocked/table.csv", 1, "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    names: list[str],
    output: str,
    status: int,
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    if names == ["empty"]:
        Path("empty").write_bytes(b"")
    if names == ["a"]:
        write(Path("a"))
        Path("blocked").write_bytes(b"")
    assert run(*names, "--output", output) == status
    shown = capfd.readouterr()
    assert message in shown.err
    assert "Traceback" not in shown.err
    assert not Path(output).exists()
