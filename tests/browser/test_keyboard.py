"""A module used with the keyboard only, and as exposed to screen readers."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import Any, TypedDict

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.actions import answer, open_everything, ready, tab_to
from tests.browser.device import PHONE, enlarge_text
from tests.browser.question_kinds import ANSWERING
from tests.browser.sites import EVERY_KIND, MODULE

pytestmark = pytest.mark.one_page

CONTROLS = ":is(a[href], button, input, select, summary, textarea)"
NAME = "(it) => it.type === 'radio' ? it.name : it.cloneNode().outerHTML"
"""A control as text. The radios of a group are one control."""


class Stop(TypedDict):
    """The focused element."""

    html: str
    is_ring_seen: bool
    is_covered: bool


def stop(page: Page) -> Stop | None:
    """The focused element, or None if nothing on the page has the focus.

    A ring is a solid line of 2 px or more, on the control or on the card that it fills. A control
    is covered if a point at its upper or lower edge belongs to another element or is outside the
    window. If it is taller than the window, one visible line is enough.
    """
    found: Stop | None = page.evaluate(
        """() => {
            const here = document.activeElement;
            if (!here || here === document.body) return null;
            const rings = [here, here.closest(".role, .path__module")].filter(Boolean);
            const isRing = ({outlineStyle, outlineWidth}) =>
                outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
            // A link may run over two lines, with nothing of it between them.
            const lines = [...here.getClientRects()];
            const [first, last] = [lines[0], lines.at(-1)];
            const isSeen = (x, y) => {
                const top = document.elementFromPoint(x, y);
                return here.contains(top) || top?.closest("label")?.control === here;
            };
            const isSeenAt = (line, y) => isSeen((line.left + line.right) / 2, y);
            const isTall = last.bottom - first.top > innerHeight;
            const inside = (y) => Math.min(Math.max(y, 0), innerHeight - 1);
            const isAnySeen = () => lines.some((line) =>
                isSeenAt(line, (inside(line.top) + inside(line.bottom)) / 2));
            return {
                html: (NAME)(here),
                is_ring_seen: rings.some((it) => isRing(getComputedStyle(it))),
                is_covered: isTall
                    ? !isAnySeen()
                    : !isSeenAt(first, first.top + 3) || !isSeenAt(last, last.bottom - 3),
            };
        }""".replace("(NAME)", f"({NAME})")
    )
    return found


def walk(page: Page, key: str, times: int) -> list[Stop]:
    """Presses a key repeatedly and returns each stop. The focus must never be lost."""
    stops: list[Stop] = []
    for _ in range(times):
        page.keyboard.press(key)
        here = stop(page)
        assert here, f"The focus is nowhere after {stops[-1:]}."
        stops.append(here)
    return stops


def controls_of(page: Page) -> list[str]:
    """The visible controls, in page order. Tab stops once at each group of radios."""
    found: list[str] = page.locator(f"{CONTROLS}:visible").evaluate_all(
        f"""(all) => all.map({NAME}).filter(
            (name, at, names) => name.startsWith("<") || name !== names[at - 1])"""
    )
    return found


@pytest.mark.parametrize("path", ["", "bus-driver/", "help/"])
def test_tab_reaches_every_control_of_other_pages(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    ready(page)
    controls = controls_of(page)
    stops = walk(page, "Tab", len(controls))
    assert [it["html"] for it in stops] == controls
    assert [it["html"] for it in stops if not it["is_ring_seen"]] == []


@pytest.mark.parametrize(
    ("width", "height", "text"),
    [
        pytest.param(PHONE["width"], PHONE["height"], 1, id="a phone"),
        pytest.param(320, 256, 1, id="a laptop enlarged four times", marks=pytest.mark.nightly),
        pytest.param(1280, 800, 1, id="a laptop", marks=pytest.mark.nightly),
        pytest.param(390, 844, 2, id="text of twice the size", marks=pytest.mark.nightly),
    ],
)
@pytest.mark.parametrize(
    "is_answered",
    [
        pytest.param(False, id="at first", marks=pytest.mark.nightly),
        pytest.param(True, id="with every sum shown"),
    ],
)
def test_tab_reaches_every_control_in_order_and_none_is_covered_on(
    page: Page, address: str, width: int, height: int, text: float, is_answered: bool
) -> None:
    """An answered page has all the controls that it had at first, and sums that stay in sight."""
    page.set_viewport_size({"width": width, "height": height})
    enlarge_text(page, text)
    page.goto(address + MODULE)
    ready(page)
    if is_answered:
        answer(page, rightly=False)
        expect(page.locator("[data-sum]").first).to_be_attached()
    open_everything(page)
    page.locator(".rest").evaluate("(rest) => { rest.open = false; }")
    controls = controls_of(page)
    assert len(controls) > 40
    there = walk(page, "Tab", len(controls))
    assert [it["html"] for it in there] == controls
    back = walk(page, "Shift+Tab", len(controls) - 1)
    assert [it["html"] for it in back] == controls[-2::-1]
    assert [it["html"] for it in (*there, *back) if not it["is_ring_seen"]] == []
    assert [it["html"] for it in (*there, *back) if it["is_covered"]] == []


def test_skip_link_is_first_and_skips_the_header(module: Page) -> None:
    module.keyboard.press("Tab")
    skip = module.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    module.keyboard.press("Enter")
    module.keyboard.press("Tab")
    expect(module.locator(f"main {CONTROLS}:visible").first).to_be_focused()


def test_pause_card_keeps_the_focus_when_it_opens_and_closes(module: Page) -> None:
    pause, card = module.locator(".rest > summary"), module.locator(".rest__inside")
    tab_to(pause)
    expect(card).to_be_hidden()
    for key in ("Enter", "Space"):
        module.keyboard.press(key)
        expect(card).to_be_in_viewport(ratio=1)
        expect(pause).to_be_focused()
        module.keyboard.press(key)
        expect(card).to_be_hidden()
        expect(pause).to_be_focused()


def test_choice_in_a_situation_opens_the_next_one(module: Page) -> None:
    first = module.locator(".activity > .choice").first
    tab_to(first.locator("summary"))
    module.keyboard.press("Enter")
    link = first.locator(".choice__then a[href^='#']").first
    tab_to(link)
    target = link.get_attribute("href") or ""
    module.keyboard.press("Enter")
    expect(module.locator(f"[id='{target[1:]}']")).to_be_focused()


def test_answering_each_kind_of_question_keeps_the_focus(
    every_kind: Page, words: dict[str, str]
) -> None:
    every_kind.evaluate(
        """() => addEventListener("focusout", ({relatedTarget}) => {
            window.lost += !relatedTarget;
        })"""
    )
    for kind, answering in ANSWERING.items():
        # Each question begins as after a tap on its title, and not where the last one ended.
        every_kind.evaluate("() => { document.activeElement.blur(); window.lost = 0; }")
        check = every_kind.locator(f"self-check[data-kind={kind}]").first
        answering.by_keyboard(tab_to, check)
        button = check.get_by_role("button", name=words["check"], exact=True)
        tab_to(button)
        every_kind.keyboard.press("Enter")
        status = check.get_by_role("status")
        if kind == "choice":
            expect(check.locator("[data-right] .verdict")).to_be_visible()
            expect(status).not_to_be_empty()
        else:
            expect(status).to_contain_text(words["all-found"])
        expect(button).to_be_focused()
        assert every_kind.evaluate("() => window.lost") == 0, kind


def test_button_that_moves_a_step_is_not_covered_afterward(every_kind: Page) -> None:
    down = every_kind.locator(".step__moves").first.get_by_role("button").last
    down.focus()
    every_kind.evaluate("() => document.activeElement.scrollIntoView({ block: 'end' })")
    for key in ("Enter", "Space"):
        every_kind.keyboard.press(key)
        here = stop(every_kind)
        assert here
        assert not here["is_covered"]


def late_for(check: Locator) -> Callable[[Route], None]:
    """Lets a request through once a reader has reached the question."""

    def come_late(route: Route) -> None:
        check.locator("summary").first.focus()
        route.continue_()

    return come_late


def test_late_scripts_do_not_move_the_focus(page: Page, specimen_address: str) -> None:
    for kind in ANSWERING:
        check = page.locator(f"self-check[data-kind={kind}]").first
        page.route("**/messages.json", late_for(check))
        page.goto("about:blank")
        page.goto(specimen_address + EVERY_KIND)
        check.scroll_into_view_if_needed()
        expect(check).to_have_attribute("role", "group")
        here = page.evaluate("() => document.activeElement.closest('self-check')?.id")
        assert here == check.get_attribute("id"), kind
        page.locator(".brand").focus()
        expect(check.locator(".button")).to_be_visible()
        page.unroute("**/messages.json")


def tree(page: Page) -> list[dict[str, Any]]:
    """The accessibility tree in order: role, name and level of each node."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    return [
        {
            "role": node["role"]["value"],
            "name": node.get("name", {}).get("value", ""),
            **{it["name"]: it["value"].get("value") for it in node.get("properties", [])},
        }
        for node in nodes
        if not node["ignored"]
    ]


