"""The results of a search: where they lead, what they highlight, and for which roles."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import missing_on
from tests.browser.device import turn_off_cache
from tests.browser.search_box.dialog import WORD, count_message, dialog, search, search_button
from tests.browser.sites import MODULE
from tests.nightly import at_night


@pytest.mark.parametrize("step", [3, *at_night(1)])
def test_results_link_to_the_exact_place(
    module: Page, address: str, words: dict[str, str], step: int
) -> None:
    search(module, WORD)
    links = dialog(module).get_by_role("option")
    expect(links).not_to_have_count(0)
    expect(dialog(module).get_by_role("status")).to_have_text(count_message(words, links.count()))
    results: dict[str, str] = links.evaluate_all(
        """(all) => Object.fromEntries(all.map((link) =>
            [link.href, link.querySelector(".found__title").innerText]))"""
    )
    here = address + MODULE
    on_page = next(target for target in results if target.startswith(f"{here}#"))
    elsewhere = next(target for target in results if not target.startswith(here) and "#" in target)
    assert missing_on(module, [*results]) == []
    of_each_page = {target.partition("#")[0]: target for target in results}
    for target in {on_page, elsewhere, *[*of_each_page.values()][::step]}:
        if target in (on_page, elsewhere):
            module.goto(here)
            search(module, WORD)
            dialog(module).locator(f"a[href='{target}']").click()
            module.wait_for_url(target)
            expect(dialog(module)).to_have_count(0)
        else:
            module.goto("about:blank")
            module.goto(target)
        name = target.partition("#")[2]
        place = module.locator(f"[id='{name}']" if name else "main")
        expect(place).to_be_in_viewport()
        expect(module.locator("main")).to_contain_text(results[target])


@pytest.mark.parametrize("part", ["title", "text"])
def test_results_highlight_the_matching_word(module: Page, part: str) -> None:
    search(module, "DISPATCH")
    marks = dialog(module).locator(f".found__{part} mark")
    expect(marks).not_to_have_count(0)
    # Also other forms of the word, and synonyms.
    assert any(mark.casefold().startswith("dispatch") for mark in marks.all_inner_texts())


def test_results_name_a_matching_word_that_is_not_visible(
    module: Page, words: dict[str, str]
) -> None:
    search(module, "meltdowns")
    unread = dialog(module).get_by_role("option").filter(has_text=words["search-about"])
    expect(unread).not_to_have_count(0)
    for option in unread.all():
        expect(option.locator(".found__where").last).to_contain_text("meltdowns")
        expect(option.locator(".found__text mark")).to_have_count(0)


def test_search_of_a_role_finds_nothing_of_another_role(module: Page, address: str) -> None:
    search(module, "a")
    links = dialog(module).get_by_role("option")
    expect(links).not_to_have_count(0)
    targets: list[str] = links.evaluate_all("(all) => all.map((link) => link.href)")
    places = {target.removeprefix(address).split("/")[0] for target in targets}
    assert places <= {"bus-driver", "glossary", "help", "evidence", "tools", "topics"}


def test_crisis_contacts_are_set_apart(module: Page, words: dict[str, str]) -> None:
    search(module, "suicide")
    options = dialog(module).get_by_role("option")
    expect(options).not_to_have_count(0)
    classes = options.evaluate_all("(all) => all.map((it) => it.className)")
    urgent = [at for at, it in enumerate(classes) if it == "found--urgent"]
    # The card with instructions comes first, followed by all the numbers.
    assert urgent == list(range(1, 1 + len(urgent)))
    assert 0 < len(urgent) < len(classes)
    assert "/now/#" in (options.first.get_attribute("href") or "")
    background = "(all) => all.map((it) => getComputedStyle(it).backgroundColor)"
    assert len(set(options.evaluate_all(background))) == 2
    search_field = dialog(module).get_by_role("combobox")
    search_field.fill(WORD)
    expect(dialog(module).locator(".found--urgent")).to_have_count(0)


def test_no_results_offers_near_matches_and_contacts(
    module: Page, address: str, words: dict[str, str]
) -> None:
    search(module, "calmqzxqzx zzz")
    status = dialog(module).get_by_role("status")
    expect(status).to_have_text(words["search-near"])
    options = dialog(module).get_by_role("option")
    assert 1 < options.count() < 6
    expect(options.last).to_have_text(words["search-help"])
    expect(options.last).to_have_attribute("href", f"{address}help/")
    dialog(module).locator("input").fill("qqqqzzzz")
    expect(status).to_have_text(words["search-none"])
    expect(options).to_have_text([words["search-help"]])


def test_one_tap_searches_all_roles_and_lists_shared_places_once(
    new_page: Callable[..., Page], address: str, words: dict[str, str], asked: list[str]
) -> None:
    module = new_page()
    turn_off_cache(module)
    module.goto(address + MODULE)
    search(module, "dispatch")
    options = dialog(module).get_by_role("option")
    expect(options).not_to_have_count(0)
    asked.clear()
    widen = dialog(module).get_by_role("button", name=words["search-all"], exact=True)
    expect(widen).to_have_attribute("aria-pressed", "false")
    widen.click()
    expect(widen).to_have_attribute("aria-pressed", "true")
    field = dialog(module).get_by_role("combobox")
    expect(field).to_be_focused()
    field.fill("serving line")
    expect(dialog(module).locator(".found__where").first).to_contain_text("Cafeteria")
    # Scripts for offline use may load meanwhile.
    assert [at.rsplit("/")[-1] for at in asked if at.endswith(".json")] == ["all.json"]
    found = options.evaluate_all("(all) => all.map((it) => it.href)")
    assert any("/nutrition/" in target for target in found)
    # For content that the reader's role also has, its own page is listed.
    field.fill("The line that calms things down")
    expect(options.first).to_contain_text(words["for-all-roles"])
    found = options.evaluate_all("(all) => all.map((it) => it.href)")
    assert found[0].startswith(f"{address}bus-driver/")
    places = [target.removeprefix(address).partition("/")[2] for target in found]
    assert len(set(places)) == len(places)
    assert missing_on(module, found) == []
    module.goto(address + MODULE)
    search(module, WORD)
    widen.click()
    widen.click()
    expect(widen).to_have_attribute("aria-pressed", "false")
    expect(options.first).to_have_attribute("href", re.compile("/(bus-driver|help|glossary)/"))


def test_saved_roles_are_searched_from_every_page(
    new_page: Callable[..., Page], address: str, words: dict[str, str]
) -> None:
    # The browser logs an error for a role that is gone.
    page = new_page(may_complain=True)
    page.goto(address)
    search(page, "dispatch")
    widen = dialog(page).get_by_role("button", name=words["search-all"], exact=True)
    # Without a saved role, all roles are searched.
    expect(dialog(page).get_by_role("option")).not_to_have_count(0)
    expect(widen).to_have_count(0)
    jobs = {"bus-driver": "Bus driver", "nutrition": "Nutrition", "gone-since": "Gone"}
    page.evaluate(
        "(jobs) => localStorage.setItem('/repository/jobs', jobs)",
        json.dumps({"format": 1, "jobs": jobs}),
    )
    page.goto(f"{address}help/")
    options = dialog(page).get_by_role("option")
    search_button(page).click()
    for job, asked in (("bus-driver", "dispatch"), ("nutrition", "serving line")):
        dialog(page).locator("input").fill(asked)
        expect(dialog(page).locator(f"[href^='{address}{job}/']").first).to_be_visible()
        expect(widen).to_be_visible()
        found = options.evaluate_all("(all) => all.map((it) => it.href)")
        parts = [target.removeprefix(address).split("/", 1) for target in found]
        own = [place for job, place in parts if job != "help"]
        assert len(set(own)) == len(own)
