"""What pages load: style sheets, two typefaces, and the scripts.

Every build puts its scripts in a new folder that its pages link to, so no cache can mix two builds.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from course.frontend.bundle import Script, bundled
from course.frontend.minified import minified
from course.frontend.palette import Palette

STYLE_SHEET = "css/course.css"
"""The file of the style sheet that every page loads. It is all that a module needs."""
PAGE_STYLE_SHEET = "css/pages.css"
"""The file of the style sheet that all pages but modules load, too."""
SCENE_STYLE_SHEET = "css/scenes.css"
"""The file of the style sheet that pages with a scene load, too."""
SCRIPTS = "js/"
"""The folder that contains this build's folder of scripts."""
FONTS = "fonts/"
"""The folder of the typefaces."""
TEXT_FONT = "atkinson-hyperlegible-next.woff2"
"""The typeface of running text, in `frontend/fonts`."""
MESSAGES = "messages.json"
"""The messages of scripts, in the same folder."""
COLORS = "colors"
"""The part of the style sheet with all colors."""
HASH_DIGITS = 6
"""Enough to tell builds apart. The hash has no security purpose."""
STYLE_SHEETS: Mapping[str, tuple[str, ...]] = {
    STYLE_SHEET: (
        "tokens",
        "typefaces",
        COLORS,
        "base",
        "text",
        "frame",
        "cards",
        "now",
        "evidence",
        "activities",
        "drawings",
        "steps",
        "self-checks",
        "modes",
        "print",
    ),
    PAGE_STYLE_SHEET: ("home", "path", "help", "tools", "sessions", "practice", "paper", "record"),
    SCENE_STYLE_SHEET: ("scenes",),
}
"""The files in `frontend/css` that each style sheet consists of, in their order."""
_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Assets:
    """What pages load."""

    style_sheet: str
    """The address of `STYLE_SHEET` that pages request. A host with a different build sends that
    build's: the page then looks slightly different, which is better than no style sheet."""
    page_style_sheet: str
    """The address of `PAGE_STYLE_SHEET` that pages request."""
    scene_style_sheet: str
    """The address of `SCENE_STYLE_SHEET` that pages request."""
    text_font: str
    """The address of the typeface of running text, which pages need first."""
    scripts: str
    """The folder that pages request, such as `js/1a2b3c/`. A host with a different build has no
    such folder: pages work without scripts, but must not mix two builds."""
    files: Mapping[str, bytes]
    """All contents, by the names of their files."""


def assets(
    messages: Mapping[str, str], accent: str | None = None, accent_dark: str | None = None
) -> Assets:
    """What pages load, with the `messages` of scripts, and a district's accent color if it has one.

    Without `accent_dark`, it follows from `accent`.
    """
    fonts = {path.name: path.read_bytes() for path in sorted((_FOLDER / FONTS).glob("*.woff2"))}
    addresses = {name: _font_address(name, content) for name, content in fonts.items()}
    colors = palette().with_accent(accent, accent_dark) if accent else style_of(COLORS)
    sheets = {name: _style_sheet(name, addresses, colors) for name in STYLE_SHEETS}
    texts = {**bundled(_scripts()), MESSAGES: json.dumps(messages, ensure_ascii=False)}
    scripts = f"{SCRIPTS}{content_hash(json.dumps(texts).encode())}/"
    return Assets(
        style_sheet=f"{STYLE_SHEET}?{content_hash(sheets[STYLE_SHEET])}",
        page_style_sheet=f"{PAGE_STYLE_SHEET}?{content_hash(sheets[PAGE_STYLE_SHEET])}",
        scene_style_sheet=f"{SCENE_STYLE_SHEET}?{content_hash(sheets[SCENE_STYLE_SHEET])}",
        text_font=addresses[TEXT_FONT],
        scripts=scripts,
        files={
            **sheets,
            **{addresses[name]: content for name, content in fonts.items()},
            **{scripts + name: text.encode() for name, text in texts.items()},
            **_static_files(),
        },
    )


def content_hash(content: bytes) -> str:
    """Hexadecimal digits that change with the content."""
    return sha256(content).hexdigest()[:HASH_DIGITS]


def preview_script() -> str:
    """The script that a preview adds to each page."""
    return (_FOLDER / "preview.mjs").read_text(encoding="utf-8")


def preview_style() -> str:
    """The style sheet of what that script adds."""
    return (_FOLDER / "preview.css").read_text(encoding="utf-8")


def _scripts() -> Iterator[Script]:
    folder = _FOLDER / "js"
    for path in sorted(folder.rglob("*.*js")):
        source = path.read_text(encoding="utf-8")
        yield Script(path.relative_to(folder).as_posix(), source, minified("javascript", source))


def _static_files() -> dict[str, bytes]:
    """Files that are published as they are, by their addresses."""
    folder = _FOLDER / "static"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.svg"))
    }


def _font_address(name: str, content: bytes) -> str:
    """The address of a typeface. Its name is a hash, so that caches need not ask for it again."""
    return f"{FONTS}{content_hash(content)}{PurePosixPath(name).suffix}"


def style_of(name: str) -> str:
    """One file of a style sheet, by its name in `STYLE_SHEETS`."""
    return (_FOLDER / "css" / f"{name}.css").read_text(encoding="utf-8")


def palette() -> Palette:
    """The colors of the course."""
    return Palette(style_of(COLORS))


def _style_sheet(sheet_name: str, fonts: Mapping[str, str], colors: str) -> bytes:
    """The files of a style sheet in one, so that pages need only one request.

    `fonts` are the addresses of the typefaces by the names of their files, and `colors` is the
    part with all colors.
    """
    parts = STYLE_SHEETS[sheet_name]
    sheet = "".join(colors if name == COLORS else style_of(name) for name in parts)
    for name, address in fonts.items():
        sheet = sheet.replace(f"{FONTS}{name}", address)
    return minified("css", sheet).encode()
