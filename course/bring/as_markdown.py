"""The texts of a bank as the Markdown of this course, with all that was lost on the way.

Markdown here has paragraphs, lists, bold, italics and links. Whatever else an HTML text has is
left out with a note, or if the text would mean something else without it, refused.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser

from markdown_it import MarkdownIt

from course.bring.bank import PICTURE, BankText, first_words
from course.models.texts import Prose
from course.read.decode import INVISIBLE, without_hidden

_BLOCKS = {
    *("p", "div", "br", "section", "article", "header", "footer", "center", "blockquote"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd", "address", "hr", "ul", "ol", "li"),
}
_SAYS_NOTHING = {"p", "div", "br", "ul", "ol", "li", "html", "body", "section", "article"}
"""Tags whose meaning Markdown keeps, or that have none."""
_STYLES = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_SKIPPED = {"script", "style", "head", "title"}
_INLINE = {
    *("a", "span", "font", "u", "s", "del", "ins", "strike", "small", "big", "sub", "sup", "abbr"),
    *("cite", "q", "mark", "code", "tt", "kbd", "samp", "var", "label", "bdi", "bdo", "nobr"),
    *("wbr", "acronym", "dfn", "time", "nolink", "html", "body", "meta", "link"),
}
_TABLE = ("It has a table.", "Say in words what is in it.")
_FORM = ("It has a form in its text.", "Write it as a question of this course.")
_CODE = ("It has lines of text whose spaces matter.", "Say in words what is in them.")
_FORMULA = ("It has a formula.", "Say in words what it means.")
_LISTS = ("It has lists inside lists inside lists.", "Write it as one list.")
_MOST_LISTS = 3
_MOST_TAGS = 500
"""Python's HTML parser takes time quadratic in the number of tags when they are damaged."""
_LONG = ("One of its texts is too long.", "Put most of it into a lesson.")
_REFUSED: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(
        ["img", "picture", "video", "audio", "object", "embed", "iframe", "svg", "canvas", "map"],
        PICTURE,
    ),
    **dict.fromkeys(["table", "thead", "tbody", "tr", "td", "th"], _TABLE),
    **dict.fromkeys(["form", "input", "select", "textarea", "button", "option"], _FORM),
    "pre": _CODE,
    "math": _FORMULA,
}
_KNOWN = _BLOCKS | _STYLES.keys() | _SKIPPED | _INLINE | _REFUSED.keys()
_TAG = re.compile(r"</?([a-z][a-z0-9]*)\b[^<>]*>", re.IGNORECASE)
_CHARACTER = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_PASTED = re.compile(r"data:[\w/+.-]{1,80};base64,", re.IGNORECASE)
_FORMULAS = re.compile(r"\\\(.{1,300}?\\\)|\\\[.{1,300}?\\\]|\$\$.{1,300}?\$\$", re.DOTALL)
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s()<>\"\\]+")
_INSIDE = re.compile(r"[\\`*_\[\]<>&~]")
_AT_START = re.compile(r"^([#+=-]|\d{1,9}(?=[.)]))")
_COMMONMARK = MarkdownIt("commonmark", {"html": False})


