"""The style sheets take every size, space, corner and color from the scales that they define."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from course.frontend.build import STYLE_SHEETS

CSS = Path(__file__).parents[2] / "course" / "frontend" / "css"
PARTS = [part for parts in STYLE_SHEETS.values() for part in parts]
SHEETS = {
    part: re.sub(r"/\*.*?\*/", "", (CSS / f"{part}.css").read_text(encoding="utf-8"), flags=re.S)
    for part in PARTS
}
DECLARATION = re.compile(r"(?<![\w-])([a-z-]+|--[\w-]+):\s*([^;{}]+);")
SCALES = {"text": 8, "space": 8, "radius": 2}
"""How many steps each scale may have."""
KEYWORDS = {"inherit", "initial", "auto", "0"}
TEXT = re.compile(r"var\(--text-[\w]+\)")
SPACE = re.compile(r"var\(--(?:space-\d|bar|side)\)|[\d.]+em|env\(safe-area-inset-\w+\)")
"""A step of the scale, the height of the bar or the width of the list beside a module; inside text,
a space grows with the text; and a phone may cut off an edge of its screen."""
ROOT_SIZES = {("font-size", size) for size in ("110%", "120%", "8pt")}
"""The size of the root, on which all others depend: on very wide screens, and on paper."""
RADIUS = re.compile(r"var\(--radius-[sl]\)|50%")


def declarations(part: str) -> Iterator[tuple[str, str]]:
    """The names and values in a file of the style sheet, other than those of `@page`."""
    for name, value in DECLARATION.findall(re.sub(r"@page[^{]*\{[^}]*\}", "", SHEETS[part])):
        yield name, " ".join(value.split())


def defined() -> set[str]:
    """The names of all custom properties that a file defines."""
    return {name for part in PARTS for name, _ in declarations(part) if name.startswith("--")}


def size_of(font: str) -> str:
    """The size in a value of `font`."""
    match = re.search(r"(\S+)(?: / \S+)? (?:var\(--(?:plain|voice)\)|ui-monospace)", font)
    return match[1] if match else font


def words(value: str) -> list[str]:
    """The parts of a value: each is a keyword or a length. What `calc` does is left out."""
    inside = re.sub(r"(?<![\w-])calc\(|(?<=\s)[-+*]\s|-?1 \*", " ", value)
    return re.findall(r"(?:var|env)\([^()]*\)|[^\s()]+", inside)


def strays(part: str) -> list[tuple[str, str]]:
    """The declarations of a file that take a size, a space or a corner from nowhere."""
    found = []
    for name, value in declarations(part):
        if name in {"font", "font-size"}:
            allowed, pieces = TEXT, [size_of(value) if name == "font" else value]
        elif re.match(r"margin|padding|(?:row-|column-)?gap$", name):
            allowed, pieces = SPACE, words(value)
        elif name.startswith("border-") and name.endswith("radius"):
            allowed, pieces = RADIUS, value.split()
        else:
            continue
        if not all(piece in KEYWORDS or allowed.fullmatch(piece) for piece in pieces):
            found.append((name, value))
    return found


@pytest.mark.parametrize("scale", SCALES)
def test_scale_is_short(scale: str) -> None:
    steps = [name for name, _ in declarations("tokens") if name.startswith(f"--{scale}-")]
    assert 1 < len(steps) <= SCALES[scale]


@pytest.mark.parametrize("part", PARTS)
def test_every_size_space_and_corner_is_a_step_of_its_scale(part: str) -> None:
    assert set(strays(part)) <= ROOT_SIZES


@pytest.mark.parametrize(
    "rule",
    [
        "font-size: 1.05rem",
        "font-size: 0.9em",
        "font: 600 1rem / 1.2 var(--voice)",
        "margin: 0 auto 3px",
        "padding-block: var(--text-m)",
        "padding: calc(var(--space-1) + 2px)",
        "gap: 0.3rem",
        "border-radius: 4px",
    ],
)
def test_stray_is_detected(monkeypatch: pytest.MonkeyPatch, rule: str) -> None:
    monkeypatch.setitem(SHEETS, "text", f"a {{ color: red; {rule}; }}")
    assert len(strays("text")) == 1


def test_every_custom_property_is_defined_and_used() -> None:
    sheet = "".join(SHEETS.values())
    of_scripts = {"--other-roles", "--lines"}
    used = set(re.findall(r"var\((--[\w-]+)", sheet))
    assert used - of_scripts <= defined()
    assert defined() <= used


@pytest.mark.parametrize("part", PARTS)
def test_hover_is_only_where_something_can_hover_and_never_looks_like_a_verdict(part: str) -> None:
    """A touch screen keeps the hover state after a tap."""
    rules = re.findall(r"([^{}]*:hover[^{}]*)\{([^{}]*)\}", SHEETS[part])
    inside = "".join(re.findall(r"@media \(hover: hover\) \{((?:[^{}]*\{[^{}]*\})*)", SHEETS[part]))
    for selector, body in rules:
        assert selector in inside, selector
        assert set(re.findall(r"background: ([^;]*)", body)) <= {"var(--sunk)"}
