"""A package in a small learning system (`lms/`), which keeps what it is told, and can fail."""

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from course.memo import Memo
from course.models.course import Course
from course.models.language import TRANSLATIONS
from course.packaged import Package, Packages
from course.publish.scorm import Standard, scorm_package
from course.read.loader import load
from tests.browser.actions import two_frames
from tests.browser.sites import ROOT
from tests.conftest import SMALL_COURSE, Files, lay

LMS = Path(__file__).parent / "lms"
ROLE, FIRST = "bus-driver", "start-here"
SMALL_ROLE, SMALL_MODULE = "driver", "first-steps"
UPDATE: Files = {
    f"quizzes/{SMALL_MODULE}.yml": {
        "change": "driver-first:\n    kind: choice",
        "to": "say-first:\n    was: [driver-first]\n    kind: choice",
    }
}
"""A question of the small course gets another id."""
STATUS, SUSPEND, PLACE = "cmi.core.lesson_status", "cmi.suspend_data", "cmi.core.lesson_location"


@pytest.fixture(scope="session")
def package(this_course: Course) -> Package:
    return Packages(this_course, ROOT / TRANSLATIONS, Memo()).package(ROLE)


@pytest.fixture(scope="session")
def top(
    package: Package, tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]
) -> str:
    """The address of a folder with a learning system, a package for SCORM 1.2, and one for 2004."""
    folder = tmp_path_factory.mktemp("lms")
    shutil.copytree(LMS, folder, dirs_exist_ok=True)
    unpack(scorm_package(package, Standard.SCORM_12), folder / "package")
    unpack(scorm_package(package, Standard.SCORM_2004_4TH), folder / "newer")
    small = load(SMALL_COURSE).course
    assert small
    scored = Packages(small, ROOT / TRANSLATIONS, Memo(), has_score=True).package(SMALL_ROLE)
    unpack(scorm_package(scored, Standard.SCORM_12), folder / "scored")
    unpack(scorm_package(scored, Standard.SCORM_2004_3RD), folder / "scored-2004")
    later = Path(shutil.copytree(SMALL_COURSE, tmp_path_factory.mktemp("later") / "course"))
    lay(later, UPDATE)
    updated = load(later).course
    assert updated
    updated_package = Packages(updated, ROOT / TRANSLATIONS, Memo()).package(SMALL_ROLE)
    unpack(scorm_package(updated_package, Standard.SCORM_12), folder / "updated")
    return serve(folder)


def unpack(archive: bytes, folder: Path) -> None:
    with ZipFile(BytesIO(archive)) as packed:
        packed.extractall(folder)


@pytest.fixture
def system(top: str, request: pytest.FixtureRequest) -> str:
    """The address of the system, for somebody who has used no other test's."""
    learner = sha256(request.node.nodeid.encode()).hexdigest()[:8]
    return f"{top}lms.html?learner={learner}"


def course_in(page: Page) -> FrameLocator:
    """The pages of the course, inside the page around them."""
    return page.frame_locator("iframe").frame_locator("iframe")


def start(page: Page, address: str) -> FrameLocator:
    page.goto(address)
    course = course_in(page)
    expect(course.locator("h1")).to_be_visible()
    return course


def open_first_module(page: Page, address: str) -> FrameLocator:
    course = start(page, address)
    course.locator(".path__link").first.click()
    expect(course.locator(".page--module")).to_be_visible()
    return course


def kept(page: Page, name: str) -> Any:
    """What the learning system keeps under a name."""
    return page.evaluate("(name) => kept[name] ?? ''", name)


def wait_for(page: Page, condition: str, argument: object = None) -> None:
    page.wait_for_function(condition, arg=argument)


def called(page: Page, name: str) -> int:
    count: int = page.evaluate("(name) => calls.filter(([it]) => it === name).length", name)
    return count


def attempt(page: Page, script: str, argument: object = None) -> Any:
    """The result of a script in the page around the course, with its `attempt`."""
    around = page.frames[1]
    return around.evaluate(f"(given) => {{ {script} }}", argument)


