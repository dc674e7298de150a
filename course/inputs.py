"""Hashes of the files that a site is made from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

OF_MODULES = ("modules/", "quizzes/")
"""Folders with files that belong to one module each."""


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
        return sha256(f"{self._shared}{self._digest(paths)}".encode()).hexdigest()

    @cached_property
    def _shared(self) -> str:
        return self._digest(path for path in self.hashes if not path.startswith(OF_MODULES))

    def _digest(self, paths: Iterable[str]) -> str:
        lines = (f"{path} {self.hashes.get(path)}" for path in sorted(paths))
        return sha256("\n".join((self.stamp, *lines)).encode()).hexdigest()


def hashes_of(contents: Mapping[str, bytes]) -> dict[str, str]:
    """The hash of each file, by its path."""
    return {path: sha256(content).hexdigest() for path, content in contents.items()}
