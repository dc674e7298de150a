"""Caches results from one run to the next."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from platform import python_version
from typing import Any, TypeVar

from pydantic_core import from_json, to_json

LIBRARIES = (
    "babel",
    "coloraide",
    "jinja2",
    "markdown-it-py",
    "markupsafe",
    "phonenumbers",
    "pydantic",
    "pyyaml",
    "resvg-py",
    "segno",
    "syllapy",
    "tdewolff-minify",
)
"""The libraries on which results depend."""
MAX_UNUSED = 20_000
"""How many results a table usually keeps that the last run did not ask for: more than this course
has texts. An unchanged page asks for none of its texts, but the next run may need them."""
RESULTS_PER_LINE = 10
_DIGITS = 16
_Result = TypeVar("_Result")
_PACKAGE = Path(__file__).resolve().parent


class Table(dict[str, Any]):
    """Results by what they were made from. Values must be serializable as JSON."""

    def __init__(
        self, depends_on: str, earlier: dict[str, Any] | None = None, max_unused: int | None = None
    ) -> None:
        """Start empty. Results of earlier runs are added when they are asked for.

        `max_unused` is how many results are kept that the last run did not ask for.
        """
        super().__init__()
        self.depends_on = depends_on
        self._max_unused = MAX_UNUSED if max_unused is None else max_unused
        self._earlier = earlier or {}

    def __missing__(self, key: str) -> Any:
        """A result of an earlier run. None if there is none."""
        if key in self._earlier:
            self[key] = self._earlier[key]
            return self._earlier[key]
        return None

    def get_or_make(self, key: str, make: Callable[[], _Result]) -> _Result:
        """The result for a key. `make` is called if there is none."""
        result: _Result | None = self[key]
        if result is None:
            result = self[key] = make()
        return result

    @property
    def is_new(self) -> bool:
        """Whether it has results that are not saved."""
        return not self.keys() <= self._earlier.keys()

    def to_append(self) -> dict[str, Any]:
        """The new results, if the others are saved.

        Empty if nothing is saved, or if more of it is unused than should be kept.
        """
        if not self._earlier or len(self._unused()) > self._max_unused:
            return {}
        return {key: result for key, result in self.items() if key not in self._earlier}

    def to_write(self) -> Iterator[tuple[str, Any]]:
        """All results: the latest of the unused ones, and then those of this run."""
        unused = self._unused()
        latest = unused[max(0, len(unused) - self._max_unused) :]
        yield from ((key, self._earlier[key]) for key in latest)
        yield from self.items()

    def mark_saved(self) -> None:
        """Remember that all results are saved."""
        self._earlier.update(self)

    def _unused(self) -> list[str]:
        """What only earlier runs asked for, the latest last."""
        return [key for key in self._earlier if key not in self]


class Memo:
    """Tables of results, cached in a folder from one run to the next.

    Results are only valid for the code that made them: after a change of the generator, Python or
    a library, all tables are empty. The folder may be deleted at any time; anything in it that
    cannot be read is made again.
    """

    def __init__(
        self, folder: Path | None = None, *, for_many: bool = False, stamp: str | None = None
    ) -> None:
        """Without a folder, results last as long as this object.

        `for_many` sites in one run, results stay in memory. `stamp` is that of the generator if it
        is known, or of the code with which results are published.
        """
        self._folder, self._tables = folder, dict[str, Table]()
        self._for_many, self._stamp = for_many, stamp

    @cached_property
    def stamp(self) -> str:
        """Changes with the code that makes the results."""
        return self._stamp or generator_stamp()

    def table(self, name: str, depends_on: object = "", max_unused: int | None = None) -> Table:
        """The table with this name.

        If results depend on more than their key, the `repr` of `depends_on` must cover the rest.
        When it changes, the table starts empty. If results are large, `max_unused` limits how many
        are kept that the last run did not ask for.
        """
        digest = sha256(repr(depends_on).encode()).hexdigest()[:_DIGITS]
        table = self._tables.get(name)
        if table is None or table.depends_on != digest:
            table = self._tables[name] = Table(digest, self._read(name, digest), max_unused)
        return table

    def folder(self, name: str) -> Path | None:
        """A folder for a library's own cache. None if it cannot be created."""
        if self._folder is None:
            return None
        folder = self._folder / self.stamp / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return None
        return folder

    def save(self) -> None:
        """Save the results. Does nothing if that is not possible."""
        for name, table in self._tables.items():
            if self._save(name):
                table.mark_saved()

    def release(self) -> None:
        """Save the results, and free their memory. They can still be asked for.

        Does nothing without a folder, from which they could not be read again, or for many sites,
        which would read them again one after the other.
        """
        if self._folder is None or self._for_many:
            return
        for name in list(self._tables):
            self._save(name)
            del self._tables[name]

    def _save(self, name: str) -> bool:
        """Whether all results of a table are saved now."""
        table = self._tables[name]
        if self._folder is None or not table.is_new:
            return True
        try:
            for folder in self._outdated():
                shutil.rmtree(folder)
            if results := table.to_append():
                _append(self._path(name), _lines(table.depends_on, results.items()))
            else:
                _write(self._path(name), _lines(table.depends_on, table.to_write()))
        except OSError:
            return False  # the next run is slower, nothing worse
        return True

    def _read(self, name: str, digest: str) -> dict[str, Any]:
        if self._folder is None:
            return {}
        results: dict[str, Any] = {}
        try:
            with self._path(name).open("rb") as file:
                for line in file:
                    depends_on, part = from_json(line)
                    if depends_on == digest:
                        results.update(part)
        except (OSError, ValueError, TypeError):
            return {}
        return results

    def _path(self, name: str) -> Path:
        assert self._folder is not None
        return self._folder / self.stamp / f"{name}.json"

    def _outdated(self) -> Iterator[Path]:
        if self._folder and self._folder.is_dir():
            others = (path for path in self._folder.iterdir() if path.name != self.stamp)
            yield from filter(Path.is_dir, others)  # systems leave files such as .DS_Store


def cache_of(folder: Path) -> Path:
    """The folder for the caches of a course."""
    name = sha256(str(folder.resolve()).encode()).hexdigest()[:8]
    return _PACKAGE.parent / ".cache" / name


def generator_stamp() -> str:
    """Hexadecimal digits that change with the generator, its libraries and Python."""
    digest = sha256(python_version().encode())
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    for parent, folders, names in os.walk(_PACKAGE):
        folders[:] = sorted(set(folders) - {"__pycache__"})
        folder = parent.removeprefix(str(_PACKAGE))
        for name in sorted(names):
            digest.update(f"{folder}/{name}\n".encode())
            digest.update(Path(parent, name).read_bytes())
    return digest.hexdigest()[:_DIGITS]


def _lines(depends_on: str, results: Iterable[tuple[str, Any]]) -> Iterator[bytes]:
    """Results as lines of JSON, in parts, to save memory. Each line can be read alone."""
    results = iter(results)
    while part := dict(islice(results, RESULTS_PER_LINE)):
        yield to_json((depends_on, part)) + b"\n"


def _append(path: Path, lines: Iterable[bytes]) -> None:
    with path.open("ab") as file:
        file.writelines(lines)


def _write(path: Path, lines: Iterable[bytes]) -> None:
    """Write a file atomically, so that a concurrent run never reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".half")
    with temporary.open("wb") as file:
        file.writelines(lines)
    temporary.replace(path)
