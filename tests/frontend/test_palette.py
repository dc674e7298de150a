"""Any accent color that is accepted or offered can be read wherever the course uses it."""

import pytest
from coloraide import Color
from hypothesis import given
from hypothesis import strategies as st

from course.frontend.build import STYLE_SHEET, assets, palette
from course.frontend.palette import GROUNDS, LEAST_CONTRAST, Palette, Scheme

PALETTE = palette()
SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")
TEXTS = (("ink", "pine-wash"), ("ink-soft", "pine-wash"), ("on-pine", "pine"))
"""Text and its ground, besides the accent as text."""
COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
MOST_TURN = 12
"""How many degrees a hue may turn when a color is made to fit what screens show."""


def poor(colors: Palette, scheme: Scheme) -> list[tuple[str, str]]:
    """The pairs of tokens that cannot be read."""
    tokens = colors.tokens[scheme]
    return [
        (text, ground)
        for text, ground in (*TEXTS, *(("pine", ground) for ground in GROUNDS))
        if Color(tokens[text]).contrast(tokens[ground]) < LEAST_CONTRAST
    ]


@given(COLORS)
def test_nearest_readable_color_is_readable_everywhere(color: str) -> None:
    light = PALETTE.measured(color, "light").nearest
    dark = PALETTE.measured(color, "dark").nearest
    for accent_dark in (None, dark):
        colored = Palette(PALETTE.with_accent(light, accent_dark))
        assert colored.tokens["light"]["pine"] == light
        assert {scheme: poor(colored, scheme) for scheme in SCHEMES} == {"light": [], "dark": []}


@given(COLORS)
def test_nearest_color_has_the_same_hue_and_no_other_is_nearer(color: str) -> None:
    measured = PALETTE.measured(color, "light")
    if measured.can_be_read:
        assert measured.nearest == color
        return
    before, after = (Color(it).convert("oklch") for it in (color, measured.nearest))
    if before["chroma"] > 0.05 and after["chroma"] > 0.05:
        turn = abs(before["hue"] - after["hue"]) % 360
        assert min(turn, 360 - turn) < MOST_TURN
    assert PALETTE.measured(measured.nearest, "light").contrast < LEAST_CONTRAST + 0.15


def test_own_accent_follows_the_rules_for_others() -> None:
    for scheme in SCHEMES:
        assert poor(PALETTE, scheme) == []
        assert PALETTE.measured(PALETTE.tokens[scheme]["pine"], scheme).can_be_read


def test_both_lists_of_dark_colors_change_and_nothing_but_the_accent_does() -> None:
    sheet = PALETTE.with_accent("#1f4e79", "#9bc4f0")
    assert sheet.count("--pine: #1f4e79;") == 1
    assert sheet.count("--pine: #9bc4f0;") == 2
    colored = Palette(sheet)
    for scheme in SCHEMES:
        own, new = PALETTE.tokens[scheme], colored.tokens[scheme]
        assert own.keys() == new.keys()
        changed = {name for name in own if own[name] != new[name]}
        assert changed - {"on-pine"} == {"pine", "pine-wash"}


def test_accent_is_in_the_style_sheet_of_the_site() -> None:
    plain, colored = assets({}), assets({}, "#1f4e79")
    assert b"#1f4e79" in colored.files[STYLE_SHEET]
    assert b"#17504a" not in colored.files[STYLE_SHEET]
    assert plain.style_sheet != colored.style_sheet, "caches must not keep the old colors"
    assert plain.page_style_sheet == colored.page_style_sheet


@pytest.mark.parametrize(
    ("color", "is_urgent"),
    [("#8c1515", True), ("#e03020", True), ("#1f4e79", False), ("#d2691e", False), ("#777", False)],
)
def test_red_looks_urgent(color: str, is_urgent: bool) -> None:
    assert PALETTE.looks_urgent(color, "light") == is_urgent
