"""Budgets in bytes and requests for a phone on a slow network, and for layout shift.

Bytes are counted as transferred, compressed at gzip's default level.
"""

import gzip
import re
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Page, expect

from course.site import TRAINERS
from tests.browser.actions import answer, ready, settle
from tests.browser.device import held_back, store, turn_off_cache
from tests.browser.server import PREFIXES
from tests.browser.sites import MODULE, scripts_of
from tests.nightly import at_night, at_night_each

KIB = 1024
MOST_OF_A_USUAL_PAGE, MOST_OF_A_PAGE = 13 * KIB, 20 * KIB
"""Of the median and of any module: reading times range from twelve to eighteen minutes."""
EVIDENCE, MOST_FOR_A_CLAIM = "evidence/", 9 * KIB // 16
"""The page of all claims and sources grows with the course: each has its limits, and a link to
every lesson that uses it. Few readers open it."""
MOST_FOR_A_TRAINER = 24 * KIB
"""A module with all answers, drawings and evidence, sheets to sign and notes to send."""
MOST_OF_A_MODULES_SCRIPTS, MOST_OF_A_PAGES_SCRIPTS, MOST_FOR_OFFLINE = 16 * KIB, 12 * KIB, 7 * KIB
MOST_TO_SEARCH = 64 * KIB
MOST_OF_OTHER_SCRIPTS = {"practice/": 27 * KIB // 2, "bus-driver/": 14 * KIB}
"""Practice has every kind of question, and calendar files. A path has its card and its progress,
the choice of a job, and folded parts to print."""
NOT_FOR_MODULES = re.compile(
    r"(district|evidence|path|practice|tools|trainer|transfer)/.*|lesson/scene\.mjs"
    r"|offline/clear\.mjs|base/(csv|off-modules|role-paths)\.mjs"
)
"""Scripts of sites that districts share, the evidence page, the home page, a role's page, my data,
the record, practice, tools and the presenter."""
AT_THE_END, MOST_AT_THE_END = "lesson/mark-read.mjs", 3 * KIB // 2
LATER = {"offline/register.mjs", "search/search-box.mjs", AT_THE_END}
"""Scripts loaded later: for offline use, after some seconds; for the search, on demand; for what is
still to do in a module, near its end. Each has a budget of its own."""
MOST_AT_FIRST_USUALLY, MOST_AT_FIRST = 52 * KIB, 62 * KIB
"""Of the median and of any first view of a module, with the typefaces."""
MOST_REQUESTS_AT_FIRST = 10
MOST_OPENED = 6
"""How many of the longest modules are opened on each change. The nightly run opens all of them."""
MOST_SHIFT, MOST_SHIFT_WHEN_LATE = 0.01, 0.02
"""The maximum cumulative layout shift. Google rates up to 0.1 as good. The second is for typefaces
that come after the page: a line may then break at another word."""
SHIFTS = """() => {
    window.shifts = [];
    new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((it) => [
        it.value,
        ...it.sources.map((source) => source.node?.cloneNode?.().outerHTML ?? "text"),
    ]))).observe({type: "layout-shift", buffered: true});
}"""
LOADED = """() => [...document.fonts]
    .filter((face) => face.status === "loaded")
    .map((face) => face.family.replaceAll('"', "").toLowerCase())"""
"""The names of the typefaces that have come, or that the device has in their place."""
NO_OFFLINE = {
    "content_type": "text/javascript",
    "body": "export const saveForOffline = () => {};",
}
HELP = "help/"
JOBS = '{"format": 1, "jobs": {"bus-driver": "Bus driver", "nutrition": "Nutrition staff"}}'


def sent(path: Path) -> int:
    """The transfer size of a file in bytes. Typefaces are compressed already."""
    content = path.read_bytes()
    return len(content if path.suffix == ".woff2" else gzip.compress(content, 6, mtime=0))


def test_every_page_is_within_its_budget(site: Path, every_path: list[str]) -> None:
    sizes = {path: sent(site / path / "index.html") for path in every_path}
    assert sizes
    most = dict.fromkeys(every_path, MOST_OF_A_PAGE)
    claims = (
        (site / EVIDENCE / "index.html").read_text(encoding="utf-8").count('class="fold evidence"')
    )
    assert claims
    most[EVIDENCE] = claims * MOST_FOR_A_CLAIM
    most |= {path: MOST_FOR_A_TRAINER for path in every_path if path.startswith(TRAINERS)}
    assert {path: size for path, size in sizes.items() if size > most[path]} == {}


def test_median_module_is_within_its_budget(site: Path, modules: list[str]) -> None:
    assert median(sent(site / path / "index.html") for path in modules) <= MOST_OF_A_USUAL_PAGE


def test_scripts_of_a_module_are_within_budget(site: Path) -> None:
    """Includes all scripts that using every part of a module can load."""
    folder = scripts_of(site)
    sizes = {path.relative_to(folder).as_posix(): sent(path) for path in folder.rglob("*js")}
    assert sizes.keys() > {"head.js", "main.mjs", "quiz/self-check.mjs", *LATER}
    of_modules = {
        name: size
        for name, size in sizes.items()
        if name not in LATER and not NOT_FOR_MODULES.fullmatch(name)
    }
    assert len(of_modules) < len(sizes) - len(LATER)
    assert sum(of_modules.values()) <= MOST_OF_A_MODULES_SCRIPTS, of_modules


def test_scripts_of_other_pages_are_within_budget(
    page: Page, address: str, site: Path, asked: list[str]
) -> None:
    turn_off_cache(page)
    store_and_follow(page, address, JOBS)
    for path in ("", "bus-driver/", "yours/", "record/", "practice/"):
        page.goto("about:blank")
        asked.clear()
        page.goto(address + path)
        ready(page)
        page.wait_for_load_state("networkidle")
        scripts = {name_of(at): file_at(site, at, PREFIXES[0]) for at in asked if at.endswith("js")}
        sizes = {name: sent(file) for name, file in scripts.items() if name not in LATER}
        assert {"head.js", "main.mjs", "page/settings.mjs"} < sizes.keys()
        most = MOST_OF_OTHER_SCRIPTS.get(path, MOST_OF_A_PAGES_SCRIPTS)
        assert sum(sizes.values()) <= most, (path, sizes)


def store_and_follow(page: Page, address: str, jobs: str) -> None:
    """Stores jobs, as if chosen earlier. One page then follows what has been renamed since."""
    page.goto(address + HELP)
    store(page, {"/repository/jobs": jobs})
    page.reload()
    page.wait_for_load_state("networkidle")


def test_script_of_the_end_of_a_module_is_within_budget(site: Path) -> None:
    assert sent(scripts_of(site) / AT_THE_END) <= MOST_AT_THE_END


def test_offline_scripts_are_within_budget(site: Path) -> None:
    assert (
        sent(scripts_of(site) / "offline/register.mjs") + sent(site / "worker.js")
        <= MOST_FOR_OFFLINE
    )


def test_search_of_every_role_is_within_budget(site: Path) -> None:
    """Includes the engine and the index."""
    engine = sent(scripts_of(site) / "search/search-box.mjs")
    sizes = {path.name: sent(path) for path in (site / "search").iterdir()}
    del sizes["all.json"]
    assert len(sizes) > 5
    assert engine + max(sizes.values()) <= MOST_TO_SEARCH, sizes


def test_search_requests_two_files_and_only_when_opened(page: Page, address: str) -> None:
    turn_off_cache(page)
    # It is loaded after some seconds, possibly during the test.
    page.route("**/offline/register.mjs", lambda route: route.fulfill(**NO_OFFLINE))
    asked: list[str] = []  # by this page: the server may still hear from one that was closed
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + MODULE)
    ready(page)
    page.wait_for_load_state("networkidle")
    assert not any("search" in at for at in asked)
    asked.clear()
    page.keyboard.press("/")
    page.locator("#_search").fill("calm")
    page.locator("#_found a").first.wait_for()
    assert [at.split("/")[-1] for at in asked] == ["search-box.mjs", "bus-driver.json"]


