"""Posters and pocket cards: a code and an address that lead to the page of a job."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import segno

from course.models.course import Course
from course.read.loader import load
from course.render.pages import Pages
from course.render.qr_code import QUIET, qr_code
from course.site import POSTERS, TRAINERS, Page, pocket_cards_address, poster_address
from course.tailor import tailor
from tests.rendering import maker_of

SPECIMEN = Path(__file__).parents[2] / "examples" / "specimen"
SITE_URL = "https://lakeview.example/staff"
JOB = "bus-driver"


@pytest.fixture(scope="module")
def specimen() -> Course:
    course = load(SPECIMEN).course
    assert course
    return course


def pages_at(course: Course, site_url: str) -> dict[str, Page]:
    """The pages for paper, and the page that leads to them."""
    tailored = tailor(course)
    pages = Pages(course, tailored, maker_of(course), site_url)
    return {
        it.address: it.render()
        for it in pages.renderers()
        if it.address.startswith(POSTERS) or it.address == TRAINERS
    }


def dark_modules(svg: str) -> list[list[int]]:
    """What a camera sees: 1 for each dark module of a code that is drawn in strokes."""
    (width,) = re.findall(r'viewBox="0 0 (\d+) \1"', svg)
    size = int(width) - 2 * QUIET
    seen = [[0] * size for _ in range(size)]
    (path,) = re.findall(r'stroke="#000"[^>]* d="([^"]+)"|d="([^"]+)"[^>]* stroke="#000"', svg)
    x, y = 0.0, 0.0
    for letter, numbers in re.findall(r"([Mmh])([^Mmh]*)", "".join(path)):
        steps = [float(it) for it in re.findall(r"-?[\d.]+", numbers)]
        if letter == "h":
            for step in range(int(steps[0])):
                seen[int(y) - QUIET][int(x) - QUIET + step] = 1
            x += steps[0]
        elif letter == "m":
            x, y = x + steps[0], y + steps[1]
        else:
            x, y = steps
    return seen


@pytest.mark.parametrize(
    "text", ["https://a.example/", "https://lakeview-unified.github.io/whole-staff/nurse/"]
)
def test_code_shows_the_modules_of_its_text(text: str) -> None:
    expected = [list(map(int, row)) for row in segno.make_qr(text, error="q").matrix]
    assert dark_modules(qr_code(text)) == expected


def test_poster_of_a_job_is_found_at_its_earlier_address(specimen: Course) -> None:
    made = pages_at(specimen, SITE_URL)
    moved = {address: page.moved_to for address, page in made.items() if page.moved_to}
    assert moved == {
        "posters/office-staff/": "posters/front-office/",
        "posters/office-staff/cards/": "posters/front-office/cards/",
    }


def test_each_job_has_a_poster_and_cards_that_lead_to_its_page(specimen: Course) -> None:
    made = pages_at(specimen, SITE_URL)
    jobs = [role_id for role_id, role in tailor(specimen).by_role.items() if role.modules]
    assert JOB in jobs
    on_paper = {address for address, page in made.items() if page.html and not page.moved_to}
    on_paper -= {POSTERS, TRAINERS}
    assert on_paper == {
        address(job) for job in jobs for address in (poster_address, pocket_cards_address)
    }
    for job in jobs:
        code = qr_code(f"{SITE_URL}/{job}/")
        typed = f"<span>lakeview.example/</span><span>staff/</span><span>{job}</span>"
        poster, cards = made[poster_address(job)].html, made[pocket_cards_address(job)].html
        assert (poster.count(code), poster.count(typed)) == (1, 1)
        assert (cards.count(code), cards.count(typed)) == (10, 10)


def test_poster_has_the_line_of_its_job_or_its_summary(specimen: Course) -> None:
    made = pages_at(specimen, SITE_URL)
    lines = {job: role.poster or role.summary for job, role in specimen.roles.items()}
    assert lines[JOB] != specimen.roles[JOB].summary
    assert any(role.poster is None for role in specimen.roles.values())
    for address in {poster_address(job) for job in lines} & made.keys():
        job = address.split("/")[1]
        lines_of_poster = re.findall("<li>(.*)</li>", made[address].html.split("footer")[0])
        assert len(lines_of_poster) == 3
        assert lines_of_poster[0].replace("&#39;", "'") == lines[job]


def test_without_an_address_there_are_none_and_a_page_says_what_to_do(specimen: Course) -> None:
    made = pages_at(specimen, "")
    assert made.keys() == {TRAINERS, POSTERS}
    assert "they need the address of this site" in made[POSTERS].html
    assert f'href="../{POSTERS}"' in made[TRAINERS].html


def test_no_search_finds_a_page_for_paper(specimen: Course) -> None:
    made = pages_at(specimen, SITE_URL)
    assert all(page.is_for_paper == (address != TRAINERS) for address, page in made.items())
    assert not replace(made[POSTERS], address="postersale/").is_for_paper
