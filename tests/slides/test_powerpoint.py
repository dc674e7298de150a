"""The file: accessible, the same bytes each time, and nothing spills over a slide."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation as File
from pptx.util import Pt

from course.slides.deck import BULLET, Block, Deck, Picture, Run, Slide
from course.slides.fit import GAP, height_of, width_of
from course.slides.powerpoint import PowerPoint
from tests.rendering import ENGLISH

LEAST_SIZE = 24


def one_slide(slide: Slide, **more: str) -> File:
    texts = {"title": "A & B", "owner": "C < D", "language": "es", "accent": "#123456"}
    deck = Deck(**{**texts, "version": "2026.11", **more}, slides=(slide,))
    return Presentation(BytesIO(PowerPoint(ENGLISH).content(deck)))


def shapes_of(file: File) -> Iterator[tuple[Any, Any]]:
    """Each shape of each slide, with its slide."""
    for slide in file.slides:
        for shape in slide.shapes:
            yield slide, shape


def blocks_in(shape: Any) -> list[Block]:
    """What is written in a shape, as it can be measured again."""
    return [
        Block(
            tuple(
                Run(run.text, bold=bool(run.font.bold))
                for run in paragraph.runs
                if not run.text.endswith("\t")  # the letter in front
            ),
            is_inside=paragraph._p.pPr is not None and "marL" in paragraph._p.pPr.attrib,
        )
        for paragraph in shape.text_frame.paragraphs
    ]


@pytest.mark.slow
def test_same_deck_is_the_same_file_without_dates(deck: Deck, content: bytes) -> None:
    assert PowerPoint(ENGLISH).content(deck) == content
    with ZipFile(BytesIO(content)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = file.namelist()
        core = file.read("docProps/core.xml").decode()
    assert not [name for name in names if "thumbnail" in name or "printerSettings" in name]
    assert set(re.findall(r">(\d{4}-\d\d-\d\d)T", core)) == {f"{deck.version.replace('.', '-')}-01"}


def test_every_slide_has_a_title_of_its_own_and_notes(file: File) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in file.slides if slide.shapes.title]
    assert len(titles) == len(file.slides) == len(set(titles))
    assert all(titles)
    assert all(slide.notes_slide.notes_text_frame.text.strip() for slide in file.slides)


def test_everything_is_in_a_place_of_its_layout_and_read_in_order(file: File) -> None:
    for slide in file.slides:
        kinds = [shape.placeholder_format.idx for shape in slide.placeholders]
        assert len(kinds) == len(slide.shapes)
        assert [shape.placeholder_format.idx for shape in slide.shapes] == sorted(kinds)
        assert slide.shapes[0] == slide.shapes.title
    assert len({slide.slide_layout.name for slide in file.slides}) == 3


def test_every_picture_has_a_description_and_keeps_its_shape(file: File, deck: Deck) -> None:
    shown = [it.picture for it in deck.slides if it.picture]
    pictures = [it for _, it in shapes_of(file) if hasattr(it, "image")]
    assert len(pictures) == len(shown) > 2
    for picture, made in zip(shown, pictures, strict=True):
        assert made._element.nvPicPr.cNvPr.get("descr") == picture.shows
        assert abs(made.width / made.height - picture.ratio) < 0.01
        assert abs(made.image.size[0] / made.image.size[1] - picture.ratio) < 0.01
        assert made.crop_left == made.crop_top == 0


def test_texts_are_large_and_fit_where_they_are(file: File) -> None:
    for slide, shape in shapes_of(file):
        assert shape.left >= 0
        assert shape.top >= 0
        assert shape.left + shape.width <= file.slide_width
        assert shape.top + shape.height <= Pt(500)  # above the name of the district
        if not shape.has_text_frame:
            continue
        size, is_title = 36.0, shape == slide.shapes.title
        for paragraph in shape.text_frame.paragraphs:
            for run in paragraph.runs:
                size = run.font.size.pt if run.font.size else size
                assert size >= LEAST_SIZE
        blocks = blocks_in(shape)
        if is_title:
            blocks = [Block((Run(block.text, bold=True),)) for block in blocks]
        assert height_of(blocks, shape.width.pt, size) <= shape.height.pt + GAP * size


def test_texts_never_overlap(file: File) -> None:
    for slide in file.slides:
        boxes = [(it.left, it.top, it.left + it.width, it.top + it.height) for it in slide.shapes]
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                apart = one[2] <= other[0] or other[2] <= one[0]
                assert apart or one[3] <= other[1] or other[3] <= one[1], slide.shapes.title.text


def test_look_is_in_the_master_and_of_the_district() -> None:
    file = one_slide(Slide("One", (Block((Run("Words."),)),)))
    master = file.slide_master
    assert "C < D" in [shape.text_frame.text for shape in master.shapes if shape.has_text_frame]
    theme = master.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    ).blob.decode()
    assert '<a:accent1><a:srgbClr val="123456"/></a:accent1>' in theme
    assert set(re.findall(r'<a:latin typeface="([^"]*)"', theme)) == {"Arial"}
    assert file.core_properties.title == "A & B"
    run = file.slides[0].placeholders[1].text_frame.paragraphs[0].runs[0]
    assert run._r.rPr.get("lang") == "es-US"


def test_long_slide_becomes_several_with_the_picture_on_the_first() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'
    blocks = tuple(
        Block((Run(f"{number}: some words of an item. " * 5),), BULLET) for number in range(9)
    )
    picture = Picture(svg, 2, "What it shows.", (Block((Run("Left · right"),)),))
    file = one_slide(Slide("Long", blocks, ("Say it.",), picture))
    titles = [slide.shapes.title.text for slide in file.slides]
    assert titles == [f"Long ({number} of {len(titles)})" for number in range(1, len(titles) + 1)]
    assert len(titles) > 1
    assert [sum(hasattr(it, "image") for it in slide.shapes) for slide in file.slides] == [
        1,
        *[0] * (len(titles) - 1),
    ]
    assert [it.notes_slide.notes_text_frame.text for it in file.slides] == ["Say it."] * len(titles)
    assert file.slides[0].placeholders[14].text_frame.text == "Left · right"


def test_long_notes_go_on_with_the_next_slide_and_fit_on_its_page() -> None:
    blocks = tuple(Block((Run("Some words of an item. " * 9),), BULLET) for _ in range(9))
    notes = tuple(f"{number}: {'many words to say. ' * 20}" for number in range(14))
    file = one_slide(Slide("Long", blocks, notes))
    pages = [slide.notes_slide.notes_text_frame.text.split("\n") for slide in file.slides]
    assert len(pages) > 1
    assert [line for page in pages for line in page] == list(notes)
    shape = file.slides[0].notes_slide.notes_text_frame._parent
    assert shape.top + shape.height <= 9144000
    short = one_slide(Slide("Short", blocks[:1], notes[:1]))
    assert short.slides[0].notes_slide.notes_text_frame.text == notes[0]


def test_title_with_too_many_words_is_cut() -> None:
    file = one_slide(Slide("Far too many words for a title " * 8, (Block((Run("Words."),)),)))
    title = file.slides[0].shapes.title
    assert title.text.endswith(" …")
    width = width_of(title.text, LEAST_SIZE, bold=True)
    assert width <= 2 * title.width.pt


def test_placeholders_that_nobody_fills_are_not_on_slides() -> None:
    file = one_slide(Slide("Only a title"))
    assert [it.placeholder_format.type for it in file.slides[0].placeholders] == [
        PP_PLACEHOLDER.TITLE
    ]
