"""Both outlets give the same pages, and MkDocs gives them with a policy and a search of our own."""

import json
import os
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from course.compile import compile_site, read_course
from course.markdown import Markdown
from course.models.base import Model, Prose, walk
from course.models.course import Course
from course.models.reference import EvidenceTag
from course.publish import build, source_name, write
from course.site import Site
from course.tailor import tailor
from tests.conftest import SMALL_COURSE

ROOT = Path(__file__).parent.parent
QUIZ = "quizzes/first-steps.yml"
VOID = frozenset({"area", "br", "hr", "img", "input", "link", "meta", "source", "wbr"})


class Shown(HTMLParser):
    """What a reader meets on a built page, and what guards it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.title = ""
        self.links: list[str] = []
        self.self_checks: list[str] = []
        self.policies: list[str] = []
        self.inline_scripts: list[str] = []
        self._words: list[str] = []
        self._open: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))
        self.close()

    @property
    def text(self) -> str:
        """The words of the article."""
        return " ".join("".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta" and values.get("http-equiv") == "Content-Security-Policy":
            self.policies.append(values["content"] or "")
        if tag == "script" and "src" not in values and values.get("type") != "application/json":
            self.inline_scripts.append("")
            tag = "script inline"
        if "article" in self._open:
            if tag == "a" and values.get("href"):
                self.links.append(values["href"] or "")
            if tag == "self-check":
                self.self_checks.append(values["data-question"] or "")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and self._open and self._open.pop().split()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        inner = self._open[-1:]
        if inner == ["script inline"]:
            self.inline_scripts[-1] += data
        elif self._open[-2:] == ["head", "title"]:
            self.title += data
        elif "article" in self._open and inner != ["script"]:
            self._words.append(data)


def lay_out(folder: Path) -> Path:
    """A project as a district has it, with the small course in it."""
    shutil.copytree(SMALL_COURSE, folder)
    for name in ("course", "translations"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "mkdocs_hooks.py"):
        shutil.copy(ROOT / name, folder)
    return folder


def run_mkdocs(project: Path, site_dir: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(site_dir)],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=False,
        capture_output=True,
        text=True,
    )


def break_quiz(project: Path) -> None:
    quiz = project / QUIZ
    text = quiz.read_text(encoding="utf-8")
    assert "objective:" in text
    quiz.write_text(text.replace("objective:", "objectiv:"), encoding="utf-8")


def read_pages(site_dir: Path) -> dict[str, Shown]:
    """Every page that stands at an address of its own."""
    return {
        path.parent.relative_to(site_dir).as_posix(): Shown(path)
        for path in sorted(site_dir.rglob("index.html"))
    }


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def preview(project: Path, site_dir: Path) -> None:
    """Build once as `mkdocs serve` does when a file has changed."""
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(site_dir))
    config.plugins.on_startup(command="serve", dirty=False)
    mkdocs_build(config)
    config.plugins.on_startup(command="build", dirty=False)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with the small course, not to be changed."""
    return lay_out(tmp_path_factory.mktemp("publish") / "project")


@pytest.fixture(scope="module")
def site(project: Path) -> Site:
    return compile_site(project)


@pytest.fixture(scope="module")
def site_dir(project: Path, site: Site) -> Path:
    """What MkDocs makes of it."""
    folder = project.parent / "mkdocs-site"
    counted: list[None] = []
    build(project, site, folder, on_page=lambda: counted.append(None))
    assert len(counted) == len(site.pages)
    return folder


@pytest.fixture(scope="module")
def mkdocs_pages(site_dir: Path) -> Mapping[str, Shown]:
    return read_pages(site_dir)


