"""What pages load: style sheets, two typefaces, and the scripts.

Every build puts its scripts in a new folder that its pages link to, so no cache can mix two builds.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath

from course.frontend.bundle import Script, bundled
from course.frontend.minified import minified
from course.frontend.palette import Palette
from course.frontend.single import in_one_file
from course.memo import Memo

STYLE_SHEET = "css/course.css"
"""The file of the style sheet that every page loads. It is all that a module needs."""
PAGE_STYLE_SHEET = "css/pages.css"
"""The file of the style sheet that all pages but modules load, too."""
SCENE_STYLE_SHEET = "css/scenes.css"
"""The file of the style sheet that pages with a scene load, too."""
HEAD = ("head-storage.js", "head.js")
"""The parts of the classic script that runs before the first paint. The last one names it."""
SCRIPTS = "js/"
"""The folder that contains this build's folder of scripts."""
FONTS = "fonts/"
"""The folder of the typefaces."""
PACKAGED = "packaged"
"""The folder, next to that of all scripts, of those in packages for learning management systems."""
TRIED = "tried"
"""The same for pages that somebody tries in the workshop."""
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
ATTEMPT_STYLE_SHEET = "css/attempt.css"
"""The file of the style sheet of the page around a course, in packages for learning systems."""
_FOR_PACKAGES: Mapping[str, tuple[str, ...]] = {
    ATTEMPT_STYLE_SHEET: (f"../{PACKAGED}/css/attempt",)
}
_IN_PACKAGES = {"main.js": "main.mjs", "attempt.js": "attempt/main.mjs"}
"""The files of scripts in packages, each with the script that comes first: of the course's pages,
and of the page around them."""
_NOT_IN_PACKAGES = ("district/", "trainer/", "path/my-roles", "transfer/to-device")
"""Scripts for parts of pages that packages do not have."""
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
    messages: Mapping[str, str],
    accent: str | None = None,
    accent_dark: str | None = None,
    *,
    is_packaged: bool = False,
    memo: Memo | None = None,
) -> Assets:
    """What pages load, with the `messages` of scripts, and a district's accent color if it has one.

    Without `accent_dark`, it follows from `accent`. `is_packaged` is whether the pages are in a
    package for a learning management system, whose scripts take the place of some of the others.
    """
    fonts = {path.name: path.read_bytes() for path in sorted((_FOLDER / FONTS).glob("*.woff2"))}
    addresses = {name: _font_address(name, content) for name, content in fonts.items()}
    colors = palette().with_accent(accent, accent_dark) if accent else style_of(COLORS)
    parts = {**STYLE_SHEETS, **(_FOR_PACKAGES if is_packaged else {})}
    sheets = {name: _style_sheet(part, addresses, colors) for name, part in parts.items()}
    code = _code(memo or Memo(), is_packaged=is_packaged)
    texts = {**code, MESSAGES: json.dumps(messages, ensure_ascii=False)}
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


def script_to_try() -> str:
    """The script of a page that somebody tries in the workshop. It stores nothing."""
    scripts = {script.name: script for script in _minified(_sources(TRIED))}
    return minified("javascript", in_one_file(scripts, "main.mjs"))


def content_hash(content: bytes) -> str:
    """Hexadecimal digits that change with the content."""
    return sha256(content).hexdigest()[:HASH_DIGITS]


def preview_script() -> str:
    """The script that a preview adds to each page."""
    return (_FOLDER / "preview.mjs").read_text(encoding="utf-8")


def preview_style() -> str:
    """The style sheet of what that script adds."""
    return (_FOLDER / "preview.css").read_text(encoding="utf-8")


def _code(memo: Memo, *, is_packaged: bool) -> Mapping[str, str]:
    """The scripts that browsers load, by the names of their files."""
    sources = _sources(*([PACKAGED] if is_packaged else []))
    make = partial(_packaged if is_packaged else _bundled, sources)
    key = sha256(json.dumps(sources).encode()).hexdigest()
    return memo.table(f"scripts{'-packaged' if is_packaged else ''}").get_or_make(key, make)


def _bundled(sources: Mapping[str, str]) -> Mapping[str, str]:
    return bundled(_minified(sources))


def _packaged(sources: Mapping[str, str]) -> Mapping[str, str]:
    scripts = {script.name: script for script in _minified(sources)}
    without = [name for name in scripts if name.startswith(_NOT_IN_PACKAGES)]
    return {
        HEAD[-1]: scripts[HEAD[-1]].minified,
        **{
            file: minified("javascript", in_one_file(scripts, entry, without))
            for file, entry in _IN_PACKAGES.items()
        },
    }


def _sources(*others: str) -> Mapping[str, str]:
    """All scripts, by name. Those in other folders take the place of those with the same names."""
    folders = (_FOLDER / "js", *(_FOLDER / other for other in others))
    paths = {
        path.relative_to(folder).as_posix(): path
        for folder in folders
        for path in sorted(folder.rglob("*.*js"))
    }
    sources = {name: path.read_text(encoding="utf-8") for name, path in sorted(paths.items())}
    sources[HEAD[-1]] = "\n".join(sources.pop(part) for part in HEAD)
    return sources


def _minified(sources: Mapping[str, str]) -> Iterator[Script]:
    for name, source in sources.items():
        yield Script(name, source, minified("javascript", source))


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


def _style_sheet(parts: Iterable[str], fonts: Mapping[str, str], colors: str) -> bytes:
    """The files of a style sheet in one, so that pages need only one request.

    `parts` are their names. `fonts` are the addresses of the typefaces by the names of their files,
    and `colors` is the part with all colors.
    """
    sheet = "".join(colors if name == COLORS else style_of(name) for name in parts)
    for name, address in fonts.items():
        sheet = sheet.replace(f"{FONTS}{name}", address)
    return minified("css", sheet).encode()