def test_module_loads_no_scripts_of_other_pages(page: Page, address: str, asked: list[str]) -> None:
    turn_off_cache(page)
    store_and_follow(page, address, JOBS)
    asked.clear()
    page.goto(address + MODULE)
    ready(page)
    answer(page, rightly=True)
    page.locator(".onward").scroll_into_view_if_needed()
    page.wait_for_function("() => localStorage.getItem('/repository/modules')")
    names = {name_of(at) for at in asked}
    assert "lesson/your-roles.mjs" in names
    assert [name for name in names if NOT_FOR_MODULES.fullmatch(name)] == []


@pytest.mark.nightly
def test_first_view_of_a_module_is_within_budget(
    page: Page, address: str, site: Path, modules: list[str], asked: list[str]
) -> None:
    views = first_views(modules, page, address, site, asked)
    assert too_heavy(views) == {}
    assert median(sum(sizes.values()) for sizes in views.values()) <= MOST_AT_FIRST_USUALLY


def test_first_view_of_the_heaviest_modules_is_within_budget(
    page: Page, address: str, site: Path, modules: list[str], asked: list[str]
) -> None:
    """Of modules with the same kinds of pieces, which load the same scripts, the longest."""
    heaviest: dict[frozenset[str], str] = {}
    for path in sorted(modules, key=lambda path: -sent(site / path / "index.html")):
        html = (site / path / "index.html").read_text(encoding="utf-8")
        pieces = re.findall(r'<\w+-[\w-]+|data-kind="[\w-]+"', html)
        heaviest.setdefault(frozenset(pieces), path)
    assert len(heaviest) > 5
    views = first_views([*heaviest.values()][:MOST_OPENED], page, address, site, asked)
    assert too_heavy(views) == {}