@pytest.fixture(scope="module")
def zensical_pages(project: Path, site: Site) -> Mapping[str, Shown]:
    """What Zensical makes of the written pages, with no hook and no plugin."""
    folder = project.parent / "zensical"
    write(site, folder / "docs")
    theme = {"name": "material", "font": False}
    config = {"site_name": site.title, "docs_dir": "docs", "site_dir": "site", "theme": theme}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump({**config, "plugins": []}), encoding="utf-8")
    command = shutil.which("zensical", path=str(Path(sys.executable).parent))
    assert command is not None
    done = subprocess.run(
        [command, "build", "--strict"], cwd=folder, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return read_pages(folder / "site")


def test_both_outlets_have_every_page(
    site: Site, mkdocs_pages: Mapping[str, Shown], zensical_pages: Mapping[str, Shown]
) -> None:
    addresses = {page.address.rstrip("/") or "." for page in site.pages}
    assert set(mkdocs_pages) == addresses
    assert set(zensical_pages) == addresses


@pytest.mark.parametrize("what", ["title", "text", "links", "self_checks"])
def test_both_outlets_show_the_same(
    what: str, mkdocs_pages: Mapping[str, Shown], zensical_pages: Mapping[str, Shown]
) -> None:
    by_mkdocs = {address: getattr(page, what) for address, page in mkdocs_pages.items()}
    by_zensical = {address: getattr(page, what) for address, page in zensical_pages.items()}
    assert any(by_mkdocs.values())
    assert by_mkdocs == by_zensical


def test_a_reader_meets_every_question_of_the_job(
    small_course: Course, mkdocs_pages: Mapping[str, Shown]
) -> None:
    met = {
        f"{role_id}/{module_id}": [f"{module_id}/{question_id}" for question_id in module.questions]
        for role_id in small_course.roles
        for module_id, module in tailor(small_course, role_id).modules.items()
    }
    assert any(met.values())
    assert {address: mkdocs_pages[address].self_checks for address in met} == met


def test_a_written_page_is_front_matter_and_one_block(site: Site, tmp_path: Path) -> None:
    write(site, tmp_path)
    for page in site.pages:
        text = (tmp_path / source_name(page)).read_text(encoding="utf-8")
        opening, front_matter, block = text.split("---\n", 2)
        assert opening == ""
        assert yaml.safe_load(front_matter)["title"] == page.title
        assert "\n\n" not in block.strip()
        assert block.strip() == page.html


def test_plain_mkdocs_builds_the_same_site(
    project: Path, mkdocs_pages: Mapping[str, Shown], tmp_path: Path
) -> None:
    done = run_mkdocs(project, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    pages = read_pages(tmp_path / "site")
    assert {address: page.text for address, page in pages.items()} == {
        address: page.text for address, page in mkdocs_pages.items()
    }


def test_problems_stop_plain_mkdocs_before_anything_is_touched(tmp_path: Path) -> None:
    project, site_dir = lay_out(tmp_path / "project"), tmp_path / "site"
    assert run_mkdocs(project, site_dir).returncode == 0
    before = contents(site_dir)
    break_quiz(project)
    _, problems = read_course(project)
    done = run_mkdocs(project, site_dir)
    assert done.returncode == 1
    assert problems
    for problem in problems:
        assert str(problem) in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert contents(site_dir) == before


def test_every_page_has_a_policy_that_names_its_own_scripts(site_dir: Path) -> None:
    paths = sorted(site_dir.rglob("*.html"))
    assert site_dir / "404.html" in paths
    for path in paths:
        page = Shown(path)
        [policy] = page.policies
        rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
        assert rules["default-src"] == "'none'"
        assert rules["form-action"] == "'none'"
        hashes = {
            f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'"
            for code in page.inline_scripts
        }
        assert set(rules["script-src"].split()) == {"'self'", *hashes}


def test_the_policy_stands_before_anything_that_it_guards(site_dir: Path) -> None:
    for path in site_dir.rglob("*.html"):
        head, _ = path.read_text(encoding="utf-8").split('http-equiv="Content-Security-Policy"')
        assert "<script" not in head
        assert "<link" not in head


def test_the_search_index_holds_the_course_s_own_entries(site: Site, site_dir: Path) -> None:
    index = json.loads((site_dir / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert site.entries
    assert index["docs"] == [
        {"location": entry.address, "title": entry.title, "text": entry.text}
        for entry in site.entries
    ]


def test_no_self_check_can_be_found_by_search(small_course: Course, site_dir: Path) -> None:
    found = (site_dir / "search" / "search_index.json").read_text(encoding="utf-8")
    markdown = Markdown(
        small_course.claims, small_course.glossary, dict.fromkeys(EvidenceTag, "sure"), ""
    )
    elsewhere = (small_course.modules, small_course.glossary, small_course.contacts)
    meant_to_be_found = " ".join(text for of in elsewhere for text in plain_texts(of, markdown))
    texts = plain_texts(small_course.quizzes, markdown)
    answers = {text for text in texts if text not in meant_to_be_found}
    assert len(answers) > 20
    assert {answer for answer in answers if answer in found} == set()


def plain_texts(models: Mapping[str, Model], markdown: Markdown) -> set[str]:
    """Every text of these files, as the search would hold it."""
    return {
        markdown.plain(value)
        for model in models.values()
        for _, value in walk(model)
        if isinstance(value, Prose)
    }


def test_a_preview_shows_problems_at_every_address_until_they_are_mended(tmp_path: Path) -> None:
    project, site_dir = lay_out(tmp_path / "project"), tmp_path / "site"
    preview(project, site_dir)
    good = {address: page.text for address, page in read_pages(site_dir).items()}
    assert "driver/first-steps" in good

    quiz = (project / QUIZ).read_text(encoding="utf-8")
    break_quiz(project)
    _, problems = read_course(project)
    preview(project, site_dir)
    broken = read_pages(site_dir)
    assert set(broken) == set(good)
    for page in broken.values():
        assert all(problem.what in page.text for problem in problems)

    (project / QUIZ).write_text(quiz, encoding="utf-8")
    preview(project, site_dir)
    assert {address: page.text for address, page in read_pages(site_dir).items()} == good


def test_a_preview_that_begins_with_problems_shows_them(tmp_path: Path) -> None:
    project, site_dir = lay_out(tmp_path / "project"), tmp_path / "site"
    break_quiz(project)
    preview(project, site_dir)
    assert set(read_pages(site_dir)) >= {".", "evidence", "glossary", "help"}
    assert '"objectiv" is not a key' in Shown(site_dir / "index.html").text
