"""A folder of Markdown pages, for engines that build without a hook, such as Zensical."""

from pathlib import Path
from typing import Any

import yaml

from course.publish.static import base_path
from course.render.document import Documents
from course.site import Page, Site


def write_folder(site: Site, folder: Path) -> None:
    """Write each page as front matter and one block of HTML, and all other files.

    The engine needs `course/publish/theme` as its `custom_dir` and `extra_of` as `extra`.
    After it has built the site, call `course.publish.offline.add_worker`.
    """
    documents = Documents(site)
    for address, page in site.pages.items():
        _write(folder / source_name(address), source_text(page.make(), documents).encode())
    for name, file in site.files.items():
        _write(folder / name, file.make())


def extra_of(documents: Documents) -> dict[str, Any]:
    """What the theme needs under `extra:` in the engine's configuration."""
    site = documents.site
    return {"not_found": documents.document(site.not_found(), base_path(site.url))}


def source_name(address: str) -> str:
    """The Markdown file of the page at an address, from the top of the folder."""
    return f"{address}index.md"


def source_text(page: Page, documents: Documents) -> str:
    """A page as front matter and one block of HTML."""
    front_matter = yaml.safe_dump(meta_of(page, documents), allow_unicode=True)
    return f"---\n{front_matter}---\n\n{page.html}\n"


def meta_of(page: Page, documents: Documents) -> dict[str, Any]:
    """The front matter of a page."""
    return {"title": page.title, "head": documents.head(page)}


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
