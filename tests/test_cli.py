import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from course.authoring import generated
from course.authoring.rule_pages import all_codes
from course.checks.rules import ALL_RULES
from course.cli import generate
from course.cli.main import commands, main
from course.cli.run import run
from course.cli.slides import make_slides
from course.last_run import LastRun
from tests.conftest import SMALL_COURSE, Files, lay

ROOT = Path(__file__).parent.parent
SPECIMEN = ROOT / "examples" / "specimen"
QUIZ = "quizzes/first-steps.yml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small course in its own git repository."""
    shutil.copytree(SMALL_COURSE, tmp_path, dirs_exist_ok=True)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    git(tmp_path, *identity, "commit", "-qm", "first")
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def check(folder: Path, *more: str) -> int:
    return main(["check", "--folder", str(folder), *more])


def test_good_course_passes_the_check(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert check(folder) == 0
    assert capfd.readouterr().out == "Nothing is wrong.\n"


@pytest.mark.parametrize("name", ["build", "check"])
def test_command_goes_on_from_the_last_run_that_was_looked_for(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = (folder / "site").resolve() if name == "build" else None
    last_run = LastRun(name, folder, site)
    assert last_run.answer() is None
    monkeypatch.delattr(f"course.cli.{name}.LastRun")  # it is not looked for again
    options = ["--output", str(site), "--no-guide"] if site else []
    command = commands.commands[name]
    assert run(command, ["--folder", str(folder), *options], name, last_run) == 0
    answer = last_run.answer()
    assert answer
    assert "Nothing" in answer.out


def test_problem_is_printed_as_text(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    edit(folder / QUIZ, "objective:", "objectiv:")
    assert check(folder) == 1
    shown = capfd.readouterr()
    assert '"objectiv" is not a known key here.' in shown.err
    assert 'Did you mean "objective"?' in shown.err
    assert "Traceback" not in shown.err


def test_problem_is_printed_as_json(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    edit(folder / QUIZ, "objective:", "objectiv:")
    assert check(folder, "--format", "json") == 1
    problems = json.loads(capfd.readouterr().out)
    assert {problem["path"] for problem in problems} == {QUIZ}
    assert all(problem["line"] > 1 and problem["level"] == "error" for problem in problems)


def test_problem_is_printed_as_a_github_annotation(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    edit(folder / QUIZ, "objective:", "objectiv:")
    assert check(folder) == 1
    line = next(line for line in capfd.readouterr().out.splitlines() if line.startswith("::"))
    assert line.startswith(f"::error file={QUIZ},line=")


def test_all_problems_are_printed_if_somebody_asks(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    words = "".join(f"word-{number}:\n  term: Word\n  mean: It.\n" for number in range(25))
    (folder / "reference/glossary.yml").write_text(words, encoding="utf-8")
    assert check(folder) == 1
    shown = capfd.readouterr().err
    assert "Not shown: 6 problems. To see all: python3 build_course.py check --all" in shown
    assert check(folder, "--all") == 1
    assert "To see all" not in capfd.readouterr().err


def test_every_rule_is_explained(capfd: pytest.CaptureFixture[str]) -> None:
    for code in all_codes(ALL_RULES):
        assert main(["check", "--explain", code.name]) == 0
        shown = capfd.readouterr().out
        assert shown.startswith(f"{code.name}\n\n")
        assert "\nGood: " in shown
        assert "\nBad: " in shown


def test_output_is_utf_8_where_the_system_uses_another_encoding(folder: Path) -> None:
    edit(folder / QUIZ, "objective:", "目標:")
    arguments = ["check", "--folder", str(folder), "--format", "github"]
    shown = subprocess.run(
        [sys.executable, str(ROOT / "build_course.py"), *arguments],
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        check=False,
        capture_output=True,
    )
    assert '"目標" is not a known key here.' in shown.stdout.decode("utf-8")


def test_remark_does_not_fail_the_check(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = folder / QUIZ
    text = path.read_text(encoding="utf-8")
    question = text[text.index("  what-cools:") : text.index("  steps-in-order:")]
    more = (
        question.replace("what-cools", f"what-cools-{number}").replace("?", f"? {number}")
        for number in range(4)
    )
    path.write_text(text + "".join(more), encoding="utf-8")
    assert check(folder) == 0
    shown = capfd.readouterr()
    assert "questions here." in shown.err
    assert "remark" in shown.out + shown.err


def test_since_reports_a_changed_kind_and_a_lost_id(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert check(folder, "--since", "HEAD") == 0
    edit(folder / "modules/first-steps.yml", "lessons:\n  ", "lessons:\n  a-new-")
    check(folder, "--since", "HEAD")
    shown = capfd.readouterr().err
    assert "is gone, and with it what readers did there" in shown
    assert 'It seems to be called "a-new-' in shown
    assert "[since]" in shown


def test_since_a_commit_with_an_unreadable_course(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    good = (folder / "course.yml").read_text(encoding="utf-8")
    (folder / "course.yml").write_text("title: [", encoding="utf-8")
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    git(folder, *identity, "commit", "-qam", "broken")
    (folder / "course.yml").write_text(good, encoding="utf-8")
    assert check(folder, "--since", "HEAD") == 0
    assert 'As it was at "HEAD", the course cannot be read.' in capfd.readouterr().err


def test_since_a_reference_unknown_to_git(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert check(folder, "--since", "no-such-branch") == 1
    assert 'git does not know "no-such-branch" here' in capfd.readouterr().err


def test_moments_prints_the_table_of_one_role(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["moments", "--folder", str(SPECIMEN), "--role", "bus-driver"]) == 0
    shown = capfd.readouterr().out
    assert "(seizure)\n  first " in shown
    assert "(wont-sit)" in shown
    assert "(at-the-door)" not in shown


def test_moments_of_an_unknown_role(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["moments", "--folder", str(SPECIMEN), "--role", "bus-drivers"]) == 2
    assert 'Did you mean "bus-driver"?' in capfd.readouterr().err


def test_coverage_prints_the_matrix(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "--folder", str(folder)]) == 0
    shown = capfd.readouterr().out
    assert "driver" in shown
    assert "not written yet" in shown
    assert "full (1+1+1; 4)" in shown


def test_unknown_command_is_an_error(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["bild"]) == 2
    assert "No such command 'bild'" in capfd.readouterr().err


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.1:65536", "127.0.0.1:²"])
def test_port_that_does_not_exist_is_an_error(
    address: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--folder", str(folder), "--address", address]) == 2
    assert "is not an address such as 127.0.0.1:8000." in capfd.readouterr().err


def test_broken_course_keeps_the_last_site(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, capfd: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path_factory.mktemp("output") / "site"
    build = ["build", "--folder", str(folder), "--output", str(site)]
    assert main(build) == 0
    assert " roles, " in capfd.readouterr().out
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert site / "index.html" in before
    edit(folder / QUIZ, "objective:", "objectiv:")
    assert main(build) == 1
    assert "Nothing was built: " in capfd.readouterr().err
    after = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert before == after


def test_second_build_says_that_nothing_has_changed(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, capfd: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path_factory.mktemp("output") / "site"
    build = ["build", "--folder", str(folder), "--output", str(site)]
    for words in ("Built ", "Nothing has changed since "):
        assert main(build) == 0
        assert words in capfd.readouterr().out
    edit(folder / "modules" / "first-steps.yml", "First steps", "Very first steps")
    (site / "handouts.txt").write_text("Ours.", encoding="utf-8")
    lay(site, {"es/worker.js": "//", "es/index.html": "Hola", ".es.build/record.json": "{}"})
    assert main(build) == 0
    shown = capfd.readouterr().out
    assert "Built " in shown
    assert 'Kept, although no build has written it: "handouts.txt".\n' in shown
    assert (site / "handouts.txt").is_file()
    assert (site / "es" / "index.html").is_file()
    assert "Very first steps" in (site / "driver/first-steps/index.html").read_text("utf-8")


@pytest.mark.slow
def test_generated_files_are_up_to_date() -> None:
    assert list(generated.stale_files(ROOT)) == [], "run: python3 build_course.py generate"


def test_generate_writes_and_lists_only_what_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {name: f"{name}\n" for name in ("docs/same.md", "docs/edited.md", "docs/new/page.md")}
    monkeypatch.setattr(generated, "generated_files", lambda _: files.items())
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/same.md").write_text(files["docs/same.md"], encoding="utf-8", newline="\n")
    (tmp_path / "docs/edited.md").write_text("Written by hand.\n", encoding="utf-8")
    assert main(["generate"]) == 0
    assert capsys.readouterr().out == "docs/edited.md\ndocs/new/page.md\n"
    assert {name: (tmp_path / name).read_text(encoding="utf-8") for name in files} == files
    assert main(["generate"]) == 0
    assert capsys.readouterr().out == "Nothing to do.\n"


def test_explain_prints_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "answer-length"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("answer-length\n\nThe right answer is not much longer")
    assert "Good: " in shown
    assert "Bad: " in shown


@pytest.mark.parametrize(
    ("files", "environment", "link"),
    [
        ({}, "", ""),
        ({}, "https://a.example/staff", ""),
        ({"guide.yml": "docs_dir: docs\n"}, "", ""),
        ({"guide.yml": "docs_dir: docs\n"}, "https://a.example/staff", "https://a.example/staff/"),
        (
            {
                "guide.yml": "docs_dir: docs\n",
                "district/district.yml": "name: Lakeview\naddress: https://lakeview.example/\n",
            },
            "",
            "https://lakeview.example/",
        ),
        ({"guide.yml": "docs_dir: docs\n", "district/district.yml": "- no"}, "", ""),
    ],
    ids=["neither", "no guide", "no address", "environment", "district", "unreadable"],
)
def test_explanation_of_a_rule_links_to_the_published_guide(
    course_with: Callable[[Files], Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    files: Files,
    environment: str,
    link: str,
) -> None:
    monkeypatch.setenv("SITE_URL", environment)
    assert main(["check", "--folder", str(course_with(files)), "--explain", "alike"]) == 0
    shown = capsys.readouterr().out
    assert ("guide/rules" in shown) == bool(link)
    assert shown.endswith(f"{link}guide/rules/alike/\n" if link else "changed\n")


@pytest.mark.parametrize(
    "url", ["training.example.org", "ftp://a.example/", "https://", "https://a b"]
)
@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "--no-guide", "--output", "out"),
        ("check", "--explain", "alike"),
        ("export", "gift", "--all", "--output", "out"),
        ("export", "scorm", "--all", "--output", "out"),
        ("slides", "--all", "--output", "out"),
    ],
)
def test_address_that_is_none_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    url: str,
    arguments: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SITE_URL", url)
    words = [*arguments, "--folder", str(SMALL_COURSE)]
    assert (run(make_slides, words[1:]) if words[0] == "slides" else main(words)) == 1
    shown = capsys.readouterr()
    assert f'SITE_URL: "{url}" is not the address of a site. Begin with https://' in shown.err
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("url", "is_good"),
    [
        ("http://localhost:8000/course", True),
        ("https://county.github.io/course", True),
        ("county.example", False),
        ("https://county.example/?a", False),
    ],
)
def test_address_of_many_sites_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], url: str, is_good: bool
) -> None:
    many = ["--districts", str(tmp_path), "--output", str(tmp_path / "out"), "--below", url]
    main(["build", "--folder", str(SMALL_COURSE), *many])
    assert ("is not the address of a site" in capsys.readouterr().err) != is_good


def test_help_names_only_options_that_a_command_has(capsys: pytest.CaptureFixture[str]) -> None:
    for command in [*walked(commands), make_slides]:
        run(command, ["--help"])
        shown = capsys.readouterr().out
        own = {name for it in command.params for name in (*it.opts, *it.secondary_opts)}
        assert set(re.findall(r"--[a-z][a-z-]+", shown)) <= own | {"--help"}, command.name


def walked(command: click.Command) -> Iterator[click.Command]:
    """A command with all below it."""
    yield command
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        yield from walked(inner)


def test_unknown_rule_has_a_remedy(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "answer-lenght"]) == 2
    assert 'Did you mean "answer-length"?' in capsys.readouterr().err


def test_version_matches_the_changelog(capsys: pytest.CaptureFixture[str]) -> None:
    """Changes that are not released yet may be on top, under `## Next`."""
    assert main(["--version"]) == 0
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    first, *others = re.findall(r"^## (.+)$", changelog, re.MULTILINE)
    newest = others[0] if first == "Next" else first
    assert capsys.readouterr().out == f"{newest}\n"
    # Dependabot proposes no version with more numbers than a district has, so all have three.
    after_the_first = [it for it in (first, *others)[:-1] if it != "Next"]
    assert [it for it in after_the_first if not re.fullmatch(r"20\d\d\.\d+\.\d+", it)] == []
