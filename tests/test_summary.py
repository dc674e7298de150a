"""The summary of a pull request: what is wrong, what changed, for which jobs, and what is gone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from course.cli.main import main
from course.compile import check_folder
from course.problems import Position, Problem
from course.summary import MOST_CHANGES, MOST_PROBLEMS, summary_lines
from tests.conftest import SMALL_COURSE, Files, git, lay

Repository = Callable[[Files], Path]
MODULE = "modules/first-steps.yml"


@pytest.fixture
def repository(course_with: Callable[[Files], Path]) -> Repository:
    """The small course with changes, committed."""

    def make(files: Files) -> Path:
        folder = course_with(files)
        git(folder, "init", "--quiet", "--initial-branch=main")
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "-m", "before")
        return folder

    return make


def summary(folder: Path, changes: Files, *more: str, status: int = 0) -> str:
    """The summary of a pull request with these changes."""
    lay(folder, changes)
    file = folder / "summary.md"
    command = ["check", "--folder", str(folder), "--since", "HEAD", "--summary", str(file), *more]
    assert main(command) == status
    return file.read_text(encoding="utf-8")


def test_nothing_changed(repository: Repository) -> None:
    text = summary(repository({}), {})
    assert text.startswith("## Passes: nothing is wrong\n")
    assert "Nothing in the course's files." in text
    assert "The same for every job." in text
    assert "gone" not in text


def test_change_is_told_in_words_with_its_jobs_and_the_coverage(repository: Repository) -> None:
    change = {"change": "    core: yes\n", "to": "    core: yes\n    except: [driver]\n"}
    text = summary(repository({}), {"modules/more-words.yml": change}, status=1)
    assert text.startswith("## Does not pass: ")
    assert "- module **More words** changed: lesson “" in text
    assert " changed — for Bus driver\n" in text
    (line,) = (line for line in text.splitlines() if line.startswith("- **Bus driver**: "))
    assert "minutes " in line
    assert "→" in line


def test_change_for_all_and_an_id_that_is_gone(repository: Repository) -> None:
    changes = {
        MODULE: {"change": "title: First steps", "to": "title: Two *steps*"},
        "reference/contacts.yml": {"change": "old-line:", "to": "new-line:"},
    }
    text = summary(repository({}), changes, status=1)
    assert "- module **Two \\*steps\\*** changed — for every job\n" in text
    assert "- contact **Old Line** added — for every job\n" in text
    assert "- contact **Old Line** removed — for every job\n" in text
    before, gone = text.split("## Ids that are gone")
    assert 'The id "old-line" is gone' in gone
    assert 'The id "old-line" is gone' not in before


def test_large_change_is_cut_with_a_count(repository: Repository) -> None:
    terms = "".join(
        f"term-{number}:\n  term: Term {number}\n  means: |\n    A word.\n" for number in range(40)
    )
    folder = repository({})
    glossary = (folder / "reference/glossary.yml").read_text(encoding="utf-8")
    text = summary(folder, {"reference/glossary.yml": glossary + terms})
    assert text.count("- word **") == MOST_CHANGES
    assert f"- … and {40 - MOST_CHANGES} more\n" in text


@pytest.mark.parametrize("broken", ["course.yml", MODULE])
def test_course_that_cannot_be_read_is_not_compared(repository: Repository, broken: str) -> None:
    text = summary(repository({}), {broken: "title: ["}, status=1)
    assert text.startswith("## Does not pass: ")
    assert f"- `{broken}:1` YAML expects" in text
    assert "## Coverage" not in text


def test_without_a_commit_to_compare_with_it_says_what_is_wrong(repository: Repository) -> None:
    folder = repository({})
    file = folder / "summary.md"
    file.write_text("Before.\n", encoding="utf-8")
    assert main(["check", "--folder", str(folder), "--summary", str(file)]) == 0
    assert file.read_text(encoding="utf-8") == "Before.\n## Passes: nothing is wrong\n\n"


def test_summary_that_cannot_be_written_is_told(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = repository({})
    file = folder / "no-such-folder" / "summary.md"
    assert main(["check", "--folder", str(folder), "--summary", str(file)]) == 1
    assert "The summary could not be written: " in capsys.readouterr().err


def test_fork_compares_its_district_with_what_it_was(repository: Repository) -> None:
    settings = "name: Lakeview\nstate: Texas\ndraft: yes\n"
    folder = repository({"district/district.yml": settings})
    change = {"district/district.yml": settings + "title: Every Adult\n"}
    text = summary(folder, change, "--district", str(folder / "district"))
    assert "- file **district.yml** changed\n" in text
    assert "course.yml" not in text


@pytest.mark.parametrize("line", ["title: Every Adult\n", "report-to: mailto:a@lakeview.example\n"])
def test_setting_that_goes_is_no_change_of_the_course(repository: Repository, line: str) -> None:
    settings = "name: Lakeview\nstate: Texas\ndraft: yes\n"
    folder = repository({"district/district.yml": f"{settings}{line}"})
    outline: Files = {"course.yml": {"change": "summary: |\n", "to": "summary: |\n  Now.\n"}}
    for changes, is_listed in (({"district/district.yml": settings}, False), (outline, True)):
        (folder / "summary.md").unlink(missing_ok=True)
        text = summary(folder, changes)
        assert "- file **district.yml** changed\n" in text
        assert ("- file **course.yml** changed\n" in text) == is_listed


def summary_of_district(course: Path, folder: Path, change: Files) -> str:
    """The summary of a change in a repository that holds only a district's folder."""
    lay(folder, {"district/district.yml": "name: Lakeview\nstate: Texas\ndraft: yes\n"})
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "before")
    lay(folder, change)
    file = folder / "summary.md"
    command = ["check", "--folder", str(course), "--district", str(folder / "district")]
    assert main([*command, "--since", "HEAD", "--summary", str(file)]) == 0
    return file.read_text(encoding="utf-8")


