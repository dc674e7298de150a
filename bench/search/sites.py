"""The same pages for every engine: ours, plain MkDocs with Material, and folders with an index.

No index contains answers, feedback or navigation pages: our search leaves them out, and any engine
does better with fewer wrong places to choose from.
"""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import minify
import mkdocs
import yaml

from bench.checkout import build_anywhere
from bench.processes import ROOT, Command, Task, measure, remove
from course.memo import cache_of

BOX = ROOT / "bench" / "search" / "box"
LUNR = Path(mkdocs.__file__).parent / "contrib/search/templates/search/lunr.js"
DECODER = ROOT / "course" / "frontend" / "js" / "search" / "decode.mjs"
"""Reads the index of our own search, for engines that take entries."""
MINISEARCH = Path("node_modules/minisearch/dist/es/index.js")
NO_SEARCH = "---\nsearch:\n  exclude: true\n---\n\n"
QUIZ = re.compile(r"^## Check yourself\n.*?(?=^## In closing\n)", re.MULTILINE | re.DOTALL)
ANSWERS = re.compile(r"^- .*?(?=^### |\Z)", re.MULTILINE | re.DOTALL)
"""From a question's first answer to the next question."""
NOT_SEARCHED = (
    *("nav", ".audience", ".facts", ".care"),
    *(".answers", ".steps", ".pairs", ".solution"),
    *(".check__number", ".check__hint", ".check__more"),
)
"""Selectors that Pagefind must exclude because our entries do not contain them."""
SHARED_PAGES = ("glossary", "help")


@dataclass(frozen=True)
class Built:
    """One course, built for every engine."""

    ours: Path
    plain: Path
    """The site of Material, with all roles."""
    boxes: Path
    """Our entries, the libraries, Pagefind's index and the pages with a field."""
    plain_sources: Path


def build(course: Path, folder: Path, packages: Path | None) -> Built:
    """Build the course in `course` into folders in `folder`."""
    built = Built(folder / "ours", folder / "plain", folder / "boxes", folder / "plain-sources")
    _run(build_anywhere(course, built.ours))
    remove(cache_of(course))
    _run([sys.executable, "-m", "bench.plain", course, built.plain_sources])
    for page in (built.plain_sources / "docs").rglob("*.md"):
        text = leave_out(page.name, page.read_text(encoding="utf-8"))
        page.write_text(text, encoding="utf-8")
    _mkdocs(built.plain_sources, built.plain)
    shutil.copytree(BOX, built.boxes)
    shutil.copytree(built.ours / "search", built.boxes / "search")
    _add_libraries(built.boxes / "library", packages)
    if packages and (python := _pagefind(packages)):
        _add_pagefind(built, python)
    return built


def plain_of_role(built: Built, role: str, folder: Path) -> Path:
    """Material's site with the pages of one role only, since it cannot filter."""
    sources = folder / f"sources-{role}"
    docs = sources / "docs"
    shutil.copytree(built.plain_sources / "docs" / role, docs / role)
    for name in ("index.md", "evidence.md", "glossary.md", "help.md"):
        shutil.copy(built.plain_sources / "docs" / name, docs / name)
    config = yaml.safe_load((built.plain_sources / "mkdocs.yml").read_text(encoding="utf-8"))
    del config["nav"]
    (sources / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    site = folder / f"plain-{role}"
    _mkdocs(sources, site)
    return site


def leave_out(name: str, text: str) -> str:
    """A Markdown page without the texts that our search leaves out, as far as Material can."""
    text = QUIZ.sub(lambda quiz: ANSWERS.sub("", quiz[0]), text)
    return NO_SEARCH + text if name in ("index.md", "evidence.md") else text


def has_minisearch(packages: Path | None) -> bool:
    """Whether MiniSearch is installed in that folder."""
    return bool(packages and (packages / MINISEARCH).is_file())


def has_pagefind(packages: Path | None) -> bool:
    """Whether Pagefind is installed in that folder."""
    return bool(packages and _pagefind(packages))


def _mkdocs(sources: Path, site: Path) -> None:
    mkdocs_build: Command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    _run([*mkdocs_build, "-f", sources / "mkdocs.yml", "-d", site])


def _add_libraries(folder: Path, packages: Path | None) -> None:
    """Add the libraries without comments, as our own scripts are published."""
    folder.mkdir()
    libraries = {"lunr.js": LUNR, "decode.js": DECODER}
    if packages and has_minisearch(packages):
        libraries["minisearch.js"] = packages / MINISEARCH
    for name, path in libraries.items():
        script = minify.string("text/javascript", path.read_text(encoding="utf-8"))
        (folder / name).write_text(script, encoding="utf-8")


def _pagefind(packages: Path) -> Path | None:
    """The Python that has Pagefind."""
    python = packages / "bin" / "python"
    found = (
        python.is_file()
        and not subprocess.run(
            [python, "-m", "pagefind", "--version"], capture_output=True, check=False
        ).returncode
    )
    return python if found else None


def _add_pagefind(built: Built, python: Path) -> None:
    """Index the modules, the glossary and the help page, with each page's role as a filter."""
    pages = built.boxes.parent / "for-pagefind"
    for path in built.ours.rglob("index.html"):
        place = path.parent.relative_to(built.ours)
        is_module = len(place.parts) > 1
        if not is_module and place.name not in SHARED_PAGES:
            continue
        role = place.parts[0] if is_module else "shared"
        html = path.read_text(encoding="utf-8")
        html = html.replace("<main ", f'<main data-pagefind-filter="role:{role}" ', 1)
        (pages / place).mkdir(parents=True)
        (pages / place / "index.html").write_text(html, encoding="utf-8")
    command: Command = [python, "-m", "pagefind", "--site", pages, "--root-selector", "main"]
    for selector in NOT_SEARCHED:
        command = [*command, "--exclude-selectors", selector]
    _run([*command, "--output-path", built.boxes / "pagefind", "--quiet"])


def _run(command: Command) -> None:
    measure(Task(command))
