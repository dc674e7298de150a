"""The colors of the course, and those that follow from a district's accent color."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import coloraide

LEAST_CONTRAST = 4.5
"""What WCAG 2 asks of text (level AA)."""
Scheme = Literal["light", "dark"]
ACCENT, WASH = "pine", "pine-wash"
FOLLOWS = (WASH, "on-pine")
"""The tokens that take the hue of the accent."""
GROUNDS = ("paper", "card", "sunk", WASH, "fits-wash", "again-wash", "help-wash")
"""The tokens on which the accent is text."""
URGENT = "help"
NEAR_DEGREES, LEAST_CHROMA = 20, 0.05
"""Up to this angle two hues look alike; with less chroma, a color looks gray."""
_TOKEN = re.compile(r"(--([\w-]+): )(#[0-9a-f]+);")
_STEPS = 12
"""How often the distance to the nearest readable color is halved: then it is below what a color
of three bytes can say."""


@dataclass(frozen=True)
class Measured:
    """How well a color can be read where the accent is text."""

    contrast: float
    """On the ground on which it is weakest."""
    nearest: str
    """The nearest color of the same hue and chroma that can be read everywhere."""

    @property
    def can_be_read(self) -> bool:
        """Whether the contrast is enough."""
        return self.contrast >= LEAST_CONTRAST


class Palette:
    """The tokens of a style sheet that first lists the light colors, and then the dark ones."""

    def __init__(self, sheet: str) -> None:
        """`sheet` is the text of `colors.css`."""
        self._light, self._media, self._dark = sheet.partition("@media")
        self.tokens: Mapping[Scheme, Mapping[str, str]] = {
            "light": _tokens_in(self._light),
            "dark": _tokens_in(self._dark),
        }

    @property
    def accent(self) -> str:
        """The course's own accent color, on light pages."""
        return self.tokens["light"][ACCENT]

    def measured(self, color: str, scheme: Scheme) -> Measured:
        """The contrast of an accent color in a color scheme, and the nearest that can be read."""
        contrast = self._contrast(color, scheme)
        if contrast >= LEAST_CONTRAST:
            return Measured(contrast, color)
        _, chroma, hue = _oklch(color)
        weak, strong = _oklch(color)[0], {"light": 0.0, "dark": 1.0}[scheme]
        for _ in range(_STEPS):
            middle = (weak + strong) / 2
            if self._contrast(_hex(middle, chroma, hue), scheme) >= LEAST_CONTRAST:
                strong = middle
            else:
                weak = middle
        return Measured(contrast, _hex(strong, chroma, hue))

    def looks_urgent(self, color: str, scheme: Scheme) -> bool:
        """Whether an accent color looks like the color for 911 and what helps."""
        _, chroma, hue = _oklch(color)
        _, _, urgent = _oklch(self.tokens[scheme][URGENT])
        degrees = abs(hue - urgent) % 360
        return chroma >= LEAST_CHROMA and min(degrees, 360 - degrees) <= NEAR_DEGREES

    def dark_of(self, accent: str) -> str:
        """The dark accent that follows from a light one."""
        return _in_the_hue_of(accent, self.tokens["dark"][ACCENT])

    def with_accent(self, light: str, dark: str | None) -> str:
        """The style sheet with another accent. Without a dark one, it follows from the light."""
        in_light = self._following(light, "light")
        in_dark = self._following(dark or self.dark_of(light), "dark")
        return _with(in_light, self._light) + self._media + _with(in_dark, self._dark)

    def _contrast(self, color: str, scheme: Scheme) -> float:
        """The least contrast of an accent color on the grounds on which it is text."""
        tokens = {**self.tokens[scheme], **self._following(color, scheme)}
        return min(coloraide.Color(color).contrast(tokens[ground]) for ground in GROUNDS)

    def _following(self, color: str, scheme: Scheme) -> dict[str, str]:
        """The accent and the tokens that take its hue."""
        own = self.tokens[scheme]
        return {ACCENT: color, **{name: _in_the_hue_of(color, own[name]) for name in FOLLOWS}}


def mixed(color: str, ground: str, share: float) -> str:
    """A color of which only a share is left on a ground, as `color-mix` in a style sheet does."""
    return coloraide.Color(ground).mix(color, share, space="srgb").to_string(hex=True)


def _tokens_in(part: str) -> dict[str, str]:
    return {name: color for _, name, color in _TOKEN.findall(part)}


def _with(tokens: Mapping[str, str], part: str) -> str:
    return _TOKEN.sub(lambda it: f"{it[1]}{tokens.get(it[2], it[3])};", part)


def _in_the_hue_of(accent: str, own: str) -> str:
    """A color as light as the course's own, and at most as colorful."""
    lightness, most, _ = _oklch(own)
    _, chroma, hue = _oklch(accent)
    return _hex(lightness, min(most, chroma), hue)


def _oklch(color: str) -> tuple[float, float, float]:
    lightness, chroma, hue = coloraide.Color(color).convert("oklch").coords(nans=False)
    return lightness, chroma, hue


def _hex(lightness: float, chroma: float, hue: float) -> str:
    color = coloraide.Color("oklch", [lightness, chroma, hue]).convert("srgb")
    return color.fit(method="oklch-chroma").to_string(hex=True)
