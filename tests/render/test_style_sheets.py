"""Modules load one style sheet, and all other pages two."""

import re
from pathlib import Path

import pytest

from course.frontend.build import PAGE_STYLE_SHEET, STYLE_SHEET, STYLE_SHEETS, style_of
from course.read.loader import load
from course.render.document import Documents
from course.site import Page, Site
from tests.rendering import render_all

ROOT = Path(__file__).parents[2]
JS = ROOT / "course" / "frontend" / "js"
CLASS = re.compile(r"\.([a-z][\w-]*)")


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    """All pages of the specimen, which contain everything that an author may write."""
    course = load(ROOT / "examples" / "specimen").course
    assert course
    return list(render_all(course).values())


def names(sheet: str) -> set[str]:
    """The classes in a style sheet."""
    return {
        name
        for part in STYLE_SHEETS[sheet]
        for name in CLASS.findall(re.sub(r'"[^"]*"|/\*.*?\*/', "", style_of(part), flags=re.S))
    }


def test_only_pages_of_a_role_and_a_module_are_modules(pages: list[Page]) -> None:
    modules = {page.address for page in pages if page.is_module}
    assert modules == {
        f"{job}/a-calmer-morning/" for job in ("bus-driver", "front-office", "teacher-secondary")
    }


def test_modules_use_no_class_that_only_the_other_style_sheet_has(pages: list[Page]) -> None:
    # "role" is also the name of an attribute.
    only_there = names(PAGE_STYLE_SHEET) - names(STYLE_SHEET) - {"role"}
    assert {"resume", "contact__ways"} < only_there
    shown = {
        name
        for page in pages
        if page.is_module
        for classes in re.findall(r'class="([^"]*)"', page.html)
        for name in classes.split()
    }
    scripts = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("lesson", "quiz")
        for path in (JS / folder).rglob("*.mjs")
        if path.name != "scene.mjs"  # of a page of its own
    )
    added = {name for text in re.findall(r'"([^"\n]*)"', scripts) for name in text.split()}
    assert "step" in shown
    assert "check__status" in added
    assert (shown | added) & only_there == set()


@pytest.mark.parametrize(("is_module", "sheets"), [(True, ["a.css"]), (False, ["a.css", "b.css"])])
def test_documents_link_their_style_sheets(is_module: bool, sheets: list[str]) -> None:
    site = Site(
        title="Course",
        language="en",
        style_sheet="a.css",
        page_style_sheet="b.css",
        text_font="text.woff2",
        scripts="js/1/",
        pages={},
        not_found=lambda: page,
        files={},
        counts={},
    )
    page = Page("driver/first/", "First", "", "", "<main></main>", is_module=is_module)
    head = Documents(site).head(page)
    assert re.findall(r'rel="stylesheet" href="../../([^"]+)"', head) == sheets
