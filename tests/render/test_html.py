"""The HTML of every page: links and labels have targets, ids are unique, headings skip no level."""

import re
from urllib.parse import urldefrag, urljoin

from hypothesis import given
from hypothesis import strategies as st

from course.models.base import ID_PATTERN, Id
from course.models.course import Course
from course.search.entries import role_entries, shared_entries
from course.site import Page, inner_anchor, role_address
from course.tailor import tailor
from tests.render.outline import Outline
from tests.rendering import TOP, markdown_of


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
    addresses = [entry.address for entry in shared_entries(small_course, markdown)]
    for role_id, role in tailor(small_course).by_role.items():
        in_role = role_entries(role, markdown)
        addresses += [f"{role_address(role_id)}{entry.address}" for entry in in_role]
    for found in addresses:
        address, anchor = urldefrag(found)
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
