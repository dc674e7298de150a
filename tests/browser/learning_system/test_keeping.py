"""What a learning system hears of a reader and keeps, and what stays on the device."""

import json

import pytest
from playwright.sync_api import Page, expect

from course.packaged import Package
from tests.browser.learning_system.attempts import (
    FIRST,
    PLACE,
    SMALL_MODULE,
    STATUS,
    SUSPEND,
    attempt,
    called,
    course_in,
    finish_all,
    kept,
    open_first_module,
    start,
    wait_for,
)


@pytest.mark.parametrize("name", ["package", "newer"])
def test_system_hears_of_a_beginning_a_place_and_an_end(
    page: Page, system: str, package: Package, name: str
) -> None:
    address = f"{system}&package={name}"
    status = STATUS if name == "package" else "cmi.completion_status"
    course = open_first_module(page, address)
    assert kept(page, status) == "incomplete"
    course.locator("[data-next]").click()
    place = PLACE if name == "package" else "cmi.location"
    wait_for(page, "([place, module]) => kept[place]?.startsWith(module)", [place, f"{FIRST}/"])
    assert (called(page, "start"), called(page, "end")) == (1, 0)
    finish_all(page, package)
    wait_for(page, "(status) => kept[status] === 'completed'", status)
    exit_ = "cmi.core.exit" if name == "package" else "cmi.exit"
    assert kept(page, exit_) == "suspend"
    assert not any("score" in key for key in page.evaluate("Object.keys(kept)"))
    assert not any("success" in key for key in page.evaluate("Object.keys(kept)"))
    page.evaluate("document.querySelector('iframe').src = 'about:blank'")
    wait_for(page, "() => calls.filter(([it]) => it === 'end').length === 1")


@pytest.mark.parametrize("name", ["package", "newer"])
def test_beginning_is_saved_without_a_word(page: Page, system: str, name: str) -> None:
    start(page, f"{system}&package={name}")
    wait_for(page, "() => calls.some(([it]) => it === 'commit')")
    wait_for(page, "() => calls.at(-1)[0] === 'get'")
    assert page.frames[1].locator(".attempt__notice").inner_text() == ""


def test_reader_goes_on_where_they_stopped(page: Page, system: str) -> None:
    course = open_first_module(page, system)
    course.locator("[data-next]").click()
    course.locator("[data-next]").click()
    step = course.locator("main > .step:not([hidden])")
    stopped = step.get_attribute("id")
    wait_for(page, "([place, at]) => kept[place]?.endsWith(at)", [PLACE, f"/{stopped}"])
    page.reload()
    expect(course.locator(f"#{stopped}")).to_be_visible()
    expect(step).to_have_id(str(stopped))


def test_answer_comes_back_after_an_update_and_on_another_device(
    page: Page, system: str, package: Package
) -> None:
    start(page, system)
    module, content = next(it for it in package.modules.items() if it[1].questions)
    question = f"{module}/{next(iter(content.questions))}"
    answers = {question: {"outcome": "looked", "revision": 3, "on": "2026-11-28", "step": 2}}
    text = json.dumps({"format": 1, "questions": answers})
    attempt(page, "attempt.write('answers', given)", text)
    code = next(code for code, name in package.codes.items() if name == question)
    wait_for(page, "([key, code]) => kept[key]?.includes(code)", [SUSPEND, code])
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(course_in(page).locator("h1")).to_be_visible()
    back = attempt(page, "return attempt.read('answers')")
    assert json.loads(back)["questions"] == answers


def save_answer(page: Page, question: str, outcome: str) -> None:
    answers = {question: {"outcome": outcome, "revision": 1, "on": "2026-11-28"}}
    text = json.dumps({"format": 1, "questions": answers})
    attempt(page, "attempt.write('answers', given)", text)
    attempt(page, "attempt.save()")


def test_progress_follows_an_update_that_renames_a_question(page: Page, system: str) -> None:
    start(page, f"{system}&package=scored")
    save_answer(page, f"{SMALL_MODULE}/driver-first", "later")
    start(page, f"{system}&package=updated")
    page.wait_for_function("(key) => kept[key]?.startsWith('1~')", arg=SUSPEND)
    around = page.frames[1]
    around.wait_for_function(
        "(name) => JSON.parse(attempt.read('answers')).questions[name]?.outcome === 'later'",
        arg=f"{SMALL_MODULE}/say-first",
    )


