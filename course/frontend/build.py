"""What every page loads: one style sheet, and the scripts.

Every build puts its scripts in a new folder that its pages link to, so no cache can mix two builds.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import minify

from course.frontend.bundle import Script, bundled

STYLE_SHEET = "css/course.css"
"""The file of the style sheet."""
SCRIPTS = "js/"
"""The folder that holds one folder of scripts."""
MESSAGES = "messages.json"
"""The messages of scripts, in the same folder."""
HASH_DIGITS = 6
"""Enough to tell one build's file from another's; it guards against nothing else."""
PARTS = (
    "colors",
    "base",
    "text",
    "frame",
    "cards",
    "now",
    "activities",
    "tools",
    "sessions",
    "self-checks",
    "modes",
    "print",
)
"""The files of the style sheet in `frontend/css`, in their order."""
_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Assets:
    """What every page loads."""

    style_sheet: str
    """The address that pages ask for. A host that has another build's under it sends that: a page
    with a slightly different look, where a folder would leave it with none."""
    scripts: str
    """The folder that pages ask for, such as `js/1a2b3c/`. A host that has another build's sends
    none of these: a page without scripts is whole."""
    files: Mapping[str, str]
    """All texts, by the names of their files."""


def assets(messages: Mapping[str, str]) -> Assets:
    """What every page loads, with the `messages` of scripts."""
    sheet = _style_sheet()
    texts = {**bundled(_scripts()), MESSAGES: json.dumps(messages, ensure_ascii=False)}
    scripts = f"{SCRIPTS}{content_hash(json.dumps(texts).encode())}/"
    return Assets(
        style_sheet=f"{STYLE_SHEET}?{content_hash(sheet.encode())}",
        scripts=scripts,
        files={
            STYLE_SHEET: sheet,
            **{scripts + name: text for name, text in texts.items()},
            **_static_files(),
        },
    )


def content_hash(content: bytes) -> str:
    """Hexadecimal digits that change with the content."""
    return sha256(content).hexdigest()[:HASH_DIGITS]


def minified_script(source: str) -> str:
    """A script without comments, spaces and long local names, which are half of its weight."""
    return str(minify.string("text/javascript", source))


def preview_script() -> str:
    """What a preview adds to each page."""
    return (_FOLDER / "preview.mjs").read_text(encoding="utf-8")


def _scripts() -> Iterator[Script]:
    folder = _FOLDER / "js"
    for path in sorted(folder.rglob("*.*js")):
        source = path.read_text(encoding="utf-8")
        yield Script(path.relative_to(folder).as_posix(), source, minified_script(source))


def _static_files() -> dict[str, str]:
    """Files that are published as they are, by their addresses."""
    folder = _FOLDER / "static"
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.svg"))
    }


def _style_sheet() -> str:
    """One file, so that a page needs one request for its look."""
    sheets = [(_FOLDER / "css" / f"{part}.css").read_text(encoding="utf-8") for part in PARTS]
    return str(minify.string("text/css", "".join(sheets)))
