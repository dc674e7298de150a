"""The pages with tools: their links and their fields."""

import re
from urllib.parse import urljoin

from course.site import Page
from tests.render.outline import Outline


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
