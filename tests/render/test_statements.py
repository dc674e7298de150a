"""The pages about accessibility and privacy."""

from pathlib import Path

import pytest

from course.models.course import Course
from course.models.district import District
from course.read.loader import load
from course.site import ACCESSIBILITY, EVIDENCE, HELP, PRIVACY
from tests.rendering import render_all

SPECIMEN = Path(__file__).parents[2] / "examples" / "specimen"
STATEMENTS = (ACCESSIBILITY, PRIVACY)


@pytest.fixture(scope="module")
def specimen() -> Course:
    course = load(SPECIMEN).course
    assert course
    return course


def test_statements_say_whose_they_are_of_which_day_and_who_to_tell(specimen: Course) -> None:
    district = District.model_validate({"name": "Lakeview", "state": "Texas"})
    pages = render_all(specimen.model_copy(update={"district": district}))
    for address in STATEMENTS:
        main = pages[address].html.split("<footer")[0]
        assert "Lakeview, Texas · as of Nov 28, 2026" in main
        assert '<a href="mailto:course@example.org">course@example.org</a>' in main


def test_statements_without_a_contact_name_the_person_who_sent_the_link(specimen: Course) -> None:
    outline = specimen.outline.model_copy(update={"report_to": None})
    pages = render_all(specimen.model_copy(update={"outline": outline}))
    for address in STATEMENTS:
        main = pages[address].html.split("<footer")[0]
        assert "the person who gave you this link" in main


def test_statements_name_the_sources_of_what_they_call_law(specimen: Course) -> None:
    pages = render_all(specimen)
    claim = specimen.claims["report-yourself"]
    for address in STATEMENTS:
        for citation_id in claim.citations:
            assert str(specimen.citations[citation_id].title) in pages[address].html
        assert f'href="../{address}"' in pages[EVIDENCE].html.split("<footer")[0]


def test_every_page_leads_to_the_statements_if_there_are_any(specimen: Course) -> None:
    without = render_all(specimen.model_copy(update={"statements": None}))
    assert not set(STATEMENTS) & without.keys()
    pages = render_all(specimen)
    for address in STATEMENTS:
        link = f'href="../{address}"'
        assert link in pages[HELP].html.split("<footer")[1]
        assert link not in without[HELP].html
