"""How each kind of question is answered on a page. A new kind gets one entry in `ANSWERING`."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, expect

TabTo = Callable[[Locator], None]
"""Presses Tab until a control has the focus."""


@dataclass(frozen=True)
class Answering:
    """How one kind of question is answered."""

    script: str
    """A function in JavaScript that prepares an answer: `(check, isRight) => …`."""
    by_keyboard: Callable[[TabTo, Locator], None]
    """Prepares the right answer with the keyboard. It gets `tab_to` and the question."""


def choose_one(tab_to: TabTo, check: Locator) -> None:
    for answer in ("details:not([data-right]) summary", "details[data-right] summary"):
        tab_to(check.locator(answer).first)
        check.page.keyboard.press("Enter")


def tick_all_that_fit(tab_to: TabTo, check: Locator) -> None:
    fits = check.locator(".solution dd").evaluate_all(
        "(all) => all.map((it) => it.querySelector('.verdict--fits') !== null)"
    )
    for box, is_right in zip(check.get_by_role("checkbox").all(), fits, strict=True):
        if is_right:
            tab_to(box)
            check.page.keyboard.press("Space")


def mark_what_guesses(tab_to: TabTo, check: Locator) -> None:
    for box in check.locator(".phrase[data-right] input").all():
        tab_to(box)
        check.page.keyboard.press("Space")


def move_each_to_its_place(tab_to: TabTo, check: Locator) -> None:
    for place in range(check.locator(".step").count()):
        step = check.locator(f".step[data-place='{place}']")
        tab_to(step.locator(".mover").first)
        while step.evaluate("(it) => [...it.parentElement.children].indexOf(it)") > place:
            check.page.keyboard.press("Enter")
            expect(step.locator(".mover").first).to_be_focused()


def choose_what_goes_with_each(tab_to: TabTo, check: Locator) -> None:
    for pair in check.locator(".pair").all():
        tab_to(pair.locator("select"))
        check.page.keyboard.press("Home")
        wanted = pair.get_attribute("data-goes-with") or ""
        while pair.locator("select").input_value() != wanted:
            check.page.keyboard.press("ArrowDown")


ANSWERING: dict[str, Answering] = {
    "choice": Answering(
        """(check, isRight) => {
            const wanted = isRight ? "[data-right]" : "details:not([data-right])";
            const picked = check.querySelector(wanted);
            picked.open = false;  // a tap on an open answer closes it
            picked.querySelector("summary").click();
        }""",
        choose_one,
    ),
    "choices": Answering(
        """(check, isRight) => {
            const reasons = [...check.querySelectorAll(".solution dd")];
            const fits = reasons.map((it) => it.querySelector(".verdict--fits") !== null);
            check.querySelectorAll("input").forEach((box, at) => {
                if (box.checked !== (fits[at] === isRight)) box.click();
            });
        }""",
        tick_all_that_fit,
    ),
    "order": Answering(
        """(check, isRight) => {
            // At first, they are out of order.
            const inPage = () => [...check.querySelectorAll(".step")];
            const steps = inPage();
            steps.sort((one, other) => one.dataset.place - other.dataset.place);
            for (const [place, step] of isRight ? steps.entries() : []) {
                const up = step.querySelector(".mover");
                while (inPage().indexOf(step) > place) up.click();
            }
        }""",
        move_each_to_its_place,
    ),
    "match": Answering(
        """(check, isRight) => {
            for (const pair of check.querySelectorAll(".pair")) {
                const select = pair.querySelector("select");
                const isChosen = (it) => (it.value === pair.dataset.goesWith) === isRight;
                select.value = [...select.options].slice(1).find(isChosen).value;
                select.dispatchEvent(new Event("change"));
            }
        }""",
        choose_what_goes_with_each,
    ),
    "mark": Answering(
        """(check, isRight) => {
            for (const phrase of check.querySelectorAll(".phrase")) {
                const box = phrase.querySelector("input");
                if (box.checked !== (("right" in phrase.dataset) === isRight)) box.click();
            }
        }""",
        mark_what_guesses,
    ),
}
