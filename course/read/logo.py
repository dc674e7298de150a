"""A district's logo: what it must be like, so that pages can show it safely.

Pages show an SVG as a picture, where no script runs and nothing is loaded. But somebody may open
the file itself, and there both would happen.
"""

import re
import struct
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from course.models.district import Logo
from course.problems import Position, Problem
from course.read.codes import PICTURES

MAX_SVG_BYTES = 32 * 1024
"""Every page loads it."""
MAX_PNG_BYTES = 256 * 1024
"""Pages load a small copy."""
LEAST_PIXELS, MOST_PIXELS = 256, 4096
"""Of the longer side of a PNG: the picture for links to the site shows it as large as that."""
SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
XML_BASE = "http://www.w3.org/XML/1998/namespace base"
HREFS = ("href", "http://www.w3.org/1999/xlink href")
ELEMENTS = re.compile(
    "svg|g|defs|symbol|use|switch|title|desc|metadata|style|"
    "path|rect|circle|ellipse|line|polyline|polygon|image|"
    "linearGradient|radialGradient|stop|clipPath|mask|pattern|marker|filter|"
    "fe(Blend|ColorMatrix|ComponentTransfer|Composite|DropShadow|Flood|Func[ABGR]|GaussianBlur|"
    "Merge|MergeNode|Morphology|Offset)"
)
"""Matches what a logo is drawn with. Everything else in SVG runs, moves, links or is text."""
_MOVES = frozenset(("animate", "animateColor", "animateMotion", "animateTransform", "set"))
_TEXTS = frozenset(("text", "tspan", "textPath", "tref", "font", "glyph"))
_INSIDE = re.compile(r"\s*(#|data:image/(png|jpeg|gif|webp)[;,])")
"""Matches a reference to a part of the same file, or to a picture that is in it."""
_LOADS = re.compile(r"url\((?!\s*[\"']?#)|image-set|src\(|\\", re.IGNORECASE)
"""Matches what loads something in a value of a style, or could hide it."""
_NUMBER = re.compile(r"\s*([\d.]+)\s*(px)?\s*")
_PLAIN = "Save it as a plain SVG, with nothing but shapes."
_PNG = b"\x89PNG\r\n\x1a\n"


def read_logo(path: str, name: str, content: bytes) -> tuple[Logo | None, tuple[Problem, ...]]:
    """The logo in a file, or what keeps it from being used.

    `path` is how problems name the file, and `name` is its name in the district's folder.
    """
    if name.endswith(".png"):
        size, trouble = _size_of_png(content), _png_trouble(content)
        problems = [Problem(path, Position(), *trouble, rule=PICTURES)] if trouble else []
    else:
        drawing = _Drawing(path, content)
        size, problems = drawing.size, drawing.problems
    if problems or size is None:
        return None, tuple(problems)
    return Logo(name, content, size[0] / size[1]), ()


def _size_of_png(content: bytes) -> tuple[float, float] | None:
    if content[:8] != _PNG or content[12:16] != b"IHDR" or len(content) < 24:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return (width, height) if width and height else None


def _png_trouble(content: bytes) -> tuple[str, str] | None:
    """What is wrong with a PNG, and the remedy."""
    if len(content) > MAX_PNG_BYTES:
        return (
            f"The logo has {len(content) // 1024:,} KB; the limit is {MAX_PNG_BYTES // 1024}.",
            "Export it smaller, such as 512 pixels wide, or use an SVG.",
        )
    size = _size_of_png(content)
    if size is None:
        return "This is not a PNG picture.", "Open it in an image program, and export it as PNG."
    longer = max(size)
    if longer < LEAST_PIXELS:
        return (
            f"The logo is only {size[0]} by {size[1]} pixels. Enlarged, it would be blurred.",
            f"Export it with {LEAST_PIXELS} pixels or more on its longer side, or use an SVG.",
        )
    if longer > MOST_PIXELS:
        return (
            f"The logo is {size[0]} by {size[1]} pixels. That is more than any page can show.",
            "Export it smaller, such as 512 pixels wide.",
        )
    return None


class _EntityError(Exception):
    """An entity is declared, so nothing after it is read."""


