"""The look of slides: what python-pptx begins with, made wide, plain and in the district's color.

It changes the master and its layouts instead of each slide, so that a trainer who adds a slide, or
changes a color or a typeface, does it as in any presentation.
"""

import re
from copy import deepcopy
from typing import Any
from xml.sax.saxutils import escape

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as File
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Pt

from course.slides.deck import Deck
from course.slides.fit import SIZES, TITLE_SIZES, Box

TYPEFACE = "Arial"
"""On every computer with a program for slides, or one of exactly the same widths."""
INK = "26221D"
"""`ink` of the light colors."""
WIDTH, HEIGHT, MARGIN = 960, 540, 48
"""Of a slide, in points. Screens and projectors are as wide as this."""
INSIDE = WIDTH - 2 * MARGIN
TITLE_TOP, TITLE_HEIGHT = 30, 92
TEXT_TOP = 136
TEXT = Box(INSIDE, 350)
PICTURE_WIDTH, BESIDE = 396, 24
CAPTION = Box(PICTURE_WIDTH, 150)
"""Below a picture."""
TEXT_WITH_PICTURE = Box(INSIDE - PICTURE_WIDTH - BESIDE, TEXT.height)
FOOT_TOP, FOOT_HEIGHT, FOOT_SIZE = 500, 26, 14
NUMBER_WIDTH = 120
STRIP = 12
"""The height of the line of color at the top."""
NOTES_PICTURE, NOTES_TEXT = (54, 40, 256, 144), (54, 200, 432, 486)
"""Of printed notes: left, top, width and height, on a page of 540 by 720 points."""
FIRST, PLAIN, WITH_PICTURE = 0, 1, 2
"""The layouts: of the first slide, of text, and of text with a picture."""
TEXT_PLACE, PICTURE_PLACE, CAPTION_PLACE = 1, 13, 14
"""The places in each layout for text, a picture and what is below it, in the order of reading."""
_KEPT = ("Title Slide", "Title and Content", "Picture with Caption")
_FILLED = '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
_FOOT_LOOKS = (
    f'<a:rPr lang="en-US" sz="{FOOT_SIZE * 100}">'
    '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/></a:rPr>'
)
_NUMBER_ID = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
_WRITTEN_ON_SLIDES = {
    PP_PLACEHOLDER.DATE,
    PP_PLACEHOLDER.FOOTER,
    PP_PLACEHOLDER.SLIDE_NUMBER,
}


def empty_file(deck: Deck) -> File:
    """A presentation without slides, with its layouts."""
    file = Presentation()
    file.slide_width, file.slide_height = Pt(WIDTH), Pt(HEIGHT)
    master = file.slide_master
    for layout in list(file.slide_layouts):
        if layout.name not in _KEPT:
            file.slide_layouts.remove(layout)
    _set_theme(master, deck.accent)
    _set_text_styles(master)
    for part in (master, *file.slide_layouts):
        _remove_foot(part)
    for part in (master, *file.slide_layouts):
        _set_places(part)
    _draw_frame(master, deck.owner)
    _make_notes_printable(file)
    _drop(file.part.package, RELATIONSHIP_TYPE.THUMBNAIL)  # of another presentation
    _drop(file.part, RELATIONSHIP_TYPE.PRINTER_SETTINGS)
    return file


def _set_theme(master: SlideMaster, accent: str) -> None:
    """The typeface, the color of text and the district's color, which the others refer to."""
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode()
    text = re.sub(r'<a:latin typeface="[^"]*"', f'<a:latin typeface="{TYPEFACE}"', text)
    for name, color in (("dk1", INK), ("accent1", accent.removeprefix("#").upper())):
        text = re.sub(
            rf"(<a:{name}>).*?(</a:{name}>)", rf'\1<a:srgbClr val="{color}"/>\2', text, count=1
        )
    theme._blob = text.encode()  # python-pptx has no other way to change a theme


def _set_text_styles(master: SlideMaster) -> None:
    styles = master._element.find(qn("p:txStyles"))
    for name, size, looks, fill in (
        ("p:titleStyle", TITLE_SIZES[0], ' b="1"', "accent1"),
        ("p:bodyStyle", SIZES[0], "", "tx1"),
    ):
        style = styles.find(qn(name))
        style.replace(
            style.find(qn("a:lvl1pPr")),
            parse_xml(
                f'<a:lvl1pPr {nsdecls("a")} marL="0" indent="0" algn="l" defTabSz="457200" '
                'eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
                '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
                '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
                f'<a:defRPr sz="{size * 100}"{looks} kern="1200">'
                f'<a:solidFill><a:schemeClr val="{fill}"/></a:solidFill>'
                '<a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr>'
            ),
        )


def _places(part: Any) -> list[Any]:
    """The placeholders of a master or layout, which python-pptx types without an iterator."""
    return list(part.placeholders)


