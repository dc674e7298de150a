"""Libraries that `build` and `check` seldom use, loaded when they do.

Loading them takes a tenth of the time of a check. Python 3.15 has a statement for this,
`lazy import` (PEP 810), and then this file can go.
"""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType

LATE = frozenset({"coloraide", "phonenumbers", "segno"})
"""Each is imported in one file, as a whole: `from segno import …` would load it right away."""


class _LateFinder:
    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in LATE:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec and spec.loader:
            spec.loader = LazyLoader(spec.loader)
        return spec


def load_late() -> None:
    """From now on, load these libraries when they are first used.

    Not for commands with several threads: before Python 3.12, two threads must not load a library
    at the same time.
    """
    sys.meta_path.insert(0, _LateFinder)
