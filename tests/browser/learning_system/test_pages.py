"""The pages of a package work inside a learning system, and lead to nothing outside of it."""

from playwright.sync_api import Page, expect

from course.packaged import Package
from tests.browser.learning_system.attempts import FIRST, ROLE, called, finish_all, start


def test_walking_through_the_whole_package_asks_for_nothing_that_is_missing(
    page: Page, system: str, top: str, package: Package, asked: list[str]
) -> None:
    failed: list[str] = []
    page.on("response", lambda it: failed.append(it.url) if it.status >= 400 else None)
    course = start(page, system)
    for path in ("now/", f"{FIRST}/", "../help/", "../topics/", "../practice/", "../record/"):
        page.frames[2].goto(f"{top}package/{ROLE}/{path}index.html")
        expect(course.locator("h1")).to_be_visible()
    assert failed == []
    assert called(page, "end") == 0


def test_record_names_the_site_of_the_course_and_not_of_the_system(
    page: Page, system: str, top: str, package: Package
) -> None:
    course = start(page, system)
    finish_all(page, package)
    page.frames[2].goto(f"{top}package/record/index.html")
    sheet = course.locator(".record-sheet")
    expect(sheet).to_contain_text(next(iter(package.modules.values())).title)
    assert "127.0.0.1" not in sheet.inner_text()


def test_search_finds_pages_of_the_package(page: Page, system: str) -> None:
    course = start(page, system)
    course.locator(".head__search").click()
    course.locator("#_search").fill("seizure")
    link = course.locator("#_found a").first
    expect(link).to_be_visible()
    assert "/index.html" in str(link.get_attribute("href"))
    link.click()
    page.frames[2].wait_for_url("**/index.html#seizure")
    expect(course.locator("h1")).to_be_visible()


def test_reader_is_never_sent_to_another_site_inside_the_frame(
    page: Page, system: str, top: str
) -> None:
    start(page, system)
    page.frames[2].goto(f"{top}package/help/index.html")
    outside = page.frames[2].locator("a[href^=http]")
    assert outside.count()
    assert set(outside.evaluate_all("(all) => all.map((it) => it.target)")) == {"_blank"}
