"""Marks what is still to be written on the pages of a preview."""

import re

from course.read.blanks import MARK

_IN_TEXT = re.compile(
    rf"(?<!<title>)(?<=>)(\s*)({re.escape(MARK)}[^<]*)(?=<)(?!</(?:title|option|script))"
)


def with_marked_blanks(document: str) -> str:
    """The HTML with each blank in a `<mark>`."""
    return _IN_TEXT.sub(r"\1<mark>\2</mark>", document) if MARK in document else document
