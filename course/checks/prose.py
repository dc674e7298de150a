"""Rules for what authors' Markdown may contain."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from course.checks.bold import REMEDY, lone_stars
from course.checks.context import Context
from course.models.activities.base import ActivityBase
from course.models.base import ID_PATTERN
from course.models.questions.base import QuestionBase
from course.models.texts import CLAIM_REFERENCE, TERM_REFERENCE, Line, Prose
from course.problems import Finding
from course.read.places import Place
from course.read.typography import DASHES, around, named
from course.suggestions import BULLETS


@dataclass(frozen=True)
class _Mark:
    """Something that Markdown does not know, or that texts may not have."""

    pattern: re.Pattern[str]
    """The group `written` is what is wrong."""
    what: str
    remedy: str
    instead: str = ""
    """What should be written, as a template for the pattern's groups, if that is certain."""

    is_of_lines: bool = False
    """Whether it is usually on several lines of a text in a row."""
    fewest: int = 1
    """How often it must be in a text: a sentence may have one by chance."""

    def swap(self, hit: re.Match[str]) -> tuple[str, str] | None:
        return (hit["written"], hit.expand(self.instead)) if self.instead else None


_MARKS = (
    _Mark(
        re.compile(r"(?P<written><(https?|mailto):[^<>\s]*>)"),
        "An address in angle brackets is shown as plain text.",
        "Write [words](https://…), with words that say where it leads.",
    ),
    _Mark(
        re.compile(r"(?P<written><(?P<address>[^<>\s@]+@[^<>\s@]+)>)"),
        "An email address in angle brackets is shown with its brackets.",
        "Write the address without them.",
        r"\g<address>",
    ),
    _Mark(
        re.compile(r"(?P<written>!\[[^\]]*\]\()"),
        "Pictures cannot be used in texts.",
        "Use the lesson's `drawing:`, or say it in words.",
    ),
    _Mark(
        re.compile(r"^(?P<written> {0,3}#{1,6} )", re.MULTILINE),
        "Headings cannot be used inside a text.",
        "Make a separate lesson with this as its title, or use **bold**.",
    ),
    _Mark(
        re.compile(r"^[ \t]*[^\s|-][^|\n]*\n[ \t]*(?P<written>={3,}|-{3,})[ \t]*$", re.MULTILINE),
        "A heading cannot be used inside a text: this line would not make one.",
        "Make a separate lesson with that title, or write it in **bold**. Delete this line.",
    ),
    _Mark(
        re.compile(r"^[ \t]*[-*+][ \t]+(?P<written>\[[ xX]\])[ \t]", re.MULTILINE),
        "A box to tick is shown as it is typed.",
        "Delete it: every item has its mark already.",
        is_of_lines=True,
    ),
    _Mark(
        re.compile(r"(?P<written>~~)(?=\S)[^~]*~~"),
        "Words cannot be struck through: readers would see these signs.",
        "Delete them, or the words.",
    ),
    _Mark(
        re.compile(r"(?P<written>\[\^[^\]\s]+\])"),
        "A footnote is shown as it is typed.",
        "Say it in the text, or cite a claim: [@claim-id].",
        is_of_lines=True,
    ),
    _Mark(
        re.compile(rf"^[ \t]*(?P<written>(?:[{BULLETS}]|[o·](?=\t))[ \t]*)", re.MULTILINE),
        "This bullet is from a word processor: all lines of the list would become one.",
        "Write `- ` instead of it.",
        "- ",
        is_of_lines=True,
    ),
    _Mark(
        re.compile(rf"^[ \t]*(?P<written>[{DASHES}])(?=[ \t])", re.MULTILINE),
        "This dash is from a word processor: all lines of the list would become one.",
        "Write a hyphen, `-`, instead of it.",
        "-",
        is_of_lines=True,
        fewest=2,
    ),
    _Mark(
        re.compile(r"\[[^\[\]]+(?P<written>\] +\()(?=https?:)"),
        "There is a space before the address, so this link is shown as it is typed.",
        "Delete the space between ] and (.",
        "](",
    ),
    _Mark(
        re.compile(r"(?P<written>\((?P<words>[^()\n]+)\)\[(?P<address>https?:[^\]\s]+)\])"),
        "The brackets of this link are the wrong way round, so it is shown as it is typed.",
        "Write [words](https://…).",
        r"[\g<words>](\g<address>)",
    ),
    _Mark(
        re.compile(r"\]\((?P<written>https?:[^()\s\"]+\s[^()\"]*)\)"),
        "There is a space or the end of a line in this address, so it is no link.",
        "Write the whole address without spaces, on one line.",
    ),
    _Mark(
        re.compile(
            r"^[ \t]*(?P<written>[^\n]*\|[^\n]*)\n[ \t]*(?:\|[ \t]*)?:?-{2,}[-|: \t]*$",
            re.MULTILINE,
        ),
        "Tables cannot be used in texts: readers would see the bars and hyphens.",
        "Make a list of it, with `- ` in front of each row.",
    ),
    _Mark(
        re.compile(rf"(?<!\])(?P<written>[({{]@(?P<id>{ID_PATTERN})[)}}])"),
        "A claim in these brackets is shown as it is typed.",
        "Write it in square brackets, such as [@claim-id].",
        r"[@\g<id>]",
    ),
)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(\s[^<>]*)?/?>|<!--")
_LINK = re.compile(r"\]\((?P<target>[^)\s]*)")
_SPECIAL = re.compile(rf"[<#[\]|@=~\t{BULLETS}{DASHES}]|\*\*|---")
"""What all of these contain. Most texts do not."""
_BARE_CLAIM = re.compile(rf"(?<![\w@.(\[{{/-])@(?P<id>{ID_PATTERN})(?![\w@-])")
_IN_BRACKETS = re.compile(rf"(?<!\[)\[(?P<id>{ID_PATTERN})\](?![\](\[])")
_MARKUP = re.compile(
    r"\*\*(?=\S)|\]\((?=https?:)|</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|&(?:[a-z]+|#\d+);"
)
"""What is markup in longer texts, and never in a short one."""
_REFERENCE_START = re.compile(r"\[\[|\[\s*@")


