"""The pages with cards for hard moments: which of them a job has, and what is on a card."""

import re

from markupsafe import Markup

from course.site import Page
from tests.render.outline import Outline


def test_role_has_its_own_cards_in_the_order_of_the_table(
    specimen_pages: dict[str, Page],
) -> None:
    html = specimen_pages["bus-driver/now/"].html
    ids = re.findall(r'class="card__inside" id="([^"]*)"', html)
    cards = ["seizure", "runs-off", "talk-of-suicide", "tells-me-something", "wont-sit"]
    assert ids == [*cards, "_lines"]
    assert "Pull over and set the brake." in html
    assert "Pull over" not in specimen_pages["front-office/now/"].html


def test_card_has_the_numbers_of_its_role_and_names_missing_ones(
    specimen_pages: dict[str, Page],
) -> None:
    driver = Outline(specimen_pages["bus-driver/now/"].html)
    assert "tel:911" in driver.links
    assert "Bus office: no number yet." in driver.text
    assert "Bus office" not in specimen_pages["front-office/now/"].html
    assert "Ask in the office for the number. Danger now: 911." in driver.text


def test_card_shows_the_answers_of_the_district(specimen_pages: dict[str, Page]) -> None:
    text = Outline(specimen_pages["bus-driver/now/"].html).text
    assert "Where you work: In the red box beside the office door." in text


def test_card_names_its_reviewer_or_says_that_it_has_none(
    specimen_pages: dict[str, Page],
) -> None:
    html = specimen_pages["bus-driver/now/"].html
    notes = {
        card_id: set(re.findall(r'class="review">([^<]*)<', part))
        for card_id, part in re.findall(r'id="([a-z-]+)">(.*?)</details>', html, re.DOTALL)
    }
    (by_a_nurse,) = notes["seizure"]
    assert by_a_nurse.startswith("Reviewed by (name of the nurse), (license), on ")
    assert notes["tells-me-something"] == {
        "Not yet reviewed by a lawyer. Your plan and your training come first."
    }


def test_back_of_a_card_has_dated_sources(specimen_pages: dict[str, Page]) -> None:
    html = specimen_pages["bus-driver/now/"].html
    back = Markup(html.split('class="card__back"')[1].split("</div>")[0]).striptags()
    assert "Get seizure smart! Nov 27, 2026." in back


def test_lesson_and_question_link_to_their_cards(
    specimen_pages: dict[str, Page],
) -> None:
    driver = specimen_pages["bus-driver/a-calmer-morning/"].html
    shown = re.findall(r"<summary>Right now: ([^<]*)</summary>", driver)
    assert shown == ["Seizure"]
    assert 'href="../../bus-driver/now/#wont-sit"' in driver
    assert "wont-sit" not in specimen_pages["front-office/a-calmer-morning/"].html


def test_course_without_cards_has_no_card_pages(pages: dict[str, Page]) -> None:
    assert not [address for address in pages if "now/" in address]
    assert not [page.address for page in pages.values() if "Right now" in page.html]
