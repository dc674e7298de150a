"""The service worker that saves a site for offline reading, with the manifest of one build."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from course.frontend.build import STYLE_SHEETS, content_hash
from course.frontend.minified import minified
from course.site import (
    DISTRICTS,
    EVERY_ROLE,
    GUIDE,
    POSTERS,
    PREVIEW,
    TOUCH_ICON,
    TRAINERS,
    WORKER,
    WORKSHOP,
    search_address,
)

_SOURCE = Path(__file__).parents[1] / "frontend" / "worker.js"
_NOT_SAVED = re.compile(
    rf"sitemap\.xml.*|404\.html|{WORKER}|{PREVIEW}|{TOUCH_ICON}|{search_address(EVERY_ROLE)}"
    rf"|(?:{TRAINERS}|{POSTERS}|{DISTRICTS}|{GUIDE}|{WORKSHOP}).*"
)
"""Files that no page shows, the guide and the workshop, which are for other people, posters, which
are for paper, and two large parts: the search file for all roles, half the size of everything else,
and the pages for trainers, as large as everything else."""


def worker(hashes: Mapping[str, str]) -> str:
    """The worker's script for a site, from the hashes of its files by the files' names.

    Without any files it saves nothing, and deletes what an earlier build has saved.
    """
    by_address = {
        _address(name, digits): digits
        for name, digits in sorted(hashes.items())
        if not _NOT_SAVED.fullmatch(name)
    }
    roles: dict[str, dict[str, str]] = {
        hit[1]: {} for address in by_address if (hit := re.fullmatch(r"paths/(.+)\.json", address))
    }
    shared: dict[str, str] = {}
    for address, digits in by_address.items():
        roles.get(_role(address), shared)[address] = digits
    manifest = json.dumps({"shared": shared, "roles": roles}, separators=(",", ":"))
    script = minified("javascript", _SOURCE.read_text(encoding="utf-8"))
    return f"const manifest={manifest};\n{script}"


def add_worker(site_dir: Path) -> None:
    """Write the worker into the folder of a finished site, built by any engine."""
    hashes = {
        path.relative_to(site_dir).as_posix(): content_hash(path.read_bytes())
        for path in site_dir.rglob("*")
        if path.is_file()
    }
    (site_dir / WORKER).write_text(worker(hashes), encoding="utf-8", newline="\n")


def _address(name: str, digits: str) -> str:
    """The address at which pages request a file."""
    if name in STYLE_SHEETS:
        return f"{name}?{digits}"
    return re.sub(r"(^|/)index\.html$", r"\1", name)


def _role(address: str) -> str:
    """The id of the only role that needs a file, from its folder or its name."""
    return re.sub(r"^(?:paths|search)/(.+)\.json$|^([^/]+)/.*|.*", r"\1\2", address)
