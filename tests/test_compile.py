from collections.abc import Callable
from pathlib import Path

import pytest
from babel.support import NullTranslations

from course.compile import compile_site
from course.models.course import Course
from course.problems import CourseError
from course.render.script_messages import script_words
from course.site import Site, drawing_address, path_address, search_address
from tests.conftest import Files

SPANISH = """\
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Check"
msgstr "Comprobar"

msgid "Who can help"
msgstr "Quién puede ayudar"
"""


@pytest.fixture(scope="module")
def site(small_folder: Path) -> Site:
    return compile_site(small_folder)


def test_site_has_the_pages_and_one_for_where_there_is_none(site: Site) -> None:
    assert len(site.pages) == 15
    assert (site.not_found.address, site.not_found.title) == ("", "This page is not here")
    assert site.not_found not in site.pages
    assert site.counts == {"roles": 2, "modules": 2, "questions": 10}


def test_beside_the_pages_stand_words_search_and_drawings(site: Site, small_course: Course) -> None:
    assert set(site.files) == {
        *(search_address(name) for name in ("driver", "teacher", "all")),
        *(path_address(name) for name in ("driver", "teacher")),
        *(drawing_address(name) for name in small_course.drawings),
    }
    assert site.words == script_words(NullTranslations())
    assert site.files["drawings/two-chairs.svg"] == small_course.drawings["two-chairs"]


def test_pages_and_scripts_speak_the_language_of_the_course(
    course_with: Callable[[Files], Path],
) -> None:
    folder = course_with({"course.yml": {"change": "language: en", "to": "language: es"}})
    (folder / "translations").mkdir()
    (folder / "translations" / "es.po").write_text(SPANISH, encoding="utf-8")
    site = compile_site(folder)
    assert site.language == "es"
    assert "Quién puede ayudar" in {page.title for page in site.pages}
    assert site.words["check"] == "Comprobar"


def test_course_with_problems_has_no_site_and_with_remarks_it_has(
    course_with: Callable[[Files], Path],
) -> None:
    few = {"change": "    kind: match\n", "to": "    kind: match\n    except: [teacher]\n"}
    folder = course_with({"quizzes/first-steps.yml": few})
    assert compile_site(folder).pages
    (folder / "reference" / "drawings" / "two-chairs.svg").unlink()
    with pytest.raises(CourseError, match='There is no drawing "two-chairs"'):
        compile_site(folder)
