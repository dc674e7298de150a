"""The page of all claims is sorted by subject, can be filtered, and leads back."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.actions import missing_on
from tests.browser.device import PHONE
from tests.browser.sites import MODULE

EVIDENCE = "evidence/"


def test_claims_are_filtered_by_strength_and_subject(
    page: Page, address: str, words: dict[str, str]
) -> None:
    page.goto(address + EVIDENCE)
    claims = page.locator(".evidence:visible")
    page.get_by_label(words["evidence-strength"]).wait_for()
    total = claims.count()
    page.get_by_label(words["evidence-strength"]).select_option("law")
    law = claims.count()
    assert 0 < law < total
    expect(page.locator(".evidence:visible > summary > .claim")).to_have_text(["law"] * law)
    subject = page.get_by_label(words["evidence-subject"])
    subject.select_option("Fairness, culture and language")
    assert 0 < claims.count() < law
    status = page.locator("claim-filter").get_by_role("status")
    expect(status).to_have_text(words["evidence-shown"].format(count=claims.count(), total=total))
    for group in page.locator(".claims:visible").all():
        expect(group.locator(".evidence:visible")).not_to_have_count(0)


def test_link_to_a_claim_that_is_filtered_out_shows_it(
    page: Page, address: str, words: dict[str, str]
) -> None:
    page.goto(address + EVIDENCE)
    page.get_by_label(words["evidence-strength"]).select_option("law")
    page.evaluate("() => { location.hash = 'calm-adult'; }")
    expect(page.locator("#calm-adult")).to_have_attribute("open", "")
    expect(page.locator("#calm-adult")).to_be_in_viewport()


def test_reader_gets_back_to_the_sentence(page: Page, address: str, words: dict[str, str]) -> None:
    page.goto(address + MODULE)
    link = page.locator(".step > p a.claim").first
    step = link.evaluate("(link) => link.closest('.step').id")
    page.evaluate("(step) => { location.hash = step; }", step)
    expect(link).to_be_visible()
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{EVIDENCE}#*")
    back = page.get_by_role("button", name=words["way-back"])
    expect(back).to_be_in_viewport(ratio=1)
    # Having looked around on the page of claims makes no difference.
    page.evaluate("() => { location.hash = '_subject-4'; }")
    back.click()
    # The link itself is in sight again.
    expect(link).to_be_in_viewport()
    assert page.url == f"{address}{MODULE}#{step}"


def test_without_scripts_contents_and_links_lead_to_every_subject_and_lesson(
    new_page: Callable[..., Page], address: str
) -> None:
    page = new_page(java_script_enabled=False, viewport=PHONE)
    page.goto(address + EVIDENCE)
    contents = page.locator(".evidence__contents")
    contents.locator("summary").click()
    contents.get_by_role("link", name="In the moment", exact=True).click()
    expect(page.get_by_role("heading", name="In the moment", exact=True)).to_be_in_viewport()
    claim = page.locator("#calm-adult")
    claim.locator("summary").click()
    expect(claim.get_by_role("link", name="Six steps, in this order")).to_be_visible()


def test_uses_of_claims_exist(page: Page, address: str) -> None:
    page.goto(address + EVIDENCE)
    uses = page.locator(".evidence b ~ a").evaluate_all("(all) => all.map((it) => it.href)")
    assert len(uses) > 100
    assert missing_on(page, sorted(set(uses))[::10]) == []
