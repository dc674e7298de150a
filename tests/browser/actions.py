"""What readers do on a page, and what tests wait for and read there."""

import time
from collections.abc import Callable
from typing import Any, cast

from playwright.sync_api import Locator, Page, Request, expect

from tests.browser.device import PATIENCE_MS
from tests.browser.question_kinds import ANSWERING

Press = Callable[[Locator], None]


def ready(page: Page) -> None:
    """Scrolls to each element that a script enhances, waits for it, and scrolls back up.

    A module then shows all its steps.
    """
    page.evaluate(
        """async (patience) => {
            document.documentElement.classList.remove("one-step", "is-stepping");
            for (const step of document.querySelectorAll("main > .step")) step.hidden = false;
            const isImproved = {
                "my-roles": () => customElements.get("my-roles"),
                "my-path": (path) => path.childElementCount,
                "my-data": (things) => things.querySelector("button"),
                "my-practice": (practice) => practice.classList.contains("is-ready"),
                "my-record": (record) => record.childElementCount,
                "my-line": (line) => line.querySelector("select") || !line.checkVisibility(),
                "my-lines": (lines) => lines.childElementCount || !lines.closest(".has-lines"),
                "private-note": (note) => note.childElementCount,
                ".page--module .close": (it) => it.querySelector("[role=status]"),
                ".situation": (it) => !it.querySelector("[data-later]:not([hidden], [open])"),
                ".play": () => history.state?.way,
                "presenter-mode": (room) => room.childElementCount,
                "fill-in": (sheet) => sheet.querySelector("button"),
                "self-check": (check) => check.role === "group",
                "page-settings": (tools) => tools.childElementCount,
            };
            for (const [selector, test] of Object.entries(isImproved)) {
                for (const piece of document.querySelectorAll(selector)) {
                    if (test(piece)) continue;
                    const latest = performance.now() + patience;
                    while (!test(piece)) {
                        // Again, because a link into the page may scroll, too, a little later.
                        piece.scrollIntoView({block: "center", behavior: "instant"});
                        if (performance.now() > latest) throw new Error(`no script at ${selector}`);
                        await new Promise(requestAnimationFrame);
                    }
                }
            }
            scrollTo({top: 0, behavior: "instant"});
        }""",
        PATIENCE_MS,
    )


def settle(page: Page, url: str) -> None:
    """Opens a page, and waits until all its requests are complete."""
    under_way: set[Request] = set()

    def begin(request: Request) -> None:
        under_way.add(request)

    def end(request: Request) -> None:
        under_way.discard(request)

    listeners = {"request": begin, "requestfinished": end, "requestfailed": end}
    for event, listener in listeners.items():
        page.on(cast(Any, event), listener)
    page.goto(url)
    two_frames(page)
    latest = time.monotonic() + PATIENCE_MS / 1000
    while under_way:
        assert time.monotonic() < latest, [request.url for request in under_way]
        # A loaded file may cause more requests.
        two_frames(page)
    for event, listener in listeners.items():
        page.remove_listener(event, listener)


def two_frames(page: Page) -> None:
    page.evaluate(
        "() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
    )


def scripts_at(page: Page) -> str:
    """The address of the folder of a page's scripts."""
    found: str = page.evaluate("() => new URL('.', document.scripts[0].src).href")
    return found


def missing_on(page: Page, targets: list[str]) -> list[str]:
    """Those of the addresses whose page has no such place. The pages are not opened."""
    missing: list[str] = page.evaluate(
        """async (targets) => {
            const parser = new DOMParser();
            const isMissing = async (target) => {
                const text = await (await fetch(target)).text();
                const place = new URL(target).hash.slice(1) || "_main";
                return !parser.parseFromString(text, "text/html").getElementById(place);
            };
            const found = await Promise.all(targets.map(isMissing));
            return targets.filter((_, at) => found[at]);
        }""",
        targets,
    )
    return missing


def answer(page: Page, *, rightly: bool, which: str = "self-check") -> None:
    """Answers every question of a page whose scripts are ready, all of them rightly or wrongly.

    `which` is the selector of the questions.
    """
    scripts = ",".join(f"{kind!r}: {how.script}" for kind, how in ANSWERING.items())
    page.evaluate(
        f"""([isRight, which]) => {{
            const answer = {{{scripts}}};
            for (const check of document.querySelectorAll(which)) {{
                answer[check.dataset.kind](check, isRight);
                check.querySelector(".button")?.click();
            }}
        }}""",
        [rightly, which],
    )


def forget(page: Page, words: dict[str, str]) -> None:
    """Turns off storage on a role's page, and confirms it."""
    page.get_by_role("button", name=words["forget"]).click()
    sure = page.locator("my-roles").get_by_role("button", name=words["delete-yes"])
    status = page.locator("my-roles").get_by_role("status")
    expect(sure.or_(status.filter(has_text=words["session-only"]))).to_be_visible()
    if sure.count():
        sure.click()
    expect(status).to_have_text(words["session-only"])


def tab_to(control: Locator) -> None:
    """Press Tab, or Shift and Tab, until the control has the focus.

    Without a focused element it starts before the section, as after a tap on its title.
    """
    control.evaluate(
        """(control) => {
            const section = control.closest("self-check, section, header, footer");
            if (document.activeElement === document.body) getSelection().collapse(section, 0);
        }"""
    )
    there = control.element_handle()
    for _ in range(300):
        way = there.evaluate(
            """(control) => {
                const here = document.activeElement;
                if (here === control) return "";
                const follows = here.compareDocumentPosition(control) & 4;
                return here === document.body || follows ? "Tab" : "Shift+Tab";
            }"""
        )
        if not way:
            return
        control.page.keyboard.press(way)
    raise AssertionError("The keyboard does not reach the control.")


def open_everything(page: Page) -> None:
    """Opens everything that can be opened on the page."""
    page.evaluate("() => document.querySelectorAll('details').forEach((it) => { it.open = true; })")