def finish_all(page: Page, package: Package) -> None:
    """Saves that every module is finished, as their last steps do."""
    done = {name: {ROLE: {"on": "2026-11-29", "revision": 1}} for name in package.modules}
    attempt(page, "attempt.write('modules', given)", json.dumps({"format": 1, "modules": done}))


def notice(page: Page) -> str:
    return page.frame_locator("iframe").locator(".attempt__notice").first.inner_text()


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
    page.evaluate("window.name = JSON.stringify({'cmi.core.student_id': 'b-2'})")
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


@pytest.mark.parametrize("mood", ["false", "nothing", "throws"])
def test_what_a_system_in_trouble_does_not_save_is_not_lost(
    page: Page, system: str, package: Package, mood: str
) -> None:
    start(page, system)
    page.evaluate("(given) => { mood = given; }", mood)
    finish_all(page, package)
    retry = page.frame_locator("iframe").get_by_role("button", name="Try again")
    expect(retry).to_be_visible()
    assert kept(page, STATUS) == "incomplete"
    page.evaluate("mood = 'well'")
    retry.click()
    wait_for(page, "(key) => kept[key] === 'completed'", STATUS)
    expect(retry).to_have_count(0)


def test_what_was_not_saved_before_a_crash_is_saved_next_time(
    page: Page, system: str, package: Package
) -> None:
    start(page, system)
    page.evaluate("mood = 'nothing'")
    finish_all(page, package)
    expect(page.frame_locator("iframe").get_by_role("button", name="Try again")).to_be_visible()
    page.reload()  # with an empty mood again, and nothing that the system has kept
    wait_for(page, "(key) => kept[key] === 'completed'", STATUS)


def test_reader_goes_on_after_a_crash_where_the_system_never_heard_of(
    page: Page, system: str
) -> None:
    course = open_first_module(page, system)
    page.evaluate("mood = 'nothing'")
    course.locator("[data-next]").click()
    stopped = course.locator("main > .step:not([hidden])").get_attribute("id")
    expect(page.frame_locator("iframe").get_by_role("button", name="Try again")).to_be_visible()
    page.reload()
    expect(course.locator(f"#{stopped}")).to_be_visible()


def test_system_that_cuts_off_what_is_long_is_not_believed(
    page: Page, system: str, package: Package
) -> None:
    start(page, system)
    page.evaluate(
        """(key) => {
            const set = API.LMSSetValue;
            API.LMSSetValue = (name, text) => set(name, name === key ? text.slice(0, 20) : text);
        }""",
        SUSPEND,
    )
    finish_all(page, package)
    expect(page.frame_locator("iframe").get_by_role("button", name="Try again")).to_be_visible()


def test_system_that_keeps_texts_with_a_line_end_is_believed(
    page: Page, system: str, package: Package
) -> None:
    start(page, system)
    page.evaluate(
        """() => {
            const get = API.LMSGetValue;
            API.LMSGetValue = (name) => `${get(name)}\\n`;
        }"""
    )
    finish_all(page, package)
    wait_for(page, "(key) => kept[key] === 'completed'", STATUS)
    expect(page.frame_locator("iframe").locator(".attempt__notice").first).to_contain_text("knows")


def test_system_that_is_late_is_waited_for(page: Page, system: str) -> None:
    start(page, f"{system}&late")
    wait_for(page, "(key) => kept[key] === 'incomplete'", STATUS)


def test_page_outside_a_system_says_that_nothing_is_counted(page: Page, top: str) -> None:
    page.goto(f"{top}package/index.html")
    expect(page.frame_locator("iframe").locator("h1")).to_be_visible()
    expect(page.locator(".attempt__notice").first).to_contain_text("nothing you do here is counted")


def test_link_in_a_new_window_opens_inside_the_course_and_counts(
    page: Page, system: str, top: str, package: Package
) -> None:
    start(page, system)
    module = list(package.modules)[1]
    other = page.context.new_page()
    other.goto(f"{top}package/{ROLE}/{module}/index.html#_close")
    inside = other.frame_locator("iframe")
    expect(inside.locator(".page--module")).to_be_visible()
    assert f"/{ROLE}/{module}/" in other.frames[1].url
    expect(other.locator(".attempt__notice").first).to_contain_text("another window")
    done = {module: {ROLE: {"on": "2026-11-29", "revision": 1}}}
    text = json.dumps({"format": 1, "modules": done})
    other.evaluate("(text) => attempt.write('modules', text)", text)
    code = next(code for code, name in package.codes.items() if name == module)
    wait_for(page, "([key, code]) => kept[key]?.includes(code)", [SUSPEND, code])
    other.close()


