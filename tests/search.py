"""Reads what the search loads, as `packed.mjs` does."""

import re
from base64 import b64decode
from collections.abc import Iterator

from course.search_file import low_bits


def spelled_out(coded: str) -> list[str]:
    """Words of which each begins as the one before it, for as many letters as a capital says."""
    words: list[str] = []
    for shared, rest in re.findall("([A-Z])([^A-Z]*)", coded):
        words.append((words[-1][: ord(shared) - ord("A")] if words else "") + rest)
    return words


def held(base64: str, count: int, total: int) -> list[list[int]]:
    """So many lists of growing numbers below `total`."""
    bits = iter("".join(f"{byte:08b}" for byte in b64decode(base64)))
    return [_numbers(bits, total) for _ in range(count)]


def _numbers(bits: Iterator[str], total: int) -> list[int]:
    digits = _run(bits, "0")
    count = int("1" + _read(bits, digits), 2)
    low = low_bits(count, total)
    found: list[int] = []
    for _ in range(count):
        high = _run(bits, "1")
        gap = (high << low) + int(_read(bits, low) or "0", 2)
        found.append(found[-1] + 1 + gap if found else gap)
    return found


def _run(bits: Iterator[str], kind: str) -> int:
    count = 0
    while next(bits) == kind:
        count += 1
    return count


def _read(bits: Iterator[str], count: int) -> str:
    return "".join(next(bits) for _ in range(count))
