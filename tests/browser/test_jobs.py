"""The role of the first module that a reader starts is saved. A tap adds or removes any role."""

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.actions import forget, ready, scripts_at
from tests.browser.device import FREE, FULL, store
from tests.nightly import at_night

BUS, KITCHEN = "bus-driver", "nutrition"
MODULE = "in-the-moment/"
KEY = "/repository/jobs"


def held(page: Page) -> list[str]:
    """The ids of the roles saved on this device."""
    stored = page.evaluate("(key) => localStorage.getItem(key)", KEY)
    return list(json.loads(stored)["jobs"]) if stored else []


def toggle(page: Page, words: dict[str, str]) -> Locator:
    return page.get_by_role("button", name=words["my-role"], exact=True)


def pick(page: Page, address: str, job: str) -> None:
    """Taps the card of a role on the home page."""
    page.goto(address)
    ready(page)
    page.locator(f".role[data-role='{job}'] a").click()
    page.wait_for_url(f"{address}{job}/")


def begin(page: Page, address: str, job: str) -> None:
    """Starts a module of a role, by scrolling, and waits until its script has run."""
    page.goto(f"{address}{job}/{MODULE}")
    with page.expect_response("**/lesson/your-roles.mjs"):
        page.mouse.wheel(0, 400)
    page.evaluate(
        "(script) => import(script).then(() => {})", f"{scripts_at(page)}lesson/your-roles.mjs"
    )


def take_both(page: Page, address: str, words: dict[str, str]) -> None:
    for job in (BUS, KITCHEN):
        page.goto(f"{address}{job}/")
        toggle(page, words).click()


def test_role_of_the_first_started_module_is_saved_and_later_ones_are_not(
    page: Page, address: str, words: dict[str, str]
) -> None:
    pick(page, address, BUS)
    assert held(page) == []
    begin(page, address, BUS)
    assert held(page) == [BUS]
    page.goto(f"{address}{KITCHEN}/{MODULE}")
    ready(page)
    pick(page, address, KITCHEN)
    expect(toggle(page, words)).to_have_attribute("aria-pressed", "false")
    assert held(page) == [BUS]


def test_module_is_started_by_use_and_not_by_leaving_it(page: Page, address: str) -> None:
    page.goto(f"{address}{BUS}/{MODULE}")
    page.locator(".audience a").last.click()
    page.wait_for_url(address)
    assert held(page) == []
    page.goto(f"{address}{BUS}/{MODULE}")
    with page.expect_response("**/lesson/your-roles.mjs"):
        page.locator("main summary").first.dispatch_event("click")


def test_removed_role_is_not_saved_again_by_a_module(
    page: Page, address: str, words: dict[str, str]
) -> None:
    begin(page, address, BUS)
    page.goto(f"{address}{BUS}/")
    toggle(page, words).click()
    assert held(page) == []
    page.goto(f"{address}{BUS}/{MODULE}")
    ready(page)
    assert held(page) == []


def test_started_role_is_forgotten_on_request_on_the_home_page(
    page: Page, address: str, words: dict[str, str]
) -> None:
    begin(page, address, BUS)
    page.goto(address)
    hero = page.locator(".hero")
    expect(page.locator(".resume")).to_have_count(1)
    expect(hero).to_be_hidden()
    expect(page.locator("my-roles")).to_contain_text(words["remembered"])
    forget(page, words)
    expect(page.locator(".resume")).to_have_count(0)
    expect(hero).to_be_visible()
    assert page.evaluate("() => Object.keys(localStorage)") == ["/repository/passing"]


def test_home_page_links_back_to_the_saved_role(page: Page, address: str) -> None:
    begin(page, address, BUS)
    page.goto(address)
    title = page.locator(f".role[data-role='{BUS}'] a").inner_text()
    mine = page.locator("my-roles")
    mine.get_by_role("link", name=title, exact=True).click()
    page.wait_for_url(f"{address}{BUS}/")


def test_two_roles_can_be_saved_and_link_to_each_other(
    page: Page, address: str, words: dict[str, str]
) -> None:
    take_both(page, address, words)
    assert held(page) == [BUS, KITCHEN]
    for here, other in ((BUS, KITCHEN), (KITCHEN, BUS)):
        for path, place in ((f"{here}/", "my-roles"), (f"{here}/{MODULE}", ".audience")):
            page.goto(address + path)
            expect(page.locator(place)).to_contain_text(words["other-role"])
            expect(page.locator(f"{place} a[href='{address}{other}/']")).to_be_visible()
            expect(page.locator(f"{place} a[href='{address}{here}/']")).to_have_count(0)


