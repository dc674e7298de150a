"""Modules load one style sheet, and all other pages two. Pages with a scene load another one."""

import re
from pathlib import Path

import pytest

from course.frontend.build import (
    PAGE_STYLE_SHEET,
    SCENE_STYLE_SHEET,
    STYLE_SHEET,
    STYLE_SHEETS,
    style_of,
)
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
        f"{job}/a-calmer-morning/"
        for job in ("bus-driver", "crossing-guard", "front-office", "teacher-secondary")
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
    )
    added = {name for text in re.findall(r'"([^"\n]*)"', scripts) for name in text.split()}
    assert "step" in shown
    assert "check__status" in added
    assert (shown | added) & only_there == set()


def test_only_pages_with_a_scene_use_what_only_its_style_sheet_has(pages: list[Page]) -> None:
    others = names(PAGE_STYLE_SHEET) | names(STYLE_SHEET)
    only_there = names(SCENE_STYLE_SHEET) - others
    assert {"says", "turns", "play"} <= only_there
    using = {
        page.address
        for page in pages
        for classes in re.findall(r'class="([^"]*)"', page.html)
        if only_there & set(classes.split())
    }
    assert using == {page.address for page in pages if page.has_scene}
    # In the lesson and by itself, for readers and for trainers. The crossing guard reads the short
    # version, without the scene.
    assert len(using) == 4 + 2


@pytest.mark.parametrize(
    ("is_module", "has_scene", "sheets"),
    [
        (True, False, ["a.css"]),
        (True, True, ["a.css", "c.css"]),
        (False, False, ["a.css", "b.css"]),
        (False, True, ["a.css", "b.css", "c.css"]),
    ],
)
def test_documents_link_their_style_sheets(
    is_module: bool, has_scene: bool, sheets: list[str]
) -> None:
    site = Site(
        title="Course",
        language="en",
        style_sheet="a.css",
        page_style_sheet="b.css",
        scene_style_sheet="c.css",
        text_font="text.woff2",
        scripts="js/1/",
        pages={},
        not_found=lambda: page,
        files={},
        counts={},
    )
    page = Page("driver/first/", "First", "", "", "<main></main>", is_module, has_scene)
    head = Documents(site).head(page)
    assert re.findall(r'rel="stylesheet" href="../../([^"]+)"', head) == sheets
