"""What earlier runs have worked out, so that later ones need not do it again."""

import json
import shutil
from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import Any

LIBRARIES = (
    "babel",
    "jinja2",
    "markdown-it-py",
    "markupsafe",
    "pydantic",
    "pyyaml",
    "syllapy",
    "tdewolff-minify",
)
"""The libraries on which results depend."""
_DIGITS = 16
_PACKAGE = Path(__file__).parent


class Table(dict[str, Any]):
    """Results by what they were made from. Values are anything that JSON can hold."""

    def __init__(self, earlier: dict[str, Any] | None = None) -> None:
        """Start empty, but for results of earlier runs, which count once somebody asks for them."""
        super().__init__()
        self._earlier = earlier or {}

    def __missing__(self, key: str) -> Any:
        """A result of an earlier run. None where there is none."""
        if key in self._earlier:
            self[key] = self._earlier[key]
            return self._earlier[key]
        return None

    @property
    def is_new(self) -> bool:
        """Whether it holds anything else than the earlier run left."""
        return self.keys() != self._earlier.keys()


class Memo:
    """Tables of results, kept in a folder from one run to the next.

    A result counts for the code that made it: with another version of the generator, of Python or
    of a library, all tables are empty. Results that a run did not ask for are dropped. The folder
    may be deleted at any time, and whatever cannot be read in it is made again.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Without a folder, results last as long as this object."""
        self._folder, self._tables = folder, dict[tuple[str, str], Table]()

    @cached_property
    def stamp(self) -> str:
        """What changes with the code that makes the results."""
        return generator_stamp()

    def table(self, name: str, depends_on: object = "") -> Table:
        """The table of this name, for results that depend on something beside their key.

        `depends_on` has to show all of that in its `repr`.
        """
        digest = sha256(repr(depends_on).encode()).hexdigest()[:_DIGITS]
        if (name, digest) not in self._tables:
            self._tables[name, digest] = Table(self._read(name, digest))
        return self._tables[name, digest]

    def folder(self, name: str) -> Path | None:
        """A folder for what one library keeps itself. None where it cannot be had."""
        if self._folder is None:
            return None
        folder = self._folder / self.stamp / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return None
        return folder

    def save(self) -> None:
        """Keep the results that were asked for. Does nothing where that is not possible."""
        if self._folder is None:
            return
        try:
            for path in self._of_other_code():
                shutil.rmtree(path)
            for (name, digest), table in self._tables.items():
                if table.is_new:
                    _write(self._path(name, digest), json.dumps(table, ensure_ascii=False))
                for path in self._path(name, "*").parent.glob(f"{name}.*.json"):
                    if (name, path.suffixes[0][1:]) not in self._tables:
                        path.unlink()
        except OSError:
            return  # the next run is slower, and that is all

    def _read(self, name: str, digest: str) -> dict[str, Any]:
        if self._folder is None:
            return {}
        try:
            found = json.loads(self._path(name, digest).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _path(self, name: str, digest: str) -> Path:
        assert self._folder is not None
        return self._folder / self.stamp / f"{name}.{digest}.json"

    def _of_other_code(self) -> Iterator[Path]:
        if self._folder and self._folder.is_dir():
            yield from (path for path in self._folder.iterdir() if path.name != self.stamp)


def generator_stamp() -> str:
    """Hexadecimal digits that change with the generator, its libraries and Python."""
    digest = sha256(python_version().encode())
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    for path in sorted(_PACKAGE.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(f"{path.relative_to(_PACKAGE)}\n".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:_DIGITS]


def _write(path: Path, text: str) -> None:
    """Write a file whole, so that a run beside this one never reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.write_text(text, encoding="utf-8")
    half.replace(path)
