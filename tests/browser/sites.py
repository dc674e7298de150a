"""The sites that tests open: their sources, their pages, and their scripts."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
SPECIMEN = ROOT / "examples" / "specimen"
MODULE = "bus-driver/in-the-moment/"
"""A module with several kinds of question, and a situation with later choices."""
EVERY_KIND = "bus-driver/a-calmer-morning/"
"""The module of the specimen, which has every kind of question."""


def paths_in(site: Path) -> list[str]:
    """The addresses of all pages but those that only lead on to another address."""
    pages = [
        path.parent.relative_to(site).as_posix()
        for path in site.rglob("index.html")
        if '<p class="moved">' not in path.read_text(encoding="utf-8")
    ]
    return sorted(f"{path}/".removeprefix("./") for path in pages)


def scripts_of(site: Path) -> Path:
    """The folder of a site's scripts."""
    (folder,) = (site / "js").iterdir()
    return folder
