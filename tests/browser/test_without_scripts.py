"""Without scripts, all content can be read, and no control on screen is dead."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from course.models.questions.kinds import question_kinds
from tests.browser.sites import EVERY_KIND, MODULE


@pytest.fixture
def plain(new_page: Callable[..., Page], address: str) -> Page:
    page = new_page(java_script_enabled=False)
    page.goto(address + MODULE)
    return page


@pytest.fixture
def plain_specimen(new_page: Callable[..., Page], specimen_address: str) -> Page:
    page = new_page(java_script_enabled=False)
    page.goto(specimen_address + EVERY_KIND)
    return page


def test_every_answer_opens_to_its_explanation(plain_specimen: Page) -> None:
    checks = plain_specimen.locator("self-check").all()
    assert {check.get_attribute("data-kind") for check in checks} == set(question_kinds())
    for details in plain_specimen.locator("self-check details").all():
        inside = details.locator("summary + div")
        expect(inside).to_be_hidden()
        details.locator("summary").click()
        expect(inside).to_be_visible()
        assert inside.inner_text().strip()


def test_every_step_and_option_is_on_the_page(plain_specimen: Page) -> None:
    for part in (".step__text", ".pair__item", ".chip", ".answer summary"):
        texts = plain_specimen.locator(part)
        assert texts.count() > 1
        for text in texts.all():
            expect(text).to_be_visible()


def test_every_choice_of_a_situation_opens(plain: Page, address: str) -> None:
    plain.goto(f"{address}bus-driver/noticing/")
    assert plain.locator(".choice[data-later]").count()
    for choice in plain.locator(".choice").all():
        choice.locator("summary").click()
        expect(choice.locator(".choice__then")).to_be_visible()


def test_no_control_on_screen_is_dead(plain: Page) -> None:
    controls = "button, input, select, textarea, [role]:not([role=img]), [tabindex]"
    controls = "button, input, select, textarea, [role]:not([role=img]), [tabindex]"
    dead = plain.locator(f":is({controls}):visible")
    expect(dead).to_have_count(0)
    expect(plain.locator("private-note")).not_to_have_count(0)
    assert (
        plain.locator("private-note").all_inner_texts()
        == [""] * plain.locator("private-note").count()
    )
