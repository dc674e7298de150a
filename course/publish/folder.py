"""Replaces a built site with a new one, completely or not at all."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from filelock import FileLock

from course.site import WORKER

RECORD = "record.json"
"""The keys and hashes of a site's files, in the folder next to it."""


class FolderError(Exception):
    """A folder that must not be replaced. The message says why, and what to do."""


_Record = dict[str, tuple[str, str]]
"""The key and the hash of each file of a site, by its name."""


@dataclass(frozen=True)
class Writer:
    """Writes the files of a new site."""

    folder: Path
    """The new folder."""
    last: Path
    """The folder of the site before it, if there is one."""
    last_record: _Record
    """The record of that site."""
    record: _Record = field(default_factory=dict)
    """The record of the new one."""
    folders: set[Path] = field(default_factory=set)
    """The folders in it. At first, those of an earlier site, which are empty."""
    kept: list[str] = field(default_factory=list)
    """The files that somebody else has put into the site before it, by their names."""

    def reusable(self, name: str, key: str) -> bytes | None:
        """The content of a file of the last site that was made under the same key.

        None if there is none, if there is no key, or if the file was changed since.
        """
        last_key, digest = self.last_record.get(name, ("", ""))
        if not key or key != last_key:
            return None
        try:
            content = (self.last / name).read_bytes()
        except OSError:
            return None
        return content if sha256(content).hexdigest() == digest else None

    def reuse(self, name: str, key: str) -> bool:
        """Take a file of the last site as it is, if it is reusable.

        Raises OSError if the file system refuses.
        """
        content = self.reusable(name, key)
        if content is not None:
            self._take(name, content)
        return content is not None

    def reuse_all(self, key: str) -> bool:
        """Take all files of the last site that were made under a key.

        Takes none if there are none, or if one of them was changed since. Raises OSError if the
        file system refuses.
        """
        names = [name for name, (last_key, _) in self.last_record.items() if last_key == key]
        contents = {name: self.reusable(name, key) for name in names}
        if None in contents.values():
            return False
        for name, content in contents.items():
            if content is not None:
                self._take(name, content)
        return bool(names)

    def hash_of(self, name: str) -> str:
        """The hash of a file of the new site, as hexadecimal digits."""
        return self.record[name][1]

    def write(self, name: str, content: bytes, key: str = "") -> None:
        """Write a file, or link to the last site's file if it is unchanged.

        Raises OSError if the file system refuses.
        """
        path, last = self._path(name), self.last / name
        path.unlink(missing_ok=True)  # or a link to the last site's file would be written through
        if not (_is_same(last, content) and _linked(last, path)):
            path.write_bytes(content)
        self.record[name] = (key, sha256(content).hexdigest())

    def _take(self, name: str, content: bytes) -> None:
        """Link to a file of the last site that has this content, or copy it."""
        path = self._path(name)
        if not _linked(self.last / name, path):
            path.write_bytes(content)
        self.record[name] = self.last_record[name]

    def keep_others(self) -> None:
        """Take along what no build has written, such as handouts or another site in a folder.

        Raises FolderError if something is in the way, or if the last build has left no record, so
        that nobody knows what is whose, and OSError if the file system refuses.
        """
        known = {*self.last_record, *self.record}
        others = [name for name in _names_in(self.last) if name not in known]
        if others and not self.last_record:
            raise FolderError(
                f"The record of the last build, {_staging(self.last)}, is gone, so it is not known "
                f'which files in {self.last} are yours, such as "{others[0]}". Move yours out, '
                "delete the folder, and build again."
            )
        for name in others:
            self._keep(self.last / name, self.folder / name)
            self.kept.append(name)

    def _keep(self, path: Path, new: Path) -> None:
        with suppress(FileExistsError, NotADirectoryError):
            new.parent.mkdir(parents=True, exist_ok=True)
        if new.is_dir() or not new.parent.is_dir():
            raise FolderError(
                f"No build has written {path}, and the new site has something else in its place. "
                "Move it out of the folder."
            )
        if not _linked(path, new):
            shutil.copy2(path, new, follow_symlinks=False)

    def remove_empty_folders(self) -> None:
        """Remove the folders that this site does not need."""
        for folder in sorted(self.folders, reverse=True):  # the inner ones first
            with suppress(OSError):  # there is something in it
                folder.rmdir()

    def _path(self, name: str) -> Path:
        """Where a file is written, in a folder that exists."""
        path = self.folder / name
        if path in self.folders:
            shutil.rmtree(path)
        if path.parent not in self.folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.folders.add(path.parent)
        return path


