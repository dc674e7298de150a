"""Which pages a course has, and what a reader finds on those of a job and of a module."""

import re
from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from markupsafe import Markup

from course.frontend.icon_set import NEUTRAL, icon_files, inline_icon
from course.models.base import Id, walk
from course.models.course import Course
from course.models.texts import Line, Prose
from course.site import FIXED_ADDRESSES, Page, module_address, role_address
from course.tailor import tailor
from tests.conftest import Files
from tests.render.outline import Outline
from tests.rendering import is_module, markdown_of, render_all


def test_each_role_and_module_has_its_page(pages: dict[str, Page]) -> None:
    assert list(pages) == [
        "",
        "driver/",
        "driver/first-steps/",
        "driver/more-words/",
        "teacher/",
        "teacher/first-steps/",
        "teacher/more-words/",
        "tools/two-lines/",
        *FIXED_ADDRESSES,
    ]
    page = pages["driver/first-steps/"]
    assert (page.title, page.root) == ("First steps", "../../")
    assert page.description == "What to do in the first two minutes."


def test_every_page_names_its_role(
    small_course: Course, pages: dict[str, Page], outlines: dict[str, Outline]
) -> None:
    for address, page in pages.items():
        start = page.html.split("<main")[1]
        # A module begins with its title, and then says who it is for.
        end = "facts" if is_module(address) else "</h1>"
        top = Markup(start.split(end)[0]).striptags()
        role_ids = set(re.findall(r'<div class="page[^"]*" data-role="([^"]*)"', page.html))
        role = small_course.roles.get(address.split("/")[0])
        if role:
            assert role.title in top
            assert "Different job? See all" in top
            assert role_ids == {address.split("/")[0]}
        else:
            assert not any(any_role.title in top for any_role in small_course.roles.values())
            assert role_ids == set()
        assert ("For everyone" in top) == (address in FIXED_ADDRESSES)


def test_path_of_a_role_links_to_its_modules_in_order(pages: dict[str, Page]) -> None:
    for role_id in ("driver", "teacher"):
        expected = [module_address(role_id, name) for name in ("first-steps", "more-words")]
        page = pages[role_address(role_id)]
        links = re.findall(r'class="path__link" href="([^"]*)"', page.html)
        assert [urljoin(page.address, link) for link in links] == expected
        onward = [
            urljoin(address, re.findall(r'class="onward" href="([^"]*)"', pages[address].html)[0])
            for address in expected
        ]
        assert onward == [expected[1], page.address]


@pytest.mark.parametrize(("written", "shown"), [("bus", "bus"), ("buss", NEUTRAL)])
def test_home_page_shows_the_icon_of_each_role(
    read_with: Callable[[Files], Course], written: str, shown: str
) -> None:
    """A role without one has a neutral icon, and so has a role with a mistake, for the preview."""
    named = {"change": "group: moving", "to": f"group: moving\n    icon: {written}"}
    html = render_all(read_with({"reference/roles.yml": named}))[""].html
    icons = icon_files()
    assert re.findall(r'<li class="role"[^>]*>(<svg.*?</svg>)', html) == [
        inline_icon(icons[shown]),
        inline_icon(icons[NEUTRAL]),
    ]


def test_home_page_says_how_long_it_takes(outlines: dict[str, Outline]) -> None:
    assert "3 to 5 minutes at a time. A whole path takes 8 minutes." in outlines[""].text


def test_role_without_modules_has_a_page_without_a_path(
    read_with: Callable[[Files], Course],
) -> None:
    no_cells = [
        {"change": "    driver: full\n", "to": "    driver: none\n"},
        {"change": "    driver: short\n", "to": "    driver: none\n"},
    ]
    pages = render_all(read_with({"course.yml": no_cells}))
    assert not any(address.startswith("driver/") for address in pages if is_module(address))
    outline = Outline(pages["driver/"].html)
    assert "Your path" not in outline.text
    assert "Don’t leave the seat." in outline.text
    assert "_path" in Outline(pages["teacher/"].html).ids


