"""How a search file packs words and numbers."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from string import ascii_uppercase

MAX_SHARED = len(ascii_uppercase) - 1
"""The most letters that a word can share with the word before it."""


def front_coded(words: Iterable[str]) -> str:
    """Words in alphabetical order, each without the prefix that it shares with the word before it.

    A capital letter in front gives the length of that prefix: A for 0, B for 1.
    """
    pieces, before = [], ""
    for word in words:
        shared, most = 0, min(len(before), len(word), MAX_SHARED)
        while shared < most and word[shared] == before[shared]:
            shared += 1
        pieces.append(ascii_uppercase[shared] + word[shared:])
        before = word
    return "".join(pieces)


def base64_of(bits: str) -> str:
    """Bits, as the digits 0 and 1, in Base64. Zeros fill the last byte."""
    bits += "0" * (-len(bits) % 8)
    return b64encode(int(bits or "0", 2).to_bytes(len(bits) // 8)).decode()


def bits_in(base64: str) -> str:
    """The bits in a Base64 text, including the zeros that fill the last byte."""
    content = b64decode(base64)
    return f"{int.from_bytes(content):0{8 * len(content)}b}" if content else ""


def bits_of(numbers: Sequence[int], total: int) -> str:
    """A list of one or more increasing numbers below `total`, as the digits 0 and 1.

    It starts with its length in Elias gamma code. Then come the middle number, recursively the
    numbers before it, and those after it, each in as few bits as its possible range needs. This is
    binary interpolative coding, after Moffat and Stuiver.
    """
    count = f"{len(numbers):b}"
    pieces = ["0" * (len(count) - 1), count]
    _interpolate(numbers, 0, len(numbers), 0, total, pieces)
    return "".join(pieces)


def _interpolate(
    numbers: Sequence[int], start: int, stop: int, least: int, end: int, pieces: list[str]
) -> None:
    """Append the bits of `numbers[start:stop]`, which lie between `least` and `end`."""
    while start < stop:
        before = (stop - start) // 2
        middle = start + before
        number = numbers[middle]
        choices = end - least - (stop - start) + 1
        if choices == 1:  # the numbers fill their whole range, so they need no bits
            return
        # In truncated binary code: the smallest values take one bit less. Not a function of its
        # own, since half of the time to make a search file is spent here.
        value = number - least - before
        bits = choices.bit_length() - 1
        short = (2 << bits) - choices
        if value >= short:
            value, bits = value + short, bits + 1
        # Faster than a format specification with a computed width.
        pieces.append(bin(value | 1 << bits)[3:])
        if start < middle:
            _interpolate(numbers, start, middle, least, number, pieces)
        start, least = middle + 1, number + 1
