"""The guide for trainers, districts and developers: `docs/`, built by MkDocs next to the course.

MkDocs runs in a process of its own, and only if the guide has changed. An import at the top of this
file would make every command slower.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from course.publish.folder import Writer
from course.site import GUIDE

CONFIG = "guide.yml"
"""The configuration for MkDocs, next to a course that has a guide."""
SOURCES = ("docs", "course/publish/guide_theme")
"""The folders that it must name: the pages, and the changes to the theme."""
LIBRARIES = (
    "jinja2",
    "markdown",
    "mkdocs",
    "mkdocs-material",
    "pygments",
    "pymdown-extensions",
)
"""The libraries on which the guide depends."""
_NOT_PUBLISHED = re.compile(r"404\.html|sitemap\..*|.*\.map|assets/javascripts/lunr/.*")
"""Files that only work at the top of a host, and what no reader of an English guide loads: source
maps and other languages of the search, more than half of the size."""
_QUIET = {"NO_MKDOCS_2_WARNING": "1"}
_NOISE = re.compile(
    r"^Traceback .*\n(?:\s.*\n)*|^INFO .*\n|^Aborted .*\n|^(?:WARNING|ERROR) +- +|^Error: ",
    re.MULTILINE,
)
"""What MkDocs prints besides the problems. The last line of a traceback is a problem."""


class GuideError(Exception):
    """A guide that cannot be built. The message says what is wrong."""


def guide_key(folder: Path) -> str:
    """Changes with everything that the guide next to a course is made from.

    Empty if there is none. A file that cannot be read counts as empty; MkDocs reports it.
    """
    if not (folder / CONFIG).is_file():
        return ""
    digest = sha256(Path(__file__).read_bytes())
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    for path in _sources(folder):
        content = sha256(_content(path)).hexdigest()
        digest.update(f"{path.relative_to(folder).as_posix()} {content}\n".encode())
    return digest.hexdigest()


def write_guide(folder: Path, writer: Writer, key: str) -> None:
    """Write the guide next to a course into the course's site.

    Its files are those of the last site if they were made under the same key and are unchanged.

    Raises GuideError if anything in it is wrong, and OSError if the file system refuses.
    """
    if not writer.reuse_all(key):
        for name, content in _build(folder).items():
            writer.write(name, content, key)


def _sources(folder: Path) -> Iterator[Path]:
    yield folder / CONFIG
    for name in SOURCES:
        yield from sorted(path for path in (folder / name).rglob("*") if path.is_file())


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _build(folder: Path) -> dict[str, bytes]:
    """The files of the guide, by their names in the site."""
    with TemporaryDirectory() as name:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
        done = subprocess.run(
            [*command, "--config-file", CONFIG, "--site-dir", name],
            cwd=folder,
            env={**os.environ, **_QUIET},
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
        )
        if done.returncode:
            raise GuideError(_NOISE.sub("", f"{done.stderr}\n").strip())
        paths = [path for path in sorted(Path(name).rglob("*")) if path.is_file()]
        contents = {path.relative_to(name).as_posix(): path.read_bytes() for path in paths}
    return {
        f"{GUIDE}{name}": content
        for name, content in contents.items()
        if not _NOT_PUBLISHED.fullmatch(name)
    }
