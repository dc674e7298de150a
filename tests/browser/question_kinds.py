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
    tab_to(check.get_by_role("radio").first)
    check.page.keyboard.press("Space")
    while not check.locator("[data-right] input").is_checked():
        check.page.keyboard.press("ArrowDown")


def tick_all_that_fit(tab_to: TabTo, check: Locator) -> None:
    for box in check.locator("[data-right] input").all():
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
        tab_to(pair.get_by_role("radio").first)
        check.page.keyboard.press("Space")
        wanted = pair.get_attribute("data-goes-with")
        while not pair.locator(f"input[value='{wanted}']").is_checked():
            check.page.keyboard.press("ArrowDown")


BOXES = """(check, isRight) => {
    for (const answer of check.querySelectorAll(".answer")) {
        const box = answer.querySelector("input");
        if (box.checked !== (("right" in answer.dataset) === isRight)) box.click();
    }
}"""

ANSWERING: dict[str, Answering] = {
    "choice": Answering(
        """(check, isRight) => {
            const which = isRight ? "[data-right]" : ":not([data-right])";
            const radio = check.querySelector(`.answer${which} input`);
            // After the same wrong answer, the button would offer another one.
            if (radio.checked) check.querySelector(".button").click();
            radio.click();
        }""",
        choose_one,
    ),
    "choices": Answering(BOXES, tick_all_that_fit),
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
                const radios = [...pair.querySelectorAll("input")];
                radios.find((it) => (it.value === pair.dataset.goesWith) === isRight).click();
            }
        }""",
        choose_what_goes_with_each,
    ),
    "mark": Answering(BOXES, tick_all_that_fit),
}
