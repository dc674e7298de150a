"""What a trainer prints or sends besides the handout: a sign-in sheet and two notes."""

import re
from pathlib import Path

import pytest

from course.memo import Memo
from course.models.course import Course
from course.models.module import Lesson
from course.read.loader import load
from course.render.page_maker import PageMaker
from course.render.pages import Pages
from course.site import module_address, session_address
from course.tailor import tailor
from tests.rendering import ENGLISH, markdown_of

SPECIMEN = Path(__file__).parents[2] / "examples" / "specimen"
JOB, MODULE = "bus-driver", "a-calmer-morning"


def session_page(course: Course, site_url: str) -> str:
    maker = PageMaker(course, markdown_of(course), ENGLISH, "", Memo(), site_url=site_url)
    renderers = Pages(course, tailor(course), maker, site_url).renderers()
    address = session_address(JOB, MODULE)
    return next(it.render().html for it in renderers if it.address == address)


def sheet(html: str, anchor: str) -> str:
    (found,) = re.findall(
        rf'<section id="{anchor}" class="session-sheet">(.*?)</section>', html, re.S
    )
    return str(found)


@pytest.fixture(scope="module")
def specimen() -> Course:
    course = load(SPECIMEN).course
    assert course
    return course


@pytest.fixture(scope="module")
def html(specimen: Course) -> str:
    return session_page(specimen, "https://lakeview.example/staff")


def test_sign_in_sheet_has_twenty_rows_and_says_what_it_does_not_mean(html: str) -> None:
    sign_in = sheet(html, "_sign-in")
    assert sign_in.count("<tr><td>") == 20
    assert re.findall("<th [^>]*>(.*?)</th>", sign_in) == ["Name", "Job", "Signature"]
    assert re.search(r"about \d+ minutes? alone", sign_in)
    assert "isn’t a certificate" in sign_in


@pytest.mark.parametrize("anchor", ["_after-2", "_after-30"])
def test_note_has_whole_addresses_and_the_lines_to_remember(
    html: str, specimen: Course, anchor: str
) -> None:
    note = sheet(html, anchor)
    page = module_address(JOB, MODULE)
    assert f'href="../../../{page}">https://lakeview.example/staff/{page}</a>' in note
    assert ">https://lakeview.example/staff/help/</a>" in note
    plans = tailor(specimen).in_full[JOB].modules[MODULE].plans
    assert note.count('<p class="line">') == len(plans) > 0
    assert "a child may be in danger, don’t write: call" in note


def test_note_of_a_site_without_an_address_shows_where_it_leads(specimen: Course) -> None:
    note = sheet(session_page(specimen, ""), "_after-2")
    assert f">…/{module_address(JOB, MODULE)}</a>" in note


def has_plan(lesson: Lesson) -> bool:
    return any(activity.kind == "plan" for activity in lesson.activities.values())


def test_note_of_a_module_without_a_plan_asks_for_no_line(specimen: Course) -> None:
    module = specimen.modules[MODULE]
    lessons = {name: it for name, it in module.lessons.items() if not has_plan(it)}
    assert lessons
    without = {MODULE: module.model_copy(update={"lessons": lessons})}
    note = sheet(session_page(specimen.model_copy(update={"modules": without}), ""), "_after-2")
    assert "If you keep one thing" not in note
    assert '<p class="line">' not in note
