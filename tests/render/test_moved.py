"""Earlier addresses and anchors lead to the present ones."""

import json
import re
from collections.abc import Callable
from urllib.parse import urldefrag

import pytest

from course.models.course import Course
from course.models.district import District
from course.offer import offered
from course.renames import renames_of
from course.render.renames_file import renames_file
from course.site import Page
from tests.conftest import Files
from tests.rendering import anchors_in, links_in, pages_of, render_all
from tests.test_renames import RENAMED


@pytest.fixture
def renamed(read_with: Callable[[Files], Course]) -> Course:
    return read_with(RENAMED)


@pytest.fixture
def pages(renamed: Course) -> dict[str, Page]:
    return render_all(renamed)


def test_every_earlier_address_of_a_role_and_a_module_leads_on(pages: dict[str, Page]) -> None:
    moved = {address: page.moved_to for address, page in pages.items() if page.moved_to}
    assert moved == {
        "driver/other-words/": "driver/more-words/",
        "teacher/other-words/": "teacher/more-words/",
        **{
            f"{role}/{module}/": f"driver/{new}/"
            for role in ("chauffeur", "bus")
            for module, new in (
                ("first-steps", "first-steps"),
                ("more-words", "more-words"),
                ("other-words", "more-words"),
            )
        },
        "chauffeur/": "driver/",
        "bus/": "driver/",
    }
    for address, new in moved.items():
        assert {urldefrag(link).url for link in links_in(pages[address])} == {new}


def test_earlier_address_has_every_anchor_of_its_page_with_a_link(pages: dict[str, Page]) -> None:
    """Where no script leads on, the browser goes to the line with the link."""
    for address, page in pages.items():
        if page.moved_to and page.moved_to.count("/") == 2:
            there = {name for name in anchors_in(pages[page.moved_to]) if not name.startswith("_")}
            here = set(anchors_in(page))
            choices = {name for name in there if name.count("--") == 2}
            left = set(re.findall(r'class="moved" id="([^"]*)"', pages[page.moved_to].html))
            assert there - choices - left <= here, address
            for target, anchor in map(urldefrag, links_in(page)):
                assert not anchor or anchor in anchors_in(pages[target])


def test_page_of_a_module_answers_to_earlier_anchors(pages: dict[str, Page]) -> None:
    anchors = anchors_in(pages["driver/first-steps/"])
    assert {"calm", "work", "work--my-plan", "work--ponder", "your-work--ponder"} <= set(anchors)
    assert "calm-child" not in anchors
    assert "_check--sorry" in anchors_in(pages["driver/more-words/"])
    assert len(anchors) == len(set(anchors))


def test_lesson_that_left_a_module_is_linked_where_it_was(pages: dict[str, Page]) -> None:
    page = pages["driver/more-words/"]
    assert '<p class="moved" id="calm-child">' in page.html
    assert "driver/first-steps/#quiet-example" in links_in(page)


def test_key_of_a_page_has_the_modules_that_its_lessons_went_to(renamed: Course) -> None:
    by_address = {it.address: it.modules for it in pages_of(renamed).renderers()}
    assert by_address["driver/more-words/"] == frozenset({"more-words", "first-steps"})


def test_nothing_leads_to_what_a_district_does_not_offer(renamed: Course) -> None:
    district = District.model_validate(
        {"name": "Lakeview", "state": "Texas", "offer": {"modules": ["more-words"]}}
    )
    pages = render_all(offered(renamed.model_copy(update={"district": district})))
    moved = {page.moved_to for page in pages.values() if page.moved_to}
    assert moved == {"driver/", "driver/more-words/", "teacher/more-words/"}
    assert 'class="moved"' not in pages["driver/more-words/"].html


def test_scripts_learn_only_what_they_cannot_find_by_the_module(renamed: Course) -> None:
    data = json.loads(renames_file(renames_of(renamed)))
    assert data["jobs"] == {"chauffeur": "driver", "bus": "driver"}
    assert data["modules"] == {"other-words": "more-words"}
    assert "other-words/sorry-2" not in data["answers"]
    assert data["answers"]["first-steps/sorry-two"] == "more-words/sorry-2"
    assert data["notes"]["first-steps/work--ponder"] == "first-steps/your-work--think"


def test_course_without_renames_costs_nothing(small_course: Course) -> None:
    assert renames_file(renames_of(small_course)) == ""
    pages = render_all(small_course)
    assert not any(page.moved_to or 'class="moved"' in page.html for page in pages.values())
