import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup

from course.authoring.message_template import message_template
from course.frontend.icon_set import NEUTRAL, icon_files, inline_icon
from course.models.base import ID_PATTERN, Id, Line, Model, Prose, walk
from course.models.course import Course
from course.models.district import District
from course.problems import Position, Problem
from course.read.loader import load
from course.render.environment import make_environment, text_link
from course.render.problem_page import problem_page
from course.search.entries import role_entries, shared_entries
from course.site import (
    FIXED_ADDRESSES,
    TOOLS,
    TRAINERS,
    Page,
    inner_anchor,
    module_address,
    role_address,
    session_address,
)
from course.tailor import tailor
from tests.conftest import Files
from tests.rendering import markdown_of, pages_of, render_all

SPECIMEN = Path(__file__).parents[2] / "examples" / "specimen"
TOP = "https://school.example/staff/"
SHAPES = {"circle", "g", "path", "rect", "svg"}
"""Elements of icons. Their attributes are geometry."""
VOID = {"br", "hr", "img", "input", "meta", "link"}
STRUCTURE = {
    "aria-autocomplete",
    "aria-controls",
    "aria-expanded",
    "aria-hidden",
    "aria-labelledby",
    "autocomplete",
    "class",
    "data-answer",
    "data-field",
    "data-goes-with",
    "data-kind",
    "data-minutes",
    "data-module",
    "data-place",
    "data-revision",
    "data-right",
    "data-role",
    "data-tool",
    "enterkeyhint",
    "for",
    "height",
    "hidden",
    "href",
    "id",
    "inputmode",
    "loading",
    "maxlength",
    "role",
    "rows",
    "spellcheck",
    "src",
    "start",
    "type",
    "width",
}
"""Attributes that contain no interface messages. All others are checked."""


