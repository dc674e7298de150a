"""A copy of a course that many tests change, one after the other."""

import shutil
from functools import cached_property
from pathlib import Path
from typing import Any

from course.compile import Shared
from course.memo import Memo
from course.read.loader import Reader
from course.recent import Recent
from course.tailor import tailor

MOST_PIECES = 10_000


class Scratch:
    """A copy of a course, for tests that change one or two files.

    This is much faster than a copy for each test. With `memo`, files and texts that are the same
    are parsed and measured only once.
    """

    def __init__(self, course: Path, folder: Path) -> None:
        self.folder = Path(shutil.copytree(course, folder))
        self.memo = Memo()
        self._first = {path: path.read_bytes() for path in self._paths() if path.is_file()}
        self._folders = {path for path in self._paths() if path.is_dir()}

    @cached_property
    def shared(self) -> Shared:
        """The models of the course's files and the pieces of roles, for those that do not change.

        It takes as long as reading the course once.
        """
        reader = Reader(self.restore(), self.memo)
        course = reader.read().course
        assert course is not None
        pieces = Recent[Any](MOST_PIECES)
        tailor(course, pieces)
        return Shared(models=reader.models, pieces=pieces)

    def restore(self) -> Path:
        """Undo all changes to the copy, and return its folder."""
        for path in self._paths():
            if path.is_dir() and path not in self._folders:
                shutil.rmtree(path)
            elif path.is_file() and path not in self._first:
                path.unlink()
        for path, content in self._first.items():
            if path.is_dir():
                shutil.rmtree(path)
            if not path.is_file() or path.read_bytes() != content:
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(content)
        return self.folder

    def _paths(self) -> list[Path]:
        return list(self.folder.rglob("*"))
