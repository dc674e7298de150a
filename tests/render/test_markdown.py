from collections.abc import Mapping
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.memo import Memo
from course.models.course import Course
from course.models.reference import EvidenceTag
from course.models.texts import Prose
from course.render.markdown import Markdown
from course.site import TOP

ALLOWED: Mapping[str, set[str]] = {
    **{tag: set() for tag in ("p", "br", "em", "strong", "ul", "li", "blockquote", "hr")},
    "ol": {"start"},
    "code": set(),
    "a": {"href", "title", "class"},
    "span": {"class"},
}
"""The elements that an author's text can be rendered to, with their attributes."""


@pytest.fixture(scope="module")
def markdown(small_course: Course) -> Markdown:
    tag_labels = {tag: f"<{tag}>" for tag in EvidenceTag}
    return Markdown(
        small_course.claims, small_course.glossary, tag_labels, "How sure & why:", Memo()
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "One.\n\nTwo *and* **three**.",
            "<p>One.</p>\n<p>Two <em>and</em> <strong>three</strong>.</p>",
        ),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ('"It\'s late," she said.', "<p>“It’s late,” she said.</p>"),
        ("[988](https://988lifeline.org)", '<p><a href="https://988lifeline.org">988</a></p>'),
        (
            "See [[shut-down]].",
            '<p>See <a class="term" href="../glossary/#shut-down">shut down</a>.</p>',
        ),
        (
            "See [[shut-down|a *quiet* child]].",
            '<p>See <a class="term" href="../glossary/#shut-down">a *quiet* child</a>.</p>',
        ),
        (
            "So [@few-words].",
            '<p>So <a class="claim" href="../evidence/#few-words">'
            '<span class="visually-hidden">How sure &amp; why: </span>&lt;plausible&gt;</a>.</p>',
        ),
    ],
)
def test_allowed_markdown_becomes_html(markdown: Markdown, text: str, html: str) -> None:
    assert markdown.html(Prose(text)).replace(TOP, "../") == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("# Heading", "<p># Heading</p>"),
        ("    indented", "<p>indented</p>"),
        ("a & b < c", "<p>a &amp; b &lt; c</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x]\n\n[x]: http://example.org", "<p>[x]</p>\n<p>[x]: http://example.org</p>"),
    ],
)
def test_disallowed_markdown_is_shown_as_text(markdown: Markdown, text: str, html: str) -> None:
    assert markdown.html(Prose(text)).replace(TOP, "") == html


@pytest.mark.parametrize(
    "text",
    ["![x](https://example.org/x.png)", "Heading\n===", "```\nx\n```", "| a |\n|---|\n| b |"],
)
def test_pictures_headings_tables_and_code_blocks_are_not_rendered(
    markdown: Markdown, text: str
) -> None:
    assert elements(markdown.html(Prose(text)).replace(TOP, "")) <= {"p", "a", "code", "hr"}


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


def elements(html: str) -> set[str]:
    parser = _Elements()
    parser.feed(html)
    return {tag for tag, _ in parser.found}


markup = st.text(st.sampled_from("ab \n<>&\"'*_`[]()!#-|\\/:=.+1~"), max_size=60)


@given(text=st.one_of(markup, st.text()))
def test_any_text_renders_to_allowed_elements_only(markdown: Markdown, text: str) -> None:
    if any(
        reference["id"]
        for kind in ("claims", "terms")
        for reference in getattr(Prose(text), kind)()
    ):
        return
    parser = _Elements()
    parser.feed(markdown.html(Prose(text)).replace(TOP, ""))
    for tag, attributes in parser.found:
        assert tag in ALLOWED
        assert {name for name, _ in attributes} <= ALLOWED[tag]
        for name, value in attributes:
            assert name != "href" or not str(value).lower().strip().startswith(
                ("javascript:", "vbscript:", "file:", "data:")
            )


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("One *and* **two**.\n\n- three\n- [four](https://example.org)", "One and two. three four"),
        ("So\nit is [@few-words].", "So it is."),
        ("See [[shut-down]] and [[shut-down|a quiet child]].", "See shut down and a quiet child."),
        ('"Late," she said.', "“Late,” she said."),
    ],
)
def test_plain_text_has_no_markup(markdown: Markdown, text: str, plain: str) -> None:
    assert markdown.plain(Prose(text)) == plain


def test_links_have_a_placeholder_for_the_path_to_the_root(markdown: Markdown) -> None:
    text = Prose("[[shut-down]]")
    assert f'href="{TOP}glossary/' in markdown.html(text)
