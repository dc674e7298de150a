"""Marks what is still to be written on the pages of a preview."""

import re

from course.read.blanks import MARK

_IN_TEXT = re.compile(
    rf"(?<=>)([^<]*?)({re.escape(MARK)}[^<]*)(?=<)(?!</(?:title|option|script|textarea))"
)


def with_marked_blanks(document: str) -> str:
    """The HTML with each blank in a `<mark class="blank">`."""
    marked = r'\1<mark class="blank">\2</mark>'
    return _IN_TEXT.sub(marked, document) if MARK in document else document
