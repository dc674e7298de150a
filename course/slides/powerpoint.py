"""A deck as a PowerPoint file, the same bytes for the same deck."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from babel.support import NullTranslations
from pptx.oxml.xmlchemy import OxmlElement
from pptx.presentation import Presentation as File
from pptx.util import Pt

from course.frontend.pictures import drawn
from course.render.lesson_titles import opening
from course.slides.deck import BULLET, Block, Deck, Picture, Run, Slide
from course.slides.fit import GAP, INDENT, SIZES, TITLE_SIZES, Part, height_of, parts_of, title_size
from course.slides.layouts import (
    CAPTION_PLACE,
    FIRST,
    INSIDE,
    NOTES_TEXT,
    PICTURE_PLACE,
    PLAIN,
    TEXT,
    TEXT_PLACE,
    TEXT_WITH_PICTURE,
    WITH_PICTURE,
    empty_file,
)
from course.zipped import zipped

PICTURE_PX = 1140
"""How wide drawings are: three times their own units."""
FIRST_TITLE_SIZES = (54, 44, 36, 28, 24)
MOST_IN_TITLE = 90
"""How many characters certainly fit on the lines of a title in its smallest size."""
NOTES_SIZES = (12, 11, 10, 9)


class PowerPoint:
    """Writes decks. Drawings that several slides show are drawn once."""

    def __init__(self, translations: NullTranslations) -> None:
        self._translations = translations
        self._drawn: dict[str, bytes] = {}

    def content(self, deck: Deck) -> bytes:
        """The file of a deck."""
        file = empty_file(deck)
        language = deck.language if "-" in deck.language else f"{deck.language}-US"
        for slide in deck.slides:
            self._add(file, slide, language)
        _set_properties(file, deck, language)
        out = BytesIO()
        file.save(out)
        return _without_dates(out.getvalue())

    def _add(self, file: File, slide: Slide, language: str) -> None:
        """Add as many slides as one needs."""
        has_picture = slide.picture is not None
        parts = parts_of(slide.blocks, TEXT_WITH_PICTURE if has_picture else TEXT, TEXT)
        pages = _notes_pages(slide.notes, len(parts))
        for number, part in enumerate(parts or [Part((), 0)], 1):
            layout = FIRST if slide.is_title else PLAIN
            if has_picture and number == 1:
                layout = WITH_PICTURE
            made = file.slides.add_slide(file.slide_layouts[layout])
            title = self._title(slide.title, number, len(parts))
            sizes = FIRST_TITLE_SIZES if slide.is_title else TITLE_SIZES
            _write_title(made.shapes.title, title, sizes, language)
            _write_or_remove(_place(made, TEXT_PLACE), part, language)
            if slide.picture and number == 1:
                self._insert(_place(made, PICTURE_PLACE), slide.picture)
                _write_or_remove(
                    _place(made, CAPTION_PLACE), Part(slide.picture.caption, SIZES[-1]), language
                )
            if slide.notes:
                _write_notes(made.notes_slide.notes_text_frame, pages[number - 1], language)

    def _title(self, title: str, number: int, total: int) -> str:
        if total < 2:
            return title
        pattern = self._translations.gettext("%(title)s (%(number)s of %(total)s)")
        return pattern % {"title": title, "number": number, "total": total}

    def _insert(self, place: Any, picture: Picture) -> None:
        """Put a drawing into its place: all of it, as large as fits, with its description."""
        if picture.svg not in self._drawn:
            self._drawn[picture.svg] = drawn(picture.svg, PICTURE_PX, picture.ratio)
        left, top, width, height = place.left, place.top, place.width, place.height
        made = place.insert_picture(BytesIO(self._drawn[picture.svg]))
        made.crop_left = made.crop_right = made.crop_top = made.crop_bottom = 0
        fitting = min(width, int(height * picture.ratio))
        made.left, made.top = left + (width - fitting) // 2, top
        made.width, made.height = fitting, int(fitting / picture.ratio)
        made._element.nvPicPr.cNvPr.set("descr", picture.shows)


def _place(slide: Any, index: int) -> Any:
    return next(it for it in slide.placeholders if it.placeholder_format.idx == index)


def _write_title(place: Any, title: str, sizes: Sequence[int], language: str) -> None:
    """A title, cut if it has more words than a slide has room for."""
    title = title.replace("'", "’")
    size = title_size(title, INSIDE, sizes)
    if size is None:
        title, size = opening(title, MOST_IN_TITLE), sizes[-1]
    run = _write_run(place.text_frame.paragraphs[0], title, language)
    if size != TITLE_SIZES[0]:  # that of the layout
        run.font.size = Pt(size)


def _write_or_remove(place: Any, part: Part, language: str) -> None:
    """Write into a place. An empty one would only tell trainers to click it."""
    if part.blocks:
        _write(place.text_frame, part, language)
    else:
        place._element.getparent().remove(place._element)


def _write(frame: Any, part: Part, language: str) -> None:
    """The blocks of a slide."""
    for number, block in enumerate(part.blocks):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(round(part.size * GAP))
        _write_label(paragraph, block, language, part.size)
        for run in block.runs:
            made = _write_run(paragraph, run.text, language)
            made.font.size = Pt(part.size)
            if run.bold:
                made.font.bold = True
            if run.italic:
                made.font.italic = True


def _write_label(paragraph: Any, block: Block, language: str, size: int) -> None:
    """The bullet, letter or number, which hangs in front of the text."""
    if not block.is_indented:
        return
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Pt(INDENT)))
    if not block.label:
        return
    properties.set("indent", str(-Pt(INDENT)))
    if block.label == BULLET:
        bullet = OxmlElement("a:buChar")
        bullet.set("char", BULLET)
        properties.append(bullet)
    else:
        made = _write_run(paragraph, f"{block.label}\t", language)
        made.font.size, made.font.bold = Pt(size), True


def _write_run(paragraph: Any, text: str, language: str) -> Any:
    run = paragraph.add_run()
    run.text = text
    run._r.get_or_add_rPr().set("lang", language)
    return run


def _notes_pages(notes: Sequence[str], count: int) -> list[list[Block]]:
    """The notes of each of several slides: the same on all, unless they are longer than a page."""
    blocks = [Block((Run(line),)) for line in notes]
    _, _, width, height = NOTES_TEXT
    if height_of(blocks, width, NOTES_SIZES[-1]) <= height or count < 2:
        return [blocks] * max(1, count)
    pages: list[list[Block]] = [[]]
    for block in blocks:
        is_full = height_of([*pages[-1], block], width, NOTES_SIZES[0]) > height
        if is_full and len(pages) < count:
            pages.append([])
        pages[-1].append(block)
    return [*pages, *[pages[-1]] * (count - len(pages))]


def _write_notes(frame: Any, blocks: Sequence[Block], language: str) -> None:
    """A paragraph for each, in a size in which all of them fit on a printed page if any does."""
    _, _, width, height = NOTES_TEXT
    fitting = (it for it in NOTES_SIZES if height_of(blocks, width, it) <= height)
    size = next(fitting, NOTES_SIZES[-1])
    for number, block in enumerate(blocks):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        _write_run(paragraph, block.text, language).font.size = Pt(size)


def _set_properties(file: File, deck: Deck, language: str) -> None:
    """What programs show of a file. The day is that of the course's edition."""
    year, month, *_rest = map(int, deck.version.split("."))
    day = datetime(year, month, 1)  # noqa: DTZ001 — python-pptx writes it as UTC
    properties = file.core_properties
    properties.title, properties.author, properties.subject = deck.title, deck.owner, ""
    properties.last_modified_by, properties.keywords, properties.comments = deck.owner, "", ""
    properties.created = properties.modified = properties.last_printed = day
    properties.revision, properties.version, properties.language = 1, deck.version, language


def _without_dates(content: bytes) -> bytes:
    """The same zip, whose files do not say when they were written."""
    with ZipFile(BytesIO(content)) as before:
        return zipped((name, before.read(name)) for name in before.namelist())