def test_module_of_another_role_names_the_saved_role(
    page: Page, address: str, words: dict[str, str]
) -> None:
    begin(page, address, BUS)
    page.goto(f"{address}{KITCHEN}/{MODULE}")
    expect(page.locator(".audience")).to_contain_text(words["your-role"])
    expect(page.locator(f".audience a[href='{address}{BUS}/']")).to_be_visible()


def test_one_tap_saves_a_role_and_another_removes_it(
    page: Page, address: str, words: dict[str, str]
) -> None:
    take_both(page, address, words)
    toggle(page, words).click()
    expect(toggle(page, words)).to_have_attribute("aria-pressed", "false")
    expect(toggle(page, words)).to_be_focused()
    assert held(page) == [BUS]
    toggle(page, words).click()
    expect(toggle(page, words)).to_have_attribute("aria-pressed", "true")
    assert held(page) == [BUS, KITCHEN]


def test_declining_storage_lasts_until_it_is_revoked(
    page: Page, address: str, words: dict[str, str]
) -> None:
    take_both(page, address, words)
    forget(page, words)
    expect(page.locator("my-roles").get_by_role("status")).to_have_text(words["session-only"])
    expect(page.get_by_role("button", name=words["remember"], exact=True)).to_be_focused()
    expect(toggle(page, words)).to_have_attribute("aria-pressed", "false")
    assert held(page) == []

    # The role is saved in the tab.
    begin(page, address, KITCHEN)
    page.goto(f"{address}{KITCHEN}/")
    expect(page.locator("my-roles").get_by_role("status")).to_have_text(words["session-only"])
    expect(toggle(page, words)).to_have_attribute("aria-pressed", "true")
    assert held(page) == []

    context = page.context
    page.close()
    another = context.new_page()
    another.goto(f"{address}{KITCHEN}/")
    ready(another)
    expect(toggle(another, words)).to_have_attribute("aria-pressed", "false")
    expect(another.locator("my-roles").get_by_role("status")).to_have_text(words["session-only"])
    another.get_by_role("button", name=words["remember"], exact=True).click()
    expect(another.get_by_role("button", name=words["forget"])).to_be_visible()
    begin(another, address, KITCHEN)
    another.goto(f"{address}{KITCHEN}/")
    expect(toggle(another, words)).to_have_attribute("aria-pressed", "true")
    assert held(another) == [KITCHEN]


def test_stored_data_is_deleted_only_after_confirmation(
    page: Page, address: str, words: dict[str, str]
) -> None:
    take_both(page, address, words)
    ask = page.get_by_role("button", name=words["forget"], exact=True)
    ask.click()
    expect(page.locator("my-roles")).to_contain_text(words["forget-confirm"])
    no = page.get_by_role("button", name=words["delete-no"], exact=True)
    expect(no).to_be_focused()
    no.click()
    expect(ask).to_be_focused()
    assert held(page) == [BUS, KITCHEN]
    ask.click()
    page.get_by_role("button", name=words["delete-yes"], exact=True).click()
    assert held(page) == []


def test_storage_can_be_allowed_again(page: Page, address: str, words: dict[str, str]) -> None:
    page.goto(f"{address}{BUS}/")
    forget(page, words)
    page.get_by_role("button", name=words["remember"], exact=True).click()
    expect(page.locator("my-roles").get_by_role("status")).to_be_empty()
    toggle(page, words).click()
    assert held(page) == [BUS]
    expect(page.locator("my-roles")).to_contain_text(words["remembered"])
    toggle(page, words).click()
    expect(page.locator("my-roles")).to_contain_text(words["shared-device"])


def test_allowing_storage_again_stores_the_data_of_the_tab(
    page: Page, address: str, words: dict[str, str]
) -> None:
    page.goto(f"{address}{BUS}/")
    forget(page, words)
    toggle(page, words).click()
    assert held(page) == []
    page.get_by_role("button", name=words["remember"], exact=True).click()
    # Its script is loaded on demand.
    expect(page.get_by_role("button", name=words["forget"])).to_be_visible()
    assert held(page) == [BUS]
    assert page.evaluate("() => sessionStorage.length") == 0


