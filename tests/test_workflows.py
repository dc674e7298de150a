"""What the workflows do, done here: each of their scripts runs in bash, with real git."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SMALL_COURSE, Files, git, lay
from tests.workflow_steps import ROOT, Runner, workflow

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="These steps run on Linux only."),
]

CHECK = workflow(".github/workflows/check.yml")
STEPS = {step["name"]: step for step in CHECK["jobs"]["course"]["steps"] if "run" in step}
(SCOPE,) = (step for step in CHECK["jobs"]["scope"]["steps"] if "run" in step)
ACTION = workflow("action.yml")
INPUTS = {f"inputs.{name}": it["default"] for name, it in ACTION["inputs"].items()}
INPUTS["inputs.workshop"] = "no"  # its programs come from the internet
(AGING,) = (step for step in ACTION["runs"]["steps"] if "GH_TOKEN" in step.get("env", {}))
VALUES = {"github.base_ref": "main", "steps.site.outputs.artifact-url": "https://example.org/1"}
OF_CODE = {"tests", "windows", "engines"}
TITLE = {"modules/first-steps.yml": {"change": "title: First steps", "to": "title: Two steps"}}
LONG_AGO = {"change": "verified-on: 2026-11-24", "to": "verified-on: 2020-01-01"}


@pytest.fixture
def runner(tmp_path: Path, python3: str) -> Runner:
    """A clone of a repository with the small course, as a pull request's check gets it."""
    made, clone = tmp_path / "made", tmp_path / "clone"
    shutil.copytree(SMALL_COURSE, made)
    git(made, "init", "--quiet", "--initial-branch=main")
    git(made, "add", ".")
    git(made, "commit", "--quiet", "-m", "Before")
    git(tmp_path, "clone", "--quiet", str(made), str(clone))
    return Runner(clone, tmp_path / "home", clone, python3)


def propose(runner: Runner, files: Files) -> None:
    """Commits changes on a branch, like a pull request."""
    git(runner.repository, "switch", "--quiet", "--create", "proposal")
    lay(runner.repository, files)
    git(runner.repository, "add", "--all")
    git(runner.repository, "commit", "--quiet", "-m", "Proposal")


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (TITLE, "no"),
        ({"reference/drawings/two-chairs.svg": "", "course.yml": "title: x\n"}, "no"),
        ({"district/district.yml": "name: x\n"}, "no"),
        ({"quizzes/more-words.yml": "", "course/tailor.py": "x = 1\n"}, "yes"),
        ({"translations/es.po": "x"}, "yes"),
        ({"docs/modules/x.yml": "x"}, "yes"),
        ({"modules.py": "x"}, "yes"),
        ({"course.yml.py": "x"}, "yes"),
        ({"modules/ä.yml": "x"}, "yes"),
    ],
)
def test_code_is_tested_unless_only_content_changes(
    runner: Runner, files: Files, code: str
) -> None:
    propose(runner, files)
    assert runner.run(SCOPE, VALUES).returncode == 0
    assert runner.output.read_text(encoding="utf-8") == f"code={code}\n"


def test_content_that_moves_into_the_code_is_tested(runner: Runner) -> None:
    propose(runner, {"modules/first-steps.yml": "", "course/first-steps.yml": "title: x\n"})
    runner.run(SCOPE, VALUES)
    assert runner.output.read_text(encoding="utf-8") == "code=yes\n"


def test_change_of_the_target_branch_is_not_the_pull_request_s(runner: Runner) -> None:
    propose(runner, TITLE)
    made = runner.repository.parent / "made"
    lay(made, {"build_course.py": "x = 1\n"})
    git(made, "add", ".")
    git(made, "commit", "--quiet", "-m", "Meanwhile")
    git(runner.repository, "fetch", "--quiet")
    runner.run(SCOPE, VALUES)
    assert runner.output.read_text(encoding="utf-8") == "code=no\n"


def test_everything_is_tested_if_git_cannot_compare(runner: Runner) -> None:
    """The step fails and says nothing, so no job is skipped."""
    assert runner.run(SCOPE, {"github.base_ref": "no-such-branch"}).returncode != 0
    assert not runner.output.exists()
    for name, job in CHECK["jobs"].items():
        expected = "${{ !cancelled() && needs.scope.outputs.code != 'no' }}"
        assert job.get("if") == (expected if name in OF_CODE else None)
        assert job.get("needs") == ("scope" if name in OF_CODE else None)


