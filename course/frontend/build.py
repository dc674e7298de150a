"""What every page loads: one style sheet, with Material's beneath the course's, and the scripts.

Each build's stand at addresses of their own, which its pages name: whatever a browser, a worker or
a host on the way may keep, no page ever meets the scripts of another build.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from rjsmin import jsmin

STYLE_SHEET = "css/course.css"
"""The file of the style sheet."""
SCRIPTS = "js/"
"""The folder that holds one folder of scripts."""
WORDS = "words.json"
"""What scripts say, beside them."""
HASH_DIGITS = 6
"""Enough to tell one build's file from another's; it guards against nothing else."""
PARTS = (
    "colors",
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
"""The files of the course's own look in `frontend/css`, in their order."""
CARRIED = {
    "self-check.mjs": ("notes.mjs", "choice.mjs", "choices.mjs", "match.mjs", "order.mjs"),
    "search.mjs": ("packed.mjs", "spelling.mjs", "danger.mjs", "phrases.mjs", "finder.mjs"),
}
"""Scripts that travel inside the one that alone needs them, in the order in which they need each
other: who has tapped the search waits for one file, not for three in turn. No two have a name of
their own in common."""
_FOLDER = Path(__file__).parent
_IMPORT = re.compile(r'import{([^}]*)}from"\./([^"]*)";')
_MATERIAL = files("material") / "templates" / "assets" / "stylesheets"


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


def assets(words: Mapping[str, str]) -> Assets:
    """What every page loads, where scripts say `words`.

    Raises LookupError if Material's package holds no style sheet, or more than one.
    """
    sheet = _style_sheet()
    texts = _scripts()
    texts[WORDS] = json.dumps(words, ensure_ascii=False)
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


def minified(script: Path) -> str:
    """A script as it travels: without what is only for who reads its source.

    Comments and types are a third of the weight.
    """
    return str(jsmin(script.read_text(encoding="utf-8")))


def preview_script() -> str:
    """What a preview adds to each page."""
    return (_FOLDER / "preview.mjs").read_text(encoding="utf-8")


def _scripts() -> dict[str, str]:
    """All scripts by their names, each with those that it carries."""
    texts = {path.name: minified(path) for path in sorted((_FOLDER / "js").glob("*.*js"))}
    for name, carried in CARRIED.items():
        whole = "\n".join([*(texts.pop(part) for part in carried), texts[name]])
        texts[name] = _with_each_import_once(whole, carried)
    return texts


def _with_each_import_once(script: str, carried: Iterable[str]) -> str:
    """Several scripts in one, of which `carried` need not be imported any more."""
    names: dict[str, dict[str, None]] = {}
    for imported, file in _IMPORT.findall(script):
        names.setdefault(file, {}).update(dict.fromkeys(imported.split(",")))
    imports = (
        f'import{{{",".join(imported)}}}from"./{file}";'
        for file, imported in names.items()
        if file not in carried
    )
    return "".join([*imports, _IMPORT.sub("", script)])


def _static_files() -> dict[str, str]:
    """Files that are published as they are, by their addresses."""
    folder = _FOLDER / "static"
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.svg"))
    }


def _style_sheet() -> str:
    """One file, one request. Rules outside of a layer win over those inside, however specific."""
    material = [file for file in _MATERIAL.iterdir() if file.name.startswith("main.")]
    sheets = [file for file in material if file.name.endswith(".css")]
    if len(sheets) != 1:
        raise LookupError(f"Material's style sheet was not found among {material}.")
    own = [(_FOLDER / "css" / f"{part}.css").read_text(encoding="utf-8") for part in PARTS]
    return "\n".join([f"@layer material{{{sheets[0].read_text(encoding='utf-8')}}}", *own])