def test_what_was_not_saved_follows_renames_that_the_system_has_followed(
    page: Page, system: str
) -> None:
    start(page, f"{system}&package=updated")
    renames = page.frames[2].evaluate("document.documentElement.dataset.renames")
    start(page, f"{system}&package=scored")
    page.evaluate("mood = 'nothing'")
    save_answer(page, f"{SMALL_MODULE}/driver-first", "later")
    # Meanwhile, another device has the later version of the package.
    page.evaluate(
        "([key, text]) => { window.name = JSON.stringify({...kept, [key]: text}); }",
        [SUSPEND, f"1~{renames}~--~~~"],
    )
    start(page, f"{system}&package=updated")
    page.frames[1].wait_for_function(
        "(name) => JSON.parse(attempt.read('answers')).questions[name]?.outcome === 'later'",
        arg=f"{SMALL_MODULE}/say-first",
    )


@pytest.mark.parametrize(
    ("name", "field"), [("scored", "cmi.core.score.raw"), ("scored-2004", "cmi.score.scaled")]
)
def test_district_that_wants_a_score_gets_the_share_of_right_answers(
    page: Page, system: str, name: str, field: str
) -> None:
    start(page, f"{system}&package={name}")
    assert kept(page, field) == "0"
    save_answer(page, f"{SMALL_MODULE}/driver-first", "first")
    total = attempt(page, "return JSON.parse(document.querySelector('#_contents').text).modules")
    questions = [question for module in total for question in module["questions"]]
    share = round(1 / len(questions), 2)
    assert float(kept(page, field)) == (share if name == "scored-2004" else round(share * 100))
    assert kept(
        page, "cmi.core.lesson_status" if name == "scored" else "cmi.completion_status"
    ) == ("incomplete")


def test_notes_and_lines_stay_on_the_device_and_with_one_person(page: Page, system: str) -> None:
    start(page, system)
    text = json.dumps({"format": 1, "notes": {"a/b--c": {"text": "Only mine"}}})
    attempt(page, "attempt.write('notes', given)", text)
    attempt(page, "attempt.save()")
    assert "Only" not in json.dumps(page.evaluate("calls"))
    page.reload()
    expect(course_in(page).locator("h1")).to_be_visible()
    assert attempt(page, "return attempt.read('notes')") == text
    page.evaluate("mood = 'nothing'; window.name = JSON.stringify({'cmi.core.student_id': 'b-2'})")
    page.reload()
    expect(course_in(page).locator("h1")).to_be_visible()
    assert attempt(page, "return attempt.read('notes')") is None


def test_without_storage_notes_last_for_the_sitting_and_the_page_says_so(
    page: Page, system: str
) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException(); }")
    start(page, system)
    assert attempt(page, "return attempt.isSessionOnly()") is True
    attempt(page, "attempt.write('notes', given)", "{}")
    assert attempt(page, "return attempt.read('notes')") == "{}"


def test_note_that_the_reader_has_closed_stays_away(
    page: Page, system: str, package: Package
) -> None:
    start(page, system)
    finish_all(page, package)
    around = page.frame_locator("iframe")
    close = around.get_by_role("button", name="Close this note")
    close.press("Enter")
    expect(close).to_have_count(0)
    expect(around.locator(".attempt__course")).to_be_focused()
    attempt(page, "attempt.save()")
    attempt(page, "dispatchEvent(new Event('online'))")
    attempt(page, "return new Promise((resolve) => { setTimeout(resolve, 200); })")
    expect(close).to_have_count(0)


@pytest.mark.parametrize("mode", ["review", "browse"])
def test_looking_again_at_a_finished_course_changes_nothing(
    page: Page, system: str, package: Package, mode: str
) -> None:
    start(page, f"{system}&mode={mode}")
    finish_all(page, package)
    attempt(page, "attempt.save()")
    assert called(page, "set") == called(page, "commit") == 0
    expect(page.frame_locator("iframe").locator(".attempt__notice").first).to_contain_text("not")
