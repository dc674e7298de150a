"""All outputs produce the same pages and files."""

from pathlib import Path

import pytest

from course.checks.roles import RESERVED
from course.models.course import Course
from course.models.quotes import curly
from course.site import Site
from tests.publish.conftest import HARD_TO_ESCAPE, contents, every_page, read_pages

WHAT = [
    "title",
    "description",
    "header",
    "text",
    "links",
    "ids",
    "self_checks",
    "requested",
    "policies",
]


@pytest.mark.slow
@pytest.mark.parametrize("what", WHAT)
def test_all_outputs_show_the_same_text(
    what: str, site: Site, static_dir: Path, mkdocs_dir: Path, zensical_dir: Path
) -> None:
    by_output = [
        {address: getattr(page, what) for address, page in every_page(folder).items()}
        for folder in (static_dir, mkdocs_dir, zensical_dir)
    ]
    assert by_output[0].keys() == {*(a.rstrip("/") or "." for a in site.pages), "404.html"}
    assert any(by_output[0].values())
    assert by_output[0] == by_output[1] == by_output[2]


def test_bodies_are_identical_in_all_outputs(static_dir: Path, mkdocs_dir: Path) -> None:
    static, mkdocs = contents(static_dir), contents(mkdocs_dir)
    for name, content in static.items():
        if name.endswith(".html"):
            assert mkdocs[name].split() == content.split(), name


def test_titles_are_escaped(site: Site, zensical_dir: Path, static_dir: Path) -> None:
    for folder in (static_dir, zensical_dir):
        page = read_pages(folder)["driver/first-steps"]
        assert page.title == " · ".join([curly(HARD_TO_ESCAPE)] * 3)
        assert page.description.startswith("Fish & “chips” aren’t < 1.")
        assert page.inline == []


def test_page_titles_are_unique(static_dir: Path) -> None:
    titles = [page.title for page in read_pages(static_dir).values()]
    assert len(set(titles)) == len(titles)


def test_all_outputs_write_the_files_beside_the_pages(
    site: Site, static_dir: Path, mkdocs_dir: Path, zensical_dir: Path
) -> None:
    files = {name: file.make() for name, file in site.files.items()}
    assert {"css/course.css", "search/all.json", "assets/mark.svg", site.text_font} < files.keys()
    for folder in (static_dir, mkdocs_dir, zensical_dir):
        assert {name: (folder / name).read_bytes() for name in files} == files


def test_every_output_has_a_worker_that_knows_every_page(
    site: Site, static_dir: Path, mkdocs_dir: Path, zensical_dir: Path
) -> None:
    for folder in (static_dir, mkdocs_dir, zensical_dir):
        manifest = (folder / "worker.js").read_text(encoding="utf-8").splitlines()[0]
        assert all(f'"{address}":"' in manifest for address in site.pages)


def test_site_contains_no_files_of_a_theme(site: Site, static_dir: Path, mkdocs_dir: Path) -> None:
    """No scripts, icons, pictures or style sheets of a theme."""
    expected = {
        *(f"{address}index.html" for address in site.pages),
        *site.files,
        *("404.html", "worker.js"),
    }
    assert contents(static_dir).keys() == expected
    assert contents(mkdocs_dir).keys() == expected


def test_no_role_can_take_an_address_of_the_site(small_course: Course, static_dir: Path) -> None:
    folders = {path.name for path in static_dir.iterdir() if path.is_dir()}
    assert small_course.roles.keys() < folders
    assert folders - small_course.roles.keys() <= RESERVED
