"""Drawings that are files: what is kept of them can be a part of any page."""

from contextlib import suppress
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.models.drawing import Shapes
from course.read.drawings import DrawingError, read_drawing

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 11"{}>{}</svg>'
AS_ON_THE_PAGE = ' fill="none" stroke="currentColor" stroke-width="2.5"'


def inside(shapes: str) -> str:
    """What is kept of shapes in a drawing that is painted as pages paint drawings."""
    whole = read_drawing(SVG.format(AS_ON_THE_PAGE, shapes).encode()).inside
    return whole.removeprefix("<g>").removesuffix("</g>")


def test_size_and_shapes_are_kept() -> None:
    assert read_drawing(SVG.format(' width="90"', "").encode()).view_box == "0 0 30 11"
    shapes = '<g class="drawn__child"><path d="M0 0h9"/><circle r="2"/></g>'
    assert inside(shapes) == shapes


@pytest.mark.parametrize("size", ["0 0 30", "0 0 30 x", "0 0 0 11", "0 0 30 -1", "0 0 3.0.0 11"])
def test_drawing_needs_a_width_and_a_height(size: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}"/>'
    with pytest.raises(DrawingError) as error:
        read_drawing(svg.encode())
    assert error.value.what == "The drawing does not say what size it is."


def test_what_the_program_has_added_is_left_out() -> None:
    shapes = (
        "<!-- Seats --><title>Seats</title><metadata><work>A <b/> B</work></metadata><defs id='d'>"
        "<path d='M1 1'/></defs><view xmlns='https://example.org'><path/></view>"
        '<path id="a" onclick="go()" d="M0 0h9"><desc>A seat</desc></path>'
    )
    assert inside(shapes) == '<path d="M0 0h9"/>'


def test_style_becomes_values() -> None:
    path = '<path d="M0 0h9" stroke-width="1" style="fill: none; stroke-width:3;-ink-font:Sans"/>'
    assert inside(path) == '<path d="M0 0h9" stroke-width="3" fill="none"/>'


def test_black_is_the_color_of_lines() -> None:
    assert inside('<path fill="#000" stroke="#2f7d73"/>') == (
        '<path fill="currentColor" stroke="#2f7d73"/>'
    )
    painted = '<g fill="currentColor" stroke="none" stroke-width="1"></g>'
    assert read_drawing(SVG.format("", "").encode()).inside == painted


@pytest.mark.slow
@given(st.text() | st.text().map(lambda text: SVG.format("", text)))
def test_any_file_is_read_or_refused(text: str) -> None:
    with suppress(DrawingError):
        ElementTree.fromstring(read_drawing(text.encode("utf-8", "surrogatepass")).inside)


@pytest.mark.parametrize(
    ("shapes", "tag"), [("<script/>", "script"), ("<g><use href='#a'/></g>", "use")]
)
def test_what_is_no_shape_is_refused_with_its_line(shapes: str, tag: str) -> None:
    with pytest.raises(DrawingError) as trouble:
        read_drawing(SVG.format("", f"\n<path/>{shapes}").encode())
    assert f"<{tag}>" in trouble.value.what
    assert trouble.value.position.line == 2


def test_entities_that_expand_without_limit_are_not_expanded() -> None:
    drawing = SVG.format("", '<path d="&l;"/>')
    svg = f'<!DOCTYPE svg [<!ENTITY l "M0 0h9">]>{drawing}'
    with pytest.raises(DrawingError) as error:
        read_drawing(svg.encode())
    assert error.value.what == 'A drawing has no entities, such as "l".'


def test_drawing_is_compared_by_what_it_shows() -> None:
    one, two = (read_drawing(SVG.format(f' id="{name}"', "").encode()) for name in "ab")
    assert one == two == Shapes(*one)
