"""The pages and files written by `build_course.py build`."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urldefrag, urljoin
from xml.etree import ElementTree

import pytest

from course.compile import compile_site
from course.memo import Memo
from course.models.base import Model, walk
from course.models.course import Course
from course.models.reference import EvidenceTag
from course.models.texts import Prose
from course.publish.static import own_domain, sitemap
from course.render.document import Documents
from course.render.markdown import Markdown
from course.site import (
    POSTERS,
    PREVIEW_EVENTS,
    PREVIEW_FACTS,
    PREVIEW_PLACES,
    PREVIEW_SCRIPT,
    PREVIEW_STYLE,
    Site,
)
from course.tailor import tailor
from tests.conftest import Files
from tests.publish.conftest import (
    ROOT,
    SITE_URL,
    contents,
    every_page,
    read_pages,
    write_static,
)
from tests.publish.shown import Shown
from tests.test_renames import RENAMED

BUILD = """
import sys
from pathlib import Path
from course.compile import compile_site
from tests.publish.conftest import write_static

write_static(compile_site(Path(sys.argv[1]), sys.argv[3]), Path(sys.argv[2]))
"""


def test_body_contains_only_the_rendered_page(site: Site, static_dir: Path) -> None:
    for address, page in site.pages.items():
        html = (static_dir / address / "index.html").read_text(encoding="utf-8")
        assert html.split("<body>")[1].split("</body>")[0].strip() == page.make().html


def test_nothing_of_a_preview_is_in_a_site(static_dir: Path) -> None:
    of_preview = (PREVIEW_SCRIPT, PREVIEW_STYLE, PREVIEW_EVENTS, PREVIEW_FACTS, PREVIEW_PLACES)
    for name, content in contents(static_dir).items():
        assert not name.startswith("_"), name
        for it in of_preview:
            assert it.encode() not in content, (name, it)


def test_earlier_address_is_left_to_the_present_one_by_search_engines(
    course_with: Callable[[Files], Path],
) -> None:
    site = replace(compile_site(course_with(RENAMED), SITE_URL), is_indexed=True)
    documents = Documents(site)
    assert f'data-renames="{site.renames}"' in documents.head(site.pages[""].make())
    for address, page in site.pages.items():
        head = documents.head(page.make())
        is_moved = address in site.moved
        assert ('<meta name="robots" content="noindex">' in head) == is_moved
        assert ('<link rel="canonical"' in head) == is_moved
        assert (f"{SITE_URL}{address}<" in sitemap(site)) != is_moved
    head = documents.head(site.pages["bus/other-words/"].make())
    assert '<link rel="canonical" href="../../driver/more-words/">' in head


def test_sitemap_names_every_page_if_search_engines_may_list_them(
    site: Site, tmp_path: Path
) -> None:
    listed = write_static(replace(site, is_indexed=True), tmp_path / "site")
    root = ElementTree.parse(listed / "sitemap.xml").getroot()
    assert [loc.text for loc in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")] == [
        SITE_URL + address for address in site.pages
    ]
    assert sitemap(replace(site, url=SITE_URL.rstrip("/"))) == sitemap(site)
    assert sitemap(site).startswith("<?xml ")


def test_pages_for_paper_are_listed_nowhere(site: Site) -> None:
    address = next(iter(site.pages))
    page = site.pages[address].make()
    poster = f"{POSTERS}driver/"
    listed = replace(site, is_indexed=True, pages={poster: site.pages[address]})
    assert SITE_URL not in sitemap(listed)
    documents = Documents(listed)
    assert "noindex" not in documents.head(page)
    assert "noindex" in documents.head(replace(page, address=poster))


def test_sitemap_and_pages_agree_on_search_engines(site: Site, tmp_path: Path) -> None:
    for is_indexed in (True, False):
        folder = tmp_path / str(is_indexed)
        write_static(replace(site, is_indexed=is_indexed), folder)
        assert (folder / "sitemap.xml").exists() == is_indexed
        for path in folder.rglob("*.html"):
            assert ('content="noindex"' in path.read_text(encoding="utf-8")) != is_indexed, path


def test_sitemap_needs_a_site_address(site: Site, tmp_path: Path) -> None:
    folder = write_static(replace(site, is_indexed=True, url=""), tmp_path / "site")
    assert not (folder / "sitemap.xml").exists()
    assert (folder / "404.html").exists()


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://training.lakeview.example/", "training.lakeview.example"),
        ("https://training.lakeview.example", "training.lakeview.example"),
        ("https://training.lakeview.example:8443/", "training.lakeview.example"),
        ("https://lakeview.github.io/", ""),
        ("https://county.example/lakeview/", ""),
        ("", ""),
    ],
)
def test_site_at_the_top_of_its_domain_has_one_of_its_own(address: str, domain: str) -> None:
    assert own_domain(address) == domain


def test_pages_of_a_role_have_all_its_questions(
    small_course: Course, static_pages: Mapping[str, Shown]
) -> None:
    expected = {
        f"{role_id}/{module_id}": [f"{module_id}/{question_id}" for question_id in module.questions]
        for role_id in small_course.roles
        for module_id, module in tailor(small_course).by_role[role_id].modules.items()
    }
    assert any(expected.values())
    assert {address: static_pages[address].self_checks for address in expected} == expected


# -- Policy and requests ---------------------------------------------------------------------------


def test_every_page_has_a_policy_that_blocks_other_origins(static_dir: Path) -> None:
    for address, page in every_page(static_dir).items():
        [policy] = page.policies
        assert dict(rule.split(" ", 1) for rule in policy.split("; ")) == {
            "default-src": "'none'",
            "script-src": "'self'",
            "style-src": "'self'",
            "font-src": "'self'",
            "img-src": "'self' data:",
            "connect-src": "'self'",
            "base-uri": "'self'" if address == "404.html" else "'none'",
            "form-action": "'none'",
        }


def test_no_page_has_inline_scripts_or_styles(static_dir: Path) -> None:
    """The policy would block them."""
    for address, page in every_page(static_dir).items():
        assert page.inline == [], address


def test_inline_scripts_and_styles_are_detected(tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text(
        '<body onload="f()"><p style="x: y"><script>f()</script><style>p {}</style>',
        encoding="utf-8",
    )
    assert Shown(path).inline == ["onload", "style", "script", "style"]


def test_policy_precedes_everything_it_covers(static_dir: Path) -> None:
    for path in static_dir.rglob("*.html"):
        head, _ = path.read_text(encoding="utf-8").split('http-equiv="Content-Security-Policy"')
        assert "<script" not in head
        assert "<link" not in head
        assert "<base" not in head


def test_every_file_that_a_page_requests_is_in_the_site(static_dir: Path) -> None:
    for address, page in read_pages(static_dir).items():
        assert page.bases == []
        assert len(page.requested) >= 4
        for requested in page.requested:
            path = static_dir / address / requested.split("?")[0]
            assert path.resolve().is_relative_to(static_dir.resolve())
            assert path.is_file(), (address, requested)


@pytest.mark.parametrize(
    ("site_url", "top"),
    [
        ("", "https://school.example/"),
        ("https://school.example/", "https://school.example/"),
        ("https://school.example/staff/", "https://school.example/staff/"),
        ("https://school.example/staff", "https://school.example/staff/"),
    ],
)
def test_links_of_the_404_page_work_from_any_address(
    site: Site, tmp_path: Path, site_url: str, top: str
) -> None:
    folder = write_static(replace(site, url=site_url), tmp_path / "site")
    page = Shown(folder / "404.html")
    [base] = page.bases
    here = urljoin(top, "driver/gone/for/ever/")
    assert len(page.requested) >= 4
    assert len(page.links) >= 4
    for link in (*page.requested, *page.links):
        target, anchor = urldefrag(urljoin(urljoin(here, base), link))
        if target.startswith(("tel:", "mailto:")):
            continue
        assert target.startswith(top), link
        path = folder / target.removeprefix(top).split("?")[0]
        path = path / "index.html" if path.is_dir() else path
        assert path.is_file(), link
        assert not anchor or anchor in Shown(path).ids
    assert not [link for link in page.links if link.startswith("#")], "it would leave this page"


# -- The search ------------------------------------------------------------------------------------


def test_search_entries_link_to_existing_pages_and_anchors(
    site: Site, static_dir: Path, static_pages: Mapping[str, Shown]
) -> None:
    for path in sorted((static_dir / "search").iterdir()):
        data = json.loads(path.read_text(encoding="utf-8"))
        assert data["entries"]
        for address, title, *more in zip(*data["entries"], strict=True):
            of_roles = more[2] if len(more) == 3 else []
            first = data["roles"][of_roles[0]][0] + "/" if of_roles else ""
            target, anchor = urldefrag(first + address)
            assert title
            assert not anchor or anchor in static_pages[target.rstrip("/")].ids


def test_search_index_contains_no_answers(small_course: Course, static_dir: Path) -> None:
    index = "".join(path.read_text(encoding="utf-8") for path in (static_dir / "search").iterdir())
    markdown = Markdown(
        small_course.claims, small_course.glossary, dict.fromkeys(EvidenceTag, "sure"), "", Memo()
    )
    elsewhere = (small_course.modules, small_course.glossary, small_course.contacts)
    searchable = " ".join(text for models in elsewhere for text in plain_texts(models, markdown))
    questions = {
        markdown.plain(text)
        for quiz in small_course.quizzes.values()
        for question in quiz.questions.values()
        for text in (question.question, *question.instead.values(), *question.also.values())
    }
    texts = plain_texts(small_course.quizzes, markdown) - questions
    answers = {text for text in texts if text not in searchable}
    assert len(answers) > 20
    assert "Use few words." in index
    assert {answer for answer in answers if answer in index} == set()


def plain_texts(models: Mapping[str, Model], markdown: Markdown) -> set[str]:
    """Every text of these files, as the search index would contain it."""
    return {
        markdown.plain(value)
        for model in models.values()
        for _, value in walk(model)
        if isinstance(value, Prose)
    }


@pytest.mark.slow
def test_builds_are_identical_byte_for_byte(
    project: Path, static_dir: Path, tmp_path: Path
) -> None:
    """Sets are ordered differently in each process. That must not affect the output."""
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"  # by chance if not set
    subprocess.run(
        [sys.executable, "-c", BUILD, str(project), str(tmp_path / "site"), SITE_URL],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True,
    )
    assert contents(tmp_path / "site") == contents(static_dir)