def second_window(page: Page, system: str) -> Page:
    """Opens the package in this window, and in another one of the same learner: the latter."""
    start(page, system)
    other = page.context.new_page()
    start(other, system)
    return other


def finish_in_both(page: Page, other: Page, package: Package) -> None:
    """Finishes every module in one window, and waits until the other one knows."""
    finish_all(page, package)
    other.frames[1].wait_for_function("() => attempt.read('modules') !== null")


def test_two_windows_of_a_system_lose_nothing_of_each_other(
    page: Page, system: str, package: Package
) -> None:
    other = second_window(page, system)
    first, second, *_ = package.modules
    for window, module in ((page, first), (other, second)):
        entries = json.loads(attempt(window, "return attempt.read('modules')") or '{"modules":{}}')
        entries["modules"][module] = {ROLE: {"on": "2026-11-29", "revision": 1}}
        text = json.dumps({"format": 1, **entries})
        attempt(window, "attempt.write('modules', given)", text)
        two_frames(window)
    codes = [code for code, name in package.codes.items() if name in (first, second)]
    for window in (page, other):
        for code in codes:
            wait_for(window, "([key, code]) => kept[key]?.includes(code)", [SUSPEND, code])
    other.close()


def test_what_is_deleted_in_one_window_does_not_come_back_from_another(
    page: Page, system: str, package: Package
) -> None:
    other = second_window(page, system)
    finish_in_both(page, other, package)
    attempt(page, "attempt.remove('modules')")
    other.frames[1].wait_for_function("() => attempt.read('modules') === null")
    attempt(other, "attempt.write('answers', given)", '{"format": 1, "questions": {}}')
    two_frames(page)
    assert attempt(page, "return attempt.read('modules')") is None
    other.close()


def test_starting_over_in_one_window_is_not_undone_by_another(
    page: Page, system: str, package: Package
) -> None:
    other = second_window(page, system)
    finish_in_both(page, other, package)
    kept_one, *_ = package.modules
    done = {kept_one: {ROLE: {"on": "2026-11-29", "revision": 1}}}
    attempt(page, "attempt.write('modules', given)", json.dumps({"format": 1, "modules": done}))
    names = "() => Object.keys(JSON.parse(attempt.read('modules')).modules).join()"
    other.frames[1].wait_for_function(f"(name) => ({names})() === name", arg=kept_one)
    attempt(other, "attempt.write('answers', given)", '{"format": 1, "questions": {}}')
    two_frames(page)
    assert page.frames[1].evaluate(names) == kept_one
    other.close()


def test_what_a_later_version_has_saved_is_left_alone(page: Page, system: str) -> None:
    page.goto(system)
    later = "2~something~else"
    page.evaluate(
        "([key, text]) => { window.name = JSON.stringify({[key]: text}); }", [SUSPEND, later]
    )
    page.reload()
    course = course_in(page)
    expect(course.locator("h1")).to_be_visible()
    expect(page.frame_locator("iframe").locator(".attempt__notice").first).to_contain_text("newer")
    course.locator(".path__link").first.click()
    expect(course.locator(".page--module")).to_be_visible()
    course.locator("[data-next]").click()
    attempt(page, "attempt.save()")
    assert kept(page, SUSPEND) == later


@pytest.mark.parametrize("mode", ["review", "browse"])
def test_looking_again_at_a_finished_course_changes_nothing(
    page: Page, system: str, package: Package, mode: str
) -> None:
    start(page, f"{system}&mode={mode}")
    finish_all(page, package)
    attempt(page, "attempt.save()")
    assert called(page, "set") == called(page, "commit") == 0
    expect(page.frame_locator("iframe").locator(".attempt__notice").first).to_contain_text("not")


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
