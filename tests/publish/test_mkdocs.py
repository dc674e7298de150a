"""MkDocs builds the course through its hooks, and its preview shows problems."""

import shutil
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from course.compile import check_folder
from course.publish.offline import worker
from tests.publish.conftest import contents, every_page, lay_out, read_pages, run_mkdocs
from tests.publish.shown import Shown

pytestmark = pytest.mark.slow

QUIZ = "quizzes/first-steps.yml"


def break_quiz(project: Path) -> None:
    quiz = project / QUIZ
    text = quiz.read_text(encoding="utf-8")
    assert "objective:" in text
    quiz.write_text(text.replace("objective:", "objectiv:"), encoding="utf-8")


def preview(project: Path, site_dir: Path) -> None:
    """Build once, as `mkdocs serve` does after a file has changed."""
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(site_dir))
    config.plugins.on_startup(command="serve", dirty=False)
    mkdocs_build(config)
    config.plugins.on_startup(command="build", dirty=False)


def test_problems_stop_plain_mkdocs_before_it_writes_anything(
    mkdocs_dir: Path, tmp_path: Path
) -> None:
    project = lay_out(tmp_path / "project")
    site_dir = Path(shutil.copytree(mkdocs_dir, tmp_path / "site"))
    before = contents(site_dir)
    break_quiz(project)
    problems = check_folder(project).problems
    done = run_mkdocs(project, site_dir)
    assert done.returncode == 1
    assert problems
    for problem in problems:
        assert str(problem) in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert contents(site_dir) == before


def test_preview_has_a_worker_that_caches_nothing(project: Path, tmp_path: Path) -> None:
    preview(project, tmp_path)
    assert (tmp_path / "worker.js").read_text(encoding="utf-8") == worker({})


def test_only_a_preview_allows_inline_scripts(project: Path, tmp_path: Path) -> None:
    """MkDocs adds an inline script that polls for changes."""
    preview(project, tmp_path)
    for page in every_page(tmp_path).values():
        [policy] = page.policies
        assert "; script-src 'self' 'unsafe-inline'; style-src 'self'; " in policy


def test_preview_shows_problems_at_every_address_until_they_are_fixed(tmp_path: Path) -> None:
    project, site_dir = lay_out(tmp_path / "project"), tmp_path / "site"
    preview(project, site_dir)
    good = {address: page.text for address, page in read_pages(site_dir).items()}
    assert "driver/first-steps" in good

    quiz = (project / QUIZ).read_text(encoding="utf-8")
    break_quiz(project)
    problems = check_folder(project).problems
    preview(project, site_dir)
    broken = read_pages(site_dir)
    assert set(broken) == set(good)
    for page in broken.values():
        assert all(problem.what in page.text for problem in problems)

    (project / QUIZ).write_text(quiz, encoding="utf-8")
    preview(project, site_dir)
    assert {address: page.text for address, page in read_pages(site_dir).items()} == good


def test_preview_that_starts_with_problems_shows_them(tmp_path: Path) -> None:
    project, site_dir = lay_out(tmp_path / "project"), tmp_path / "site"
    break_quiz(project)
    preview(project, site_dir)
    assert set(read_pages(site_dir)) >= {".", "evidence", "glossary", "help"}
    assert '"objectiv" is not a known key' in Shown(site_dir / "index.html").text
