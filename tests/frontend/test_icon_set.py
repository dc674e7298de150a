import re
from xml.etree import ElementTree

import pytest

from course.frontend.icon_set import NEUTRAL, icon_files, inline_icon

ICONS = icon_files()
ROOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none"'
    ' stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">'
)
TINT = ' fill="currentColor" fill-opacity=".16"'
MOST_BYTES = 500


def test_there_are_icons_for_jobs_and_for_the_interface() -> None:
    assert {NEUTRAL, "bus", "back", "forward", "pause", "check"} < ICONS.keys()


@pytest.mark.parametrize("name", ICONS)
def test_icons_have_one_style(name: str) -> None:
    root, shapes = ICONS[name].split("\n", 1)
    assert root == ROOT
    assert shapes.count(TINT) <= 1
    assert re.findall("fill|stroke|style|class|title|<text|href", shapes.replace(TINT, "")) == []
    assert len(ICONS[name].encode()) <= MOST_BYTES


@pytest.mark.parametrize("name", ICONS)
def test_inlined_icon_is_one_hidden_element_on_one_line(name: str) -> None:
    html = inline_icon(ICONS[name])
    root = ElementTree.fromstring(html)
    assert (root.get("class"), root.get("aria-hidden")) == ("icon", "true")
    assert len(root)
    assert "\n" not in html