def _remove_foot(part: SlideMaster | SlideLayout) -> None:
    """Remove the places for dates and numbers. The master shows whose slides these are instead."""
    for place in _places(part):
        if place.placeholder_format.type in _WRITTEN_ON_SLIDES:
            place._element.getparent().remove(place._element)


def _set_places(part: SlideMaster | SlideLayout) -> None:
    """Where titles, texts and pictures are."""
    name = part.name
    for place in _places(part):
        kind = place.placeholder_format.type
        if kind in {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}:
            top, height = (110, 140) if name == _KEPT[FIRST] else (TITLE_TOP, TITLE_HEIGHT)
            _place(place, MARGIN, top, INSIDE, height, anchor="ctr")
        elif kind == PP_PLACEHOLDER.PICTURE:
            left = WIDTH - MARGIN - PICTURE_WIDTH
            _place(place, left, TEXT_TOP, PICTURE_WIDTH, TEXT.height - CAPTION.height)
            place._element.ph.set("idx", str(PICTURE_PLACE))
            part._element.cSld.spTree.append(place._element)  # read after the text
        else:
            top = 262 if name == _KEPT[FIRST] else TEXT_TOP
            box = TEXT_WITH_PICTURE if name == _KEPT[WITH_PICTURE] else TEXT
            _place(place, MARGIN, top, box.width, TEXT_TOP + TEXT.height - top)
            place._element.ph.set("idx", str(TEXT_PLACE))
            if name == _KEPT[WITH_PICTURE]:
                _add_caption(part, place._element)


def _add_caption(part: Any, like: Any) -> None:
    """A place for text below the picture, after it in the order of reading."""
    caption = deepcopy(like)
    part._element.cSld.spTree.append(caption)
    caption.nvSpPr.cNvPr.set("id", str(CAPTION_PLACE))
    caption.nvSpPr.cNvPr.set("name", "Caption")
    caption.ph.set("idx", str(CAPTION_PLACE))
    place = next(it for it in _places(part) if it.placeholder_format.idx == CAPTION_PLACE)
    left, top = WIDTH - MARGIN - PICTURE_WIDTH, TEXT_TOP + TEXT.height - CAPTION.height
    _place(place, left, top, CAPTION.width, CAPTION.height)


def _place(
    place: Any, left: float, top: float, width: float, height: float, anchor: str = "t"
) -> None:
    """Put a placeholder somewhere, without margins and without a style of its own."""
    place.left, place.top, place.width, place.height = map(Pt, (left, top, width, height))
    text = place._element.txBody
    text.replace(
        text.bodyPr,
        parse_xml(
            f'<a:bodyPr {nsdecls("a")} vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" '
            f'rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        ),
    )
    style = text.find(qn("a:lstStyle"))
    for level in list(style):
        style.remove(level)


def _draw_frame(master: SlideMaster, owner: str) -> None:
    """The line of color, and below each slide whose it is and its number."""
    tree = master._element.cSld.spTree
    tree.append(_shape(20, "Line of color", (0, 0, WIDTH, STRIP), _FILLED, "<a:p/>"))
    whose = f"<a:r>{_FOOT_LOOKS}<a:t>{escape(owner)}</a:t></a:r>"
    number = f'<a:fld id="{_NUMBER_ID}" type="slidenum">{_FOOT_LOOKS}<a:t>1</a:t></a:fld>'
    for shape_id, name, left, width, align, words in (
        (21, "Whose slides these are", MARGIN, INSIDE - NUMBER_WIDTH, "l", whose),
        (22, "Number", WIDTH - MARGIN - NUMBER_WIDTH, NUMBER_WIDTH, "r", number),
    ):
        place = (left, FOOT_TOP, width, FOOT_HEIGHT)
        line = f'<a:p><a:pPr algn="{align}"/>{words}</a:p>'
        tree.append(_shape(shape_id, name, place, "<a:noFill/>", line))


def _shape(
    shape_id: int, name: str, place: tuple[float, float, float, float], fill: str, text: str
) -> Any:
    """A shape of the master, which every slide shows."""
    left, top, width, height = map(Pt, place)
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{shape_id}" name="{name}"/>'
        '<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}<a:ln><a:noFill/></a:ln></p:spPr>'
        '<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/>'
        f"{text}</p:txBody></p:sp>"
    )


def _make_notes_printable(file: File) -> None:
    """A small picture of the slide above the notes, so that long notes fit on one sheet."""
    for place in _places(file.notes_master):
        kind = place.placeholder_format.type
        if kind == PP_PLACEHOLDER.SLIDE_IMAGE:
            place.left, place.top, place.width, place.height = map(Pt, NOTES_PICTURE)
        elif kind == PP_PLACEHOLDER.BODY:
            place.left, place.top, place.width, place.height = map(Pt, NOTES_TEXT)


def _drop(owner: Any, kind: str) -> None:
    """Leave out a part of the file that python-pptx begins with."""
    relations = owner._rels
    for name in [name for name, relation in relations.items() if relation.reltype == kind]:
        relations.pop(name)
