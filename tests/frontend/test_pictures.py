"""The icons of a site, and the picture that goes with a link to it."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.frontend import pictures
from course.frontend.pictures import (
    HEAD_LOGO_PX,
    PREVIEW_PX,
    head_logo,
    icon,
    is_blank,
    mark,
    preview,
    touch_icon,
)
from course.models.district import Logo

WIDE = Logo(
    "logo.svg",
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><path d="M0 0h40v10H0z"/></svg>',
    4,
)
LONGEST_TITLE = 200


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int) -> bytes:
    """A PNG in one color."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x1f\x4e\x79" * width) * height)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def size(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


@pytest.mark.parametrize("logo", [mark(), WIDE, Logo("logo.png", png(300, 200), 1.5)])
def test_pictures_have_the_sizes_that_phones_and_services_ask_for(logo: Logo) -> None:
    assert size(touch_icon(logo)) == (180, 180)
    assert size(preview(logo, "Every Adult", "Lakeview, Texas", "#1f4e79")) == PREVIEW_PX
    assert size(icon(logo)) == (96, 96)
    assert not is_blank(logo)


def test_png_at_the_top_of_pages_is_small_and_a_drawing_stays_as_it_is() -> None:
    photo = Logo("logo.png", png(3000, 2000), 1.5)
    assert size(head_logo(photo)) == (round(1.5 * HEAD_LOGO_PX), HEAD_LOGO_PX)
    assert head_logo(WIDE) == WIDE.content


def test_damaged_png_is_blank() -> None:
    whole = png(300, 200)
    assert not is_blank(Logo("logo.png", whole, 1.5))
    assert is_blank(Logo("logo.png", whole[:40], 1.5))


def test_title_and_name_are_drawn_if_the_typeface_has_their_letters() -> None:
    def drawn(title: str, name: str = "") -> bytes:
        return preview(WIDE, title, name, "#1f4e79")

    empty = drawn("")
    assert drawn("Every Adult") != empty != drawn("", "Lakeview")
    assert drawn("Łódź & <Škofja>") != empty
    assert drawn("每个成年人") == empty, "boxes in place of letters"
    assert drawn("Hawaiʻi") == drawn("Hawai‘i") != empty


def test_typeface_has_every_letter_that_is_drawn() -> None:
    def drawn(letter: str) -> bytes:
        return pictures._png((120, 40), pictures._line(letter, 30, 24, "#000"))

    empty = drawn("")
    assert drawn("每") == empty
    sample = [chr(code) for code in (*range(0x21, 0x7F), *range(0xA1, 0x17F, 7))]
    for letter in (*sample, *"–—‘’‚“”„•…"):
        if letter != "\N{SOFT HYPHEN}":
            assert drawn(letter) != empty, letter


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=LONGEST_TITLE))
def test_title_of_any_length_fits(title: str) -> None:
    pixels, lines = pictures._title_lines(title)
    assert 340 + round((len(lines) - 1) * pixels * 1.2) <= 530, "above the name"
    assert all(len(line) * pixels * 0.56 <= 1040 for line in lines)
