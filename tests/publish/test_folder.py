"""A site is replaced completely or not at all, even if writing it fails."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from random import Random
from time import sleep
from typing import Any

import pytest

from course.publish.folder import FolderError, Writer, is_unchanged, replacing
from course.site import WORKER
from tests.publish.conftest import contents

ROOT = Path(__file__).parents[2]
FIRST = {WORKER: b"first", "index.html": b"same", "a/index.html": b"old", "gone/index.html": b"x"}
SECOND = {WORKER: b"second", "index.html": b"same", "a/index.html": b"new", "b/index.html": b"y"}
FEW_KILLS, MANY_KILLS = 10, 100
BUILDER = """
import sys
from pathlib import Path
from course.publish.folder import replacing

number = 0
while True:
    number += 1
    with replacing(Path(sys.argv[1])) as writer:
        for name in ("worker.js", "index.html", *(f"{at}/index.html" for at in range(20))):
            writer.write(name, str(number).encode())
"""


def build(target: Path, files: dict[str, bytes]) -> None:
    with replacing(target) as writer:
        for name, content in files.items():
            writer.write(name, content)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "out" / "site"
    build(folder, FIRST)
    return folder


def test_new_site_replaces_the_last_one(target: Path) -> None:
    assert contents(target) == FIRST
    build(target, SECOND)
    assert contents(target) == SECOND


def test_only_files_that_differ_are_written(target: Path) -> None:
    before = {path: path.stat() for path in target.rglob("*.*")}
    build(target, SECOND)
    same = target / "index.html"
    assert same.stat().st_ino == before[same].st_ino
    assert same.stat().st_mtime_ns == before[same].st_mtime_ns
    changed = target / "a" / "index.html"
    assert changed.stat().st_ino != before[changed].st_ino


def test_file_that_is_written_twice_changes_nothing_of_the_last_site(target: Path) -> None:
    def build_until_stopped() -> None:
        with replacing(target) as writer:
            writer.write("index.html", FIRST["index.html"])
            writer.write("index.html", b"another one")
            raise OSError("stopped")

    with pytest.raises(OSError, match="stopped"):
        build_until_stopped()
    assert contents(target) == FIRST


def folders_in(target: Path) -> set[str]:
    return {it.relative_to(target).as_posix() for it in target.rglob("*") if it.is_dir()}


def test_folders_of_the_site_before_are_used_again(target: Path) -> None:
    first = (target / "a").stat().st_ino
    build(target, SECOND)
    assert folders_in(target) == {"a", "b"}
    build(target, FIRST)
    assert folders_in(target) == {"a", "gone"}
    assert (target / "a").stat().st_ino == first
    assert contents(target) == FIRST


@pytest.mark.parametrize("builds", [0, 1, 2])
def test_site_that_somebody_deleted_is_built_again(target: Path, builds: int) -> None:
    for _ in range(builds):
        build(target, SECOND)
    shutil.rmtree(target)
    build(target, FIRST)
    assert contents(target) == FIRST
    assert folders_in(target) == {"a", "gone"}


def test_empty_folders_that_an_earlier_version_left_are_no_site(target: Path) -> None:
    shutil.rmtree(target)
    (target.with_name(".site.build") / "old" / "a").mkdir(parents=True)
    build(target, FIRST)
    assert contents(target) == FIRST


def test_folder_can_become_a_file_and_a_folder_again(target: Path) -> None:
    for files in (SECOND, {WORKER: b"third", "a": b"a file"}, {WORKER: b"4th", "gone": b"x"}):
        build(target, files)
        assert contents(target) == files
    build(target, FIRST)
    assert contents(target) == FIRST


OTHERS = {"CNAME": b"a.example", "handouts/week-1/a.pdf": b"%PDF", "b/own.txt": b"a note"}


def test_what_no_build_has_written_is_kept(target: Path) -> None:
    for name, content in OTHERS.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
    assert is_unchanged(target)
    for files in (SECOND, FIRST, SECOND):
        build(target, files)
        assert contents(target) == {**OTHERS, **files}
        assert is_unchanged(target)
    build(target, {**FIRST, "CNAME": b"its own"})
    assert contents(target) == {**OTHERS, **FIRST, "CNAME": b"its own"}


@pytest.mark.parametrize(
    ("other", "name"), [("b", "b/index.html"), ("c/d/a.txt", "c"), ("c/a.txt", "c")]
)
def test_what_is_in_the_way_of_a_new_site_is_not_lost(target: Path, other: str, name: str) -> None:
    (target / other).parent.mkdir(parents=True, exist_ok=True)
    (target / other).write_bytes(b"a note")
    with pytest.raises(FolderError, match="something else in its place"):
        build(target, {**SECOND, name: b"new"})
    assert contents(target) == {**FIRST, other: b"a note"}


def test_pages_of_a_build_that_was_killed_after_the_swap_are_not_kept(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = iter([None, KeyboardInterrupt])
    write_text = Path.write_text

    def write(path: Path, *arguments: Any, **options: Any) -> int:
        if error := next(written):
            raise error
        return write_text(path, *arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", write)
        with pytest.raises(KeyboardInterrupt):
            build(target, SECOND)
    assert contents(target) == SECOND
    build(target, FIRST)
    assert contents(target) == FIRST


def test_nothing_is_lost_if_nobody_knows_whose_files_are_in_a_site(target: Path) -> None:
    shutil.rmtree(target.with_name(".site.build"))
    build(target, FIRST)
    shutil.rmtree(target.with_name(".site.build"))
    (target / "own.txt").write_bytes(b"a note")
    with pytest.raises(FolderError, match=r'such as "own\.txt"\. Move yours out'):
        build(target, FIRST)
    assert contents(target) == {**FIRST, "own.txt": b"a note"}


def test_site_inside_a_site_stays_and_can_be_built_again(target: Path) -> None:
    build(target / "es", FIRST)
    for inside, files in ((FIRST, SECOND), (SECOND, FIRST)):
        build(target, files)
        assert contents(target / "es") == inside
        build(target / "es", files)
        assert contents(target / "es") == files


def test_link_that_somebody_put_into_a_site_stays_and_is_not_followed(
    target: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "thesis.txt").write_text("years of work", encoding="utf-8")
    (target / "b").symlink_to(elsewhere)
    for _ in range(3):
        build(target, FIRST)
        assert (target / "b").is_symlink()
        assert contents(elsewhere) == {"thesis.txt": b"years of work"}
    with pytest.raises(FolderError, match="something else in its place"):
        build(target, SECOND)
    assert contents(elsewhere) == {"thesis.txt": b"years of work"}


def test_site_that_is_a_link_stays_one(tmp_path: Path) -> None:
    link, folder = tmp_path / "site", tmp_path / "elsewhere" / "site"
    folder.mkdir(parents=True)
    link.symlink_to(folder)
    for files in (FIRST, SECOND, FIRST):
        build(link, files)
        assert link.is_symlink()
        assert contents(folder) == files


def test_files_are_copied_where_they_cannot_be_linked(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    build(target, SECOND)
    assert contents(target) == SECOND


def test_error_in_the_block_keeps_the_last_site(target: Path) -> None:
    def fail(writer: Writer) -> None:
        writer.write("index.html", b"half")
        raise KeyError("a page that cannot be rendered")

    with pytest.raises(KeyError), replacing(target) as writer:
        fail(writer)
    assert contents(target) == FIRST
    build(target, SECOND)
    assert contents(target) == SECOND


class Refusal:
    """Makes the file system call with a given number fail, counted over all its functions."""

    def __init__(self, patch: pytest.MonkeyPatch, at: int, error: OSError) -> None:
        self.calls, self.at, self.error = 0, at, error
        for owner, name in (
            (Path, "mkdir"),
            (Path, "rename"),
            (Path, "write_bytes"),
            (os, "link"),
            (os, "rmdir"),
            (os, "unlink"),
        ):
            patch.setattr(owner, name, self.wrap(getattr(owner, name)))

    def wrap(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*arguments: Any, **options: Any) -> Any:
            self.calls += 1
            if self.calls == self.at:
                raise self.error
            return function(*arguments, **options)

        return wrapped


def attempt(target: Path, files: dict[str, bytes]) -> bool:
    """Whether a build succeeds, as it also does if linking or deleting the old site fails."""
    try:
        build(target, files)
    except OSError:
        return False
    return True


@pytest.mark.parametrize(
    "error",
    [OSError(errno.ENOSPC, "No space left on device"), PermissionError(errno.EACCES, "Denied")],
    ids=["no space", "refused"],
)
def test_error_in_any_system_call_leaves_a_whole_site(tmp_path: Path, error: OSError) -> None:
    for at in count(1):
        target = tmp_path / str(at) / "site"
        build(target, FIRST)
        with pytest.MonkeyPatch.context() as patch:
            refusal = Refusal(patch, at, error)
            is_built = attempt(target, SECOND)
        assert contents(target) == (SECOND if is_built else FIRST)
        build(target, SECOND)
        assert contents(target) == SECOND
        if refusal.calls < at:
            break
    assert at > 2 * len(SECOND)


def test_error_of_a_first_build_is_the_one_that_is_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Denied")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PermissionError) as raised:
        build(tmp_path / "site", FIRST)
    assert raised.value.__context__ is None


def test_build_killed_between_two_renames_is_repaired_by_the_next(target: Path) -> None:
    staging = target.with_name(".site.build")
    target.rename(staging / "old")
    with pytest.raises(KeyError), replacing(target):
        raise KeyError
    assert contents(target) == FIRST


@pytest.mark.slow
@pytest.mark.parametrize("kills", [FEW_KILLS, pytest.param(MANY_KILLS, marks=pytest.mark.nightly)])
def test_build_killed_at_any_moment_leaves_a_whole_site(tmp_path: Path, kills: int) -> None:
    target, random = tmp_path / "site", Random(7)
    command = [sys.executable, "-c", BUILDER, str(target)]
    for _ in range(kills):
        with subprocess.Popen(command, cwd=ROOT) as builder:
            while not target.exists():
                sleep(0.005)
            sleep(random.uniform(0.05, 0.15))
            builder.kill()
        with pytest.raises(KeyError), replacing(target):  # as at the start of the next build
            raise KeyError
        files = contents(target)
        assert len(files) == 22
        assert len(set(files.values())) == 1


def test_two_builds_at_once_take_turns(tmp_path: Path) -> None:
    target = tmp_path / "site"
    with subprocess.Popen([sys.executable, "-c", BUILDER, str(target)], cwd=ROOT) as other:
        while not target.exists():
            sleep(0.005)
        for _ in range(3):
            build(target, SECOND)
        other.kill()
    with pytest.raises(KeyError), replacing(target):
        raise KeyError
    assert len(contents(target)) in {len(SECOND), 22}


def test_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "documents"
    target.mkdir()
    (target / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(FolderError, match="not a built site"), replacing(target):
        raise AssertionError("It must not begin.")
    assert contents(target) == {"thesis.txt": b"years of work"}


def test_the_whole_disk_is_refused() -> None:
    with pytest.raises(FolderError, match="new or empty"), replacing(Path("/")):
        raise AssertionError("It must not begin.")


def test_empty_folder_is_used(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    build(target, FIRST)
    assert contents(target) == FIRST


def test_target_that_is_a_file_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.write_text("a file", encoding="utf-8")
    with pytest.raises(FolderError), replacing(target):
        raise AssertionError("It must not begin.")
    assert target.read_text(encoding="utf-8") == "a file"