@contextmanager
def replacing(target: Path) -> Iterator[Writer]:
    """A writer for a new folder, which replaces `target` if the block ends without an error.

    What no build has written stays. Only one build at a time may replace a folder; a second one
    waits. After an error or a killed process, `target` is what it was before.

    Raises FolderError if `target` contains no built site, or something that is in the way of the
    new one, and OSError if the file system refuses.
    """
    target = target.resolve()  # where a link leads, so that the link stays
    if not target.name:
        raise FolderError(f"{target} is no folder of its own. Choose one that is new or empty.")
    staging = _staging(target)
    new, old, spare = staging / "new", staging / "old", staging / "spare"
    staging.mkdir(parents=True, exist_ok=True)
    with alone(staging / "lock"):
        # If `old` is a site, a build was killed between two renames. Earlier versions left only
        # empty folders there.
        if (old / WORKER).is_file() and not target.exists():
            old.rename(target)
        if _is_foreign(target):
            raise FolderError(
                f"{target} contains files that are not a built site, so it was left alone. "
                "Choose a folder that is new, empty, or an earlier build."
            )
        for unused in (spare, old):
            if unused.exists() and new.exists():
                shutil.rmtree(unused)
            elif unused.exists():
                unused.rename(new)
        new.mkdir(exist_ok=True)
        writer = Writer(new, target, _read_record(staging / RECORD), folders=_emptied(new))
        yield writer
        writer.remove_empty_folders()
        writer.keep_others()
        # If the process is killed now, all files of both sites are still known as a build's.
        _write_record(staging / RECORD, {**writer.last_record, **writer.record})
        _swap(target, new, old)
        # Creating a folder can take as long as making its page, so the next build uses those of
        # the last site again. They are called `spare` so that they are never taken for a site.
        with suppress(OSError):  # the next build tries again
            if old.exists():
                old.rename(spare)
        _write_record(staging / RECORD, writer.record)
        with suppress(OSError):
            _emptied(spare)


def alone(lock: Path) -> FileLock:
    """A block that no other process is in at the same time. Its folder must exist."""
    return FileLock(lock, poll_interval=0.02)


def is_unchanged(target: Path) -> bool:
    """Whether a folder holds what the last build wrote into it, whatever else is there."""
    record = _read_record(_staging(target) / RECORD)
    return (
        bool(record)
        and {*_names_in(target)} >= record.keys()
        and all(
            sha256((target / name).read_bytes()).hexdigest() == digest
            for name, (_, digest) in record.items()
        )
    )


def record_hash(target: Path) -> str:
    """A hash of the record of the last build into a folder. Empty if there is none."""
    try:
        return sha256((_staging(target) / RECORD).read_bytes()).hexdigest()
    except OSError:
        return ""


def _staging(target: Path) -> Path:
    return target.with_name(f".{target.name}.build")


def _read_record(path: Path) -> _Record:
    """The record of an earlier build. Empty if it cannot be read."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        return {name: (key, digest) for name, (key, digest) in record.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write_record(path: Path, record: _Record) -> None:
    path.write_text(json.dumps(record), encoding="utf-8", newline="\n")


def _names_in(folder: Path, inside: str = "") -> Iterator[str]:
    """The names of all files and links in a folder, below `inside`. None if there is no folder.

    Raises OSError if the file system refuses.
    """
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _names_in(Path(entry.path), f"{inside}{entry.name}/")
            else:
                yield f"{inside}{entry.name}"


def _is_foreign(folder: Path) -> bool:
    if not folder.exists():
        return False
    return not folder.is_dir() or (any(folder.iterdir()) and not (folder / WORKER).is_file())


def _emptied(folder: Path) -> set[Path]:
    """The folders inside, after all files have been deleted. Empty if there is no such folder.

    Raises OSError if the file system refuses.
    """
    folders = set[Path]()
    if not folder.is_dir():
        return folders
    with os.scandir(folder) as entries:
        for entry in list(entries):
            path = Path(entry.path)
            if entry.is_dir(follow_symlinks=False):
                folders |= {path, *_emptied(path)}
            else:
                path.unlink()
    return folders


def _swap(target: Path, new: Path, old: Path) -> None:
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise


def _is_same(last: Path, content: bytes) -> bool:
    try:
        return last.stat().st_size == len(content) and last.read_bytes() == content
    except OSError:
        return False


def _linked(last: Path, path: Path) -> bool:
    """Whether a link to a file of the last site could be made. It costs no space or time."""
    try:
        os.link(last, path)
    except OSError:  # this file system has no links
        return False
    return True
