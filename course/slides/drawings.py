"""Drawings as pictures of their own: on pages, they refer to shapes and to style sheets."""

import re
from collections.abc import Mapping
from functools import cache

from course.frontend.drawing_kit import Kit, drawing_kit
from course.frontend.palette import mixed
from course.models.base import Id
from course.models.drawing import Drawing, Shapes
from course.render.drawing import PREFIX, Composer
from course.slides.deck import Picture

FAR = 0.72
"""How much of their color arms and legs behind the body have, as in `css/drawings.css`."""
PEOPLE = ("child", "you", "adult")
_USE = re.compile(rf'<use href="#{PREFIX}([a-z-]+)"(?: transform="([^"]*)")?/>')
_VIEW_BOX = re.compile(r'viewBox="([^"]*)"')
_INSIDE = re.compile(r"^<svg[^>]*>(.*)</svg>$", re.DOTALL)


class Illustrator:
    """Makes pictures of drawings, in light colors."""

    def __init__(
        self, files: Mapping[Id, Shapes], tokens: Mapping[str, str], kit: Kit | None = None
    ) -> None:
        """`files` are the drawings that are files, `tokens` the colors."""
        kit = kit or drawing_kit()
        self._composer, self._shortened = Composer(kit, files), cache(kit.shape)
        self._style = style(tokens)

    def picture(self, drawing: Drawing) -> Picture:
        """A drawing as an SVG that needs nothing else."""
        svg = str(self._composer.svg(drawing))
        view_box, inside = _VIEW_BOX.search(svg), _INSIDE.search(svg)
        assert view_box is not None
        assert inside is not None
        width, height = map(float, view_box[1].split()[2:])
        shapes = _USE.sub(self._shape, inside[1])
        return Picture(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box[1]}">'
            f'<style>{self._style}</style><g class="drawn">{shapes}</g></svg>',
            width / height,
            drawing.shows,
        )

    def _shape(self, use: re.Match[str]) -> str:
        name, transform = use[1], use[2]
        moved = f' transform="{transform}"' if transform else ""
        return f"<g{moved}>{self._shortened(name)}</g>"


def style(tokens: Mapping[str, str]) -> str:
    """The rules of `css/drawings.css` with colors instead of variables."""
    card = tokens["card"]
    people = "".join(
        f".drawn__{who}{{color:{tokens[who]}}}"
        f".drawn__{who} .drawn__far{{stroke:{mixed(tokens[who], card, FAR)}}}"
        for who in PEOPLE
    )
    return (
        f".drawn{{color:{tokens['control']};fill:none;stroke:currentColor;stroke-width:2.5px;"
        "stroke-linecap:round;stroke-linejoin:round}"
        f"{people}"
        f".drawn__gap{{stroke:{card}}}"
        f".drawn__plain{{fill:{card}}}"
        f".drawn__wash{{fill:{tokens['sunk']}}}"
        f".drawn__thing{{color:{tokens['ink-soft']};stroke:{tokens['ink-soft']}}}"
        f".drawn__distance{{color:{tokens['pine']};stroke:{tokens['pine']};stroke-width:4px;"
        "stroke-dasharray:0.1px 9px}"
        f".drawn__way{{stroke:{tokens['pine']};stroke-width:4px}}"
    )
