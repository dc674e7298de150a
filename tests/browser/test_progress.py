"""Progress is stored once a module counts, and shown on the path and home page."""

import json
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.actions import forget, ready, scripts_at, settle
from tests.browser.device import store
from tests.browser.test_jobs import take_both
from tests.nightly import at_night

pytestmark = pytest.mark.one_page

JOB, OTHER_JOB = "bus-driver", "nutrition"
KEY = "/repository/modules"
ANSWERS = "/repository/answers"
ANSWER_ALL = """async ([key, path, module]) => {
    const { modules } = await (await fetch(path)).json();
    const questions = JSON.parse(localStorage[key] ?? "{}").questions ?? {};
    for (const name of Object.keys(modules.find(([id]) => id === module)[4])) {
        questions[`${module}/${name}`] = { outcome: "looked", revision: 1 };
    }
    localStorage[key] = JSON.stringify({ format: 1, questions });
}"""
WHOLE_DAMAGE = ("{", "[]", '{"format": 1}')
"""Stored values that cannot be read as progress."""


@pytest.fixture(scope="session")
def path(site: Path) -> list[tuple[str, str, int, int]]:
    """The role's modules: id, title, minutes, revision."""
    found = json.loads((site / "paths" / f"{JOB}.json").read_text(encoding="utf-8"))
    return [tuple(row) for row in found["modules"]]


def read(page: Page, address: str, module: str, job: str = JOB, revision: int = 1) -> None:
    """Reads a module whose questions are answered to its end, and waits until that is stored."""
    page.goto(f"{address}{job}/{module}/")
    page.evaluate(ANSWER_ALL, [ANSWERS, f"{address}paths/{job}.json", module])
    page.locator(".onward").scroll_into_view_if_needed()
    page.wait_for_function(
        """([key, module, job, revision]) => {
            const day = new Date().toLocaleDateString("sv");
            try {
                const kept = JSON.parse(localStorage[key]).modules[module][job];
                return kept.on === day && kept.revision === revision;
            } catch {
                return false;
            }
        }""",
        arg=[KEY, module, job, revision],
    )


def states(page: Page, address: str, job: str = JOB) -> dict[str, str]:
    """The state of each module on the path."""
    page.goto(f"{address}{job}/")
    ready(page)
    places = page.locator(".path__module").all()
    found = {place.get_attribute("data-module"): place.locator(".path__state") for place in places}
    return {module or "": state.inner_text() for module, state in found.items() if state.count()}


def next_title(page: Page) -> Locator:
    """The module that the card on the path page leads to."""
    return page.locator("my-path .resume__title")


def done(page: Page) -> Locator:
    """How far the reader is, on the card on the path page."""
    return page.locator("my-path .resume__done")


def marked(page: Page, kind: str) -> list[str | None]:
    """The modules on the path that are marked `is-done` or `is-next`."""
    places = page.locator(f".path__module.{kind}").all()
    return [place.get_attribute("data-module") for place in places]


def text_of(words: dict[str, str], name: str, **values: object) -> str:
    return words[name].format(**values)


def test_module_is_marked_read_once_it_counts(
    page: Page, address: str, words: dict[str, str], path: list[tuple[str, str, int, int]]
) -> None:
    (first, *_), (second, title, *_) = path[:2]
    # Opening a module does not mark it read.
    settle(page, f"{address}{JOB}/{first}/")  # not `ready`, which scrolls to the end of the page
    assert states(page, address) == {}
    expect(done(page)).to_have_text(text_of(words, "path-progress", done=0, total=len(path)))
    expect(next_title(page)).to_have_text(path[0][1])
    assert (marked(page, "is-done"), marked(page, "is-next")) == ([], [first])
    read(page, address, first)
    told = states(page, address)
    assert told.keys() == {first}
    assert re.fullmatch(re.escape(words["module-finished"]).replace(r"\{day\}", ".+"), told[first])
    expect(done(page)).to_have_text(text_of(words, "path-progress", done=1, total=len(path)))
    assert (marked(page, "is-done"), marked(page, "is-next")) == ([first], [second])
    expect(page.locator(".is-next .path__next")).to_have_text(words["resume-next"])
    page.locator("my-path").get_by_role("link", name=title).click()
    page.wait_for_url(f"{address}{JOB}/{second}/")


