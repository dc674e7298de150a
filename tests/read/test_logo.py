"""A logo is safe to publish, whatever somebody has drawn it with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.read.logo import MAX_SVG_BYTES, read_logo

START = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '


def problems(svg: str) -> list[str]:
    logo, found = read_logo("district/logo.svg", "logo.svg", svg.encode())
    assert (logo is None) == bool(found)
    return [problem.what for problem in found]


@pytest.mark.parametrize(
    ("attributes", "ratio"),
    [
        ('viewBox="0 0 40 20"', 2),
        ('viewBox="-5,-5 , 10 40"', 0.25),
        ('width="30px" height="10"', 3),
        ('viewBox="0 0 40 20" width="100%" height="5em"', 2),
    ],
)
def test_size_is_read(attributes: str, ratio: float) -> None:
    logo, _ = read_logo("logo.svg", "logo.svg", f"{START}{attributes}/>".encode())
    assert logo
    assert logo.ratio == ratio


@pytest.mark.parametrize("attributes", ['viewBox="0 0 0 9"', 'width="5em" height="9"', 'width="9"'])
def test_size_is_missing(attributes: str) -> None:
    assert problems(f"{START}{attributes}/>") == ["The logo does not say what size it is."]


def test_long_style_is_judged_as_a_whole() -> None:
    style = f"{' ' * 8190}a{{fill:u<!-- -->rl(https://example.org/a)}}"
    found = problems(f'{START}viewBox="0 0 9 9"><style>{style}</style></svg>')
    assert found == ["A logo loads nothing, but this style could."]


@pytest.mark.parametrize(
    "inside",
    [
        '<use href="#part"/><use xlink:href="#part"/>',
        '<path style="fill:url(#a)" fill="url( \'#a\' )" d="M0 0"/>',
        "<style>.a { fill: url(#b) }</style>",
        '<image href="data:image/png;base64,iVBO"/>',
        '<metadata xmlns:r="urn:r"><r:about r:resource="https://example.org"/></metadata>',
        '<g xmlns:i="urn:i" i:label="C:\\logo.svg" i:onclick="x"/>',
        "<title>Lakeview @ night</title>",
    ],
)
def test_what_drawing_programs_write_is_good(inside: str) -> None:
    assert problems(f'{START}viewBox="0 0 9 9">{inside}</svg>') == []


@pytest.mark.parametrize(
    "inside",
    [
        '<a href="#x"/>',
        '<set attributeName="href" to="javascript:x"/>',
        '<use href="javascript:alert(1)"/>',
        '<image href="data:image/svg+xml;base64,PHN2Zz4="/>',
        '<image href=" //example.org/a.png"/>',
        '<path fill="URL(https://example.org/a.svg#b)"/>',
        '<path style="fill: u\\72l(https://example.org)"/>',
        '<style>a { background: image-set("https://example.org/a.png") }</style>',
        "<style>@font-face { }</style>",
        '<g ONLOAD="alert(1)"/>',
        '<g><s:script xmlns:s="http://www.w3.org/2000/svg"/></g>',
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>',
        "<?php x?>",
    ],
)
def test_what_runs_moves_or_loads_is_refused(inside: str) -> None:
    assert len(problems(f'{START}viewBox="0 0 9 9">{inside}</svg>')) == 1


def test_entities_that_expand_without_limit_are_not_expanded() -> None:
    lol = "".join(f'<!ENTITY l{n + 1} "{10 * f"&l{n};"}">' for n in range(9))
    svg = f'<!DOCTYPE svg [<!ENTITY l0 "lol">{lol}]>{START}viewBox="0 0 9 9">&l9;</svg>'
    assert problems(svg) == ['A logo has no entities, such as "l0".']


@pytest.mark.parametrize("encoding", ["foo", "shift_jis", "utf-16"])
def test_wrong_declaration_of_the_encoding_does_not_matter(encoding: str) -> None:
    assert problems(f'<?xml version="1.0" encoding="{encoding}"?>{START}viewBox="0 0 9 9"/>') == []


@given(st.binary(max_size=200) | st.text(alphabet="<>/svg ='\"&;!-?x1:#", max_size=200))
def test_no_content_is_a_traceback(content: bytes | str) -> None:
    data = content if isinstance(content, bytes) else f"{START}{content}".encode()
    for name in ("logo.svg", "logo.png"):
        logo, found = read_logo(name, name, data)
        assert (logo is None) == bool(found)


def test_limit_of_bytes() -> None:
    svg = f'{START}viewBox="0 0 9 9"/>'
    assert problems(svg.ljust(MAX_SVG_BYTES)) == []
    assert len(problems(svg.ljust(MAX_SVG_BYTES + 1))) == 1
