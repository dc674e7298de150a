"""The sample for a county or a state: what its workflows do, done here."""

import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from course.many import LIST
from course.version import VERSION
from tests.conftest import SMALL_COURSE, git, lay
from tests.workflow_steps import ROOT, Runner, filled, steps_for, workflow

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="The action runs on Linux only."),
]

SAMPLE = ROOT / "examples" / "districts"
OF_TEMPLATE = ROOT / "examples" / "district-template"
BELOW, OWN = (
    "examples/districts/.github/workflows/course.yml",
    "examples/districts/own-addresses/course.yml",
)
ACTION = workflow("action.yml")
DEFAULTS = {f"inputs.{name}": it["default"] for name, it in ACTION["inputs"].items()}
VALUES = {
    "github.action_path": str(ROOT),
    "github.base_ref": "main",
    "github.repository": "county/course",
    "github.repository_owner": "county",
    "github.token": "x",
    "matrix.part": "1",
    "secrets.SITES_TOKEN": "x",
    "steps.site.outputs.artifact-url": "",
    "steps.course.outcome": "success",
    "strategy.job-total": "1",
}
ADDRESS = "https://county.example/course"
OWN_TITLE = "lessons:\n  few-words:\n    title: Fewer words\n"
PLACE = "modules/first-steps.yml:lessons/few-words/title"


@pytest.fixture
def runner(tmp_path: Path, python3: str) -> Runner:
    """A clone of a repository that was made from the sample, and the course beside it."""
    made, clone = tmp_path / "made", tmp_path / "clone"
    shutil.copytree(SAMPLE, made)
    git(made, "init", "--quiet", "--initial-branch=main")
    git(made, "add", ".")
    git(made, "commit", "--quiet", "-m", "From the sample")
    git(tmp_path, "clone", "--quiet", str(made), str(clone))
    return Runner(clone, tmp_path / "home", SMALL_COURSE, python3)


def values_of(file: str, event: str, **more: str) -> dict[str, str]:
    """What the action is called with by a workflow of the sample, for an event."""
    values = {**VALUES, "github.event_name": event, **more}
    (job,) = workflow(file)["jobs"].values()
    (call,) = (it for it in job["steps"] if it.get("uses", "").startswith("OWNER/NAME@"))
    given = {f"inputs.{name}": filled(it, values) for name, it in call["with"].items()}
    inputs = {**DEFAULTS, **given}
    has_pages = event == "push" and inputs["inputs.pages"] == "yes"
    return {**values, **inputs, "steps.pages.outputs.base_url": ADDRESS if has_pages else ""}


def names_of(steps: list[dict[str, Any]]) -> list[str]:
    names = (step.get("name") or step["uses"] for step in steps)
    return [re.sub(r"actions/(.+)@.*", r"\1", name) for name in names]


def run_action(runner: Runner, values: dict[str, str]) -> int:
    """The scripts of the action, until one fails. One that runs always, runs."""
    status = 0
    for step in steps_for(ACTION["runs"]["steps"], values):
        if "run" in step and (not status or "cancelled" in step.get("if", "")):
            status = runner.run(step, values).returncode or status
    return status


@pytest.mark.parametrize(
    ("file", "event", "names"),
    [
        (BELOW, "push", ["configure-pages", "Build", "Report", "upload-pages-artifact"]),
        (BELOW, "pull_request", ["Check", "Report"]),
        (BELOW, "schedule", ["What has grown old"]),
        (OWN, "push", ["Build", "Report"]),
        (OWN, "pull_request", ["Check", "Report"]),
        (OWN, "schedule", ["What has grown old"]),
    ],
)
def test_each_event_takes_its_own_steps(file: str, event: str, names: list[str]) -> None:
    taken = steps_for(ACTION["runs"]["steps"], values_of(file, event))
    assert names_of(taken) == ["setup-python", *names]


def test_all_sites_are_built_below_one_address(runner: Runner) -> None:
    assert run_action(runner, values_of(BELOW, "push")) == 0
    site = runner.repository / "site"
    page = (site / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'href="../([a-z]+)/"', page) == ["lakeview", "riverside"]
    home = (site / "riverside" / "index.html").read_text(encoding="utf-8")
    assert "Riverside Schools, Our State" in home
    assert '<base href="/course/riverside/">' in (site / "riverside/404.html").read_text("utf-8")
    assert (site / LIST / "index.html").is_file()
    assert "riverside" in runner.summary.read_text(encoding="utf-8")