def test_home_page_links_to_the_next_module_of_each_role(
    page: Page, address: str, words: dict[str, str], path: list[tuple[str, str, int, int]]
) -> None:
    take_both(page, address, words)
    read(page, address, path[0][0])
    page.goto(address)
    ready(page)
    cards = page.locator(".resume")
    expect(cards.locator(".onward")).to_have_count(2)
    for at, done in enumerate((1, 0)):
        bar = cards.nth(at).locator("progress")
        expect(bar).to_have_attribute("value", str(done))
        expect(bar).to_have_attribute("max", str(len(path)))
        # A module read in the other role is not the next one.
        expect(cards.nth(at).locator(".resume__title")).to_have_text(path[1][1])
    title = page.locator(f".role[data-role='{JOB}'] a").inner_text()
    assert states(page, address, OTHER_JOB) == {
        path[0][0]: text_of(words, "module-finished-as", job=title)
    }


def test_path_with_every_module_read_is_complete(
    page: Page, address: str, words: dict[str, str], path: list[tuple[str, str, int, int]]
) -> None:
    page.goto(address)
    kept = {
        module: {JOB: {"on": "2026-11-25", "revision": revision}}
        for module, _, _, revision, *_ in path
    }
    page.evaluate(
        "([key, modules]) => { localStorage[key] = JSON.stringify({format: 1, modules}); }",
        [KEY, kept],
    )
    assert len(states(page, address)) == len(path)
    expect(done(page)).to_have_text(text_of(words, "path-finished", total=len(path)))
    assert (len(marked(page, "is-done")), marked(page, "is-next")) == (len(path), [])
    record = page.locator("my-path").get_by_role("link", name=words["record"])
    expect(record).to_have_attribute("href", f"{address}record/")


@pytest.mark.nightly
def test_changed_module_asks_to_be_read_again(
    page: Page,
    course: Path,
    site: Path,
    tmp_path: Path,
    render_again: Callable[[Path, Path, Iterable[str]], None],
    serve: Callable[[Path], str],
    words: dict[str, str],
    path: list[tuple[str, str, int, int]],
) -> None:
    site = shutil.copytree(site, tmp_path / "site")
    address = serve(site)
    module, revision = path[1][0], path[1][3]
    changed = [f"{JOB}/", f"{JOB}/{module}/", f"paths/{JOB}.json"]
    read(page, address, module, revision=revision)
    file = course / "modules" / f"{module}.yml"
    text = file.read_text(encoding="utf-8")
    # A typo is fixed.
    file.write_text(text.replace("summary: |\n  ", "summary: |\n  Well: ", 1), encoding="utf-8")
    render_again(course, site, changed)
    assert states(page, address)[module].startswith(words["module-finished"].split("{")[0])
    # Its content is changed.
    new = text.replace(f"revision: {revision}\n", f"revision: {revision + 1}\n", 1)
    assert new != text
    file.write_text(new, encoding="utf-8")
    render_again(course, site, changed)
    assert states(page, address)[module].startswith(words["module-changed"].split("{")[0])
    assert marked(page, "is-done") == []
    read(page, address, module, revision=revision + 1)
    assert states(page, address)[module].startswith(words["module-finished"].split("{")[0])


def test_everything_on_the_path_page_is_within_reach(page: Page, address: str) -> None:
    """The modules are short lines, and what follows them is folded."""
    page.goto(f"{address}{JOB}/")
    ready(page)
    last = page.locator(".fold > summary").last
    assert last.evaluate("(it) => it.getBoundingClientRect().bottom + scrollY") < 3 * 844
    assert page.evaluate(
        """() => document.querySelector(".now-way").compareDocumentPosition(
            document.querySelector(".path")) & Node.DOCUMENT_POSITION_FOLLOWING"""
    )
    for anchor in ("_limits", "_hand-over", "_tools", "_hard-topics", "_topics"):
        inside = page.locator(f"#{anchor}")
        expect(inside).to_be_hidden()
        page.goto(f"{address}{JOB}/#{anchor}")
        expect(inside).to_be_visible()


