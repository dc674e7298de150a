"""The page with help: which numbers it shows, in which order, and the rules of states."""

import re
from collections.abc import Callable

import pytest

from course.models.course import Course
from course.models.district import District
from course.site import Page
from tests.conftest import Files
from tests.render.outline import Outline
from tests.rendering import render_all

LOCAL_RULES = """\
who-reports:
  asks: |
    Who must report?
  until-then: |
    Act as if it were you.
  answer: |
    Every adult in the building.
  source: State Code 12-3
  verified-on: 2026-11-24
who-interprets:
  asks: |
    Who interprets?
  until-then: |
    Ask the district office.
  answer: |
    Nobody has made sure of this.
"""


def test_unverified_urgent_number_is_on_no_page(
    read_with: Callable[[Files], Course],
) -> None:
    unverified = {"change": "  verified-on: 2026-11-24\n  verified-at: called\n", "to": ""}
    course = read_with({"reference/contacts.yml": unverified})
    for page in render_all(course).values():
        assert "tel:123" not in page.html, page.address


def test_claim_lists_its_uses_and_number_is_shown_only_if_verified(
    pages: dict[str, Page], outlines: dict[str, Outline], every_outline: dict[str, Outline]
) -> None:
    link = '<b>First steps</b> · <a href="../driver/first-steps/#few-words">Few words</a>'
    assert f"Used in:<br>{link}" in pages["evidence/"].html
    assert {"tel:123", "sms:456"} <= set(outlines["help/"].links)
    assert "789" not in outlines["help/"].text
    assert "Nobody has verified this number yet" in outlines["help/"].text
    for outline in every_outline.values():
        assert "The Line: 123" in outline.text


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        ("", "Ask at the office, and keep the number where you work."),
        ("  if-missing: Ask the janitor.\n", "Ask the janitor."),
        ("  finder: https://finder.example\n", '<a href="https://finder.example">'),
    ],
)
def test_contact_that_is_not_filled_in_says_what_to_do_until_then(
    read_with: Callable[[Files], Course], added: str, expected: str
) -> None:
    changed = {"change": "  local: yes\n", "to": f"  local: yes\n{added}"}
    page = render_all(read_with({"reference/contacts.yml": changed}))["help/"]
    assert expected in page.html


def test_help_is_in_the_order_in_which_it_is_needed(
    read_with: Callable[[Files], Course], pages: dict[str, Page]
) -> None:
    said_once = "Your district has not filled these in yet. Until then:"
    assert pages["help/"].html.count(said_once) == 1
    nurse = "nurse:\n  name: Nurse\n  use-for: |\n    Health.\n  local: yes\n"
    verified = "  verified-on: 2026-11-24\n"
    course = read_with(
        {
            "reference/contacts.yml": [
                {"change": "  local: yes\n", "to": f"  local: yes\n{verified}"},
                {"change": "old-line:\n", "to": f"{nurse}old-line:\n  in-short: Once\n"},
            ]
        }
    )
    html = render_all(course)["help/"].html
    order = ['id="line"', 'id="_where-you-work"', 'id="office"', said_once, 'id="nurse"']
    order += ['id="_anywhere"', "<span>Once</span>", 'id="old-line"']
    assert sorted(order, key=html.index) == order
    assert re.findall('class="fold__inside" id="(.*?)"', html) == ["nurse", "old-line"]


def test_help_of_a_district_that_has_filled_in_everything(
    read_with: Callable[[Files], Course],
) -> None:
    """What it has added is with its own people."""
    verified = {"change": "  local: yes\n", "to": "  local: yes\n  verified-on: 2026-11-24\n"}
    course = read_with({"reference/contacts.yml": verified})
    settings = {"name": "A", "state": "B", "contacts": {"old-line": {"new": True}}}
    district = District.model_validate(settings)
    html = render_all(course.model_copy(update={"district": district}))["help/"].html
    assert "Your district has not filled" not in html
    assert html.index('id="_where-you-work"') < html.index('id="old-line"')
    assert "_anywhere" not in html


def test_how_a_number_was_verified_is_not_for_readers(
    read_with: Callable[[Files], Course],
) -> None:
    noted = {"change": "verified-at: called", "to": "verified-at: a stored copy, not dialed"}
    for page in render_all(read_with({"reference/contacts.yml": noted})).values():
        assert "not dialed" not in page.html, page.address


def test_local_answer_is_shown_only_if_verified(
    read_with: Callable[[Files], Course],
) -> None:
    course = read_with({"reference/local-rules.yml": LOCAL_RULES})
    html = render_all(course)["help/"].html
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert "Who must report? Every adult in the building." in text
    assert "(State Code 12-3)" in text
    assert "Act as if it were you" not in text
    assert "Who interprets? Not filled in yet. Until then: Ask the district office." in text
    assert "Nobody has made sure" not in text
