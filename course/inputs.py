"""Hashes of the files that a site is made from."""

import os
import shlex
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

OF_MODULES = ("modules/", "quizzes/")
"""Folders with files that belong to one module each."""

ALL = ("course.yml", "modules", "quizzes", "reference", "translations")
"""The files and folders that a site is made from."""

OF_DISTRICT = ("modules", "quizzes", "reference")
"""The folders in which a district writes over the course's files."""

DISTRICT = "district"
"""The folder of what a district writes over the course, next to it."""


@dataclass(frozen=True)
class Inputs:
    """Computes the keys of a site's pages and files."""

    stamp: str
    """Changes with the generator."""
    hashes: Mapping[str, str]
    """The hash of every file, by its path in the course."""

    def key(self, modules: Iterable[str] | None) -> str:
        """Changes with the generator, with these modules, and with files that belong to no module.

        `modules` are ids; None means all modules.
        """
        if modules is None:
            return self._digest(self.hashes)
        paths = (f"{folder}{name}.yml" for folder in OF_MODULES for name in modules)
        return sha256(f"{self.shared}{self._digest(paths)}".encode()).hexdigest()

    @cached_property
    def shared(self) -> str:
        """Changes with the generator and with files that belong to no module."""
        return self._digest(path for path in self.hashes if not path.startswith(OF_MODULES))

    def _digest(self, paths: Iterable[str]) -> str:
        lines = (f"{path} {self.hashes.get(path)}" for path in sorted(paths))
        return sha256("\n".join((self.stamp, *lines)).encode()).hexdigest()


def hashes_of(contents: Mapping[str, bytes]) -> dict[str, str]:
    """The hash of each file, by its path."""
    return {path: sha256(content).hexdigest() for path, content in contents.items()}


def digest_of(folder: Path) -> str:
    """A hash of everything in a folder that a site is made from, and of the files' names.

    Raises OSError if something cannot be read.
    """
    paths = (path for name in ALL for path in (folder / name, *_inside(folder / name)))
    return _digest_of(folder, paths)


def district_in(folder: Path) -> Path | None:
    """The folder of the district whose copy of the course this is, if it has one."""
    district = folder / DISTRICT
    return district if district.is_dir() else None


def misplaced(district: Path, folder: Path) -> list[str]:
    """Folders beside a district's folder that belong in it, in a repository of its own.

    Where the course is, they are the course's.
    """
    top = district.resolve().parent
    if top == folder.resolve() or (top / "course.yml").exists() or not (top / ".git").exists():
        return []
    return [name for name in OF_DISTRICT if any((top / name).glob("*.yml"))]


def option_for(district: Path | None, folder: Path) -> str:
    """What commands for a district need after their name, such as ` --district ours`.

    Empty if its folder is at the top of the course, where they look for it.
    """
    if district is None or district.resolve() == (folder / DISTRICT).resolve():
        return ""
    return f" --district {shlex.quote(district.as_posix())}"


def digest_of_all(folder: Path) -> str:
    """A hash of every file in a folder, and of their names. Raises OSError."""
    return _digest_of(folder, _inside(folder))


def _digest_of(folder: Path, paths: Iterable[Path]) -> str:
    digest = sha256()
    for path in paths:
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"{path.relative_to(folder)} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def copy_inputs(source: Path, target: Path) -> None:
    """Copy everything in a folder that a site is made from. `target` may not contain any of it."""
    target.mkdir(parents=True, exist_ok=True)
    for name in ALL:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name)
        elif (source / name).is_file():
            shutil.copy(source / name, target / name)


def _inside(folder: Path) -> list[Path]:
    return sorted(
        Path(parent, name)
        for parent, folders, files in os.walk(folder, followlinks=True)
        for name in (*folders, *files)
    )
