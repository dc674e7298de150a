"""Both outlets give the same pages and files, and nothing of Material's but a part of the look."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from course.checks.references import RESERVED
from course.compile import compile_site, read_course
from course.frontend.build import assets
from course.models.base import Model, Prose, walk
from course.models.course import Course
from course.models.reference import EvidenceTag
from course.publish.mkdocs import build, extra, source_name, write
from course.publish.offline import add_worker, worker
from course.render.markdown import Markdown
from course.site import Site
from course.tailor import tailor
from tests.conftest import SMALL_COURSE

ROOT = Path(__file__).parents[2]
QUIZ = "quizzes/first-steps.yml"
VOID = frozenset({"area", "br", "hr", "img", "input", "link", "meta", "source", "wbr"})


class Shown(HTMLParser):
    """What a reader meets on a built page, what it asks for, and what guards it."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.title = ""
        self.links: list[str] = []
        self.ids: list[str] = []
        self.self_checks: list[str] = []
        self.asked: list[str] = []
        self.bases: list[str] = []
        self.policies: list[str] = []
        self.inline: list[str] = []
        self._module = ""
        self._header: list[str] = []
        self._words: list[str] = []
        self._open: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))
        self.close()

    @property
    def header(self) -> str:
        """The words above the text."""
        return " ".join("".join(self._header).split())

    @property
    def text(self) -> str:
        """The words of the whole page."""
        return " ".join("".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policies.append(values["content"])
        if tag == "base":
            self.bases.append(values["href"])
        if tag == "link" or "src" in values:
            self.asked.append(values["href"] if tag == "link" else values["src"])
        if tag == "a":
            self.links.append(values["href"])
        if "id" in values:
            self.ids.append(values["id"])
        self._module = values.get("data-module", self._module)
        if tag == "self-check":
            self.self_checks.append(f"{self._module}/{values['id'].removeprefix('_check--')}")
        is_inline = tag == "style" or (tag == "script" and "src" not in values)
        self.inline += [tag] if is_inline else []
        self.inline += [name for name in values if name == "style" or name.startswith("on")]
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open[-2:] == ["head", "title"]:
            self.title += data
        elif "body" in self._open:
            self._words.append(data)
            if "header" in self._open:
                self._header.append(data)


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


def every_page(site_dir: Path) -> dict[str, Shown]:
    """The pages, and what is shown where there is none."""
    return {**read_pages(site_dir), "404.html": Shown(site_dir / "404.html")}


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
def zensical_dir(project: Path, site: Site) -> Path:
    """What Zensical makes of what is written, with no hook and no plugin."""
    folder = project.parent / "zensical"
    write(site, folder / "docs")
    shutil.copytree(project / "course" / "frontend" / "static", folder / "docs", dirs_exist_ok=True)
    custom_dir = str(project / "course" / "publish" / "theme")
    config = {
        "site_name": site.title,
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {"name": "material", "font": False, "custom_dir": custom_dir},
        "plugins": [],
        "extra": extra(site),
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    command = shutil.which("zensical", path=str(Path(sys.executable).parent))
    assert command is not None
    done = subprocess.run(
        [command, "build", "--strict"], cwd=folder, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def zensical_pages(zensical_dir: Path) -> Mapping[str, Shown]:
    return read_pages(zensical_dir)


# -- The two outlets -------------------------------------------------------------------------------


def test_both_outlets_have_every_page(
    site: Site, mkdocs_pages: Mapping[str, Shown], zensical_pages: Mapping[str, Shown]
) -> None:
    addresses = {page.address.rstrip("/") or "." for page in site.pages}
    assert set(mkdocs_pages) == addresses
    assert set(zensical_pages) == addresses


@pytest.mark.parametrize(
    "what", ["title", "header", "text", "links", "ids", "self_checks", "asked", "policies"]
)
def test_both_outlets_show_the_same(what: str, site_dir: Path, zensical_dir: Path) -> None:
    by_mkdocs = {address: getattr(page, what) for address, page in every_page(site_dir).items()}
    by_zensical = {
        address: getattr(page, what) for address, page in every_page(zensical_dir).items()
    }
    assert any(by_mkdocs.values())
    assert by_mkdocs == by_zensical


def test_both_outlets_write_the_files_beside_the_pages(
    site: Site, site_dir: Path, zensical_dir: Path
) -> None:
    texts = {**assets(site.words).files, **site.files}
    assert {"css/course.css", "search/all.json"} < texts.keys()
    for folder in (site_dir, zensical_dir):
        assert {name: (folder / name).read_text(encoding="utf-8") for name in texts} == texts
        assert (folder / "assets" / "mark.svg").is_file()


def test_title_names_the_page_and_the_course(site: Site, mkdocs_pages: Mapping[str, Shown]) -> None:
    for page in site.pages:
        shown = mkdocs_pages[page.address.rstrip("/") or "."]
        assert shown.title == f"{page.title} · {site.title}"


def test_a_page_is_what_was_made_and_stands_alone_in_its_body(site: Site, site_dir: Path) -> None:
    for page in site.pages:
        html = (site_dir / page.address / "index.html").read_text(encoding="utf-8")
        assert html.split("<body>")[1].split("</body>")[0].strip() == page.html


def test_nothing_else_is_left_in_the_site(site: Site, site_dir: Path) -> None:
    """No script, icon, picture or style sheet of Material's own pages."""
    static = ROOT / "course" / "frontend" / "static"
    expected = {
        *(f"{page.address}index.html" for page in site.pages),
        *assets(site.words).files,
        *site.files,
        *(path.relative_to(static).as_posix() for path in static.rglob("*") if path.is_file()),
        *("404.html", "sitemap.xml", "sitemap.xml.gz", "worker.js"),
    }
    assert {path.relative_to(site_dir).as_posix() for path in contents(site_dir)} == expected


def test_build_ends_with_a_worker_that_knows_every_page(
    site: Site, site_dir: Path, zensical_dir: Path
) -> None:
    add_worker(zensical_dir)
    for folder in (site_dir, zensical_dir):
        manifest = (folder / "worker.js").read_text(encoding="utf-8").splitlines()[0]
        assert all(f'"{page.address}":"' in manifest for page in site.pages)


def test_preview_has_a_worker_that_keeps_nothing(project: Path, tmp_path: Path) -> None:
    preview(project, tmp_path)
    assert (tmp_path / "worker.js").read_text(encoding="utf-8") == worker({})


def test_no_role_can_have_the_address_of_anything_else(
    small_course: Course, site_dir: Path
) -> None:
    folders = {path.name for path in site_dir.iterdir() if path.is_dir()}
    assert small_course.roles.keys() < folders
    assert folders - small_course.roles.keys() <= RESERVED


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


# -- What guards a page, and what it asks for ------------------------------------------------------


def test_every_page_has_a_policy_that_lets_nothing_leave_it(site_dir: Path) -> None:
    for address, page in every_page(site_dir).items():
        [policy] = page.policies
        assert dict(rule.split(" ", 1) for rule in policy.split("; ")) == {
            "default-src": "'none'",
            "script-src": "'self'",
            "style-src": "'self'",
            "img-src": "'self' data:",
            "connect-src": "'self'",
            "base-uri": "'self'" if address == "404.html" else "'none'",
            "form-action": "'none'",
        }


def test_no_page_holds_a_script_or_a_style_of_its_own(site_dir: Path, zensical_dir: Path) -> None:
    """The policy would not let it through."""
    for folder in (site_dir, zensical_dir):
        for address, page in every_page(folder).items():
            assert page.inline == [], address


def test_what_is_not_let_through_would_be_seen(tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text('<body onload="f()"><p style="x: y"><script>f()</script><style>p {}</style>')
    assert Shown(path).inline == ["onload", "style", "script", "style"]


def test_the_policy_stands_before_anything_that_it_guards(site_dir: Path) -> None:
    for path in site_dir.rglob("*.html"):
        head, _ = path.read_text(encoding="utf-8").split('http-equiv="Content-Security-Policy"')
        assert "<script" not in head
        assert "<link" not in head
        assert "<base" not in head


def test_what_a_page_asks_for_is_in_the_site(site_dir: Path, zensical_dir: Path) -> None:
    for folder in (site_dir, zensical_dir):
        for address, page in read_pages(folder).items():
            assert page.bases == []
            assert len(page.asked) >= 4
            for asked in page.asked:
                path = folder / address / asked.split("?")[0]
                assert path.resolve().is_relative_to(folder.resolve())
                assert path.is_file(), (address, asked)


@pytest.mark.parametrize(
    ("site_url", "top"),
    [
        ("", "https://school.example/"),
        ("https://school.example/", "https://school.example/"),
        ("https://school.example/staff/", "https://school.example/staff/"),
        ("https://school.example/staff", "https://school.example/staff/"),
    ],
)
def test_links_lead_right_from_an_address_where_there_is_no_page(
    project: Path,
    site: Site,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    site_url: str,
    top: str,
) -> None:
    monkeypatch.setenv("SITE_URL", site_url)
    build(project, site, tmp_path, on_page=lambda: None)
    page = Shown(tmp_path / "404.html")
    [base] = page.bases
    here = urljoin(top, "driver/gone/for/ever/")
    assert len(page.asked) >= 4
    assert len(page.links) >= 4
    for link in (*page.asked, *page.links):
        target, anchor = urldefrag(urljoin(urljoin(here, base), link))
        if target.startswith(("tel:", "mailto:")):
            continue
        assert target.startswith(top), link
        path = tmp_path / target.removeprefix(top).split("?")[0]
        path = path / "index.html" if path.is_dir() else path
        assert path.is_file(), link
        assert not anchor or anchor in Shown(path).ids
    assert not [link for link in page.links if link.startswith("#")], "it would leave this page"


# -- The search ------------------------------------------------------------------------------------


def test_the_search_of_each_role_leads_to_pages_and_places(
    site: Site, site_dir: Path, mkdocs_pages: Mapping[str, Shown]
) -> None:
    for path in sorted((site_dir / "search").iterdir()):
        data = json.loads(path.read_text(encoding="utf-8"))
        assert data["entries"]
        for address, title, *more in zip(*data["entries"], strict=True):
            of_roles = more[2] if len(more) == 3 else []
            first = data["roles"][of_roles[0]][0] + "/" if of_roles else ""
            target, anchor = urldefrag(first + address)
            assert title
            assert not anchor or anchor in mkdocs_pages[target.rstrip("/")].ids


def test_no_answer_can_be_found_by_search(small_course: Course, site_dir: Path) -> None:
    found = "".join(path.read_text(encoding="utf-8") for path in (site_dir / "search").iterdir())
    markdown = Markdown(
        small_course.claims, small_course.glossary, dict.fromkeys(EvidenceTag, "sure"), ""
    )
    elsewhere = (small_course.modules, small_course.glossary, small_course.contacts)
    meant_to_be_found = " ".join(text for of in elsewhere for text in plain_texts(of, markdown))
    questions = {
        markdown.plain(text)
        for quiz in small_course.quizzes.values()
        for it in quiz.questions.values()
        for text in (it.question, *it.instead.values(), *it.also.values())
    }
    texts = plain_texts(small_course.quizzes, markdown) - questions
    answers = {text for text in texts if text not in meant_to_be_found}
    assert len(answers) > 20
    assert "Use few words." in found
    assert {answer for answer in answers if answer in found} == set()


def plain_texts(models: Mapping[str, Model], markdown: Markdown) -> set[str]:
    """Every text of these files, as the search would hold it."""
    return {
        markdown.plain(value)
        for model in models.values()
        for _, value in walk(model)
        if isinstance(value, Prose)
    }


# -- The preview -----------------------------------------------------------------------------------


def test_only_a_preview_lets_a_script_in_the_page_run(project: Path, tmp_path: Path) -> None:
    """MkDocs adds one, which looks for changes."""
    preview(project, tmp_path)
    for page in every_page(tmp_path).values():
        [policy] = page.policies
        assert "; script-src 'self' 'unsafe-inline'; style-src 'self'; " in policy


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
