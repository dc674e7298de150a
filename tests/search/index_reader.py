"""Decodes the search index, as the script in the browser does."""

import re
from base64 import b64decode
from collections.abc import Iterator


def unpack_words(coded: str) -> list[str]:
    """Decode prefix-compressed words. A capital letter gives the length of the shared prefix."""
    words: list[str] = []
    for shared, rest in re.findall("([A-Z])([^A-Z]*)", coded):
        words.append((words[-1][: ord(shared) - ord("A")] if words else "") + rest)
    return words


def unpack_lists(base64: str, count: int, total: int) -> list[list[int]]:
    """Decode `count` lists of increasing numbers below `total`."""
    bits = iter("".join(f"{byte:08b}" for byte in b64decode(base64)))
    return [_numbers(bits, total) for _ in range(count)]


def _numbers(bits: Iterator[str], total: int) -> list[int]:
    digits = 0
    while next(bits) == "0":
        digits += 1
    return _between(bits, int("1" + _read(bits, digits), 2), 0, total)


def _between(bits: Iterator[str], count: int, least: int, end: int) -> list[int]:
    if not count:
        return []
    before = count // 2
    number = least + before + _below(bits, end - least - count + 1)
    first = _between(bits, before, least, number)
    return [*first, number, *_between(bits, count - before - 1, number + 1, end)]


def _below(bits: Iterator[str], total: int) -> int:
    low = total.bit_length() - 1
    short = (2 << low) - total
    number = int(_read(bits, low) or "0", 2)
    return number if number < short else 2 * number + int(next(bits)) - short


def _read(bits: Iterator[str], count: int) -> str:
    return "".join(next(bits) for _ in range(count))
