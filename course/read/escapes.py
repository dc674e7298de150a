"""How one character is written in a text of YAML, and what it means."""

import re

CHARACTER = re.compile(".")
PIECES = {
    '"': re.compile(r"\\(?:x..|u.{4}|U.{8}|.|$)|."),
    "'": re.compile("''|."),
}
"""Matches how one character is written, by the quotation mark around the text."""
_HEXADECIMAL = ("x", "u", "U")
_SPACES = ("", " ", "\t", "t", "n", "_")
"""What follows a backslash in double quotes for white space or an escaped line end."""


def character(piece: str, style: str) -> str:
    """The character that an escape means, or the piece itself. Any white space is one space."""
    if style != '"' or not piece.startswith("\\"):
        return piece
    if piece[1:2] in _HEXADECIMAL:
        return chr(int(piece[2:], 16))
    return " " if piece[1:] in _SPACES else piece
