"""Results of earlier runs are reused, but not if they may be outdated."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from course.memo import LONGEST_KEY, MOST_BYTES_IN_LINE, Memo, generator_stamp

ROOT = Path(__file__).parents[1]
MANY = 10_000
SAVING = f"""
import sys
from pathlib import Path
from course.memo import Memo

folder, name = sys.argv[1:]
memo = Memo(Path(folder), stamp="1")
keys = [f"{{name}} {{at}}" for at in range({MANY})]
memo.table("words").update({{key: key + " and so on" * 99 for key in keys}})
memo.save()
"""


def stored(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_result_is_available_in_the_next_run(tmp_path: Path) -> None:
    first = Memo(tmp_path)
    assert first.table("words")["a text"] is None
    first.table("words")["a text"] = [1, 2]
    first.save()
    assert Memo(tmp_path).table("words")["a text"] == [1, 2]


def test_without_a_folder_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    memo = Memo()
    memo.table("words")["a text"] = 1
    memo.save()
    assert memo.table("words")["a text"] == 1
    assert stored(tmp_path) == []


def run(folder: Path, *keys: str) -> None:
    memo = Memo(folder)
    for key in keys:
        memo.table("words")[key] = memo.table("words")[key] or 1
    memo.save()


def saved(folder: Path) -> list[list[str]]:
    """The keys in each line of the only table."""
    (path,) = stored(folder)
    heads = (line.partition("\t")[0] for line in path.read_text("utf-8").splitlines())
    return [json.loads(head)[1] for head in heads]


def test_new_results_are_appended(tmp_path: Path) -> None:
    run(tmp_path, "a", "b")
    run(tmp_path, "b", "c")
    run(tmp_path, "a")
    assert saved(tmp_path) == [["a", "b"], ["c"]]
    assert all(Memo(tmp_path).table("words")[key] == 1 for key in "abc")


def test_file_of_the_system_beside_the_results_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").touch()
    run(tmp_path, "a")
    assert Memo(tmp_path).table("words")["a"] == 1


def test_results_that_could_not_be_saved_are_saved_later(tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    memo = Memo(tmp_path / "cache")
    memo.table("words")["a"] = 1
    memo.save()
    (tmp_path / "cache").unlink()
    memo.save()
    assert Memo(tmp_path / "cache").table("words")["a"] == 1


def test_results_are_appended_only_once(tmp_path: Path) -> None:
    run(tmp_path, "a")
    memo = Memo(tmp_path)
    memo.table("words").update({"a": 1, "b": 1})
    memo.save()
    memo.save()
    assert saved(tmp_path) == [["a"], ["b"]]


def test_results_that_no_run_asks_for_any_more_are_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("course.memo.MAX_UNUSED", 1)
    run(tmp_path, "old", "b")
    run(tmp_path, "b", "c")
    assert saved(tmp_path) == [["old", "b"], ["c"]]
    run(tmp_path, "d", "b")
    assert saved(tmp_path) == [["c", "d", "b"]], "of the unused ones, the latest remains"


def test_large_tables_are_saved_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course.memo.MOST_RESULTS_IN_LINE", 2)
    memo = Memo(tmp_path)
    memo.table("words").update({str(number): number for number in range(5)})
    memo.release()
    assert saved(tmp_path) == [["0", "1"], ["2", "3"], ["4"]]
    later = Memo(tmp_path).table("words")
    assert [later[str(number)] for number in range(5)] == list(range(5))


def test_large_results_have_lines_of_their_own(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.table("words").update({"a": 1, "b": "x" * MOST_BYTES_IN_LINE, "c": 2, "d": 3})
    memo.release()
    assert saved(tmp_path) == [["a", "b"], ["c", "d"]]


def test_results_appended_by_a_run_with_other_settings_are_not_used(tmp_path: Path) -> None:
    """Another run may have replaced the file in the meantime."""
    first, second = Memo(tmp_path), Memo(tmp_path)
    first.table("html", "red")["a"] = "red"
    first.save()
    second.table("html", "blue")["a"] = "blue"
    second.save()
    first.table("html", "red")["b"] = "red"
    first.save()
    assert Memo(tmp_path).table("html", "blue")["b"] is None
    assert Memo(tmp_path).table("html", "blue")["a"] == "blue"


def test_unused_table_is_preserved(tmp_path: Path) -> None:
    """A check does not use the table of rendered Markdown, but must not discard it."""
    first = Memo(tmp_path)
    first.table("html")["a"] = "<p>a</p>"
    first.save()
    second = Memo(tmp_path)
    second.table("words")["a"] = 1
    second.save()
    assert Memo(tmp_path).table("html")["a"] == "<p>a</p>"


def test_changed_dependency_empties_the_table(tmp_path: Path) -> None:
    first = Memo(tmp_path)
    first.table("html", ("strong evidence",))["a"] = "<p>a</p>"
    first.save()
    second = Memo(tmp_path)
    assert second.table("html", ("promising",))["a"] is None
    second.table("html", ("promising",))["a"] = "other"
    second.save()
    assert len(stored(tmp_path)) == 1
    assert Memo(tmp_path).table("html", ("strong evidence",))["a"] is None
    assert Memo(tmp_path).table("html", ("promising",))["a"] == "other"


def test_changed_dependency_empties_the_table_during_a_run() -> None:
    memo = Memo()
    memo.table("html", 1)["a"] = "<p>a</p>"
    assert memo.table("html", 1)["a"] == "<p>a</p>"
    assert memo.table("html", 2)["a"] is None


def test_changed_code_starts_with_an_empty_memo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Memo(tmp_path)
    first.table("words")["a text"] = 1
    first.save()
    monkeypatch.setattr("course.memo.generator_stamp", lambda: "other")
    second = Memo(tmp_path)
    assert second.table("words")["a text"] is None
    second.table("words")["a text"] = 2
    second.save()
    assert [path.parent.name for path in stored(tmp_path)] == ["other"]


@pytest.mark.parametrize("lines_left", [0, 1])
@pytest.mark.parametrize("content", [b"{", b"[1]", b"\xff\xfe", b'{"a": ', b'["", 1, 2]', b"1"])
def test_damaged_file_is_ignored(tmp_path: Path, content: bytes, lines_left: int) -> None:
    first = Memo(tmp_path)
    first.table("words")["a text"] = 1
    first.save()
    (path,) = stored(tmp_path)
    intact = path.read_bytes().splitlines(keepends=True)[:lines_left]
    path.write_bytes(b"".join((*intact, content)))
    second = Memo(tmp_path)
    assert second.table("words")["a text"] is None
    second.table("words")["a text"] = 1
    second.save()
    assert Memo(tmp_path).table("words")["a text"] == 1


def test_long_key_is_short_in_the_file_and_told_from_others(tmp_path: Path) -> None:
    texts = [f"{'A long text. ' * 10}{number}" for number in range(3)]
    run(tmp_path, *texts[:2])
    assert {len(name) for line in saved(tmp_path) for name in line} == {LONGEST_KEY}
    table = Memo(tmp_path).table("words")
    assert [table[text] for text in texts] == [1, 1, None]


def test_damaged_results_are_made_and_saved_again(tmp_path: Path) -> None:
    run(tmp_path, "a", "b")
    run(tmp_path, "c")
    (path,) = stored(tmp_path)
    first, second = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first.replace(b"[1,1]", b"[1,1") + second)
    table = Memo(tmp_path).table("words")
    assert [table[key] for key in "abc"] == [None, None, 1]
    run(tmp_path, "a", "b")
    table = Memo(tmp_path).table("words")
    assert [table[key] for key in "abc"] == [1, 1, 1]


@pytest.mark.slow
def test_two_runs_that_save_at_once_do_not_mix_their_results(tmp_path: Path) -> None:
    for number in range(3):
        folder = tmp_path / str(number)
        runs = [
            subprocess.Popen([sys.executable, "-c", SAVING, str(folder), name], cwd=ROOT)
            for name in "ab"
        ]
        assert [run.wait() for run in runs] == [0, 0]
        table = Memo(folder, stamp="1").table("words")
        for key in (f"{name} {at}" for name in "ab" for at in range(MANY)):
            assert (table[key] or key).startswith(key)


def test_unwritable_folder_does_not_stop_a_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    memo = Memo(tmp_path / "file")
    memo.table("words")["a text"] = 1
    memo.save()
    assert memo.table("words")["a text"] == 1


def test_stamp_follows_the_code_and_the_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    before = generator_stamp()
    assert generator_stamp() == before
    monkeypatch.setattr("course.memo.version", lambda _: "0")
    assert generator_stamp() != before


def test_released_table_is_saved_and_can_be_used_again(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.table("words")["a"] = 1
    memo.release()
    assert Memo(tmp_path).table("words")["a"] == 1
    assert memo.table("words")["a"] == 1


def test_released_table_without_a_folder_keeps_its_results() -> None:
    memo = Memo()
    memo.table("words")["a"] = 1
    memo.release()
    assert memo.table("words")["a"] == 1


def test_memo_that_only_reads_saves_and_deletes_nothing(tmp_path: Path) -> None:
    run(tmp_path, "a")
    before = stored(tmp_path)
    for stamp in (None, "of an earlier version"):
        memo = Memo(tmp_path, only_reads=True, stamp=stamp)
        memo.table("words")["b"] = 1
        memo.save()
        memo.release()
        assert memo.table("words")["b"] == 1
        assert stored(tmp_path) == before
    assert Memo(tmp_path, only_reads=True).table("words")["a"] == 1


def test_tables_can_be_released_one_by_one(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    memo.table("words")["a"], memo.table("lines")["b"] = 1, 2
    memo.release("words", "unknown")
    assert [path.stem for path in stored(tmp_path)] == ["words"]
    assert memo.table("words")["a"] == 1
    memo.release()
    assert [path.stem for path in stored(tmp_path)] == ["lines", "words"]
