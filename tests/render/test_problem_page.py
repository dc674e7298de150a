"""The page that an author sees instead of one with problems."""

from babel.support import NullTranslations

from course.problems import Position, Problem
from course.render.problem_page import problem_page
from tests.render.outline import Outline


def test_problem_page_shows_what_an_author_wrote_as_text() -> None:
    problem = Problem("a.yml", Position(3, 1), "<b> is wrong.", "Mend & save.", quote="x: <b>")
    page = problem_page("driver/", [problem], NullTranslations())
    outline = Outline(page.html)
    for shown in ("1 problem", "a.yml:3:1", "<b> is wrong.", "x: <b>", "Mend & save."):
        assert shown in outline.text
    assert page.root == "../"
    assert outline.open == []
