"""A site of a district has only the jobs and modules that it offers, and no link to others."""

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest

from course.compile import check_folder, make_site
from course.memo import Memo
from course.models.course import Course
from course.models.district import District, Offer
from course.offer import offered
from course.site import Site
from course.tailor import tailor
from tests.conftest import Files, lay

CARD: Files = {
    "reference/cards/quarrel.yml": """\
title: A quarrel
kind: work
call: |
  The office.
do: |
  Step back.
say: |
  "I'm here."
dont: |
  Don't shout, unless a car is coming.
then: |
  Stay.
lesson: more-words/repair
""",
    "reference/moments.yml": """\
quarrel:
  title: A quarrel
  first: {means: Step back., says: [step]}
  calls: {means: The office., says: [office]}
  exception: {means: A car., says: [car]}
""",
}
OFFER = "name: Lakeview\nstate: Texas\noffer:\n  jobs: [driver]\n  modules: [first-steps]\n"
TOP = "https://school.example/"


def site_with(folder: Path) -> Site:
    checked = check_folder(folder, district=folder / "district")
    assert not checked.has_errors, checked.problems
    return make_site(checked.loaded, checked.tailored, folder / "translations", Memo())


class Links(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if (tag, name) == ("a", "href") and value]


def test_what_is_not_offered_has_no_page_no_file_and_no_link(
    course_with: Callable[[Files], Path],
) -> None:
    site = site_with(course_with({"district/district.yml": OFFER, **CARD}))
    assert "driver/first-steps/" in site.pages
    assert "Step back." in site.pages["driver/now/"].make().html, "its lesson is not offered"
    gone = [it for it in (*site.pages, *site.files) if "teacher" in it or "more-words" in it]
    assert gone == []
    known = {*site.pages, *site.files, site.style_sheet, site.page_style_sheet}
    known.add(site.scene_style_sheet)
    for address, output in site.pages.items():
        page = output.make()
        for link in Links(page.html).found:
            target = urljoin(TOP + address, link).split("#")[0]
            if target.startswith(TOP):
                assert target.removeprefix(TOP) in known, (address, link)
        assert "Teacher" not in page.html or address == "help/", address


def test_nothing_leads_to_a_lesson_that_a_district_has_taken_out(
    course_with: Callable[[Files], Path],
) -> None:
    words = "words:\n  chair:\n    topic: A chair\n    says: [chair]\n"
    leads = "    leads-to: [first-steps/hard-example, first-steps/few-words]\n"
    folder = course_with(
        {
            "district/district.yml": "name: Lakeview\nstate: Texas\n",
            **CARD,
            "reference/search-words.yml": f"{words}{leads}",
        }
    )
    lesson = {"change": "lesson: more-words/repair", "to": "lesson: first-steps/hard-example"}
    lay(folder, {"reference/cards/quarrel.yml": lesson})
    assert "#hard-example" in site_with(folder).pages["driver/now/"].make().html
    reasons = "  lessons/hard-example: |\n    Too close.\n  care: |\n    It is calm.\n"
    lay(folder, {"district/modules/first-steps.yml": f"remove:\n{reasons}"})
    site = site_with(folder)
    for address, page in site.pages.items():
        assert "hard-example" not in page.make().html, address
    for address, file in site.files.items():
        assert b"hard-example" not in file.make(), address


def test_everything_is_offered_without_an_offer(course_with: Callable[[Files], Path]) -> None:
    folder = course_with({"district/district.yml": "name: Lakeview\nstate: Texas\n"})
    course = check_folder(folder, district=folder / "district").course
    assert course
    assert offered(course) is course


@pytest.mark.parametrize(("key", "words"), [("draft", "a draft"), ("sample", "a sample")])
def test_every_page_says_that_it_is_a_draft_or_a_sample(
    course_with: Callable[[Files], Path], key: str, words: str
) -> None:
    site = site_with(course_with({"district/district.yml": f"{OFFER}{key}: yes\n"}))
    pages = [*(it.make() for it in site.pages.values()), site.not_found()]
    assert all(f"This is {words}." in page.html for page in pages)


def test_role_that_is_like_one_that_is_not_offered_still_reads_what_that_one_reads(
    read_with: Callable[[Files], Course],
) -> None:
    like = "\n  monitor:\n    title: Bus monitor\n    like: driver\n    summary: S.\n  teacher:\n"
    course = read_with({"reference/roles.yml": {"change": "\n  teacher:\n", "to": like}})
    district = District(name="Lakeview", state="Texas", offer=Offer(jobs=("monitor",)))
    part = offered(course.model_copy(update={"district": district}))
    assert tailor(part).by_role["monitor"].modules == tailor(course).by_role["driver"].modules