class Outline(HTMLParser):
    """The parts of a page's HTML that the tests check."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.labels: list[str] = []
        self.headings: list[int] = []
        self.words: list[str] = []
        self.shown: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in attrs:
            if name == "id":
                self.ids.append(str(value))
            elif name == "href":
                self.links.append(str(value))
            elif name == "aria-labelledby":
                self.labels.extend(str(value).split())
            elif name == "aria-label" and tag == "svg":
                self.shown.append(f" {value} ")
            if value and name not in STRUCTURE and tag not in SHAPES:
                self.words.append(value)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.shown.append(data)

    @property
    def text(self) -> str:
        """All visible text, on one line."""
        return " ".join("".join(self.shown).split())


@pytest.fixture(scope="module")
def pages(small_course: Course) -> dict[str, Page]:
    return render_all(small_course)


@pytest.fixture(scope="module")
def specimen_pages() -> dict[str, Page]:
    course = load(SPECIMEN).course
    assert course
    return render_all(course)


@pytest.fixture(scope="module")
def outlines(pages: dict[str, Page]) -> dict[str, Outline]:
    return {address: Outline(page.html) for address, page in pages.items()}


@pytest.fixture(scope="module")
def every_outline(small_course: Course, outlines: dict[str, Outline]) -> dict[str, Outline]:
    """All pages, including the 404 page."""
    not_found = pages_of(small_course).not_found()
    return {**outlines, "404": Outline(not_found.html)}


def is_module(address: str) -> bool:
    return address.count("/") == 2 and not address.startswith(TOOLS)


# -- The site as a whole --------------------------------------------------------------------------


def test_each_role_and_module_has_its_page(pages: dict[str, Page]) -> None:
    assert list(pages) == [
        "",
        "driver/",
        "driver/first-steps/",
        "driver/more-words/",
        "teacher/",
        "teacher/first-steps/",
        "teacher/more-words/",
        "tools/two-lines/",
        *FIXED_ADDRESSES,
    ]
    page = pages["driver/first-steps/"]
    assert (page.title, page.root) == ("First steps", "../../")
    assert page.description == "What to do in the first two minutes."


def test_every_page_names_its_role(
    small_course: Course, pages: dict[str, Page], outlines: dict[str, Outline]
) -> None:
    for address, page in pages.items():
        start = page.html.split("<main")[1]
        # A module begins with its title, and then says who it is for.
        end = "facts" if is_module(address) else "</h1>"
        top = Markup(start.split(end)[0]).striptags()
        role_ids = set(re.findall(r'<div class="page[^"]*" data-role="([^"]*)"', page.html))
        role = small_course.roles.get(address.split("/")[0])
        if role:
            assert role.title in top
            assert "Different job? See all" in top
            assert role_ids == {address.split("/")[0]}
        else:
            assert not any(any_role.title in top for any_role in small_course.roles.values())
            assert role_ids == set()
        assert ("For everyone" in top) == (address in FIXED_ADDRESSES)


def test_path_of_a_role_links_to_its_modules_in_order(pages: dict[str, Page]) -> None:
    for role_id in ("driver", "teacher"):
        expected = [module_address(role_id, name) for name in ("first-steps", "more-words")]
        page = pages[role_address(role_id)]
        links = re.findall(r'class="path__link" href="([^"]*)"', page.html)
        assert [urljoin(page.address, link) for link in links] == expected
        onward = [
            urljoin(address, re.findall(r'class="onward" href="([^"]*)"', pages[address].html)[0])
            for address in expected
        ]
        assert onward == [expected[1], page.address]


@pytest.mark.parametrize(("written", "shown"), [("bus", "bus"), ("buss", NEUTRAL)])
def test_home_page_shows_the_icon_of_each_role(
    read_with: Callable[[Files], Course], written: str, shown: str
) -> None:
    """A role without one has a neutral icon, and so has a role with a mistake, for the preview."""
    named = {"change": "group: moving", "to": f"group: moving\n    icon: {written}"}
    html = render_all(read_with({"reference/roles.yml": named}))[""].html
    icons = icon_files()
    assert re.findall(r'<li class="role"[^>]*>(<svg.*?</svg>)', html) == [
        inline_icon(icons[shown]),
        inline_icon(icons[NEUTRAL]),
    ]


def test_home_page_says_how_long_it_takes(outlines: dict[str, Outline]) -> None:
    assert "3 to 5 minutes at a time. A whole path takes 8 minutes." in outlines[""].text


def test_role_without_modules_has_a_page_without_a_path(
    read_with: Callable[[Files], Course],
) -> None:
    no_cells = [
        {"change": "    driver: full\n", "to": "    driver: none\n"},
        {"change": "    driver: short\n", "to": "    driver: none\n"},
    ]
    pages = render_all(read_with({"course.yml": no_cells}))
    assert not any(address.startswith("driver/") for address in pages if is_module(address))
    outline = Outline(pages["driver/"].html)
    assert "Your path" not in outline.text
    assert "Don’t leave the seat." in outline.text
    assert "_path" in Outline(pages["teacher/"].html).ids


def test_table_of_contents_lists_all_parts_of_a_module_in_order(
    outlines: dict[str, Outline],
) -> None:
    parts = ("_start", "_opening", "few-words", "_example", "your-work", "_close")
    outline = outlines["driver/first-steps/"]
    contents = outline.links[outline.links.index("#_start") :]
    assert contents[: len(parts)] == [f"#{part}" for part in parts]
    assert [anchor for anchor in outline.ids if anchor in parts] == list(parts)


def test_short_module_links_to_the_first_job_that_reads_all_of_it(
    read_with: Callable[[Files], Course], outlines: dict[str, Outline]
) -> None:
    left_out = "This version skips lessons you're less likely to need."
    in_full = "To see them, open another job's version: Teacher"
    # The teacher may read this module, which is no reason to be sent there.
    nobody = outlines["driver/more-words/"]
    assert left_out in nobody.text
    assert "../../teacher/more-words/" not in nobody.links
    assert not any(left_out in outlines[f"{it}/first-steps/"].text for it in ("driver", "teacher"))
    cell = {"change": "    teacher: optional\n", "to": "    teacher: full\n"}
    outline = Outline(render_all(read_with({"course.yml": cell}))["driver/more-words/"].html)
    assert f"{left_out} {in_full}" in outline.text
    assert "../../teacher/more-words/" in outline.links


def test_pause_card_is_on_every_module_of_a_course_that_has_one(
    small_course: Course, outlines: dict[str, Outline]
) -> None:
    for address, outline in outlines.items():
        assert ("There is no hurry." in outline.text) == is_module(address)
    plan = small_course.outline.model_copy(update={"pause": None})
    without = render_all(small_course.model_copy(update={"outline": plan})).values()
    assert not any('class="rest"' in page.html for page in without)


def test_drawing_has_a_text_alternative_and_reserves_its_space(
    small_course: Course, pages: dict[str, Page], outlines: dict[str, Outline]
) -> None:
    page = pages["driver/more-words/"]
    (image,) = re.findall(r'<svg class="drawn".*?</svg>', page.html)
    values = dict(re.findall(r'([\w-]+)="([^"]*)"', image))
    (shapes,) = small_course.drawings.values()
    assert values["viewBox"] == shapes.view_box
    assert values["aria-label"] == "Two chairs that face each other."
    assert shapes.inside in image
    for label in ("Your chair", "The other chair", "A drawing, not a rule"):
        assert label in outlines[page.address].text


def test_every_internal_link_has_an_existing_page_and_anchor(
    outlines: dict[str, Outline],
) -> None:
    followed = set()
    for address, outline in outlines.items():
        for link in outline.links:
            target, anchor = urldefrag(urljoin(TOP + address, link))
            if not target.startswith(TOP):
                assert re.match(r"https://(doi|example)\.org/|mailto:|tel:|sms:", link), (
                    address,
                    link,
                )
                continue
            linked = outlines[target.removeprefix(TOP)]
            assert not anchor or anchor in linked.ids, (address, link)
            followed.add(target.removeprefix(TOP))
    assert followed == set(outlines), "every page can be reached"


def test_search_entries_match_the_pages_they_link_to(
    small_course: Course, outlines: dict[str, Outline]
) -> None:
    markdown = markdown_of(small_course)
    for entry in chain(
        shared_entries(small_course, markdown),
        *(
            role_entries(tailor(small_course).by_role[role], markdown)
            for role in small_course.roles
        ),
    ):
        address, anchor = urldefrag(entry.address)
        assert not anchor or anchor in outlines[address].ids


def test_ids_are_unique_on_a_page(every_outline: dict[str, Outline]) -> None:
    for address, outline in every_outline.items():
        assert len(outline.ids) == len(set(outline.ids)), address


def test_links_and_labels_within_a_page_have_targets(
    every_outline: dict[str, Outline],
) -> None:
    for address, outline in every_outline.items():
        inside = {link.removeprefix("#") for link in outline.links if link.startswith("#")}
        assert inside | set(outline.labels) <= set(outline.ids), address
    assert any(outline.labels for outline in every_outline.values())


def test_ids_of_authors_cannot_clash_with_ids_of_the_page(
    small_course: Course, every_outline: dict[str, Outline]
) -> None:
    """The page's own ids start with an underscore, which authors cannot use."""
    authors = {
        *small_course.groups,
        *small_course.claims,
        *small_course.glossary,
        *small_course.contacts,
        *(part_id for tool in small_course.tools.values() for part_id in tool.parts),
        *(lesson_id for module in small_course.modules.values() for lesson_id in module.lessons),
    }
    for address, outline in every_outline.items():
        assert {name for name in outline.ids if re.fullmatch(ID_PATTERN, name)} <= authors, address


