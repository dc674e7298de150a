"""Reads drawings that are files. Only their shapes are kept, which become a part of pages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from xml.parsers import expat

from course.models.drawing import Shapes
from course.problems import Position

MAX_DRAWING_BYTES = 16 * 1024
"""Readers load drawings on their phones."""
_VIEW_BOX = re.compile(r"\s*-?[\d.]+(?:[\s,]+-?[\d.]+){3}\s*")
_SVG = "http://www.w3.org/2000/svg"
_SHAPES = {"circle", "ellipse", "g", "line", "path", "polygon", "polyline", "rect"}
_NOT_SHOWN = {"defs", "desc", "metadata", "title"}
_VALUES = {
    *("d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry"),
    *("width", "height", "transform", "class", "display", "visibility", "opacity"),
    *("fill", "fill-opacity", "fill-rule", "stroke", "stroke-opacity", "stroke-width"),
    *("stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin"),
    *("stroke-miterlimit", "vector-effect"),
}
"""What a shape keeps: where it is, and how it is painted. No name, as names are a page's own."""
_OF_DRAWING = {"class", "height", "width", "x", "y"}
"""What the drawing itself does not keep: the page says how large it is."""
_UNPAINTED = {"fill": "currentColor", "stroke": "none", "stroke-width": "1"}
"""How shapes are painted where a file does not say."""
_PAINTED_BY_PAGE = {"fill": "none", "stroke": "currentColor", "stroke-width": "2.5"}
"""How the style sheet paints them in this case."""
_BLACK = {"black", "#000", "#000000"}
"""The usual color of lines. That of a page is lighter in the dark."""
_NOT_SVG = "This is not an SVG drawing."
_SAVE_AGAIN = "Open it in the program that it was drawn in, and save it as a plain SVG."


@dataclass
class DrawingError(Exception):
    """A drawing that cannot be used."""

    what: str
    """What is wrong."""
    remedy: str
    position: Position = field(default_factory=Position)


def read_drawing(content: bytes) -> Shapes:
    """The shapes of a drawing, or a DrawingError."""
    if len(content) > MAX_DRAWING_BYTES:
        raise DrawingError(
            f"The drawing is larger than {MAX_DRAWING_BYTES // 1024} KB.",
            "Save it as a plain SVG, with fewer points and no pictures inside.",
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise DrawingError(
            "A character of the drawing is not saved as UTF-8.",
            "Save the file again with the encoding UTF-8.",
        ) from None
    return _Reader().read(text)


def _has_size(view_box: str) -> bool:
    """Whether it says where a drawing begins, and how wide and high it is."""
    if not _VIEW_BOX.fullmatch(view_box):
        return False
    try:
        _, _, width, height = map(float, re.split(r"[\s,]+", view_box.strip()))
    except ValueError:
        return False
    return width > 0 and height > 0


class _Reader:
    """Reads one drawing."""

    def __init__(self) -> None:
        # What the file says about its encoding may be wrong.
        self._parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.EntityDeclHandler = self._entity
        self._view_box = ""
        self._inside: list[str] = []
        self._not_shown = 0
        """How deep the parser is in an element that is not shown."""

    def read(self, text: str) -> Shapes:
        try:
            self._parser.Parse(text, True)
        except expat.ExpatError as error:
            what = "The rest of the drawing cannot be read." if self._view_box else _NOT_SVG
            position = Position(error.lineno, error.offset + 1)
            raise DrawingError(what, _SAVE_AGAIN, position) from None
        return Shapes(self._view_box, "".join(self._inside))

    def _start(self, name: str, values: Mapping[str, str]) -> None:
        namespace, _, tag = name.rpartition(" ")
        if not self._view_box:
            self._begin(tag, values)
        elif self._not_shown or namespace not in {"", _SVG} or tag in _NOT_SHOWN:
            self._not_shown += 1
        elif tag in _SHAPES:
            self._add(tag, self._kept(values))
        else:
            raise self._trouble(
                f"A drawing has only shapes, and this is <{tag}>.",
                "Turn it into a path in the program that it was drawn in, or delete it. Words "
                "are written below the drawing, under `labels:`.",
            )

    def _end(self, name: str) -> None:
        if self._not_shown:
            self._not_shown -= 1
        elif name.rpartition(" ")[2] in {"svg", "g"}:
            self._inside.append("</g>")

    def _entity(self, name: str, *_: object) -> None:
        # A few of them can expand without limit.
        raise self._trouble(f'A drawing has no entities, such as "{name}".', _SAVE_AGAIN)

    def _begin(self, tag: str, values: Mapping[str, str]) -> None:
        if tag != "svg":
            raise self._trouble(_NOT_SVG, _SAVE_AGAIN)
        self._view_box = values.get("viewBox", "")
        if not _has_size(self._view_box):
            raise self._trouble(
                "The drawing does not say what size it is.",
                'Add viewBox="0 0 600 220" to its first tag, with its own width and height.',
            )
        painted = {**_UNPAINTED, **self._kept(values)}
        left_out = _OF_DRAWING | {key for key, it in _PAINTED_BY_PAGE.items() if painted[key] == it}
        self._add("g", {key: it for key, it in painted.items() if key not in left_out})

    def _add(self, tag: str, values: Mapping[str, str]) -> None:
        written = "".join(f' {name}="{escape(value)}"' for name, value in values.items())
        self._inside.append(f"<{tag}{written}{'>' if tag == 'g' else '/>'}")

    def _kept(self, values: Mapping[str, str]) -> dict[str, str]:
        """What a shape keeps. Some programs write it as its style."""
        styles = (style.partition(":") for style in values.get("style", "").split(";"))
        every = {**values, **{name.strip(): value.strip() for name, _, value in styles}}
        kept = {name: value for name, value in every.items() if name in _VALUES}
        if any("url(" in value for value in kept.values()):
            raise self._trouble(
                "This shape is painted with something else of the file, such as a gradient.",
                "Paint it with one color.",
            )
        return {name: "currentColor" if value in _BLACK else value for name, value in kept.items()}

    def _trouble(self, what: str, remedy: str) -> DrawingError:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber
        return DrawingError(what, remedy, Position(line, column + 1))
