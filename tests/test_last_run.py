import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from course import last_run
from course.inputs import ALL
from course.last_run import Answer, LastRun
from course.publish.folder import replacing
from course.read.loader import load
from tests.conftest import SMALL_COURSE

ANSWER = Answer("Nothing is wrong.\n", "", 0)
TODAY = date(2026, 11, 24)


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small course, with caches of its own."""
    monkeypatch.setattr(last_run, "cache_of", lambda _: tmp_path / "cache")
    folder = tmp_path / "course"
    shutil.copytree(SMALL_COURSE, folder)
    (folder / "translations").mkdir()
    return folder


@pytest.fixture
def site(course: Path) -> Path:
    target = course.parent / "site"
    with replacing(target) as writer:
        writer.write("worker.js", b"worker")
        writer.write("driver/index.html", b"page")
    return target


def run(course: Path, site: Path | None = None, command: str = "check") -> LastRun:
    return LastRun(command, course, site, TODAY)


def append(name: str) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write("# more\n")

    return change


def test_answer_is_not_repeated_after_another_command_has_built_the_site(
    course: Path, site: Path
) -> None:
    run(course, site, "build").save(ANSWER)
    with replacing(site) as writer:
        writer.write("worker.js", b"worker")
        writer.write("driver/index.html", b"another course")
    assert run(course, site, "build").answer() is None


def test_answer_is_not_kept_if_a_file_has_changed_meanwhile(course: Path, site: Path) -> None:
    """The command may have read either version."""
    file = course / "course.yml"
    before = file.read_bytes()
    last = run(course, site, "build")
    append("course.yml")(course)
    last.save(ANSWER)
    file.write_bytes(before)
    assert run(course, site, "build").answer() is None
    last = run(course, site, "build")
    file.unlink()
    last.save(ANSWER)
    file.write_bytes(before)
    assert run(course, site, "build").answer() is None


def test_answer_is_repeated_if_nothing_has_changed(course: Path, site: Path) -> None:
    assert run(course).answer() is None
    run(course).save(ANSWER)
    assert run(course).answer() == ANSWER
    assert run(course, command="check-json").answer() is None
    run(course, site, "build").save(ANSWER)
    assert run(course, site, "build").answer() == ANSWER


@pytest.mark.parametrize(
    "change",
    [
        append("course.yml"),
        append("modules/first-steps.yml"),
        append("quizzes/first-steps.yml"),
        append("reference/claims.yml"),
        append("translations/es.po"),
        lambda folder: (folder / "modules/first-steps.yml").rename(folder / "modules/others.yml"),
        lambda folder: (folder / "reference/style.yml").mkdir(),
        lambda folder: (folder / "reference/roles.yml").unlink(),
    ],
)
def test_no_answer_after_a_change_of_the_course(
    course: Path, change: Callable[[Path], object]
) -> None:
    before = run(course)
    change(course)  # during the run, after it has read the file
    before.save(ANSWER)
    assert run(course).answer() is None


def test_everything_that_is_read_is_looked_at() -> None:
    folders = {path.partition("/")[0] for path in load(SMALL_COURSE).contents}
    assert folders <= set(ALL)


@pytest.mark.parametrize(
    "change",
    [
        lambda site: (site / "driver/index.html").write_bytes(b"edited"),
        lambda site: (site / "driver/index.html").unlink(),
        shutil.rmtree,
    ],
)
def test_no_answer_after_a_change_of_the_site(
    course: Path, site: Path, change: Callable[[Path], object]
) -> None:
    run(course, site).save(ANSWER)
    change(site)
    assert run(course, site).answer() is None


def test_file_that_no_build_has_written_changes_no_answer(course: Path, site: Path) -> None:
    run(course, site).save(ANSWER)
    (site / "handouts.pdf").write_bytes(b"%PDF")
    assert run(course, site).answer() == ANSWER


def test_no_answer_in_other_circumstances(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(course).save(ANSWER)
    assert LastRun("check", course, None, date(2026, 11, 25)).answer() is None
    assert LastRun("check", course, None, TODAY, guide="another").answer() is None
    with monkeypatch.context() as other:
        other.setenv("SITE_URL", "https://example.org/")
        assert run(course).answer() is None
    with monkeypatch.context() as other:
        other.setattr(last_run, "generator_stamp", lambda: "another")
        assert run(course).answer() is None
    assert run(course).answer() == ANSWER


@pytest.mark.parametrize("content", ["", "[]", '["x", {}]', '{"a": 1}', "\0"])
def test_damaged_answer_is_ignored(course: Path, content: str) -> None:
    run(course).save(ANSWER)
    (path,) = (course.parent / "cache").rglob("*.answer")
    path.write_text(content, encoding="utf-8")
    assert run(course).answer() is None


def test_answer_that_cannot_be_saved_is_no_error(course: Path) -> None:
    (course.parent / "cache").write_text("a file where the folder should be", encoding="utf-8")
    run(course).save(ANSWER)
    assert run(course).answer() is None