class _Drawing:
    """Reads an SVG. It collects everything that a logo must not have, with its place."""

    def __init__(self, path: str, content: bytes) -> None:
        self.size: tuple[float, float] | None = None
        self.problems: list[Problem] = []
        self._path = path
        self._lines = content.decode("utf-8", errors="replace").splitlines()
        self._open: list[str] = []
        # What the file says about its encoding may be wrong.
        self._parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.buffer_size = MAX_SVG_BYTES  # or a style could be judged in two halves
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.EntityDeclHandler = self._entity
        if len(content) > MAX_SVG_BYTES:
            what = f"The logo has {len(content) // 1024} KB; the limit is {MAX_SVG_BYTES // 1024}."
            remedy = "Save it with fewer points and without pictures inside, or use a PNG."
            self.problems.append(Problem(path, Position(), what, remedy, rule=PICTURES))
            return
        try:
            self._parser.Parse(content, True)
        except _EntityError:
            return
        except expat.ExpatError as error:
            self._report(
                "From here on, this is not an SVG.",
                f"Open it in a drawing program. {_PLAIN}",
                Position(error.lineno, error.offset + 1),
            )

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        namespace, _, tag = name.rpartition(" ")
        if not self._open:
            self._first(namespace, tag, attributes)
        self._open.append(tag)
        if namespace == XHTML:
            self._report("A logo has no HTML inside.", _PLAIN)
        elif namespace == SVG:
            for trouble in (*_in_element(tag), *_in_attributes(attributes)):
                self._report(*trouble)

    def _first(self, namespace: str, tag: str, attributes: Mapping[str, str]) -> None:
        if (namespace, tag) != (SVG, "svg"):
            self._report(
                "This is not an SVG: it does not begin with <svg>.",
                f'Its first tag must have xmlns="{SVG}". {_PLAIN}',
            )
            return
        self.size = _size_of_svg(attributes)
        if self.size is None:
            self._report(
                "The logo does not say what size it is.",
                'Add viewBox="0 0 200 100" to its first tag, with its own width and height.',
            )

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        if self._open[-1] == "style" and ("@" in text or _LOADS.search(text)):
            self._report("A logo loads nothing, but this style could.", _PLAIN)

    def _instruction(self, target: str, _data: str) -> None:
        self._report(f"A logo has no <?{target}>, which could load a file.", "Delete this line.")

    def _entity(self, name: str, *_: object) -> None:
        self._report(f'A logo has no entities, such as "{name}".', _PLAIN)
        raise _EntityError  # a few of them can expand without limit

    def _report(self, what: str, remedy: str, position: Position | None = None) -> None:
        parser = self._parser
        place = position or Position(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        quote = self._lines[place.line - 1] if place.line <= len(self._lines) else ""
        problem = Problem(self._path, place, what, remedy, quote, rule=PICTURES)
        if problem not in self.problems:
            self.problems.append(problem)


def _in_element(tag: str) -> Iterator[tuple[str, str]]:
    """What is wrong with an element, and the remedy."""
    if tag in _TEXTS:
        yield (
            "Each device would show this text in another typeface.",
            "Turn the text into paths: in Inkscape with Path > Object to Path, in Illustrator with "
            "Type > Create Outlines.",
        )
    elif tag in _MOVES:
        yield f"A logo does not move, so it has no <{tag}>.", _PLAIN
    elif not ELEMENTS.fullmatch(tag):
        yield f"A logo has no <{tag}>.", _PLAIN


def _in_attributes(attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is wrong with the attributes of an element, and the remedies."""
    for name, value in attributes.items():
        if name.lower().startswith("on"):
            yield f'A logo has no scripts, such as in "{name}".', _PLAIN
        elif name == XML_BASE or (name in HREFS and not _INSIDE.match(value)):
            yield f'A logo loads nothing, but "{value[:40]}" is not in this file.', _PLAIN
        elif " " not in name and name not in HREFS and _LOADS.search(value):
            yield f'A logo loads nothing, but "{name}" could.', _PLAIN


def _size_of_svg(attributes: Mapping[str, str]) -> tuple[float, float] | None:
    """The width and height of an SVG, in its own units. None if it does not say."""
    box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
    sides = box[2:] if len(box) == 4 else [attributes.get(it, "") for it in ("width", "height")]
    found = [match for side in sides if (match := _NUMBER.fullmatch(side))]
    try:
        width, height = (float(match[1]) for match in found)
    except ValueError:
        return None
    return (width, height) if width and height else None