def test_table_of_contents_lists_all_parts_of_a_module_in_order(
    outlines: dict[str, Outline],
) -> None:
    parts = ("_start", "_opening", "few-words", "_example", "your-work", "_close")
    outline = outlines["driver/first-steps/"]
    contents = outline.links[outline.links.index("#_start") :]
    assert contents[: len(parts)] == [f"#{part}" for part in parts]
    assert [anchor for anchor in outline.ids if anchor in parts] == list(parts)


def test_short_module_links_to_the_first_job_that_reads_all_of_it(
    read_with: Callable[[Files], Course], outlines: dict[str, Outline]
) -> None:
    left_out = "This version skips lessons you’re less likely to need."
    in_full = "To see them, open another job’s version: Teacher"
    # The teacher may read this module, which is no reason to be sent there.
    nobody = outlines["driver/more-words/"]
    assert left_out in nobody.text
    assert "../../teacher/more-words/" not in nobody.links
    assert not any(left_out in outlines[f"{it}/first-steps/"].text for it in ("driver", "teacher"))
    cell = {"change": "    teacher: optional\n", "to": "    teacher: full\n"}
    outline = Outline(render_all(read_with({"course.yml": cell}))["driver/more-words/"].html)
    assert f"{left_out} {in_full}" in outline.text
    assert "../../teacher/more-words/" in outline.links


def test_pause_card_is_on_every_module_of_a_course_that_has_one(
    small_course: Course, outlines: dict[str, Outline]
) -> None:
    for address, outline in outlines.items():
        assert ("There is no hurry." in outline.text) == is_module(address)
    plan = small_course.outline.model_copy(update={"pause": None})
    without = render_all(small_course.model_copy(update={"outline": plan})).values()
    assert not any('class="rest"' in page.html for page in without)


def test_drawing_has_a_text_alternative_and_reserves_its_space(
    small_course: Course, pages: dict[str, Page], outlines: dict[str, Outline]
) -> None:
    page = pages["driver/more-words/"]
    (image,) = re.findall(r'<svg class="drawn".*?</svg>', page.html)
    values = dict(re.findall(r'([\w-]+)="([^"]*)"', image))
    (shapes,) = small_course.drawings.values()
    assert values["viewBox"] == shapes.view_box
    assert values["aria-label"] == "Two chairs that face each other."
    assert shapes.inside in image
    for label in ("Your chair", "The other chair", "A drawing, not a rule"):
        assert label in outlines[page.address].text


def test_every_text_is_there_without_scripts(
    small_course: Course, outlines: dict[str, Outline]
) -> None:
    """A module page has all its questions, answers and explanations, and none of other roles."""
    plain = markdown_of(small_course).plain
    texts_by_role: dict[Id, set[str]] = {}
    for role_id in small_course.roles:
        for module_id, module in tailor(small_course).by_role[role_id].modules.items():
            shown = outlines[module_address(role_id, module_id)].text
            for location, value in walk(module):
                if isinstance(value, Line | Prose):
                    for paragraph in re.split(r"\n\s*\n", value):
                        text = bare(plain(Prose(paragraph)))
                        assert text in bare(shown), location
                        texts_by_role.setdefault(role_id, set()).add(text)
    own = texts_by_role["teacher"] - texts_by_role["driver"]
    assert len(own) > 5
    for module_id in small_course.modules:
        driver_page = bare(outlines[module_address("driver", module_id)].text)
        for text in own:
            assert text not in driver_page or any(
                text in longer for longer in texts_by_role["driver"]
            )


def bare(text: str) -> str:
    """A text without whitespace and without the text that replaces a claim."""
    return re.sub(r"\s|How sure we are: [a-z ]+(?=[.\s])", "", text)


def test_limits_have_a_page_that_every_page_links_to(
    specimen_pages: dict[str, Page], pages: dict[str, Page]
) -> None:
    assert "That it was tested." in Outline(specimen_pages["not-claimed/"].html).text
    for address, page in specimen_pages.items():
        links = Outline(page.html).links
        assert "/not-claimed/" in {urljoin(f"/{address}", link) for link in links}
    assert "not-claimed/" not in pages
    assert not any("not-claimed" in page.html for page in pages.values())