def test_district_without_a_copy_of_the_course_compares_its_own_folder(
    small_folder: Path, tmp_path: Path
) -> None:
    own = "lessons:\n  few-words:\n    title: Fewer words\n"
    text = summary_of_district(small_folder, tmp_path, {"district/modules/first-steps.yml": own})
    assert "- module **First steps** changed: lesson “Fewer words” changed — for every job" in text


def test_only_the_jobs_that_a_district_offers_are_compared(repository: Repository) -> None:
    settings = "name: Lakeview\nstate: Texas\ndraft: yes\noffer:\n  jobs: [driver]\n"
    folder = repository({"district/district.yml": settings})
    longer = {"change": "      Say sorry first.\n", "to": "      Say sorry first, and mean it.\n"}
    text = summary(
        folder, {"modules/more-words.yml": longer}, "--district", str(folder / "district")
    )
    assert " changed — for every job\n" in text
    assert "- **Bus driver**: words " in text
    assert "**Teacher**" not in text


def test_change_for_a_job_that_a_district_does_not_offer(repository: Repository) -> None:
    settings = "name: Lakeview\nstate: Texas\ndraft: yes\noffer:\n  jobs: [teacher]\n"
    folder = repository({"district/district.yml": settings})
    of_drivers = {"change": "before the bus rolls", "to": "before you roll"}
    change = {"modules/more-words.yml": of_drivers}
    text = summary(folder, change, "--district", str(folder / "district"))
    assert " changed — for no job that you offer\n" in text
    assert "The same for every job." in text


def test_another_version_of_the_course_is_not_called_the_same(
    small_folder: Path, tmp_path: Path
) -> None:
    """A pull request that names another version changes nothing in the district's folder."""
    text = summary_of_district(small_folder, tmp_path, {})
    assert "Two versions of the course are not compared" in text


def test_remarks_and_not_mistakes_are_cut() -> None:
    remarks = [
        Problem("a.yml", Position(line), "A remark.", "Look.", is_warning=True)
        for line in range(1, MOST_PROBLEMS + 1)
    ]
    mistake = Problem("b.yml", Position(1), "A mistake.", "Mend it.")
    lines = list(summary_lines(check_folder(SMALL_COURSE), [*remarks, mistake], None))
    assert "- `b.yml:1` A mistake. Mend it." in lines
    assert "- … and 1 more" in lines