def test_failure_to_allow_storage_again_is_reported(
    page: Page, address: str, words: dict[str, str]
) -> None:
    page.goto(f"{address}{BUS}/")
    forget(page, words)
    toggle(page, words).click()
    page.evaluate(
        """() => {
            const set = Storage.prototype.setItem;
            Storage.prototype.setItem = function (key, value) {
                if (this === localStorage) throw new DOMException("", "QuotaExceededError");
                set.call(this, key, value);
            };
        }"""
    )
    button = page.get_by_role("button", name=words["remember"], exact=True)
    button.click()
    expect(page.locator("my-roles").get_by_role("status")).to_have_text(words["not-saved"])
    expect(button).to_be_focused()
    expect(toggle(page, words)).to_have_attribute("aria-pressed", "true")
    assert held(page) == []


@pytest.mark.parametrize(
    "stored",
    [
        '{"format": 1, "jobs": {"astronaut": "Astronaut", "bus-driver": 7}}',
        "{oops",
        *at_night(
            '{"format": 1, "jobs": {"astronaut": "Astronaut"}}',
            '{"format": 1, "jobs": {"bus-driver": 7, "nutrition": null}}',
            '{"format": 1, "jobs": ["bus-driver"]}',
            '{"format": 1, "jobs": null}',
            "7",
            "",
        ),
    ],
)
def test_missing_or_damaged_saved_roles_are_harmless(
    page: Page, address: str, words: dict[str, str], stored: str
) -> None:
    store(page, {KEY: stored})
    page.goto(address)
    ready(page)
    for path in (f"{BUS}/{MODULE}", f"{BUS}/"):
        page.goto(address + path)
        expect(page.locator("h1")).to_be_visible()
    expect(toggle(page, words)).to_have_attribute("aria-pressed", "false")
    toggle(page, words).click()
    expect(toggle(page, words)).to_have_attribute("aria-pressed", "true")
    assert BUS in held(page)


def test_saved_roles_of_a_later_version_are_left_unchanged(
    page: Page, address: str, words: dict[str, str]
) -> None:
    later = '{"format": 99, "jobs": ["in another way"]}'
    page.goto(f"{address}{BUS}/")
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, later])
    page.reload()
    toggle(page, words).click()
    expect(toggle(page, words)).to_be_focused()
    expect(page.locator("my-roles").get_by_role("status")).to_have_text(words["not-saved"])
    expect(toggle(page, words)).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("(key) => localStorage.getItem(key)", KEY) == later


@pytest.mark.parametrize("job", [BUS, KITCHEN], ids=["let go", "taken"])
def test_failure_to_save_a_role_is_reported(
    page: Page, address: str, words: dict[str, str], job: str
) -> None:
    begin(page, address, BUS)
    page.goto(f"{address}{job}/")
    before = toggle(page, words).get_attribute("aria-pressed")
    page.evaluate(FULL)
    toggle(page, words).click()
    status = page.locator("my-roles").get_by_role("status")
    expect(status).to_have_text(words["not-saved"])
    expect(toggle(page, words)).to_have_attribute("aria-pressed", str(before))
    assert held(page) == [BUS]
    page.evaluate(FREE)
    toggle(page, words).click()
    expect(status).to_be_empty()


def test_removed_role_is_not_offered(page: Page, address: str) -> None:
    page.goto(address)
    stored = json.dumps({"format": 1, "jobs": {"astronaut": "Astronaut", BUS: "Bus driver"}})
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, stored])
    page.reload()
    ready(page)
    expect(page.locator(f"my-roles a[href='{address}{BUS}/']")).to_be_visible()
    expect(page.locator(f"my-roles a[href='{address}astronaut/']")).to_have_count(0)


def test_cards_work_without_storage(page: Page, address: str, words: dict[str, str]) -> None:
    for storage in ("localStorage", "sessionStorage"):
        page.add_init_script(
            f"Object.defineProperty(window, '{storage}',"
            " { get() { throw new DOMException('', 'SecurityError'); } });"
        )
    pick(page, address, BUS)
    for name in ("my-role", "forget"):
        page.get_by_role("button", name=words[name], exact=True).click()
        expect(page.get_by_role("button", name=words[name], exact=True)).to_be_focused()
        expect(page.locator("my-roles").get_by_role("status")).to_have_text(words["not-saved"])
    page.goto(f"{address}{BUS}/{MODULE}")
    ready(page)
    expect(page.locator("h1")).to_be_visible()
