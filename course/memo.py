"""Caches results from one run to the next."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b, sha256
from importlib.metadata import version
from itertools import chain
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
MOST_RESULTS_IN_LINE, MOST_BYTES_IN_LINE = 10, 100_000
"""A line of a file ends after so many results, or once it is that long."""
LONGEST_KEY = 32
"""In files, a longer key is replaced by a hash of this length."""
_SEPARATOR = b"\t"
"""Never in JSON without spaces: a tab in a text is escaped."""
_DIGITS = 16
_Result = TypeVar("_Result")
_PACKAGE = Path(__file__).resolve().parent


class Saved:
    """Results of earlier runs. Each is decoded when it is asked for, since most never are."""

    def __init__(self) -> None:
        """Start without any."""
        self._lines: dict[str, _Line] = {}

    def add(self, names: Iterable[str], encoded: bytes = b"[]") -> None:
        """Add results under their short keys. Without `encoded`, they are only known as saved."""
        line = _Line(tuple(names), encoded)
        self._lines.update(dict.fromkeys(line.names, line))

    def get(self, name: str) -> Any:
        """The result with a short key. None if there is none, or if the file is damaged there."""
        if name not in self._lines:
            return None
        line = self._lines[name]
        if name not in line.results:
            del self._lines[name]  # so that it is saved again
        return line.results.get(name)

    def __contains__(self, name: str) -> bool:
        """Whether there is a result with a short key."""
        return name in self._lines

    def __iter__(self) -> Iterator[str]:
        """The short keys, the latest last."""
        return iter(self._lines)

    def __len__(self) -> int:
        """The number of results."""
        return len(self._lines)


@dataclass(frozen=True)
class _Line:
    """A line of a file."""

    names: tuple[str, ...]
    """The short keys of its results."""
    encoded: bytes
    """The results as a JSON array."""

    @cached_property
    def results(self) -> Mapping[str, Any]:
        """The results by their short keys. Empty if they are damaged."""
        try:
            return dict(zip(self.names, from_json(self.encoded), strict=True))
        except (ValueError, TypeError):
            return {}


class Table(dict[str, Any]):
    """Results by what they were made from. Values must be serializable as JSON."""

    def __init__(
        self, depends_on: str, earlier: Saved | None = None, max_unused: int | None = None
    ) -> None:
        """Start empty. Results of earlier runs are added when they are asked for.

        `max_unused` is how many results are kept that the last run did not ask for.
        """
        super().__init__()
        self.depends_on = depends_on
        self._max_unused = MAX_UNUSED if max_unused is None else max_unused
        self._earlier = Saved() if earlier is None else earlier

    def __missing__(self, key: str) -> Any:
        """A result of an earlier run. None if there is none."""
        if not self._earlier:
            return None
        result = self._earlier.get(_short(key))
        if result is not None:
            self[key] = result
        return result

    def get_or_make(self, key: str, make: Callable[[], _Result]) -> _Result:
        """The result for a key. `make` is called if there is none."""
        result: _Result | None = self[key]
        if result is None:
            result = self[key] = make()
        return result

    @property
    def is_new(self) -> bool:
        """Whether it has results that are not saved."""
        return not all(_short(key) in self._earlier for key in self)

    def to_append(self) -> dict[str, Any]:
        """The new results by their short keys, if the others are saved.

        Empty if nothing is saved, or if more of it is unused than should be kept.
        """
        if not self._earlier or len(self._unused()) > self._max_unused:
            return {}
        return {name: result for name, result in self._named() if name not in self._earlier}

    def to_write(self) -> Iterator[tuple[str, Any]]:
        """All results by their short keys: the latest unused ones, then those of this run."""
        unused = self._unused()
        latest = unused[max(0, len(unused) - self._max_unused) :]
        yield from ((name, it) for name in latest if (it := self._earlier.get(name)) is not None)
        yield from self._named()

    def mark_saved(self) -> None:
        """Remember that all results are saved."""
        self._earlier.add(map(_short, self))

    def _named(self) -> Iterator[tuple[str, Any]]:
        return ((_short(key), result) for key, result in self.items())

    def _unused(self) -> list[str]:
        """What only earlier runs asked for, the latest last."""
        used = {*map(_short, self)} if self._earlier else ()
        return [name for name in self._earlier if name not in used]


class Memo:
    """Tables of results, cached in a folder from one run to the next.

    Results are only valid for the code that made them: after a change of the generator, Python or
    a library, all tables are empty. The folder may be deleted at any time; anything in it that
    cannot be read is made again.
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        for_many: bool = False,
        only_reads: bool = False,
        stamp: str | None = None,
    ) -> None:
        """Without a folder, results last as long as this object.

        `for_many` sites in one run, results stay in memory. With `only_reads`, no results are
        written or deleted, so a preview that runs for long cannot delete those of a newer
        generator. `stamp` is the generator's, if the caller already has it, or that of the code
        with which results are published.
        """
        self._folder, self._tables = folder, dict[str, Table]()
        self._for_many, self._only_reads, self._stamp = for_many, only_reads, stamp

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

    def save(self) -> None:
        """Save the results. Does nothing if that is not possible."""
        for name, table in self._tables.items():
            if self._save(name):
                table.mark_saved()

    def release(self, *names: str) -> None:
        """Save the results, and free their memory. They can still be asked for.

        `names` are those of the tables; without any, it is all of them. Does nothing where results
        could not be read again, nor for many sites, each of which would read them again.
        """
        if self._folder is None or self._for_many or self._only_reads:
            return
        for name in names or list(self._tables):
            if name in self._tables:
                self._save(name)
                del self._tables[name]

    def _save(self, name: str) -> bool:
        """Whether all results of a table are saved now."""
        table = self._tables[name]
        if self._folder is None or self._only_reads or not table.is_new:
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

    def _read(self, name: str, digest: str) -> Saved:
        results = Saved()
        if self._folder is None:
            return results
        try:
            with self._path(name).open("rb") as file:
                for line in file:
                    head, _, encoded = line.partition(_SEPARATOR)
                    depends_on, names = from_json(head)
                    if depends_on == digest:
                        results.add(names, encoded)
        except (OSError, ValueError, TypeError):
            return Saved()
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
    """Results as lines that can each be read alone, in parts, to save memory.

    A line has what its results depend on and their short keys, a tab, and the results.
    """
    names, encoded = list[str](), list[bytes]()
    for name, result in results:
        names.append(name)
        encoded.append(to_json(result))
        if len(names) == MOST_RESULTS_IN_LINE or sum(map(len, encoded)) >= MOST_BYTES_IN_LINE:
            yield _line(depends_on, names, encoded)
            names, encoded = [], []
    if names:
        yield _line(depends_on, names, encoded)


def _line(depends_on: str, names: Sequence[str], encoded: Sequence[bytes]) -> bytes:
    results = chain.from_iterable((b",", it) for it in encoded)
    next(results)  # no comma before the first
    return b"".join((to_json((depends_on, names)), _SEPARATOR, b"[", *results, b"]\n"))


def _short(key: str) -> str:
    """A key as it is in files, where long ones would take most of the space and time."""
    if len(key) <= LONGEST_KEY:
        return key
    return blake2b(key.encode(), digest_size=LONGEST_KEY // 2).hexdigest()


def _append(path: Path, lines: Iterable[bytes]) -> None:
    """Append to a file. Each line is written at once, since another run may do the same."""
    with path.open("ab", buffering=0) as file:
        for line in lines:
            file.write(line)


def _write(path: Path, lines: Iterable[bytes]) -> None:
    """Write a file atomically, so that a concurrent run never reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}.half")
    with temporary.open("wb") as file:
        file.writelines(lines)
    temporary.replace(path)
