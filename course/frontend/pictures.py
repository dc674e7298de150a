"""The pictures that stand for a site: its icons, and the one that goes with a link to it."""

import re
from base64 import b64encode
from html import escape
from pathlib import Path
from textwrap import wrap

import resvg_py

from course.models.district import Logo

ICON_PX, TOUCH_ICON_PX = 96, 180
PREVIEW_PX = (1200, 630)
"""The size that services for messages and posts recommend for the picture of a link."""
HEAD_LOGO_PX = 108
"""The height of a logo at the top of pages, for screens with three pixels for each of CSS."""
GROUND, INK, SOFT, CARD = "#fbf7f0", "#26221d", "#5d544a", "#fff"
"""`paper`, `ink`, `ink-soft` and `card` of the light colors."""
_MARK = Path(__file__).parent / "static" / "assets" / "mark.svg"
_TYPEFACE = Path(__file__).parent / "fonts" / "literata.ttf"
_DRAWABLE = re.compile(r"[\x20-\x7e\xa0-\u017e\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026]*")
"""Matches a text that the typeface has all characters of."""
_ALIKE = str.maketrans({"\u02bb": "\u2018", "\u02bc": "\u2019"})
"""Quotation marks in place of an ʻokina and of an apostrophe that is a letter."""
_MARGIN, _LOGO_HEIGHT = 80, 150
_TITLE_SIZES = ((84, 22, 2), (64, 28, 3), (48, 38, 4))
"""Sizes of the title, each with how many characters fit into a line, and how many lines."""


def mark() -> Logo:
    """The course's own mark, for a site without a logo."""
    return Logo(_MARK.name, _MARK.read_bytes(), 1)


def head_logo(logo: Logo) -> bytes:
    """The logo at the top of pages. An SVG stays as it is, and a PNG becomes smaller."""
    if logo.name.endswith(".svg"):
        return logo.content
    width = max(1, round(HEAD_LOGO_PX * logo.ratio))
    return _png((width, HEAD_LOGO_PX), _image(logo, 0, 0, width, HEAD_LOGO_PX))


def icon(logo: Logo) -> bytes:
    """The icon of a browser's tab."""
    return _png((ICON_PX, ICON_PX), _image(logo, 0, 0, ICON_PX, ICON_PX))


def touch_icon(logo: Logo) -> bytes:
    """The icon on the home screen of a phone, which cuts off its corners."""
    side, margin = TOUCH_ICON_PX, TOUCH_ICON_PX // 8
    inside = side - 2 * margin
    return _png((side, side), f"{_filled(CARD)}{_image(logo, margin, margin, inside, inside)}")


def preview(logo: Logo, title: str, name: str, accent: str) -> bytes:
    """The picture that goes with a link: the logo, the title and who publishes the site.

    A text in a script that the typeface does not have is left out; services show it beside the
    picture.
    """
    width, height = PREVIEW_PX
    title, name = title.translate(_ALIKE), name.translate(_ALIKE)
    inside = width - 2 * _MARGIN
    parts = [
        _filled(GROUND),
        f'<rect y="{height - 24}" width="{width}" height="24" fill="{accent}"/>',
        _image(logo, _MARGIN, _MARGIN, inside, _LOGO_HEIGHT),
    ]
    if _DRAWABLE.fullmatch(title):
        size, lines = _title_lines(title)
        parts += [
            _line(line, 340 + round(index * size * 1.2), size, INK)
            for index, line in enumerate(lines)
        ]
    if _DRAWABLE.fullmatch(name):
        parts.append(_line(name, height - 60, 36, SOFT))
    return _png(PREVIEW_PX, "".join(parts))


def drawn(svg: str, width: int, ratio: float) -> bytes:
    """A drawing as a PNG of this width. It contains no text, so it needs no typeface."""
    height = round(width / ratio)
    return bytes(
        resvg_py.svg_to_bytes(svg_string=svg, width=width, height=height, skip_system_fonts=True)
    )


def is_blank(logo: Logo) -> bool:
    """Whether nothing of a logo can be seen, as of a damaged picture."""
    return icon(logo) == _png((ICON_PX, ICON_PX), "")


def _title_lines(title: str) -> tuple[int, list[str]]:
    for size, characters, most in _TITLE_SIZES:
        lines = wrap(title, characters)
        if len(lines) <= most:
            return size, lines
    return size, wrap(title, characters, max_lines=most, placeholder=" …")


def _line(text: str, y: int, size: int, color: str) -> str:
    return (
        f'<text x="{_MARGIN}" y="{y}" font-family="Literata" font-size="{size}" '
        f'fill="{color}">{escape(text)}</text>'
    )


def _filled(color: str) -> str:
    return f'<rect width="100%" height="100%" fill="{color}"/>'


def _image(logo: Logo, x: int, y: int, width: int, height: int) -> str:
    """The logo as large as fits: at the start of a line, or in the middle of a square."""
    data = b64encode(logo.content).decode()
    place = "xMidYMid" if width == height else "xMinYMid"
    return (
        f'<image href="data:{logo.media_type};base64,{data}" x="{x}" y="{y}" width="{width}" '
        f'height="{height}" preserveAspectRatio="{place}"/>'
    )


def _png(size: tuple[int, int], inside: str) -> bytes:
    width, height = size
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string='<svg xmlns="http://www.w3.org/2000/svg" '
            f'width="{width}" height="{height}">{inside}</svg>',
            width=width,
            height=height,
            skip_system_fonts=True,  # the same pictures on every system
            font_files=[str(_TYPEFACE)],
        )
    )