@pytest.mark.parametrize(
    "damage",
    [
        WHOLE_DAMAGE[0],
        '{"format": 1, "modules": {"start-here": "yes", "noticing": {"bus-driver": 7}}}',
        *at_night(
            *WHOLE_DAMAGE[1:],
            *(
                f'{{"format": 1, "modules": {{"start-here": {{"bus-driver": {entry}}}}}}}'
                for entry in ('{"on": "never", "revision": 1}', '{"on": "2026-11-25"}')
            ),
        ),
    ],
)
def test_damaged_progress_counts_as_nothing_read(
    page: Page, address: str, words: dict[str, str], damage: str
) -> None:
    store(page, {KEY: damage})
    assert states(page, address) == {}
    if damage in WHOLE_DAMAGE:
        expect(page.locator("my-path .storage-notice")).to_have_text(words["unreadable"])
    read(page, address, "start-here")
    assert list(states(page, address)) == ["start-here"]


def test_role_named_like_an_object_property_has_no_progress(page: Page, address: str) -> None:
    store(page, {"/repository/jobs": '{"format": 1, "jobs": {"constructor": "Builder"}}'})
    assert states(page, address) == {}


def test_progress_of_a_later_version_is_left_alone(page: Page, address: str) -> None:
    later = '{"format": 2, "modules": {"start-here": "known"}}'
    store(page, {KEY: later})
    page.goto(f"{address}{JOB}/start-here/")
    page.locator(".onward").scroll_into_view_if_needed()
    ready(page)
    assert states(page, address) == {}
    assert page.evaluate("(key) => localStorage[key]", KEY) == later


def test_page_of_an_earlier_revision_keeps_the_progress_of_a_later_one(
    page: Page, address: str
) -> None:
    page.goto(address)
    modules = {"start-here": {JOB: {"on": "2026-11-20", "revision": 2}}}
    text = json.dumps({"format": 1, "modules": modules})
    page.evaluate("([key, text]) => { localStorage[key] = text; }", [KEY, text])
    is_well = page.evaluate(
        """async ([script, job]) => {
            const { saveCompletion } = await import(script);
            return saveCompletion(job, "start-here", 1);
        }""",
        [f"{scripts_at(page)}storage/progress.mjs", JOB],
    )
    assert is_well
    assert page.evaluate("(key) => localStorage[key]", KEY) == text


def test_module_read_in_another_role_comes_last(
    page: Page, address: str, words: dict[str, str], path: list[tuple[str, str, int, int]]
) -> None:
    day = "2026-11-25"

    def keep(as_other: int) -> None:
        kept = {
            module: {OTHER_JOB if at < as_other else JOB: {"on": day, "revision": revision}}
            for at, (module, _, _, revision, *_) in enumerate(path)
            if at != as_other
        }
        page.evaluate(
            "([key, modules]) => { localStorage[key] = JSON.stringify({format: 1, modules}); }",
            [KEY, kept],
        )
        page.goto(f"{address}{JOB}/")
        ready(page)

    page.goto(address)
    keep(2)
    expect(done(page)).to_have_text(
        f"{text_of(words, 'path-progress', done=len(path) - 3, total=len(path))} "
        f"{text_of(words, 'path-finished-elsewhere', count=2)}"
    )
    expect(next_title(page)).to_have_text(path[2][1])
    read(page, address, path[2][0], revision=path[2][3])
    page.goto(f"{address}{JOB}/")
    expect(done(page)).to_have_text(
        f"{text_of(words, 'path-progress', done=len(path) - 2, total=len(path))} "
        f"{text_of(words, 'path-finished-elsewhere', count=2)}"
    )
    expect(next_title(page)).to_have_text(path[0][1])


def test_reader_is_warned_when_progress_cannot_be_stored(
    page: Page, address: str, words: dict[str, str]
) -> None:
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };"
    )
    page.goto(f"{address}{JOB}/start-here/")
    page.locator(".onward").scroll_into_view_if_needed()
    expect(page.locator(".close").get_by_role("status")).to_have_text(words["not-saved"])


def test_no_progress_is_stored_for_a_reader_who_declines(
    page: Page, address: str, words: dict[str, str]
) -> None:
    take_both(page, address, words)
    read(page, address, "start-here")
    page.goto(address)
    ready(page)
    forget(page, words)
    page.goto(f"{address}{JOB}/start-here/")
    page.locator(".onward").scroll_into_view_if_needed()
    page.wait_for_function("(key) => sessionStorage.getItem(key)", arg=KEY)
    # The tab has the progress as long as it is open.
    assert list(states(page, address)) == ["start-here"]
    assert page.evaluate("() => Object.keys(localStorage)") == ["/repository/passing"]
