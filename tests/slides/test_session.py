"""The slides of a session are in the order of its page, and leave nothing that is safe out."""

import re

from course.models.base import Id
from course.models.course import Course
from course.models.district import District
from course.models.role_course import RoleCourse, Tailored
from course.render.pages import Pages
from course.site import session_address
from course.slides.deck import Deck, Slide
from tests.rendering import maker_of
from tests.slides.conftest import JOB, MODULE, SITE_URL, deck_of


def titled(deck: Deck, start: str) -> Slide:
    return next(slide for slide in deck.slides if slide.title.startswith(start))


def text_of(slide: Slide) -> str:
    return "\n".join(block.text for block in slide.blocks)


def test_session_begins_with_choices_and_ends_with_help(deck: Deck) -> None:
    titles = [slide.title for slide in deck.slides]
    assert titles[:3] == [deck.title, "To start", "What comes up today"]
    assert titles[-3:] == ["What doesn’t fit", "To take away", "Who can help"]
    assert len(set(titles)) == len(titles)
    first_question = titles.index("Question 1 of 6")
    assert titles.index("A line to take along") > first_question > titles.index("Together")
    assert all(slide.title and slide.blocks and slide.notes for slide in deck.slides)


def test_letters_are_those_of_the_handout(deck: Deck, specimen: Course, driver: RoleCourse) -> None:
    tailored = Tailored({JOB: driver}, {JOB: driver})
    pages = Pages(specimen, tailored, maker_of(specimen))
    page = pages._session(driver, MODULE)
    assert page.address == session_address(JOB, MODULE)
    on_page = [
        re.findall(r"<li(?: data-reveal)?>(.*?)<(?:div|/li|/a)", group, re.S)
        for group in re.findall(r'<ol class="letters">(.*?)</ol>', page.html, re.S)
    ]
    plain = [
        [" ".join(re.sub("<[^>]*>", "", it).removeprefix("Later:").split()) for it in group]
        for group in on_page
    ]
    on_slides = [
        [block.text for block in slide.blocks if re.fullmatch(r"[A-Z]\.", block.label)]
        for slide in deck.slides
        if any(words in text_of(slide) for words in ("A show of hands",))
    ]
    assert len(on_slides) == len(plain) >= 7
    for slide_letters, page_letters in zip(on_slides, plain, strict=True):
        assert slide_letters
        assert page_letters[: len(slide_letters)] == slide_letters


def test_answers_are_only_on_the_slides_after_the_question(deck: Deck) -> None:
    for number in range(1, 7):
        question = titled(deck, f"Question {number} of 6")
        after = [it for it in deck.slides if it.title.startswith(f"Question {number}: ")]
        assert len(after) >= 2 or number == 5
        reasons = [block.text for slide in after for block in slide.blocks if block.is_inside]
        assert reasons
        assert not any(reason in text_of(question) for reason in reasons)


def test_notes_have_minutes_evidence_and_what_to_do_when_somebody_tells(
    deck: Deck, specimen: Course
) -> None:
    assert specimen.session
    opening = "\n".join(titled(deck, "To start").notes)
    assert "make your own report right away, the way your state requires" in opening
    assert "[law]" in opening
    lesson = "\n".join(titled(deck, "Offer two choices").notes)
    assert "This seat, or the one behind me" in lesson
    assert "It takes about 1 minute alone." in lesson
    assert "[strong evidence]" in lesson or "[promising]" in lesson
    moment = "\n".join(titled(deck, "A moment at work · 2").notes)
    assert "the notes of slide 2 say what to do" in moment
    first = "\n".join(deck.slides[0].notes)
    assert f"{SITE_URL}trainers/{JOB}/{MODULE}/" in first
    assert "0–7: One moment at work." in first
    assert "7–10: The two questions at the end." in first


def test_card_that_decides_a_question_is_in_the_notes_of_its_answer(
    deck: Deck, driver: RoleCourse
) -> None:
    cards: list[Id] = [it.card for it in driver.modules[MODULE].questions.values() if it.card]
    assert cards
    notes = "\n".join(note for slide in deck.slides for note in slide.notes)
    assert all(f"Right now: {driver.cards[card].title}" in notes for card in cards)


def test_help_has_the_numbers_that_somebody_verified(deck: Deck, specimen: Course) -> None:
    help_slide = deck.slides[-1]
    shown = text_of(help_slide)
    assert "Call 911" in shown
    assert "988" in shown
    missing = [it.name for it in specimen.contacts.values() if it.is_missing]
    assert missing
    assert not any(name in shown for name in missing)


def test_slides_are_of_the_district(deck: Deck, specimen: Course, driver: RoleCourse) -> None:
    assert deck.owner == specimen.outline.title
    district = District.model_validate(
        {"name": "Lakeview", "state": "Any State", "accent": "123456", "draft": "yes"}
    )
    theirs = deck_of(specimen.model_copy(update={"district": district}), driver)
    assert (theirs.owner, theirs.accent) == ("Lakeview", "#123456")
    first = text_of(theirs.slides[0])
    assert "Lakeview, Any State" in first
    assert "This is a draft." in first
