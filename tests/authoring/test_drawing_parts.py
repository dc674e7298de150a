"""The guide's page of parts shows every word that authors may write in a drawing."""

import re
from pathlib import Path

from course.authoring.drawing_parts import drawing_parts
from course.models.drawing import Build, Clothes, Direction, Hair, Place, Pose, What, Who
from course.render.drawing import PREFIX

PAGE = drawing_parts()
COURSE = Path(__file__).parents[2] / "course"


def test_every_word_has_a_picture_and_a_meaning() -> None:
    shown = re.findall(r"<figure><svg .*?</figcaption></figure>", PAGE)
    words = [re.findall(r"<code>([a-z-]+)</code> (?=\w)", figure) for figure in shown]
    enums = (Place, Who, Pose, Hair, Clothes, Build, Direction, What)
    assert words == [[str(word)] for enum in enums for word in enum]


def test_every_shape_that_a_picture_needs_is_on_the_page() -> None:
    ids = re.findall(r' id="([^"]+)"', PAGE)
    assert len(ids) == len(set(ids))
    assert set(ids) == set(re.findall(f'href="#({PREFIX}[^"]+)"', PAGE))


def test_html_is_in_blocks_without_blank_lines() -> None:
    """A blank line would end the block in Markdown."""
    blocks = re.findall(r"<div.*?</div>\n(?=\n|$)", PAGE, re.DOTALL)
    assert len(blocks) == 9
    assert not [block for block in blocks if "\n\n" in block]


def test_guide_styles_drawings_as_the_course_does() -> None:
    def rules(path: str) -> str:
        sheet = (COURSE / path).read_text(encoding="utf-8")
        return sheet[sheet.index(".drawn {") :].replace("var(--radius-s)", "0.5rem")

    guide = rules("publish/guide_theme/assets/drawings.css")
    assert guide == rules("frontend/css/drawings.css")


def test_guide_has_the_colors_of_the_course() -> None:
    colors = (COURSE / "frontend/css/colors.css").read_text(encoding="utf-8")
    guide = (COURSE / "publish/guide_theme/assets/guide.css").read_text(encoding="utf-8")
    pairs = re.findall(r"(--[a-z-]+): light-dark\((#\w+), (#\w+)\);", guide)
    of_drawings = [pair for pair in pairs if not pair[0].startswith("--md-")]
    assert len(of_drawings) == 8
    for name, light, dark in of_drawings:
        assert re.findall(rf"{name}: (#\w+);", colors) == [light, dark, dark]
