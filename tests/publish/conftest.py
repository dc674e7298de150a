"""The small course, built with each output."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from course.compile import compile_site
from course.publish.folder import replacing
from course.publish.markdown_folder import extra_of, write_folder
from course.publish.offline import add_worker
from course.publish.static import write_site
from course.render.document import Documents
from course.site import Site
from tests.conftest import SMALL_COURSE, lay
from tests.publish.shown import Shown

ROOT = Path(__file__).parents[2]
SITE_URL = "https://school.example/staff/"
HARD_TO_ESCAPE = """Fish & "chips" <b>isn't</title> """.strip()
"""Characters that are allowed in a title and would end a title, an attribute or the head."""
HARD_TO_ESCAPE_TOO = """Fish & "chips" aren't < 1."""
"""Characters that are allowed in a description. Rules reject tags in Markdown."""


def lay_out(folder: Path) -> Path:
    """A project as a district would set it up, with the small course."""
    shutil.copytree(SMALL_COURSE, folder)
    for name in ("course", "translations"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "mkdocs_hooks.py"):
        shutil.copy(ROOT / name, folder)
    return folder


def give_hard_titles(project: Path) -> None:
    """Puts characters reserved by HTML into every kind of title and description."""
    in_yaml = f"'{HARD_TO_ESCAPE.replace(chr(39), 2 * chr(39))}'"
    lay(
        project,
        {
            "course.yml": {"change": "title: Small Course", "to": f"title: {in_yaml}"},
            "reference/roles.yml": {"change": "title: Bus driver", "to": f"title: {in_yaml}"},
            "modules/first-steps.yml": [
                {"change": "title: First steps", "to": f"title: {in_yaml}"},
                {"change": "summary: |\n", "to": f"summary: |\n  {HARD_TO_ESCAPE_TOO}\n"},
            ],
        },
    )


def run_mkdocs(project: Path, site_dir: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(site_dir)],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": SITE_URL},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


def run_zensical(site: Site, project: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Build the Markdown folder without hooks or plugins."""
    write_folder(site, folder / "docs")
    config = {
        "site_name": site.title,
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {
            "name": "material",
            "font": False,
            "custom_dir": str(project / "course" / "publish" / "theme"),
        },
        "plugins": [],
        "extra": extra_of(Documents(site)),
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    command = shutil.which("zensical", path=str(Path(sys.executable).parent))
    assert command is not None
    return subprocess.run(
        [command, "build", "--strict"],
        cwd=folder,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


def write_static(site: Site, folder: Path) -> Path:
    with replacing(folder) as writer:
        write_site(site, writer, on_page=lambda: None)
    return folder


def read_pages(site_dir: Path) -> dict[str, Shown]:
    """All pages except the 404 page."""
    return {
        path.parent.relative_to(site_dir).as_posix(): Shown(path)
        for path in sorted(site_dir.rglob("index.html"))
    }


def every_page(site_dir: Path) -> dict[str, Shown]:
    """All pages, including the 404 page."""
    return {**read_pages(site_dir), "404.html": Shown(site_dir / "404.html")}


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="package")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with the small course and difficult titles; read-only."""
    folder = lay_out(tmp_path_factory.mktemp("publish") / "project")
    give_hard_titles(folder)
    return folder


@pytest.fixture(scope="package")
def site(project: Path) -> Site:
    return compile_site(project, SITE_URL)


@pytest.fixture(scope="package")
def static_dir(project: Path, site: Site) -> Path:
    """The site as `build_course.py build` writes it."""
    return write_static(site, project.parent / "static")


@pytest.fixture(scope="package")
def mkdocs_dir(project: Path) -> Path:
    """The site as built by plain MkDocs."""
    folder = project.parent / "mkdocs"
    done = run_mkdocs(project, folder)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return folder


@pytest.fixture(scope="package")
def zensical_dir(project: Path, site: Site) -> Path:
    """The site as built by Zensical from the Markdown folder."""
    folder = project.parent / "zensical"
    done = run_zensical(site, project, folder)
    assert done.returncode == 0, done.stderr
    add_worker(folder / "site")
    return folder / "site"


@pytest.fixture(scope="package")
def static_pages(static_dir: Path) -> Mapping[str, Shown]:
    return read_pages(static_dir)