def plain_markdown(context: Context) -> Iterator[Finding]:
    """Prose is Markdown without HTML, headings or images, and its links start with `https:`.

    Good: `**bold**`, `[the 988 page](https://988lifeline.org)`
    Bad: `<b>bold</b>`, `## A heading`, `[page](988lifeline.org)`, `(@few-words)`
    """
    for (path, location), text in context.find_all(Prose):
        if not _SPECIAL.search(text):
            continue
        yield from _marked((path, location), text)
        yield from _single_brackets(context, (path, location), text)
        yield from _bare_claims((path, location), text, context.course.claims)
        for start, what in lone_stars(text):
            yield Finding(path, location, what, REMEDY, offset=start)
        for start, what, remedy in _html(text):
            yield Finding(path, location, what, remedy, offset=start)
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


def _marked(place: Place, text: str) -> Iterator[Finding]:
    for mark in _MARKS:
        hits = [*mark.pattern.finditer(text)]
        for hit in hits if len(hits) >= mark.fewest else ():
            yield Finding(
                *place,
                mark.what,
                mark.remedy,
                offset=hit.start("written"),
                swap=mark.swap(hit),
                needs=f"{mark.what} {place[0]} {place[1]}" if mark.is_of_lines else "",
            )


def _bare_claims(place: Place, text: str, claims: Container[str]) -> Iterator[Finding]:
    """Where a claim is named without brackets. Other words with an @ may be of anything."""
    for hit in _BARE_CLAIM.finditer(text):
        is_in_brackets = text.rfind("[", 0, hit.start()) > text.rfind("]", 0, hit.start())
        if hit["id"] in claims and not is_in_brackets:
            right = f"[@{hit['id']}]"
            what = "A claim without brackets is shown as it is typed."
            swap = (hit[0], right)
            yield Finding(*place, what, f"Write {right}.", offset=hit.start(), swap=swap)


def _single_brackets(context: Context, place: Place, text: str) -> Iterator[Finding]:
    """Where the id of a claim or a term is in brackets that mean nothing."""
    for hit in _IN_BRACKETS.finditer(text):
        is_claim = hit["id"] in context.course.claims
        if is_claim or hit["id"] in context.course.glossary:
            right = f"[@{hit['id']}]" if is_claim else f"[[{hit['id']}]]"
            what = f"A {'claim' if is_claim else 'term'} in these brackets is shown as it is typed."
            swap = (hit[0], right)
            yield Finding(*place, what, f"Write {right}.", offset=hit.start(), swap=swap)


def _html(text: str) -> Iterator[tuple[int, str, str]]:
    """Where HTML is, what is wrong with it, and the remedy. The end of a tag is not told again."""
    begun = list[str]()
    for hit in _TAG.finditer(text):
        name, is_end = hit["name"], bool(hit["end"])
        if name is None:
            yield hit.start(), "An HTML comment would appear as text.", "Delete it."
        elif is_end and name in begun:
            begun.remove(name)
        else:
            begun.append(name)
            what = f"The HTML tag <{hit['end']}{name}> would appear as text."
            yield hit.start(), what, "Write **bold**, *italic* or a list instead."


def no_references_in_titles(context: Context) -> Iterator[Finding]:
    """Titles, names and other short lines contain no references, which would appear as typed.

    Nor do they contain anything else of Markdown, or HTML.

    Good: `title: A seizure`
    Bad: `title: A seizure [@call-at-five-minutes]`, `title: "**A seizure**"`
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
        if markup := _MARKUP.search(line):
            what = f"Readers would see `{markup[0]}`: a short text has no bold words and no links."
            remedy = "Write it as plain words."
            yield Finding(path, location, what, remedy, offset=markup.start(), is_warning=True)


def no_marks_around_titles(context: Context) -> Iterator[Finding]:
    """A title, name or other short line has no quotation marks around all of it.

    Good: `title: A seizure`
    Bad: `title: “A seizure”`, in which readers see the quotation marks
    """
    for (path, location), line in context.find_all(Line):
        mark, inside = around(line)
        if mark and line[1:-1] == inside:
            yield Finding(
                path,
                location,
                f"Readers would see this {named(mark)} and the one at the end.",
                f"Write it without them: `{inside}`",
                swap=(str(line), inside),
                is_warning=True,
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


RULES = (plain_markdown, no_references_in_titles, no_marks_around_titles, no_links_to_tap)