def test_controls_have_names_and_landmarks_headings_and_questions_distinct_ones(
    module: Page,
) -> None:
    open_everything(module)
    things = tree(module)
    roles = Counter(thing["role"] for thing in things)
    assert {role: roles[role] for role in ("main", "banner", "contentinfo")} == {
        "main": 1,
        "banner": 1,
        "contentinfo": 1,
    }
    navs = [thing["name"] for thing in things if thing["role"] == "navigation"]
    assert len(navs) >= 2
    assert all(navs)
    assert len(set(navs)) == len(navs)

    levels = [thing["level"] for thing in things if thing["role"] == "heading"]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []
    assert all(thing["name"] for thing in things if thing["role"] == "heading")

    questions = [
        " ".join(text.split()) for text in module.locator(".check__question").all_inner_texts()
    ]
    groups = [" ".join(thing["name"].split()) for thing in things if thing["role"] == "group"]
    assert len(questions) > 3
    # The tree lists the groups of one depth after the other.
    assert sorted(group for group in groups if group in questions) == sorted(questions)

    kinds = {"button", "checkbox", "combobox", "link", "textbox", "DisclosureTriangle"}
    controls = [thing for thing in things if thing["role"] in kinds]
    assert len(controls) > 40
    assert [thing for thing in controls if not thing["name"].strip()] == []
