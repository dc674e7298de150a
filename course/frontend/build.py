"""What every page loads: one style sheet, two typefaces, and the scripts.

Every build puts its scripts in a new folder that its pages link to, so no cache can mix two builds.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

import minify

from course.frontend.bundle import Script, bundled

STYLE_SHEET = "css/course.css"
"""The file of the style sheet."""
SCRIPTS = "js/"
"""The folder that contains this build's folder of scripts."""
FONTS = "fonts/"
"""The folder of the typefaces."""
TEXT_FONT = "atkinson-hyperlegible-next.woff2"
"""The typeface of running text, in `frontend/fonts`."""
MESSAGES = "messages.json"
"""The messages of scripts, in the same folder."""
HASH_DIGITS = 6
"""Enough to tell builds apart. The hash has no security purpose."""
STYLE_FILES = (
    "tokens",
    "typefaces",
    "colors",
    "base",
    "text",
    "frame",
    "cards",
    "home",
    "path",
    "now",
    "help",
    "evidence",
    "activities",
    "drawings",
    "steps",
    "tools",
    "sessions",
    "self-checks",
    "practice",
    "modes",
    "print",
)
"""The files of the style sheet in `frontend/css`, in their order."""
_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Assets:
    """What every page loads."""

    style_sheet: str
    """The address that pages request. A host with a different build sends that build's style sheet:
    the page then looks slightly different, which is better than no style sheet."""
    text_font: str
    """The address of the typeface of running text, which pages need first."""
    scripts: str
    """The folder that pages request, such as `js/1a2b3c/`. A host with a different build has no
    such folder: pages work without scripts, but must not mix two builds."""
    files: Mapping[str, bytes]
    """All contents, by the names of their files."""


def assets(messages: Mapping[str, str]) -> Assets:
    """What every page loads, with the `messages` of scripts."""
    fonts = {path.name: path.read_bytes() for path in sorted((_FOLDER / FONTS).glob("*.woff2"))}
    addresses = {name: _font_address(name, content) for name, content in fonts.items()}
    sheet = _style_sheet(addresses)
    texts = {**bundled(_scripts()), MESSAGES: json.dumps(messages, ensure_ascii=False)}
    scripts = f"{SCRIPTS}{content_hash(json.dumps(texts).encode())}/"
    return Assets(
        style_sheet=f"{STYLE_SHEET}?{content_hash(sheet)}",
        text_font=addresses[TEXT_FONT],
        scripts=scripts,
        files={
            STYLE_SHEET: sheet,
            **{addresses[name]: content for name, content in fonts.items()},
            **{scripts + name: text.encode() for name, text in texts.items()},
            **_static_files(),
        },
    )


def content_hash(content: bytes) -> str:
    """Hexadecimal digits that change with the content."""
    return sha256(content).hexdigest()[:HASH_DIGITS]


def minified_script(source: str) -> str:
    """A script without comments, spaces and long local names, which are half of its size."""
    return str(minify.string("text/javascript", source))


def preview_script() -> str:
    """The script that a preview adds to each page."""
    return (_FOLDER / "preview.mjs").read_text(encoding="utf-8")


def _scripts() -> Iterator[Script]:
    folder = _FOLDER / "js"
    for path in sorted(folder.rglob("*.*js")):
        source = path.read_text(encoding="utf-8")
        yield Script(path.relative_to(folder).as_posix(), source, minified_script(source))


def _static_files() -> dict[str, bytes]:
    """Files that are published as they are, by their addresses."""
    folder = _FOLDER / "static"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.svg"))
    }


def _font_address(name: str, content: bytes) -> str:
    """The address of a typeface. Its name has a hash, so that caches need not ask for it again."""
    path = PurePosixPath(FONTS, name)
    return str(path.with_suffix(f".{content_hash(content)}{path.suffix}"))


def style_of(name: str) -> str:
    """One file of the style sheet, by its name in `STYLE_FILES`."""
    return (_FOLDER / "css" / f"{name}.css").read_text(encoding="utf-8")


def _style_sheet(fonts: Mapping[str, str]) -> bytes:
    """All style sheets in one file, so that a page needs only one request.

    `fonts` are the addresses of the typefaces by the names of their files.
    """
    sheets = [style_of(name) for name in STYLE_FILES]
    sheet = "".join(sheets)
    for name, address in fonts.items():
        sheet = sheet.replace(f"{FONTS}{name}", address)
    return str(minify.string("text/css", sheet)).encode()
