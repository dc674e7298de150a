"""What the tests of pages check in a page's HTML."""

import re
from html.parser import HTMLParser

SHAPES = {"circle", "g", "path", "rect", "svg"}
"""Elements of icons. Their attributes are geometry."""
VOID = {"br", "hr", "img", "input", "meta", "link"}
STRUCTURE = {
    "aria-autocomplete",
    "aria-controls",
    "aria-expanded",
    "aria-hidden",
    "aria-labelledby",
    "autocomplete",
    "class",
    "data-answer",
    "data-field",
    "data-goes-with",
    "data-kind",
    "data-minutes",
    "data-module",
    "data-place",
    "data-revision",
    "data-right",
    "data-role",
    "data-tool",
    "enterkeyhint",
    "for",
    "height",
    "hidden",
    "href",
    "id",
    "inputmode",
    "loading",
    "maxlength",
    "role",
    "rows",
    "spellcheck",
    "src",
    "start",
    "type",
    "width",
}
"""Attributes that contain no interface messages. All others are checked."""


class Outline(HTMLParser):
    """The parts of a page's HTML that the tests check."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.labels: list[str] = []
        self.headings: list[int] = []
        self.words: list[str] = []
        self.shown: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in attrs:
            if name == "id":
                self.ids.append(str(value))
            elif name == "href":
                self.links.append(str(value))
            elif name == "aria-labelledby":
                self.labels.extend(str(value).split())
            elif name == "aria-label" and tag == "svg":
                self.shown.append(f" {value} ")
            if value and name not in STRUCTURE and tag not in SHAPES:
                self.words.append(value)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.shown.append(data)

    @property
    def text(self) -> str:
        """All visible text, on one line."""
        return " ".join("".join(self.shown).split())
