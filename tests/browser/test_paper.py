"""A printed module has questions to answer by hand, and feedback on all answers at the end."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypedDict

import pytest
from playwright.sync_api import Browser, Page, expect

from course.models.questions.kinds import question_kinds
from course.site import ACCESSIBILITY, POSTERS, PRIVACY, TRAINERS
from tests.browser.actions import answer, open_everything, ready, settle
from tests.browser.sites import EVERY_KIND, MODULE
from tests.nightly import at_night

pytestmark = pytest.mark.one_page

PAPERS = ["Letter", "A4"]
SHEETS = ("_sign-in", "_after-2", "_after-30")
"""What a trainer prints besides the handout, by its anchor."""
CONTROLS = ":is(button, input, select, textarea):visible"


class Check(TypedDict):
    """The text of a question without scripts."""

    kind: str
    number: str
    question: list[str]
    answers: list[str]
    reasons: list[str]


@pytest.fixture(scope="module")
def checks(browser: Browser, specimen_address: str) -> list[Check]:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(specimen_address + EVERY_KIND)
    found: list[Check] = page.evaluate(
        """() => {
            const texts = (place, selector) => [...place.querySelectorAll(selector)].map((it) =>
                it.textContent.replace(/\\s+/g, " ").trim());
            return [...document.querySelectorAll("self-check")].map((check) => ({
                kind: check.dataset.kind,
                number: texts(check, ".check__number")[0],
                question: texts(check, ".check__question > *"),
                answers: texts(
                    check, ".answer summary, .step__text, .pair__item, .chip"
                ),
                reasons: texts(check, ".answer__feedback > *, .reason > *, .solution__inside > p"),
            }));
        }"""
    )
    context.close()
    assert {check["kind"] for check in found} == set(question_kinds())
    assert all(check["answers"] and check["reasons"] for check in found)
    return found


def print_page(page: Page) -> tuple[str, str]:
    """Prints to PDF. Returns the text before the answer key, and that of the key."""
    page.emulate_media(media="print")
    # The browser calls this after the page's own print handlers.
    page.evaluate(
        """() => addEventListener("beforeprint", () => {
            const main = document.querySelector("main");
            const key = document.querySelector(".answer-key");
            window.onPaper = [main.innerText.slice(0, -key.innerText.length), key.innerText];
            window.isAtTheEnd = main.innerText.endsWith(key.innerText);
        }, {once: true})"""
    )
    assert page.pdf().startswith(b"%PDF")
    page.emulate_media(media="null")
    assert page.evaluate("() => window.isAtTheEnd")
    before, key = (" ".join(text.split()) for text in page.evaluate("() => window.onPaper"))
    return before, key


def untouched(page: Page) -> None:
    """No question has been used yet."""
    expect(page.locator("self-check[role=group]")).to_have_count(0)


def tried_wrongly(page: Page) -> None:
    answer(page, rightly=False)


def tried_rightly(page: Page) -> None:
    answer(page, rightly=True)


def all_open(page: Page) -> None:
    ready(page)
    open_everything(page)


@pytest.mark.parametrize(
    "states", [[untouched], [ready, tried_wrongly, tried_rightly, all_open], *at_night([all_open])]
)
def test_printed_module_has_questions_first_and_the_answer_key_at_the_end_and_changes_nothing(
    page: Page,
    specimen_address: str,
    words: dict[str, str],
    checks: list[Check],
    states: list[Callable[[Page], None]],
) -> None:
    settle(page, specimen_address + EVERY_KIND)
    for prepare in states:
        prepare(page)
        on_screen = page.content()
        before, key = print_page(page)
        if prepare is not untouched:  # paper has all questions, and their scripts then change them
            assert page.content() == on_screen
            assert print_page(page) == (before, key)
            assert page.content() == on_screen
        assert_complete(before, key, checks)
        for name in ("check", "show-all", "try-another", "nothing-chosen", "all-found", "looked"):
            assert words[name] not in f"{before} {key}"
        title = page.locator("[data-answers]").get_attribute("data-answers")
        assert key.startswith(title or "none")
    ready(page)
    answer(page, rightly=True)
    expect(page.locator(".check__status:not(:empty)")).not_to_have_count(0)


def assert_complete(before: str, key: str, checks: list[Check]) -> None:
    """Each question is before the answer key, and what is said of its answers only in it."""
    for check in checks:
        for text in (check["number"], *check["question"], *check["answers"]):
            # What several things may go with is beside each of them.
            assert before.count(text) == max(1, check["answers"].count(text)), text
        for text in (check["number"], *check["answers"], *check["reasons"]):
            assert text in key, text
        for text in check["reasons"]:
            assert text not in before, text


def test_no_control_is_printed(page: Page, address: str) -> None:
    page.goto(address + MODULE)
    ready(page)
    expect(page.locator(CONTROLS)).not_to_have_count(0)
    page.emulate_media(media="print")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    shown = page.locator(CONTROLS).evaluate_all("(all) => all.map((it) => it.outerHTML)")
    assert shown == []
    expect(page.locator(":is(.reach, .contents, .skip, page-settings):visible")).to_have_count(0)


def test_print_button_prints(page: Page, address: str, words: dict[str, str]) -> None:
    page.add_init_script("window.print = () => { window.isPrinted = true; }")
    page.goto(address + MODULE)
    ready(page)
    page.get_by_role("button", name=words["print"], exact=True).click()
    assert page.evaluate("() => window.isPrinted")


def closed(page: Page) -> list[str]:
    """Elements that would be printed collapsed. Claims and cards are not printed here."""
    found: list[str] = page.locator("main details:not(.sure, .step > .card)").evaluate_all(
        """(all) => all.filter((details) => {
            const inside = details.querySelector(":scope > :not(summary)");
            const isShown = inside.checkVisibility({ visibilityProperty: true });
            return !isShown || !inside.getBoundingClientRect().height;
        }).map((details) => details.querySelector("summary").innerText)"""
    )
    return found


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_collapsed_content_is_printed(
    new_page: Callable[..., Page], address: str, scripts: bool
) -> None:
    page = new_page(java_script_enabled=scripts)
    page.goto(address + MODULE)
    if scripts:
        ready(page)
        # Questions are printed in a different form.
        page.evaluate(
            "() => document.querySelectorAll('.self-checks').forEach((it) => it.remove())"
        )
    assert len(closed(page)) > 3
    page.emulate_media(media="print")
    assert closed(page) == []


@pytest.mark.parametrize("place", [0, -1], ids=["contact", "rule"])
def test_folded_part_is_printed_and_opened_by_a_link_into_it(
    page: Page, address: str, place: int
) -> None:
    folded = page.locator(".fold [id]").nth(place)
    page.goto(f"{address}help/")
    ready(page)
    expect(folded).to_be_hidden()
    page.emulate_media(media="print")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    expect(folded).to_be_visible()
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(folded).to_be_hidden()
    page.goto(f"{address}help/#{folded.get_attribute('id')}")
    expect(folded).to_be_in_viewport()


@pytest.mark.parametrize("count", [3, pytest.param(300, marks=pytest.mark.nightly)])
def test_module_is_printed_on_eight_sheets_at_most(
    page: Page, address: str, site: Path, modules: list[str], count: int
) -> None:
    """The largest ones, or all of them."""
    by_size = sorted(modules, key=lambda path: -(site / path / "index.html").stat().st_size)
    for path in by_size[:count]:
        page.goto(address + path)
        ready(page)
        sheets = len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True)))
        assert 2 <= sheets <= 8, path


@pytest.mark.parametrize("count", [3, pytest.param(300, marks=pytest.mark.nightly)])
def test_path_is_printed_on_two_sheets_at_most(
    page: Page, address: str, site: Path, count: int
) -> None:
    """The largest ones, or all of them."""
    by_size = sorted((site / "paths").iterdir(), key=lambda file: -file.stat().st_size)
    for job in [file.stem for file in by_size[:count]]:
        page.goto(f"{address}{job}/")
        ready(page)
        sheets = len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True)))
        assert 1 <= sheets <= 2, job
        page.emulate_media(media="print")
        expect(page.locator(".path > .is-next")).to_have_css("box-shadow", "none")
        expect(page.locator("#_limits")).to_be_visible()
        expect(page.locator("#_topics")).to_be_hidden()
        page.emulate_media(media="null")


@pytest.mark.parametrize("count", [3, pytest.param(300, marks=pytest.mark.nightly)])
def test_handout_is_printed_on_two_sheets_at_most(
    page: Page, address: str, site: Path, modules: list[str], count: int
) -> None:
    """The largest ones, or all of them."""
    sessions = [f"{TRAINERS}{path}" for path in modules]
    by_size = sorted(sessions, key=lambda path: -(site / path / "index.html").stat().st_size)
    for path in by_size[:count]:
        page.goto("about:blank")
        page.goto(f"{address}{path}#_handout")
        sheets = len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True)))
        assert 1 <= sheets <= 2, path


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("path", [ACCESSIBILITY, PRIVACY])
def test_statement_is_printed_on_two_sheets_at_most(
    page: Page, address: str, path: str, paper: str
) -> None:
    page.goto(address + path)
    assert 1 <= sheets_of(page, paper) <= 2


@pytest.mark.parametrize("count", [3, pytest.param(300, marks=pytest.mark.nightly)])
def test_poster_and_cards_are_one_sheet_of_either_paper(
    page: Page, address: str, site: Path, count: int
) -> None:
    """Those of the jobs with the longest titles, or all of them. Nothing is cut off."""
    titles = {
        it.parent.name: re.findall("<h1>(.*)</h1>", it.read_text(encoding="utf-8"))[0]
        for it in (site / POSTERS).glob("*/index.html")
    }
    by_length = sorted(titles, key=lambda job: -len(titles[job]))
    assert by_length
    for path in [f"{POSTERS}{job}/{end}" for job in by_length[:count] for end in ("", "cards/")]:
        page.goto(address + path)
        assert [sheets_of(page, paper) for paper in PAPERS] == [1, 1], path
        page.set_viewport_size({"width": 700, "height": 900})  # about the width inside the margins
        page.emulate_media(media="print")
        cut_off = page.locator(".poster, .pocket-card").evaluate_all(
            """(all) => all.filter((it) =>
                it.scrollHeight > it.clientHeight || it.scrollWidth > it.clientWidth).length"""
        )
        assert cut_off == 0, path
        page.emulate_media(media="null")


@pytest.mark.parametrize("path", ["", "cards/"])
def test_poster_and_cards_of_a_draft_say_so_on_the_same_sheet(
    page: Page, address: str, path: str
) -> None:
    page.goto(f"{address}{POSTERS}counselor/{path}")
    page.locator("main").evaluate(
        """(main) => {
            const notice = Object.assign(document.createElement("p"), {className: "notice"});
            notice.textContent = "This is a draft. ".repeat(5);
            main.before(notice);
        }"""
    )
    assert [sheets_of(page, paper) for paper in PAPERS] == [1, 1]
    page.emulate_media(media="print")
    expect(page.locator(".notice")).to_be_visible()


@pytest.mark.parametrize(
    "colors",
    [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}],
    ids=lambda colors: "-".join(colors.values()),
)
def test_code_is_black_on_white_in_any_colors(
    page: Page, address: str, colors: dict[str, Any]
) -> None:
    page.emulate_media(**colors)
    page.goto(f"{address}{POSTERS}bus-driver/")
    code = page.locator(".poster__code svg")
    expect(code).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(code.locator("path").first).to_have_css("fill", "rgb(255, 255, 255)")
    expect(code.locator("path").last).to_have_css("stroke", "rgb(0, 0, 0)")


def sheets_of(page: Page, paper: str) -> int:
    return len(re.findall(rb"/Type /Page\b", page.pdf(format=paper)))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_handout_has_moments_and_questions_without_answers(
    new_page: Callable[..., Page], specimen_address: str, scripts: bool
) -> None:
    page = new_page(java_script_enabled=scripts)
    page.goto(f"{specimen_address}{TRAINERS}{EVERY_KIND}")
    hidden = page.locator("[data-reveal]")
    expect(hidden.first).to_be_visible()
    expect(page.locator(".on-paper:visible")).to_have_count(0)
    page.get_by_role("link", name=re.compile("handout")).click()
    shown = page.locator(".situation__scene, .check__question, .letters > :not([data-reveal])")
    expect(shown).not_to_have_count(0)
    expect(shown.locator("visible=false")).to_have_count(0)
    expect(page.locator("h2:visible, .agenda:visible")).to_have_count(1)  # in the footer
    for verdict in (hidden, page.locator(".check__more")):
        assert verdict.count()
        expect(verdict.locator("visible=true")).to_have_count(0)
    page.get_by_role("link", name="Back to the session").click()
    expect(hidden.first).to_be_visible()


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("count", [1, pytest.param(300, marks=pytest.mark.nightly)])
def test_sheets_of_a_session_are_one_sheet_each(
    page: Page, address: str, site: Path, modules: list[str], paper: str, count: int
) -> None:
    """Those of the largest session, or of all."""
    sessions = [f"{TRAINERS}{path}" for path in modules]
    by_size = sorted(sessions, key=lambda path: -(site / path / "index.html").stat().st_size)
    for path in by_size[:count]:
        for sheet in SHEETS:
            page.goto("about:blank")
            page.goto(f"{address}{path}#{sheet}")
            assert sheets_of(page, paper) == 1, (path, sheet)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_each_sheet_of_a_session_is_shown_alone_and_leads_back(
    new_page: Callable[..., Page], specimen_address: str, scripts: bool
) -> None:
    page = new_page(java_script_enabled=scripts)
    page.goto(f"{specimen_address}{TRAINERS}{EVERY_KIND}")
    sections = page.locator("main > *")
    for sheet in SHEETS:
        page.locator(f"main > ul a[href='#{sheet}']").click()
        shown = sections.locator("visible=true")
        expect(shown).to_have_count(2)  # the title and the sheet
        expect(page.locator(f"#{sheet}")).to_be_visible()
        page.locator(f"#{sheet}").get_by_role("link", name="Back to the session").click()
        expect(page.locator(f"#{sheet}")).to_be_hidden()
        expect(page.locator("#_plans")).to_be_visible()


def test_answers_have_moments_and_questions_with_what_the_handout_leaves_out(
    new_page: Callable[..., Page], specimen_address: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{specimen_address}{TRAINERS}{EVERY_KIND}#_answers")
    reasons = page.locator("[data-handout] .reason")
    expect(reasons).not_to_have_count(0)
    expect(reasons.locator("visible=false")).to_have_count(0)
    expect(
        page.locator(".on-paper:visible, .agenda:visible, .session-sheet:visible")
    ).to_have_count(0)