@pytest.mark.parametrize("has_state", [False, pytest.param(True, marks=pytest.mark.nightly)])
def test_one_site_is_built_if_districts_share_it(runner: Runner, has_state: bool) -> None:
    lay(runner.repository, {"districts/riverside/district.yml": "name: R\nstate: T\ndraft: yes\n"})
    state = {"district/district.yml": "name: Agency\nstate: Texas\ntitle: Every Adult\n"}
    lay(runner.repository, state if has_state else {})
    for event in ("push", "pull_request", "schedule"):
        assert run_action(runner, values_of(BELOW, event) | {"inputs.shared": "yes"}) == 0
    site = runner.repository / "site"
    assert (site / "d/riverside/index.html").is_file()
    assert '<base href="/course/">' in (site / "404.html").read_text("utf-8")
    page = (site / "d/riverside/index.html").read_text("utf-8")
    assert ("Every Adult" in page) is has_state


def test_each_slice_makes_the_packages_of_its_districts(runner: Runner) -> None:
    values = {**values_of(OWN, "push"), "inputs.packages": "yes", "inputs.slice": "2/2"}
    assert run_action(runner, values) == 0
    folder = runner.repository / "packages"
    assert [path.name for path in folder.iterdir()] == ["riverside"]
    assert (folder / "riverside" / "driver.zip").is_file()
    assert runner.output.read_text(encoding="utf-8") == "name=packages-2\n"


def test_pull_request_is_told_what_is_wrong_and_what_changes_where(runner: Runner) -> None:
    settings = "name: {}\nstate: Our State\ndraft: yes\n"
    lay(
        runner.repository,
        {
            "districts/lakeview/modules/first-steps.yml": OWN_TITLE,
            "districts/new/district.yml": settings.format("New"),
            "districts/wrong/district.yml": settings.format("Wrong") + "offer: {jobs: [pilot]}\n",
        },
    )
    shutil.rmtree(runner.repository / "districts" / "riverside")
    assert run_action(runner, values_of(BELOW, "pull_request")) == 1
    text = runner.summary.read_text(encoding="utf-8")
    assert text.startswith("## Does not pass: 1 of 3 districts, 1 problem and ")
    assert "With a mistake: wrong\n\n- `districts/wrong/district.yml:4` " in text
    assert "# riverside\n\nIt is gone, " in text
    assert "# new\n\nIt is new.\n" in text
    _, _, lakeview = text.partition("# lakeview\n")
    assert "lesson “Fewer words” changed — for every job" in lakeview
    _, _, report = text.partition("```text\n")
    assert f"{PLACE}\n    The course says now:" in report


def test_pull_request_that_touches_no_district_is_short(runner: Runner) -> None:
    assert run_action(runner, values_of(BELOW, "pull_request")) == 0
    summary, _, _ = runner.summary.read_text(encoding="utf-8").partition("```text")
    assert summary.startswith("## Passes: 2 districts, ")
    assert "\n# " not in summary


def test_issue_says_what_has_grown_old_in_which_district(runner: Runner) -> None:
    files = {"districts/lakeview/modules/first-steps.yml": OWN_TITLE}
    lay(runner.repository, files)
    assert run_action(runner, values_of(BELOW, "schedule")) == 0
    body = (runner.summary.parent / "aging.md").read_text(encoding="utf-8")
    assert f"- `{PLACE}`" in body.partition("# Lakeview Schools (lakeview)\n")[2]
    assert "issue create " in runner.calls.read_text(encoding="utf-8")


def test_district_that_cannot_be_read_is_in_the_issue_and_the_run_fails(runner: Runner) -> None:
    lay(runner.repository, {"districts/lakeview/district.yml": "name: ["})
    assert run_action(runner, values_of(BELOW, "schedule")) == 1
    body = (runner.summary.parent / "aging.md").read_text(encoding="utf-8")
    assert "# lakeview\n\nIts files cannot be read" in body
    assert "issue create " in runner.calls.read_text(encoding="utf-8")


