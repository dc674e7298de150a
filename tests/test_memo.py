"""Results of earlier runs are reused, but not if they may be outdated."""

import json
from pathlib import Path

import pytest

from course.memo import Memo, generator_stamp


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


def test_results_that_no_run_asks_for_any_more_are_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("course.memo.MAX_UNUSED", 1)

    def run(*keys: str) -> None:
        memo = Memo(tmp_path)
        for key in keys:
            memo.table("words")[key] = memo.table("words")[key] or 1
        memo.save()

    run("old", "b")
    run("b", "c")
    assert saved(tmp_path) == {"b", "c", "old"}
    run("d", "b")
    assert saved(tmp_path) == {"d", "b", "c"}, "of the unused ones, the latest remains"
    run("b")
    assert saved(tmp_path) == {"d", "b", "c"}, "without new results, nothing is written"


def test_results_are_saved_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course.memo.RESULTS_PER_LINE", 2)
    memo = Memo(tmp_path)
    memo.table("words").update({str(number): number for number in range(5)})
    memo.release()
    (path,) = stored(tmp_path)
    assert len(path.read_text("utf-8").splitlines()) == 1 + 3
    later = Memo(tmp_path).table("words")
    assert [later[str(number)] for number in range(5)] == list(range(5))


def saved(folder: Path) -> set[str]:
    (path,) = stored(folder)
    _, results = map(json.loads, path.read_text("utf-8").splitlines())
    return set(results)


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
@pytest.mark.parametrize("content", [b"{", b"[1]", b"\xff\xfe", b'{"a": ', b'["", {}]', b"1"])
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


def test_library_is_installed_in_its_own_folder(tmp_path: Path) -> None:
    folder = Memo(tmp_path).folder("templates")
    assert folder
    (folder / "one").write_text("compiled", encoding="utf-8")
    assert Memo(tmp_path).folder("templates") == folder
    assert (folder / "one").exists()
    assert Memo().folder("templates") is None
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    assert Memo(tmp_path / "file").folder("templates") is None


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
