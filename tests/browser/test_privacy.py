"""Nothing that a reader types or does leaves the device."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import forget, ready
from tests.browser.device import Profile, watch
from tests.browser.sites import MODULE

TYPED = "qzxvprivate"
"""Occurs nowhere in the course."""
ELSEWHERE = "https://another.example/file"
LOADING = {"script": "src", "img": "src", "iframe": "src", "link": "href", "source": "srcset"}
TAG = re.compile(r"""</?\w(?:"[^"]*"|'[^']*'|[^"'>])*>""")
STARTS = tuple(f"<{name}" for name in (*LOADING, "style", "/script", "/style"))


class _Loads(HTMLParser):
    """The files that a page loads, and styles that its policy would block."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.styles: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in LOADING and given.get(LOADING[tag]):
            self.addresses.append(given[LOADING[tag]] or "")
        if tag == "style" or "style" in given:
            self.styles.append(self.get_starttag_text() or "")


def tags_that_may_load(html: str) -> Iterator[str]:
    """The tags that `_Loads` looks at. Parsing the rest of a site takes seconds."""
    for tag in TAG.findall(html):
        if "style" in (lower := tag.lower()) or lower.startswith(STARTS):
            yield tag


def test_tag_that_loads_is_found_anywhere() -> None:
    html = """<p>1 < 2</p><p title='a > b' STYLE="x: y"><SCRIPT src="//a">"<b>"</SCRIPT>
        <img alt=">" src='//b'><link href=//c>"""
    loads = _Loads()
    loads.feed("".join(tags_that_may_load(html)))
    assert (loads.addresses, len(loads.styles)) == (["//a", "//b", "//c"], 1)


def test_no_page_loads_from_another_origin(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert pages
    for path in pages:
        loads = _Loads()
        html = path.read_text(encoding="utf-8")
        loads.feed("".join(tags_that_may_load(html)))
        assert loads.addresses
        assert [at for at in loads.addresses if "//" in at] == []
        assert loads.styles == []
        assert "form-action 'none'" in html


@pytest.mark.parametrize(
    "script",
    [
        "(it) => { fetch(it).catch(() => null); }",
        "(it) => { navigator.sendBeacon(it, 'text'); }",
        "(it) => { new Image().src = it; }",
        "(it) => { import(it).catch(() => null); }",
    ],
    ids=["fetch", "beacon", "picture", "script"],
)
def test_request_to_another_server_is_noticed(
    profile: Callable[..., Profile], empty_page: Page, script: str
) -> None:
    """Even where no policy forbids it. All tests rely on that."""
    page = profile("foreign requests").context.new_page()
    complaints: list[str] = []
    watch(page, complaints)
    page.goto(empty_page.url)
    with page.expect_event("console"):
        page.evaluate(script, ELSEWHERE)
    page.close()
    assert len(complaints) == 1
    assert complaints[0].endswith(f" {ELSEWHERE}")


@pytest.mark.nightly
def test_each_page_in_a_browser_requests_only_its_own_server(
    page: Page, address: str, paths: list[str]
) -> None:
    """`page` notices requests to other servers, in each test.

    On each change, those of the layout and of reduced motion open each kind of page.
    """
    assert len(paths) > 6
    for path in paths:
        page.goto(address + path)
        expect(page.locator("h1")).to_be_visible()


def test_typed_text_is_never_sent(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.post_data}"))
    page.goto(address + MODULE)
    ready(page)
    fields = page.locator("main textarea")
    assert fields.count()
    for field in fields.all():
        field.fill(TYPED)
        field.press("Enter")
        field.press("Control+Enter")
    controls = page.locator("main :is(input, select, summary, .step button):visible")
    for control in controls.element_handles():
        control.press("Enter")
    assert page.url.split("#")[0] == address + MODULE
    assert TYPED not in page.url
    assert asked
    assert not any(TYPED in request for request in asked)
    kept = page.evaluate("() => [{...localStorage}, {...sessionStorage}]")
    assert [name for name, text in kept[0].items() if TYPED in text] == ["/repository/notes"]
    assert TYPED not in str(kept[1])
    assert page.context.cookies() == []


def test_note_fields_are_outside_forms_with_a_label_and_no_name(
    page: Page, address: str, words: dict[str, str]
) -> None:
    page.goto(address + MODULE)
    ready(page)
    expect(page.locator("form")).to_have_count(0)
    # Names of answers only group them. Without a form, nothing is sent.
    expect(page.locator("body :is(select, textarea, [type=text])[name]")).to_have_count(0)
    assert page.locator("private-note").count()
    for note in page.locator("private-note").all():
        field = note.get_by_role("textbox", name=words["my-thoughts"], exact=True)
        expect(field).to_have_attribute("autocomplete", "off")
        expect(field).to_have_attribute("spellcheck", "false")
        expect(field).to_have_accessible_description(words["saved-here"])


def test_notes_of_a_reader_who_declines_storage_are_not_left_on_the_device(
    page: Page, address: str, words: dict[str, str]
) -> None:
    page.goto(f"{address}{MODULE.split('/')[0]}/")
    ready(page)
    forget(page, words)
    page.goto(address + MODULE)
    ready(page)
    note = page.locator("main textarea").first
    expect(note).to_have_accessible_description(words["saved-in-tab"])
    note.fill(TYPED)
    # A browser may restore the page from its back/forward cache.
    note.fill(TYPED)
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    expect(note).to_have_value("")
    # Nothing except that storage is turned off.
    assert page.evaluate("() => Object.keys(localStorage)") == ["/repository/passing"]


def test_policy_blocks_form_submission(new_page: Callable[..., Page], address: str) -> None:
    page = new_page(may_complain=True)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(address + MODULE)
    page.evaluate(
        """(typed) => {
            const form = document.createElement("form");
            form.innerHTML = `<input name="plan" value="${typed}">`;
            document.body.append(form);
            form.requestSubmit();
        }""",
        TYPED,
    )
    page.wait_for_function("() => true")
    assert page.url == address + MODULE
    assert any("form-action" in text for text in refused)
