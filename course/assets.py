"""What every page loads: one style sheet, with Material's beneath the course's, and the scripts."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from rjsmin import jsmin

STYLE_SHEET = "css/course.css"
"""The address of the style sheet."""
PARTS = ("colors", "text", "frame", "cards", "activities", "self-checks", "modes", "print")
"""The files of the course's own look in `course/css`, in their order."""
_FOLDER = Path(__file__).parent
_MATERIAL = files("material") / "templates" / "assets" / "stylesheets"


def assets() -> Mapping[str, str]:
    """The style sheet and the scripts, by their addresses.

    Raises LookupError if Material's package holds no style sheet, or more than one.
    """
    scripts = sorted((_FOLDER / "js").glob("*.*js"))
    return {
        STYLE_SHEET: _style_sheet(),
        **{f"js/{path.name}": minified(path) for path in scripts},
    }


def minified(script: Path) -> str:
    """A script as it travels: without what is only for who reads its source.

    Comments and types are a third of the weight.
    """
    return str(jsmin(script.read_text(encoding="utf-8")))


def _style_sheet() -> str:
    """One file, one request. Rules outside of a layer win over those inside, however specific."""
    material = [file for file in _MATERIAL.iterdir() if file.name.startswith("main.")]
    sheets = [file for file in material if file.name.endswith(".css")]
    if len(sheets) != 1:
        raise LookupError(f"Material's style sheet was not found among {material}.")
    own = [(_FOLDER / "css" / f"{part}.css").read_text(encoding="utf-8") for part in PARTS]
    return "\n".join([f"@layer material{{{sheets[0].read_text(encoding='utf-8')}}}", *own])
