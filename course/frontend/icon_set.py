"""The icons of jobs and of the interface: a file for each in `frontend/icons`, to edit by hand."""

from collections.abc import Mapping
from pathlib import Path

NEUTRAL = "person"
"""The icon of a job that names none."""
_FOLDER = Path(__file__).parent / "icons"


def icon_files() -> Mapping[str, str]:
    """The text of each icon, an SVG, by its name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(_FOLDER.glob("*.svg"))}


def inline_icon(svg: str) -> str:
    """An icon as part of a page, hidden from assistive technology: words are next to it."""
    lines = (line.strip() for line in svg.splitlines())
    return "".join(lines).replace(
        'xmlns="http://www.w3.org/2000/svg"', 'class="icon" aria-hidden="true"', 1
    )