class NoTextError(Exception):
    """A text has something that no text of this course can have."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


def as_markdown(source: BankText) -> tuple[str, tuple[str, ...]]:
    """A text as Markdown, and what was left out of it.

    Raises NoTextError if it cannot be a text here.
    """
    if _PASTED.search(source.text):
        raise NoTextError(*PICTURE)
    if len(source.text) > Prose.max_length or source.text.count("<") > _MOST_TAGS:
        raise NoTextError(*_LONG)
    clean = _visible(source.text)
    is_same = clean == source.text.replace("\N{NO-BREAK SPACE}", " ")
    notes = [] if is_same else ["Left out: invisible characters."]
    if _FORMULAS.search(clean):
        raise NoTextError(*_FORMULA)
    if source.markup == "markdown":
        text, more = _markdown(clean)
    elif source.markup != "plain" and (source.markup == "html" or _has_tags(clean)):
        text, more = _html(clean)
    else:
        is_auto = source.markup == "auto" and _CHARACTER.search(clean)
        text, more = _plain(unescape(clean) if is_auto else clean), []
    text = _visible(text)
    if len(text) > Prose.max_length:
        raise NoTextError(*_LONG)
    return text, (*notes, *more)


def _visible(text: str) -> str:
    """The text as people see it: a file of the course must not have hidden characters."""
    return INVISIBLE.sub("", without_hidden(text)[0])


def _has_tags(text: str) -> bool:
    return any(hit[1].lower() in _KNOWN for hit in _TAG.finditer(text)) or "<!--" in text


def _markdown(text: str) -> tuple[str, list[str]]:
    if "![" in text or ("<" in text and re.search(r"<(img|video|audio|svg)\b", text, re.I)):
        raise NoTextError(*PICTURE)
    shown = [hit[0] for hit in _TAG.finditer(text) if hit[1].lower() in _KNOWN]
    notes = [f"HTML inside Markdown stays as it is: {shown[0]}. Look at it."] if shown else []
    # A line break is written as a backslash, because editors remove spaces at the ends of lines.
    lines = (re.sub(r"(?<=\S) {2,}$", r"\\", line).rstrip() for line in text.strip().split("\n"))
    return "\n".join(lines), notes


def _plain(text: str) -> str:
    """Each line is a paragraph."""
    lines = (" ".join(line.split()) for line in _visible(text).split("\n"))
    return "\n\n".join(_paragraph([_Run(line)])[0] for line in lines if line)


def _html(text: str) -> tuple[str, list[str]]:
    reader = _HtmlReader()
    reader.feed(text)
    reader.close()
    reader.end_block()
    left_out = sorted(reader.left_out)
    notes = [f"Left out: the markup {', '.join(left_out)}."] if left_out else []
    return "".join(_joined(reader.blocks)), notes


@dataclass
class _Run:
    """Some characters with the same style."""

    text: str
    style: str = ""
    """The mark around it, or nothing."""
    href: str = ""


@dataclass
class _Block:
    """A paragraph, with what is in front of its first line and of others if it is in a list."""

    text: str
    first: str = ""
    rest: str = ""


@dataclass
class _List:
    is_ordered: bool
    number: int = 0
    is_new: bool = False
    """Whether nothing of the current item was written yet."""
    indent: int = 0
    """How far the paragraphs of an item are indented. 0 until the first item is written."""


@dataclass
class _Open:
    """What is open at a place in the HTML."""

    styles: list[str] = field(default_factory=list)
    hrefs: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    skipped: int = 0


class _HtmlReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[_Block] = []
        self.left_out: set[str] = set()
        self._runs: list[_Run] = []
        self._at = _Open()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _REFUSED:
            raise NoTextError(*_REFUSED[tag])
        if tag not in _KNOWN:
            self.handle_data(self.get_starttag_text() or "")  # such as <name of the child>
            return
        if tag in _BLOCKS:
            self.end_block()
        if tag in _STYLES:
            self._at.styles.append(_STYLES[tag])
        elif tag == "a":
            self._at.hrefs.append(self._href(dict(attrs).get("href") or ""))
        elif tag in {"ul", "ol", "li"}:
            self._start_list(tag)
        elif tag not in _SAYS_NOTHING:
            self.left_out.add(f"<{tag}>")
            self._at.skipped += tag in _SKIPPED

    def _start_list(self, tag: str) -> None:
        lists = self._at.lists
        if tag != "li":
            lists.append(_List(tag == "ol"))
        elif lists:
            lists[-1].number += 1
            lists[-1].is_new = True
        if len(lists) > _MOST_LISTS:
            raise NoTextError(*_LISTS)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _KNOWN:
            self.handle_data(f"</{tag}>")
        elif tag in _BLOCKS:
            self.end_block()
        if tag in _STYLES and _STYLES[tag] in self._at.styles:
            self._at.styles.remove(_STYLES[tag])
        elif tag == "a" and self._at.hrefs:
            self._at.hrefs.pop()
        elif tag in {"ul", "ol"} and self._at.lists:
            self._at.lists.pop()
        elif tag in _SKIPPED and self._at.skipped:
            self._at.skipped -= 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _KNOWN:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if self._at.skipped or not data:
            return
        text = _visible(data)
        style = self._at.styles[-1] if self._at.styles else ""
        if len(set(self._at.styles)) > 1:
            self.left_out.add("<i> inside <b>")
        href = self._at.hrefs[-1] if self._at.hrefs else ""
        if href and style:
            self.left_out.add("<b> or <i> inside <a>")
        self._runs.append(_Run(text, "" if href else style, href))

    def handle_comment(self, data: str) -> None:
        self.left_out.add(f"<!--{first_words(data, 30)}-->")

    def handle_decl(self, decl: str) -> None:
        self.left_out.add(f"<!{first_words(decl, 30)}>")

    def unknown_decl(self, data: str) -> None:
        self.left_out.add(f"<![{first_words(data, 30)}]>")

    def handle_pi(self, data: str) -> None:
        self.left_out.add(f"<?{first_words(data, 30)}>")

    def end_block(self) -> None:
        """End the paragraph, and write it unless it is empty."""
        runs, self._runs = _tidied(self._runs), []
        if not runs:
            return
        text, is_complete = _paragraph(runs)
        if not is_complete:
            self.left_out.add("<b> or <i> within a word")
        self.blocks.append(_Block(text, *self._fronts()))

    def _fronts(self) -> tuple[str, str]:
        """What is in front of the first line of a paragraph in a list, and of its others."""
        if not self._at.lists:
            return "", ""
        *outer, inner = self._at.lists
        before = " " * sum(each.indent for each in outer)
        if not inner.is_new:
            return before + " " * inner.indent, before + " " * inner.indent
        mark = f"{inner.number}. " if inner.is_ordered else "- "
        inner.is_new, inner.indent = False, len(mark)
        return before + mark, before + " " * len(mark)

    def _href(self, href: str) -> str:
        if "@@PLUGINFILE@@" in href:
            raise NoTextError(*PICTURE)
        if _ADDRESS.fullmatch(href) and not INVISIBLE.search(href):
            return href
        self.left_out.add("<a>")
        return ""


def _tidied(runs: list[_Run]) -> list[_Run]:
    """Runs with single spaces, which are outside of styles, and none at both ends."""
    tidy: list[_Run] = []
    for run in runs:
        words = " ".join(run.text.split())
        starts_apart = run.text[:1].isspace() or not words
        if run.text and starts_apart and tidy and not tidy[-1].text.endswith(" "):
            tidy.append(_Run(" "))
        if words:
            if tidy and (tidy[-1].style, tidy[-1].href) == (run.style, run.href):
                tidy[-1].text += words
            else:
                tidy.append(_Run(words, run.style, run.href))
            if run.text[-1:].isspace():
                tidy.append(_Run(" "))
    while tidy and tidy[-1].text == " ":
        tidy.pop()
    return tidy


def _paragraph(runs: list[_Run]) -> tuple[str, bool]:
    """A paragraph in Markdown, and whether all its styles could be kept."""
    plain = "".join(run.text for run in runs)
    has_marks = any(run.style or run.href for run in runs)
    needs_escapes = _INSIDE.search(plain) if has_marks else not _is_plain(plain)
    written, is_complete = "", True
    for index, run in enumerate(runs):
        text = _INSIDE.sub(r"\\\g<0>", run.text) if needs_escapes else run.text
        after = runs[index + 1].text if index + 1 < len(runs) else ""
        if run.href:
            written += f"[{text}]({run.href})"
        elif run.style and _can_be_marked(written, run.text, after):
            written += f"{run.style}{text}{run.style}"
        else:
            is_complete = is_complete and not run.style
            needs_start = index == 0 and (needs_escapes or has_marks)
            written += _AT_START.sub(_escaped_start, text) if needs_start else text
    return written, is_complete


def _escaped_start(hit: re.Match[str]) -> str:
    return f"{hit[0]}\\" if hit[0].isdigit() else f"\\{hit[0]}"


def _is_plain(text: str) -> bool:
    """Whether Markdown shows exactly these characters."""
    if "[@" in text or "[[" in text:
        return False
    if not _INSIDE.search(text) and text[:1].isalpha():
        return True  # most texts
    return bool(_COMMONMARK.render(text) == f"<p>{escape(text).replace('&#x27;', chr(39))}</p>\n")


def _can_be_marked(before: str, text: str, after: str) -> bool:
    """Whether marks around a text would be read as marks, by the rules of CommonMark."""
    starts = text[:1].isalnum() or not before or before[-1].isspace()
    ends = text[-1:].isalnum() or not after or after[0].isspace()
    return starts and ends and not before.endswith("*")


def _joined(blocks: list[_Block]) -> Iterator[str]:
    for index, block in enumerate(blocks):
        if index:
            is_next_item = block.first != block.rest and blocks[index - 1].rest
            yield "\n" if is_next_item else "\n\n"
        yield block.first + block.text
