"""What authors' Markdown may hold."""

import re
from collections.abc import Iterator

from course.checks.places import prose
from course.models.base import CLAIM_REFERENCE, TERM_REFERENCE
from course.models.course import Course
from course.problems import Finding

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(\s[^<>]*)?/?>|<!--")
_BARE_LINK = re.compile(r"<(https?|mailto):[^<>\s]*>")
_IMAGE = re.compile(r"!\[[^\]]*\]\(")
_HEADING = re.compile(r"^ {0,3}#{1,6} ", re.MULTILINE)
_LINK = re.compile(r"\]\((?P<target>[^)\s]*)")
_REFERENCE_START = re.compile(r"\[\[|\[\s*@")


def plain_markdown(course: Course) -> Iterator[Finding]:
    """Prose is Markdown without HTML, headings and images, and links lead to `https:`.

    Good: `**bold**`, `[the 988 page](https://988lifeline.org)`
    Bad: `<b>bold</b>`, `## A heading`, `[page](988lifeline.org)`
    """
    for (path, location), text in prose(course):
        for pattern, what, remedy in (
            (
                _TAG,
                "HTML is shown as it stands, not obeyed.",
                "Write **bold**, *italic* or a list.",
            ),
            (
                _BARE_LINK,
                "An address in angle brackets is shown as it stands.",
                "Write [words](https://…), with words that say where it leads.",
            ),
            (_IMAGE, "Pictures cannot be used in texts.", "Say in words what the picture shows."),
            (
                _HEADING,
                "Headings cannot be used inside a text.",
                "Make a lesson of its own, with this as its title, or use **bold**.",
            ),
        ):
            for found in pattern.finditer(text):
                yield Finding(path, location, what, remedy, offset=found.start())
        for found in _REFERENCE_START.finditer(text):
            if not any(
                kind.match(text, found.start()) for kind in (CLAIM_REFERENCE, TERM_REFERENCE)
            ):
                yield Finding(
                    path,
                    location,
                    "This reference is not closed, or has a space in it.",
                    "Write [@claim-id], [[term-id]] or [[term-id|other words]].",
                    offset=found.start(),
                )
        for found in _LINK.finditer(text):
            if not found["target"].startswith("https://"):
                yield Finding(
                    path,
                    location,
                    f'The link to "{found["target"]}" does not begin with https://.',
                    "Write the whole address, as the browser shows it.",
                    offset=found.start(),
                )


RULES = (plain_markdown,)
