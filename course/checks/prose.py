"""Rules for what authors' Markdown may contain."""

import re
from collections.abc import Iterator

from course.checks.context import Context
from course.models.activities.base import ActivityBase
from course.models.base import CLAIM_REFERENCE, TERM_REFERENCE, Line, Prose
from course.models.questions.base import QuestionBase
from course.problems import Finding
from course.read.places import Place

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(\s[^<>]*)?/?>|<!--")
_BARE_LINK = re.compile(r"<(https?|mailto):[^<>\s]*>")
_IMAGE = re.compile(r"!\[[^\]]*\]\(")
_HEADING = re.compile(r"^ {0,3}#{1,6} ", re.MULTILINE)
_LINK = re.compile(r"\]\((?P<target>[^)\s]*)")
_SPECIAL = re.compile(r"[<#[\]]")
"""What all of these contain. Most texts do not."""
_REFERENCE_START = re.compile(r"\[\[|\[\s*@")


def plain_markdown(context: Context) -> Iterator[Finding]:
    """Prose is Markdown without HTML, headings or images, and its links start with `https:`.

    Good: `**bold**`, `[the 988 page](https://988lifeline.org)`
    Bad: `<b>bold</b>`, `## A heading`, `[page](988lifeline.org)`
    """
    for (path, location), text in context.find_all(Prose):
        if not _SPECIAL.search(text):
            continue
        for pattern, what, remedy in (
            (
                _TAG,
                "HTML tags would appear as text.",
                "Write **bold**, *italic* or a list.",
            ),
            (
                _BARE_LINK,
                "An address in angle brackets is shown as plain text.",
                "Write [words](https://…), with words that say where it leads.",
            ),
            (
                _IMAGE,
                "Pictures cannot be used in texts.",
                "Use the lesson's `drawing:`, or say it in words.",
            ),
            (
                _HEADING,
                "Headings cannot be used inside a text.",
                "Make a separate lesson with this as its title, or use **bold**.",
            ),
        ):
            for hit in pattern.finditer(text):
                yield Finding(path, location, what, remedy, offset=hit.start())
        for hit in _REFERENCE_START.finditer(text):
            if not any(kind.match(text, hit.start()) for kind in (CLAIM_REFERENCE, TERM_REFERENCE)):
                yield Finding(
                    path,
                    location,
                    "This reference is not closed, or has a space in it.",
                    "Write [@claim-id], [[term-id]] or [[term-id|other words]].",
                    offset=hit.start(),
                )
        for hit in _LINK.finditer(text):
            if not hit["target"].startswith("https://"):
                yield Finding(
                    path,
                    location,
                    f'The link to "{hit["target"]}" does not start with https://.',
                    "Write the whole address, as the browser shows it.",
                    offset=hit.start(),
                )


def no_references_in_titles(context: Context) -> Iterator[Finding]:
    """Titles, names and other short lines contain no references, which would appear as typed.

    Good: `title: A seizure`
    Bad: `title: A seizure [@call-at-five-minutes]`
    """
    for (path, location), line in context.find_all(Line):
        for hit in _REFERENCE_START.finditer(line):
            yield Finding(
                path,
                location,
                "A reference does not work here: readers would see its brackets.",
                "Delete it, or move it to a longer text, one that is written under `|`.",
                offset=hit.start(),
            )


def no_links_to_tap(context: Context) -> Iterator[Finding]:
    """Texts that readers tap contain no links: answers, choices, phrases, and things to match.

    Good: `right: "Wait, and say one short line."`
    Bad: `right: "Wait, and use [[few-words]]."`
    """
    for (path, location), text in _tapped(context):
        for pattern in (CLAIM_REFERENCE, TERM_REFERENCE, _LINK):
            for hit in pattern.finditer(text):
                yield Finding(
                    path,
                    location,
                    "A text that readers tap or match cannot contain a link.",
                    "Move the link to the text that readers see afterward.",
                    offset=hit.start(),
                )


def _tapped(context: Context) -> Iterator[tuple[Place, str]]:
    pieces: Iterator[tuple[Place, ActivityBase | QuestionBase]]
    pieces = context.find_all((ActivityBase, QuestionBase))
    for (path, location), piece in pieces:
        for inner, text in piece.tapped():
            yield (path, (*location, *inner)), text


RULES = (plain_markdown, no_references_in_titles, no_links_to_tap)