def test_headings_start_with_one_h1_and_skip_no_level(
    every_outline: dict[str, Outline],
) -> None:
    for address, outline in every_outline.items():
        assert outline.headings[0] == 1, address
        assert outline.headings.count(1) == 1, address
        steps = zip(outline.headings, outline.headings[1:], strict=False)
        assert all(after <= before + 1 for before, after in steps), address
    assert {level for outline in every_outline.values() for level in outline.headings} > {1, 2, 3}


ids = st.lists(st.sampled_from("ab"), min_size=1, max_size=3).map("-".join)


@given(st.tuples(ids, ids), st.tuples(ids, ids))
def test_anchors_of_different_pieces_are_different(
    first: tuple[Id, Id], second: tuple[Id, Id]
) -> None:
    assert (inner_anchor(*first) == inner_anchor(*second)) == (first == second)
    assert inner_anchor(*first) not in (*first, *second)


def test_html_has_no_blank_lines_and_every_element_is_closed(
    pages: dict[str, Page], every_outline: dict[str, Outline]
) -> None:
    for address, page in pages.items():
        assert all(line.strip() for line in page.html.split("\n")), address
    for address, outline in every_outline.items():
        assert outline.open == [], address


def test_every_text_is_there_without_scripts(
    small_course: Course, outlines: dict[str, Outline]
) -> None:
    """A module page has all its questions, answers and explanations, and none of other roles."""
    plain = markdown_of(small_course).plain
    texts_by_role: dict[Id, set[str]] = {}
    for role_id in small_course.roles:
        for module_id, module in tailor(small_course).by_role[role_id].modules.items():
            shown = outlines[module_address(role_id, module_id)].text
            for location, value in walk(module):
                if isinstance(value, Line | Prose):
                    for paragraph in re.split(r"\n\s*\n", value):
                        text = bare(plain(Prose(paragraph)))
                        assert text in bare(shown), location
                        texts_by_role.setdefault(role_id, set()).add(text)
    own = texts_by_role["teacher"] - texts_by_role["driver"]
    assert len(own) > 5
    for module_id in small_course.modules:
        driver_page = bare(outlines[module_address("driver", module_id)].text)
        for text in own:
            assert text not in driver_page or any(
                text in longer for longer in texts_by_role["driver"]
            )