def test_first_view_of_the_module_in_the_middle_is_within_budget(
    page: Page, address: str, site: Path, modules: list[str], asked: list[str]
) -> None:
    by_size = sorted(modules, key=lambda path: sent(site / path / "index.html"))
    [sizes] = first_views([by_size[len(by_size) // 2]], page, address, site, asked).values()
    assert sum(sizes.values()) <= MOST_AT_FIRST_USUALLY, sizes


def first_views(
    paths: list[str], page: Page, address: str, site: Path, asked: list[str]
) -> dict[str, dict[str, int]]:
    """The bytes of each file that the first view of a page requests."""
    turn_off_cache(page)
    views = {}
    for path in paths:
        page.goto("about:blank")
        asked.clear()
        settle(page, address + path)
        prefix = PREFIXES[0]
        sizes = {at.removeprefix(prefix): sent(file_at(site, at, prefix)) for at in asked}
        assert path in sizes
        assert sum(at.endswith(".woff2") for at in sizes) == 2
        assert len(sizes) == len(asked), asked
        views[path] = sizes
    return views


def too_heavy(views: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """The first views that exceed the budget."""
    return {
        path: sizes
        for path, sizes in views.items()
        if len(sizes) > MOST_REQUESTS_AT_FIRST or sum(sizes.values()) > MOST_AT_FIRST
    }


def watch(page: Page, held: str | None) -> None:
    """Makes new pages record layout shifts, for a reader with these saved roles."""
    if held:
        store(page, {"/repository/jobs": held})
    page.add_init_script(f"({SHIFTS})()")


def name_of(asked: str) -> str:
    """The name of a script, such as `page/settings.mjs`, from its address."""
    return re.sub(r".*/js/[^/]+/", "", asked)


def file_at(site: Path, asked: str, prefix: str) -> Path:
    path = site / asked.removeprefix(prefix).split("?")[0]
    return path / "index.html" if path.is_dir() else path


@pytest.mark.parametrize("held", [None, JOBS], ids=["at first", "with jobs"])
@pytest.mark.parametrize("path", ["", "bus-driver/", "help/"])
def test_layout_does_not_shift_when_a_page_opens(
    page: Page, address: str, path: str, held: str | None
) -> None:
    watch(page, held)
    page.goto(address + path)
    walk_down(page)
    assert jumps(page) == []


def test_layout_does_not_shift_when_questions_to_practice_come(page: Page, address: str) -> None:
    watch(page, None)
    page.goto(f"{address}practice/#bus-driver")
    expect(page.locator(".round self-check").first).to_have_attribute("role", "group")
    expect(page.locator("my-practice .fold")).to_be_visible()
    wait_for_what_is_near(page)
    assert jumps(page) == []


@pytest.mark.one_page
@pytest.mark.parametrize(
    ("module", "held"),
    [
        ("noticing", None),
        ("in-the-moment", JOBS),
        *at_night_each(("what-trauma-is", None), ("in-the-moment", None)),
    ],
)
def test_layout_does_not_shift_while_a_module_is_read(
    page: Page, address: str, module: str, held: str | None
) -> None:
    watch(page, held)
    page.goto(f"{address}bus-driver/{module}/")
    walk_down(page)
    for check in page.locator("self-check").all():
        expect(check).to_have_attribute("role", "group")
    assert jumps(page) == []


@pytest.mark.parametrize(
    "module_and_step", [("in-the-moment", 3), *at_night(("in-the-moment", 1), ("noticing", 1))]
)
def test_layout_does_not_shift_after_a_link_into_a_module(
    page: Page, address: str, module_and_step: tuple[str, int]
) -> None:
    module, step = module_and_step
    url = f"{address}bus-driver/{module}/"
    page.goto(url)
    places: list[str] = page.locator(".contents a").evaluate_all(
        "(all) => all.map((it) => it.hash)"
    )
    watch(page, None)
    wrong = {}
    for place in places[::step]:
        page.goto("about:blank")
        page.goto(url + place)
        wait_for_what_is_near(page)
        wrong[place] = jumps(page)
    assert len(places) > 5
    assert {place: what for place, what in wrong.items() if what} == {}


@pytest.mark.one_page
@pytest.mark.parametrize("path", [MODULE, *at_night("", "help/")])
def test_hardly_anything_moves_when_the_typefaces_are_late(
    page: Page, address: str, path: str
) -> None:
    turn_off_cache(page)
    late = held_back(page, "**/*.woff2")
    watch(page, None)
    page.goto(address + path, wait_until="domcontentloaded")
    page.wait_for_function(f"() => ({LOADED})().some((name) => name.startsWith('before'))")
    wait_for_what_is_near(page)
    assert len(late) == 2
    for route in late:
        route.continue_()
    page.wait_for_function(
        f"(names) => names.every((name) => ({LOADED})().includes(name))",
        arg=["atkinson hyperlegible next", "literata"],
    )
    wait_for_what_is_near(page)
    shifts: list[list[float | str]] = page.evaluate("() => window.shifts")
    assert sum(float(it[0]) for it in shifts) <= MOST_SHIFT_WHEN_LATE, shifts


def walk_down(page: Page) -> None:
    """Scrolls to the end in steps of almost a window, waiting for the scripts of each step."""
    step = """() => {
        const before = scrollY;
        scrollBy({top: 0.8 * innerHeight, behavior: "instant"});
        return scrollY > before;
    }"""
    wait_for_what_is_near(page)
    while page.evaluate(step):
        wait_for_what_is_near(page)


def wait_for_what_is_near(page: Page) -> None:
    """Waits until everything less than a window away is enhanced and painted."""
    page.evaluate(
        """async () => {
            const isImproved = {
                "my-line": (line) => line.querySelector("select"),
                "private-note": (note) => note.childElementCount,
                ".situation": (it) => !it.querySelector("[data-later]:not([hidden], [open])"),
                "self-check": (check) => check.role === "group",
                "page-settings": (tools) => tools.childElementCount,
                ".close h2": (title) => title.parentElement.querySelector("[role=status]"),
            };
            // On modules it comes once the reader has started.
            if (document.querySelector(".page--module")) delete isImproved["page-settings"];
            const isNear = (it) => {
                if (!it.checkVisibility()) return false;
                const {top, bottom} = it.getBoundingClientRect();
                return top < 1.9 * innerHeight && bottom > -0.9 * innerHeight;
            };
            const isWaiting = () => Object.entries(isImproved).some(([selector, test]) =>
                [...document.querySelectorAll(selector)].some((it) => isNear(it) && !test(it)));
            const frame = () => new Promise(requestAnimationFrame);
            const latest = performance.now() + 5000;
            while (isWaiting()) {
                if (performance.now() > latest) throw new Error("No script came.");
                await frame();
            }
            // The first is painted with what has moved; the second hears of it.
            await frame();
            await frame();
        }"""
    )


def jumps(page: Page) -> list[list[float | str]]:
    """The layout shifts, if they exceed the budget in total."""
    found: list[list[float | str]] = page.evaluate("() => window.shifts")
    return found if sum(float(it[0]) for it in found) >= MOST_SHIFT else []
