"""Results in memory that many sites share, without growing with their number."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_Result = TypeVar("_Result")


class Recent(Generic[_Result]):
    """The results that were asked for last, by what they were made from."""

    def __init__(self, most: int) -> None:
        """`most` is how many are kept."""
        self._most = most
        self._results: dict[Hashable, _Result] = {}

    def get_or_make(self, key: Hashable, make: Callable[[], _Result]) -> _Result:
        """The result for a key. `make` is called if there is none."""
        result = self._results.pop(key) if key in self._results else make()
        self._results[key] = result  # as the latest
        if len(self._results) > self._most:
            del self._results[next(iter(self._results))]
        return result