def bare(text: str) -> str:
    """A text without whitespace and without the text that replaces a claim."""
    return re.sub(r"\s|How sure we are: [a-z ]+(?=[.\s])", "", text)


def test_unverified_urgent_number_is_on_no_page(
    read_with: Callable[[Files], Course],
) -> None:
    unverified = {"change": "  verified-on: 2026-11-24\n  verified-at: called\n", "to": ""}
    course = read_with({"reference/contacts.yml": unverified})
    for page in render_all(course).values():
        assert "tel:123" not in page.html, page.address


def test_claim_lists_its_uses_and_number_is_shown_only_if_verified(
    pages: dict[str, Page], outlines: dict[str, Outline], every_outline: dict[str, Outline]
) -> None:
    link = '<b>First steps</b> · <a href="../driver/first-steps/#few-words">Few words</a>'
    assert f"Used in:<br>{link}" in pages["evidence/"].html
    assert {"tel:123", "sms:456"} <= set(outlines["help/"].links)
    assert "789" not in outlines["help/"].text
    assert "Nobody has verified this number yet" in outlines["help/"].text
    for outline in every_outline.values():
        assert "The Line: 123" in outline.text


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        ("", "Ask at the office, and keep the number where you work."),
        ("  if-missing: Ask the janitor.\n", "Ask the janitor."),
        ("  finder: https://finder.example\n", '<a href="https://finder.example">'),
    ],
)
def test_contact_that_is_not_filled_in_says_what_to_do_until_then(
    read_with: Callable[[Files], Course], added: str, expected: str
) -> None:
    changed = {"change": "  local: yes\n", "to": f"  local: yes\n{added}"}
    page = render_all(read_with({"reference/contacts.yml": changed}))["help/"]
    assert expected in page.html


def test_help_is_in_the_order_in_which_it_is_needed(
    read_with: Callable[[Files], Course], pages: dict[str, Page]
) -> None:
    said_once = "Your district has not filled these in yet. Until then:"
    assert pages["help/"].html.count(said_once) == 1
    nurse = "nurse:\n  name: Nurse\n  use-for: |\n    Health.\n  local: yes\n"
    verified = "  verified-on: 2026-11-24\n"
    course = read_with(
        {
            "reference/contacts.yml": [
                {"change": "  local: yes\n", "to": f"  local: yes\n{verified}"},
                {"change": "old-line:\n", "to": f"{nurse}old-line:\n  in-short: Once\n"},
            ]
        }
    )
    html = render_all(course)["help/"].html
    order = ['id="line"', 'id="_where-you-work"', 'id="office"', said_once, 'id="nurse"']
    order += ['id="_anywhere"', "<span>Once</span>", 'id="old-line"']
    assert sorted(order, key=html.index) == order
    assert re.findall('class="fold__inside" id="(.*?)"', html) == ["nurse", "old-line"]