def test_content_is_checked_built_and_told_in_one_summary(runner: Runner) -> None:
    propose(runner, TITLE)
    for name in ("Check", "Build", "How to look at it"):
        done = runner.run(STEPS[name], VALUES)
        assert done.returncode == 0, done.stderr
    text = runner.summary.read_text(encoding="utf-8")
    assert text.startswith("## Passes: nothing is wrong\n")
    assert "- module **Two steps** changed — for every job\n" in text
    last = text.splitlines()[-1]
    assert last.startswith("To look at it: [download the built site](https://example.org/1), unzip")
    assert "`python3 -m http.server`" in last


def test_mistake_fails_the_check_and_is_in_the_summary(runner: Runner) -> None:
    propose(runner, {"modules/first-steps.yml": {"change": "minutes: ", "to": "minuets: "}})
    done = runner.run(STEPS["Check"], VALUES, GITHUB_ACTIONS="true")
    assert done.returncode == 1
    assert "::error file=modules/first-steps.yml,line=2" in done.stdout
    text = runner.summary.read_text(encoding="utf-8")
    assert text.startswith("## Does not pass: ")
    assert "- `modules/first-steps.yml:2` " in text


def aging_calls(runner: Runner, open_issue: str) -> list[str]:
    """How the monthly workflow calls `gh`, without asking which issue is open."""
    runner.calls.unlink(missing_ok=True)
    values = {
        "github.action_path": str(ROOT),
        **INPUTS,
        "github.repository": "someone/course",
        "github.token": "x",
    }
    done = runner.run(AGING, values, GH_OPEN_ISSUE=open_issue)
    assert done.returncode == 0, done.stderr
    asked, *others = runner.calls.read_text(encoding="utf-8").splitlines()
    assert asked.startswith("issue list --label aging --state open ")
    return others


def test_what_is_old_opens_an_issue_refreshes_it_and_closes_it(runner: Runner) -> None:
    claims = runner.repository / "reference" / "claims.yml"
    text = claims.read_text(encoding="utf-8").replace("review-by: 20", "review-by: 90")
    lay(runner.repository, {"reference/claims.yml": text, "reference/contacts.yml": LONG_AGO})
    body = f"--body-file {runner.summary.parent / 'aging.md'}"
    label, create = aging_calls(runner, "")
    assert label.startswith("label create aging --force ")
    assert create == f"issue create --title What has grown old --label aging {body}"
    assert aging_calls(runner, "7") == [f"issue edit 7 {body}"]
    no_day = {"change": "  verified-on: 2020-01-01\n", "to": ""}
    lay(runner.repository, {"reference/contacts.yml": no_day})
    assert aging_calls(runner, "7") == ["issue close 7 --comment Nothing has grown old any more."]
    assert aging_calls(runner, "") == []


def test_course_that_cannot_be_read_closes_no_issue(runner: Runner) -> None:
    lay(runner.repository, {"course.yml": "title: ["})
    of_github = dict.fromkeys(("github.action_path", "github.repository", "github.token"), "x")
    values = {**INPUTS, **of_github}
    assert runner.run(AGING, values, GH_OPEN_ISSUE="7").returncode == 1
    assert not runner.calls.exists()


def all_steps() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((ROOT / ".github" / "workflows").glob("*.yml")):
        name = path.relative_to(ROOT).as_posix()
        for job in workflow(name)["jobs"].values():
            yield from ((name, step) for step in job["steps"])


def test_every_script_is_run_here_or_is_one_command() -> None:
    """The others are one command each, which the tests call in another way."""
    known = [SCOPE, *STEPS.values()]
    others = [step["run"] for _, step in all_steps() if "run" in step and step not in known]
    command = re.compile(
        r"(python3? build_course\.py (build|lint|test)|bash tests/engines/run)( |$)"
    )
    assert others
    assert [run for run in others if not command.match(run) or "\n" in run.strip()] == []


def test_schedules_are_in_files_of_their_own() -> None:
    """GitHub switches off a whole file whose schedule was quiet for sixty days."""
    for path in (ROOT / ".github" / "workflows").glob("*.yml"):
        events = workflow(path.relative_to(ROOT).as_posix())["on"]
        if "schedule" in events:
            assert set(events) == {"schedule", "workflow_dispatch"}, path.name


def test_aging_may_only_read_the_course_and_write_issues() -> None:
    aging = workflow(".github/workflows/aging.yml")
    assert aging["permissions"] == {"contents": "read", "issues": "write"}
    (job,) = aging["jobs"].values()
    assert "permissions" not in job
    assert job["steps"][-1] == {"uses": "./"}
