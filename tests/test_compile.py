import gc
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from babel.support import NullTranslations

from course import compile as compiler
from course.checks.base import Base
from course.compile import check_folder, compile_site
from course.frontend.build import MESSAGES, assets
from course.gc_pause import gc_paused
from course.memo import Memo
from course.models.role_course import Tailored
from course.problems import CourseError, Problem
from course.read.loaded import Loaded
from course.render.script_messages import script_messages
from course.site import PREVIEW, TOUCH_ICON, Site, path_address, search_address
from tests.conftest import Files

MOST_IN_CYCLES = 100
"""Of thousands of objects that a check of the small course makes."""
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


def test_site_has_all_pages_and_a_404_page(site: Site) -> None:
    assert len(site.pages) == 15
    assert all(page.make().address == address for address, page in site.pages.items())
    not_found = site.not_found()
    assert (not_found.address, not_found.title) == ("", "This page is not here")
    assert site.counts == {"roles": 2, "modules": 2, "questions": 10}


def test_other_files_are_search_paths_and_assets(site: Site) -> None:
    loaded_by_pages = assets(script_messages(NullTranslations()))
    assert set(site.files) == {
        *(search_address(name) for name in ("driver", "teacher", "all")),
        *(path_address(name) for name in ("driver", "teacher")),
        *loaded_by_pages.files,
        *(TOUCH_ICON, PREVIEW),
    }
    assert (site.style_sheet, site.text_font, site.scripts) == (
        loaded_by_pages.style_sheet,
        loaded_by_pages.text_font,
        loaded_by_pages.scripts,
    )


def test_pages_and_scripts_are_in_the_language_of_the_course(
    course_with: Callable[[Files], Path],
) -> None:
    folder = course_with({"course.yml": {"change": "language: en", "to": "language: es"}})
    (folder / "translations").mkdir()
    (folder / "translations" / "es.po").write_text(SPANISH, encoding="utf-8")
    site = compile_site(folder)
    assert site.language == "es"
    assert "Quién puede ayudar" in {page.make().title for page in site.pages.values()}
    assert '"check": "Comprobar"' in site.files[f"{site.scripts}{MESSAGES}"].make().decode()


def test_problems_prevent_a_site_and_remarks_do_not(
    course_with: Callable[[Files], Path],
) -> None:
    few = {"change": "    kind: match\n", "to": "    kind: match\n    except: [teacher]\n"}
    folder = course_with({"quizzes/first-steps.yml": few})
    assert compile_site(folder).pages
    (folder / "reference" / "drawings" / "two-chairs.svg").unlink()
    with pytest.raises(CourseError, match='There is no drawing "two-chairs"'):
        compile_site(folder)


@pytest.mark.parametrize("tag", ["hmn", "zh-Hant-TW"])
def test_course_can_be_in_any_language(course_with: Callable[[Files], Path], tag: str) -> None:
    folder = course_with({"course.yml": {"change": "language: en", "to": f"language: {tag}"}})
    site = compile_site(folder)
    assert site.language == tag
    assert site.pages["help/"].make().html


def test_rules_run_once_for_the_same_files_and_day(
    course_with: Callable[[Files], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = course_with({"modules/first-steps.yml": {"change": "minutes: 6", "to": "minutes: 60"}})
    runs: list[date | None] = []
    real = compiler.check_loaded

    def count(
        loaded: Loaded,
        tailored: Tailored,
        memo: Memo,
        today: date | None = None,
        *,
        base: Base | None,
    ) -> tuple[Problem, ...]:
        runs.append(today)
        return real(loaded, tailored, memo, today, base=base)

    monkeypatch.setattr(compiler, "check_loaded", count)
    first, later = date(2026, 11, 24), date(2026, 11, 25)
    problems = [
        check_folder(folder, today, Memo(tmp_path / "cache")).problems
        for today in (first, first, later)
    ]
    assert runs == [first, later]
    assert problems[0]
    assert problems[0] == problems[1] == problems[2]
    (folder / "course.yml").write_bytes((folder / "course.yml").read_bytes() + b"# More.\n")
    check_folder(folder, later, Memo(tmp_path / "cache"))
    assert runs == [first, later, later]


def test_file_that_is_not_read_is_told_after_a_check_without_it(
    course_with: Callable[[Files], Path], tmp_path: Path
) -> None:
    folder, cache = course_with({}), tmp_path / "cache"
    assert check_folder(folder, memo=Memo(cache)).problems == ()
    (folder / "modules" / "later.yaml").write_text("title: Later\n", encoding="utf-8")
    (problem,) = check_folder(folder, memo=Memo(cache)).problems
    assert problem.path == "modules/later.yaml"
    (folder / "modules" / "later.yaml").unlink()
    assert check_folder(folder, memo=Memo(cache)).problems == ()


def test_checking_leaves_no_reference_cycles_behind(small_folder: Path) -> None:
    """The garbage collector is paused during a build, so they would stay in memory."""
    check_folder(small_folder)  # the first time, pydantic prepares the models
    with gc_paused():
        gc.collect()
        check_folder(small_folder)
        assert gc.collect() < MOST_IN_CYCLES