def test_help_of_a_district_that_has_filled_in_everything(
    read_with: Callable[[Files], Course],
) -> None:
    """What it has added is with its own people."""
    verified = {"change": "  local: yes\n", "to": "  local: yes\n  verified-on: 2026-11-24\n"}
    course = read_with({"reference/contacts.yml": verified})
    settings = {"name": "A", "state": "B", "contacts": {"old-line": {"new": True}}}
    district = District.model_validate(settings)
    html = render_all(course.model_copy(update={"district": district}))["help/"].html
    assert "Your district has not filled" not in html
    assert html.index('id="_where-you-work"') < html.index('id="old-line"')
    assert "_anywhere" not in html


def test_how_a_number_was_verified_is_not_for_readers(
    read_with: Callable[[Files], Course],
) -> None:
    noted = {"change": "verified-at: called", "to": "verified-at: a stored copy, not dialed"}
    for page in render_all(read_with({"reference/contacts.yml": noted})).values():
        assert "not dialed" not in page.html, page.address


@pytest.mark.parametrize(
    ("message", "link"),
    [
        ("988", "sms:988"),
        ("1-800-422-4453", "sms:+18004224453"),
        ("HOME to 741741", "sms:741741?&body=HOME"),
        ("ÁNIMO al +1 (800) 422-4453", "sms:+18004224453?&body=%C3%81NIMO"),
        ("on our page", ""),
    ],
)
def test_text_message_has_a_link_that_every_phone_understands(message: str, link: str) -> None:
    assert text_link(message) == link


# -- Self-checks ----------------------------------------------------------------------------------


def answers(page: Page) -> list[str]:
    """The first words of the answers, steps and pairs, in page order."""
    pattern = r'(?:<summary>|class="(?:step__text|pair__item)">)(?:<p>)?(?:“|&quot;)?(\w+)'
    return re.findall(pattern, page.html)


def test_fixing_a_typo_does_not_reorder_answers(
    small_course: Course, pages: dict[str, Page]
) -> None:
    with_fixes = small_course.model_copy(
        update={"quizzes": {key: with_typos(quiz) for key, quiz in small_course.quizzes.items()}}
    )
    for page in render_all(with_fixes).values():
        if is_module(page.address):
            before = answers(pages[page.address])
            assert len(before) > 3
            assert answers(page) == before


def with_typos(value: Any) -> Any:
    """The same questions with an extra letter at the end of each text."""
    if isinstance(value, Prose):
        return Prose(f"{value}x")
    if isinstance(value, tuple):
        return tuple(with_typos(inner) for inner in value)
    if isinstance(value, dict):
        return {key: with_typos(inner) for key, inner in value.items()}
    if isinstance(value, Model):
        values = {name: with_typos(getattr(value, name)) for name in type(value).model_fields}
        return value.model_copy(update=values)
    return value


# -- Templates ------------------------------------------------------------------------------------

TEMPLATES = make_environment(NullTranslations()).list_templates()
ONLY_MACROS = {
    "line-parts.html.jinja",
    "parts.html.jinja",
    "scene-parts.html.jinja",
    "statements.html.jinja",
}


@pytest.mark.parametrize("name", [name for name in TEMPLATES if name not in ONLY_MACROS])
def test_missing_template_value_is_an_error(name: str) -> None:
    templates = make_environment(NullTranslations())
    templates.filters.update(day=str, prose=str)
    with pytest.raises(UndefinedError):
        templates.get_template(name).render(root="")


def test_problem_page_shows_what_an_author_wrote_as_text() -> None:
    problem = Problem("a.yml", Position(3, 1), "<b> is wrong.", "Mend & save.", quote="x: <b>")
    page = problem_page("driver/", [problem], NullTranslations())
    outline = Outline(page.html)
    for shown in ("1 problem", "a.yml:3:1", "<b> is wrong.", "x: <b>", "Mend & save."):
        assert shown in outline.text
    assert page.root == "../"
    assert outline.open == []