def test_issue_is_no_longer_than_github_allows(runner: Runner) -> None:
    office = "name: {0}\nstate: Our State\ndraft: yes\ncontacts:\n"
    office += "  office:\n    call: 555-555-2134\n    verified-on: 2020-01-01\n"
    folders = {f"districts/d{it}/district.yml": office.format(it) for it in range(300)}
    lay(runner.repository, folders)
    assert run_action(runner, values_of(BELOW, "schedule")) == 0
    body = (runner.summary.parent / "aging.md").read_text(encoding="utf-8")
    assert 50_000 < len(body) < 65_536
    assert body.endswith("There is more. To see all of it: `python3 build_course.py aging`\n")


def test_each_site_is_pushed_to_a_repository_of_its_own_unless_it_has_a_mistake(
    runner: Runner, tmp_path: Path
) -> None:
    lay(runner.repository, {"districts/wrong/district.yml": "name: Wrong\n"})
    sites = tmp_path / "sites"
    for name in ("lakeview", "riverside", "wrong"):
        (sites / name).mkdir(parents=True)
        git(sites / name, "init", "--quiet", "--bare")
    steps = {it.get("name"): it for it in workflow(OWN)["jobs"]["course"]["steps"]}
    publish = steps["Publish"]
    assert "${{ secrets.SITES_TOKEN }}@github.com/" in publish["env"]["SITES"]
    publish["env"]["SITES"] = str(sites)
    statuses = []
    for part in ("1", "2"):
        more = {"matrix.part": part, "strategy.job-total": "2"}
        values = values_of(OWN, "push", **more)
        assert values["inputs.slice"] == f"{part}/2"
        statuses.append(run_action(runner, values))
        assert runner.run(publish, values).returncode == 0
        shutil.rmtree(runner.repository / "site")  # each part has a machine of its own
    assert sorted(statuses) == [0, 1]
    checked_out = tmp_path / "checked-out"
    git(tmp_path, "clone", "--quiet", "-b", "gh-pages", str(sites / "riverside"), str(checked_out))
    assert "Riverside Schools" in (checked_out / "index.html").read_text(encoding="utf-8")
    assert (checked_out / "CNAME").read_text(encoding="utf-8") == "course.riverside.example\n"
    assert (sites / "lakeview" / "refs" / "heads" / "gh-pages").is_file()
    assert not (sites / "wrong" / "refs" / "heads" / "gh-pages").exists()


def test_mistake_fails_the_run_although_the_other_sites_are_published() -> None:
    (job,) = workflow(OWN)["jobs"].values()
    call, last = job["steps"][1], job["steps"][-1]
    assert last == {"if": "steps.course.outcome == 'failure'", "run": "exit 1"}
    assert call["id"] == "course"
    for event, goes_on in (("push", "True"), ("pull_request", "False")):
        assert filled(call["continue-on-error"], {"github.event_name": event}) == goes_on
    assert job["strategy"]["fail-fast"] == "false"


@pytest.mark.parametrize("file", [BELOW, OWN])
def test_one_line_names_the_version_of_the_course(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert re.findall(r"v(20[\d.]+)", text) == [VERSION]
    assert re.findall(r"OWNER/NAME.*", text) == [
        f"OWNER/NAME@v{VERSION} # the address of the course on GitHub, and its version"
    ]


@pytest.mark.parametrize("name", ["dependabot.yml", "workflows/aging.yml"])
def test_the_rest_is_as_in_the_template_for_one_district(name: str) -> None:
    assert (SAMPLE / ".github" / name).read_bytes() == (OF_TEMPLATE / ".github" / name).read_bytes()


def test_monthly_run_may_do_what_both_workflows_ask_for() -> None:
    aging = workflow("examples/districts/.github/workflows/aging.yml")["permissions"]
    for file in (BELOW, OWN):
        assert workflow(file)["permissions"].items() <= aging.items()


def test_only_a_push_is_deployed() -> None:
    """A pull request is in no environment, since only `main` may deploy to that of Pages."""
    (job,) = workflow(BELOW)["jobs"].values()
    assert job["environment"] == "${{ github.event_name == 'push' && 'github-pages' || '' }}"
    assert job["steps"][-1]["if"] == "github.event_name == 'push'"