# -- Interface messages ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def marked_messages() -> Translations:
    """A catalog in which every interface message is enclosed in brackets."""
    catalog = read_po(BytesIO(message_template().encode()), locale="en")
    for message in catalog:
        if message.id:
            texts = message.id if isinstance(message.id, tuple) else (message.id,)
            marked = tuple(f"⟦{text}⟧" for text in texts)
            message.string = marked if message.pluralizable else marked[0]
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)


def masked(value: Any, name: str = "") -> Any:
    """The course with every letter written by authors replaced by x, except in ids."""
    if isinstance(value, Prose):
        return Prose(re.sub(r"\[@[^\]]*|\[\[[^\]|]*|\]\([^)]*|[A-Za-z]", _mask, value))
    if isinstance(value, Line) or (isinstance(value, str) and name in {"address", "doi", "year"}):
        return type(value)(re.sub(r"[A-Za-z]", "x", value))
    if isinstance(value, tuple):
        return tuple(masked(inner, name) for inner in value)
    if isinstance(value, dict):
        return {key: masked(inner, name) for key, inner in value.items()}
    if isinstance(value, Model):
        values = {field: masked(getattr(value, field), field) for field in type(value).model_fields}
        return value.model_copy(update=values)
    return value


def _mask(match: "re.Match[str]") -> str:
    return "x" if len(match[0]) == 1 else match[0]


def unmarked(texts: Iterator[str]) -> set[str]:
    """Words outside all brackets that contain a letter other than x."""
    outside = (re.sub(r"⟦[^⟦⟧]*⟧|doi\.org/", " ", inside) for inside in map(_flat, texts))
    return {word for text in outside for word in re.findall(r"[^\W\d_]+", text) if word.strip("x")}


def _flat(text: str) -> str:
    """A text without nested brackets."""
    while (flat := re.sub(r"(⟦[^⟦⟧]*)⟦([^⟦⟧]*)⟧", r"\1\2", text)) != text:
        text = flat
    return text


def test_every_interface_message_comes_from_the_catalog(
    small_course: Course, marked_messages: Translations
) -> None:
    course = masked(small_course)
    not_found = pages_of(course, marked_messages).not_found()
    for page in (*render_all(course, marked_messages).values(), not_found):
        outline = Outline(page.html)
        texts = chain(outline.shown, outline.words, [page.title, page.description])
        assert unmarked(texts) == set(), page.address
        assert "⟦" in outline.text
    problem = Problem("", Position(1, 1), "", "", quote="")
    page = problem_page("", [problem], marked_messages)
    assert unmarked(iter([page.title, *Outline(page.html).shown])) == set()


def test_text_outside_the_catalog_is_detected() -> None:
    assert unmarked(iter(["⟦Next: ⟦Words⟧⟧ xx", "x. ⟦Check⟧", "⟦Up⟧ Down 3"])) == {"Down"}


# -- Local rules of states and districts ----------------------------------------------------------

LOCAL_RULES = """\
who-reports:
  asks: |
    Who must report?
  until-then: |
    Act as if it were you.
  answer: |
    Every adult in the building.
  source: State Code 12-3
  verified-on: 2026-11-24
who-interprets:
  asks: |
    Who interprets?
  until-then: |
    Ask the district office.
  answer: |
    Nobody has made sure of this.
"""


def test_local_answer_is_shown_only_if_verified(
    read_with: Callable[[Files], Course],
) -> None:
    course = read_with({"reference/local-rules.yml": LOCAL_RULES})
    html = render_all(course)["help/"].html
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert "Who must report? Every adult in the building." in text
    assert "(State Code 12-3)" in text
    assert "Act as if it were you" not in text
    assert "Who interprets? Not filled in yet. Until then: Ask the district office." in text
    assert "Nobody has made sure" not in text


# -- Tools ----------------------------------------------------------------------------------------


def test_tool_is_linked_from_its_lesson_and_from_the_path_of_its_roles(
    pages: dict[str, Page],
) -> None:
    for address in ("driver/", "driver/more-words/"):
        links = [urljoin(f"/{address}", link) for link in Outline(pages[address].html).links]
        assert "/tools/two-lines/" in links
    assert not any("two-lines" in pages[name].html for name in ("teacher/", "teacher/more-words/"))


def test_fields_of_a_tool_have_labels_but_no_form_and_no_name(
    specimen_pages: dict[str, Page],
) -> None:
    sheet = re.search("<main.*</main>", specimen_pages["tools/morning-card/"].html, re.DOTALL)
    assert sheet
    html = sheet[0]
    fields = re.findall(r"<(?:textarea|input)[^>]*>", html)
    places = [re.search(r'data-field="([^"]+)"', field) for field in fields]
    assert [place and place[1] for place in places] == [
        "before--facts",
        "before--no-names",
        "seen",
        *(
            f"mornings--{row}--{cell}"
            for row in ("today", "-1", "-2")
            for cell in ("when", "helped")
        ),
        "first-thing--two-seats",
        "first-thing--sit-down",
    ]
    # Radio buttons exclude each other only if they share a name.
    named = [field for field in fields if re.search(r"[ <](?:name|form)=", field)]
    assert named == [field for field in fields if 'type="radio"' in field]
    assert "<form" not in html
    labelled = re.findall(r'<label for="([^"]+)"', html)
    areas = [field for field in fields if field.startswith("<textarea")]
    assert sorted(labelled) == sorted(re.findall(r' id="([^"]+)"', "".join(areas)))
    assert "Total: 5 minutes." in html


# -- For trainers ---------------------------------------------------------------------------------


def test_trainer_page_has_all_learner_content_with_answers_and_evidence(
    specimen_pages: dict[str, Page],
) -> None:
    course = load(SPECIMEN).course
    assert course
    for role_id in course.roles:
        address = session_address(role_id, "a-calmer-morning")
        outline = Outline(specimen_pages[address].html)
        learners = tailor(course).in_full[role_id].modules["a-calmer-morning"]
        scenes = (Outline(specimen_pages[f"{address}{name}/"].html) for name in learners.scenes)
        shown = re.sub(r"\W+", " ", " ".join((outline.text, *(it.text for it in scenes))))
        texts = [text for _, text in walk(learners) if isinstance(text, Prose)]
        for text in texts:
            opening = re.split(r"\[|\n", text.replace("**", ""))[0]
            assert re.sub(r"\W+", " ", opening).strip() in shown, text
        cited = {hit["id"] for text in texts for hit in text.claims()}
        assert all(str(course.claims[name].limits)[:20] in outline.text for name in cited)
        assert urljoin(f"/{address}", "../../../evidence/#report-yourself").lstrip("/") in {
            urljoin(f"/{address}", link).lstrip("/") for link in outline.links
        }


def test_session_plans_show_start_times_and_the_total(
    specimen_pages: dict[str, Page],
) -> None:
    text = Outline(specimen_pages["trainers/bus-driver/a-calmer-morning/"].html).text
    assert "Ten minutes 0–7 One moment at work" in text
    assert "7–10 The two questions at the end. Total: 10 minutes." in text


def test_session_shows_the_drawings_of_lessons_situations_and_scenes(
    specimen_pages: dict[str, Page],
) -> None:
    html = specimen_pages["trainers/bus-driver/a-calmer-morning/"].html
    shown = re.findall(r'<svg class="drawn" [^>]*aria-label="([^"]*)"', html)
    assert [text[:19] for text in shown] == [
        "A child comes to th",
        "Two empty bus seats",
        "A boy stands beside",
        "A small girl stands",
    ]
    for shape in set(re.findall(r'<use href="#([^"]+)"', html)):
        assert html.count(f'id="{shape}"') == 1


def test_sessions_are_listed_and_have_no_input_fields(specimen_pages: dict[str, Page]) -> None:
    sessions = {
        name
        for name, page in specimen_pages.items()
        if name.startswith(TRAINERS) and not page.moved_to
    } - {TRAINERS}
    scenes = {name for name in sessions if name.count("/") == 4}
    lists = {TRAINERS, *(sessions - scenes)}
    linked = {
        urldefrag(urljoin(f"/{name}", link))[0].lstrip("/")
        for name in lists
        for link in Outline(specimen_pages[name].html).links
    }
    assert scenes
    assert linked >= sessions
    for name in sessions:
        assert not re.search("<(?:private-note|self-check|textarea)", specimen_pages[name].html)


def test_course_without_sessions_has_no_trainer_pages(pages: dict[str, Page]) -> None:
    assert not any(name.startswith(TRAINERS) for name in pages)
    assert not any(TRAINERS in page.html for page in pages.values())


# -- Limits ---------------------------------------------------------------------------------------


def test_limits_have_a_page_that_every_page_links_to(
    specimen_pages: dict[str, Page], pages: dict[str, Page]
) -> None:
    assert "That it was tested." in Outline(specimen_pages["not-claimed/"].html).text
    for address, page in specimen_pages.items():
        links = Outline(page.html).links
        assert "/not-claimed/" in {urljoin(f"/{address}", link) for link in links}
    assert "not-claimed/" not in pages
    assert not any("not-claimed" in page.html for page in pages.values())


# -- Cards ----------------------------------------------------------------------------------------


def test_role_has_its_own_cards_in_the_order_of_the_table(
    specimen_pages: dict[str, Page],
) -> None:
    html = specimen_pages["bus-driver/now/"].html
    ids = re.findall(r'class="card__inside" id="([^"]*)"', html)
    cards = ["seizure", "runs-off", "talk-of-suicide", "tells-me-something", "wont-sit"]
    assert ids == [*cards, "_lines"]
    assert "Pull over and set the brake." in html
    assert "Pull over" not in specimen_pages["front-office/now/"].html


def test_card_has_the_numbers_of_its_role_and_names_missing_ones(
    specimen_pages: dict[str, Page],
) -> None:
    driver = Outline(specimen_pages["bus-driver/now/"].html)
    assert "tel:911" in driver.links
    assert "Bus office: no number yet." in driver.text
    assert "Bus office" not in specimen_pages["front-office/now/"].html
    assert "Ask in the office for the number. Danger now: 911." in driver.text


def test_card_shows_the_answers_of_the_district(specimen_pages: dict[str, Page]) -> None:
    text = Outline(specimen_pages["bus-driver/now/"].html).text
    assert "Where you work: In the red box beside the office door." in text


def test_card_names_its_reviewer_or_says_that_it_has_none(
    specimen_pages: dict[str, Page],
) -> None:
    html = specimen_pages["bus-driver/now/"].html
    notes = {
        card_id: set(re.findall(r'class="review">([^<]*)<', part))
        for card_id, part in re.findall(r'id="([a-z-]+)">(.*?)</details>', html, re.DOTALL)
    }
    (by_a_nurse,) = notes["seizure"]
    assert by_a_nurse.startswith("Reviewed by (name of the nurse), (license), on ")
    assert notes["tells-me-something"] == {
        "Not yet reviewed by a lawyer. Your plan and your training come first."
    }


def test_back_of_a_card_has_dated_sources(specimen_pages: dict[str, Page]) -> None:
    html = specimen_pages["bus-driver/now/"].html
    back = Markup(html.split('class="card__back"')[1].split("</div>")[0]).striptags()
    assert "Get seizure smart!. Nov 27, 2026." in back


def test_lesson_and_question_link_to_their_cards(
    specimen_pages: dict[str, Page],
) -> None:
    driver = specimen_pages["bus-driver/a-calmer-morning/"].html
    shown = re.findall(r"<summary>Right now: ([^<]*)</summary>", driver)
    assert shown == ["Seizure"]
    assert 'href="../../bus-driver/now/#wont-sit"' in driver
    assert "wont-sit" not in specimen_pages["front-office/a-calmer-morning/"].html


def test_law_is_labeled_as_law_with_the_date_it_was_read(specimen_pages: dict[str, Page]) -> None:
    text = Outline(specimen_pages["evidence/"].html).text
    assert "This is law (state by state, read on Nov 27, 2026). Your state may" in text


def test_course_without_cards_has_no_card_pages(pages: dict[str, Page]) -> None:
    assert not [address for address in pages if "now/" in address]
    assert not [page.address for page in pages.values() if "Right now" in page.html]
