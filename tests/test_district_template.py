"""The template for districts without a copy of the course: what its workflows do, done here."""

import os
import re
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest

from course.version import VERSION
from tests.conftest import SMALL_COURSE, git, lay
from tests.workflow_steps import ROOT, Runner, steps_for, workflow

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="The action runs on Linux only."),
]

TEMPLATE = ROOT / "examples" / "district-template"
FOLDER = "examples/district-template/.github/workflows"
WORKFLOWS = sorted((ROOT / FOLDER).glob("*.yml"))
ACTION = workflow("action.yml")
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"] if "run" in step}
INPUTS = {f"inputs.{name}": it["default"] for name, it in ACTION["inputs"].items()}
INPUTS["inputs.workshop"] = "no"  # its programs come from the internet
VALUES = {
    **INPUTS,
    "github.action_path": str(ROOT),
    "github.base_ref": "main",
    "github.repository": "district/course",
    "github.token": "x",
    "steps.pages.outputs.base_url": "https://district.example/course",
    "steps.site.outputs.artifact-url": "https://github.example/artifacts/1",
}
OWN_TITLE = "lessons:\n  few-words:\n    title: Fewer words\n"
OWN_PLACE = "modules/first-steps.yml:\n  lessons/few-words/title"


@pytest.fixture
def runner(tmp_path: Path, python3: str) -> Runner:
    """A clone of a repository that was made from the template, and the course beside it."""
    made, clone = tmp_path / "made", tmp_path / "clone"
    made.mkdir()
    git(made, "init", "--quiet", "--initial-branch=main")
    for path in TEMPLATE.rglob("*"):
        if path.is_file():
            target = made / path.relative_to(TEMPLATE)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    git(made, "add", ".")
    git(made, "commit", "--quiet", "-m", "From the template")
    git(tmp_path, "clone", "--quiet", str(made), str(clone))
    return Runner(clone, tmp_path / "home", SMALL_COURSE, python3)


def steps_of(event: str) -> list[dict[str, Any]]:
    """The steps that the action takes for an event, in order."""
    return steps_for(ACTION["runs"]["steps"], {**VALUES, "github.event_name": event})


def test_workflow_builds_the_site_of_the_template(runner: Runner) -> None:
    done = runner.run(STEPS["Build"], VALUES)
    assert done.returncode == 0, done.stderr
    site = runner.repository / "site"
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "This is a draft." in home
    assert "Our District, Our State" in home
    assert '<base href="/course/">' in (site / "404.html").read_text(encoding="utf-8")


def test_packages_are_made_for_a_district_that_wants_them(runner: Runner) -> None:
    done = runner.run(STEPS["Packages"], VALUES)
    assert done.returncode == 0, done.stderr
    made = {path.name for path in (runner.repository / "packages").iterdir()}
    assert made == {"driver.zip", "teacher.zip"}
    assert runner.output.read_text(encoding="utf-8") == "name=packages\n"


def test_mistake_fails_the_workflow_and_is_told_by_file_and_line(runner: Runner) -> None:
    settings = "name: Ours\nstate: Texas\noffer:\n  jobs: [pilot]\n"
    lay(runner.repository, {"district/district.yml": settings})
    done = runner.run(STEPS["Build"], VALUES)
    assert done.returncode == 1
    assert "district/district.yml:4:10" in done.stderr + done.stdout
    assert not (runner.repository / "site").exists()


def test_pull_request_is_told_what_changes_for_which_jobs_and_remarks_pass(runner: Runner) -> None:
    lay(runner.repository, {"district/modules/first-steps.yml": OWN_TITLE})
    for step in steps_of("pull_request"):
        if "run" in step and step["name"] != "Build":
            done = runner.run(step, VALUES)
            assert done.returncode == 0, done.stderr
    text = runner.summary.read_text(encoding="utf-8")
    assert text.startswith("## Passes: 1 remark\n")
    assert "lesson “Fewer words” changed — for every job" in text
    assert "[download the built site](https://github.example/artifacts/1)" in text


def test_text_that_nobody_has_compared_opens_an_issue(runner: Runner) -> None:
    lay(runner.repository, {"district/modules/first-steps.yml": OWN_TITLE})
    done = runner.run(STEPS["What has grown old"], VALUES)
    assert done.returncode == 0, done.stderr
    body = (runner.summary.parent / "aging.md").read_text(encoding="utf-8")
    assert "- `modules/first-steps.yml:lessons/few-words/title`" in body
    assert "issue create " in runner.calls.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("event", "names"),
    [
        ("push", ["configure-pages", "Build", "Report", "upload-pages-artifact"]),
        ("pull_request", ["Check", "Build", "Report", "upload-artifact", "How to look at it"]),
        ("schedule", ["What has grown old"]),
        ("workflow_dispatch", ["What has grown old"]),
    ],
)
def test_each_event_takes_its_own_steps(event: str, names: list[str]) -> None:
    taken = [step.get("name") or step["uses"] for step in steps_of(event)]
    short = [re.sub(r"actions/(.+)@.*", r"\1", name) for name in taken]
    assert short == ["setup-python", *names]


def test_packages_are_for_download_only_if_wanted() -> None:
    values = {**VALUES, "github.event_name": "push", "inputs.packages": "yes"}
    names = [it.get("name") or it["uses"] for it in steps_for(ACTION["runs"]["steps"], values)]
    assert "Packages" in names
    assert names[names.index("Packages") + 1].startswith("actions/upload-artifact")
    assert "Packages" not in [it.get("name") for it in steps_of("push")]


def test_workflows_are_short_name_the_version_once_and_need_no_token() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert len(lines) <= 20
    assert re.findall(r"@v(20[\d.]+)", text) == [VERSION]
    assert not re.findall(r"secrets|token:", text.replace("id-token:", ""))


def test_schedule_is_in_a_file_of_its_own_that_calls_the_other() -> None:
    course, aging = (workflow(f"{FOLDER}/{name}.yml") for name in ("course", "aging"))
    assert [path.stem for path in WORKFLOWS] == ["aging", "course"]
    assert "schedule" not in course["on"]
    assert aging["jobs"] == {"aging": {"uses": "./.github/workflows/course.yml"}}
    # A workflow that is called may not ask for more than its caller has.
    assert aging["permissions"] == course["permissions"]


def test_only_a_push_is_deployed() -> None:
    """A pull request is in no environment, since only `main` may deploy to that of Pages."""
    (job,) = workflow(f"{FOLDER}/course.yml")["jobs"].values()
    assert job["environment"] == "${{ github.event_name == 'push' && 'github-pages' || '' }}"
    assert job["steps"][-1]["if"] == "github.event_name == 'push'"


def test_summary_says_what_changed_below_the_own_texts(runner: Runner) -> None:
    """As on a pull request that names a new version of the course."""
    lay(
        runner.repository,
        {
            "district/modules/first-steps.yml": OWN_TITLE,
            "district/accepted.yml": f"{OWN_PLACE}: Some words\n",
        },
    )
    done = runner.run(STEPS["Report"], VALUES)
    assert done.returncode == 0, done.stderr
    summary = runner.summary.read_text(encoding="utf-8")
    assert summary.startswith("```text\nWrong:\n  nothing\n")
    assert "The course said, when somebody looked:\n      Some words\n" in summary
    assert "The course says now:\n      Few words\n    You say:\n      Fewer words\n" in summary
    # Without a terminal, this is copied into `accepted.yml`. Then nothing is asked any more.
    to_copy = summary.partition("~~~~yaml\n")[2].removesuffix("~~~~\n")
    lay(runner.repository, {"district/accepted.yml": to_copy})
    runner.summary.unlink()
    assert runner.run(STEPS["Report"], VALUES).returncode == 0
    summary = runner.summary.read_text(encoding="utf-8")
    assert summary.endswith("Changed below your texts:\n  nothing\n```\n")


def test_nothing_is_to_be_copied_while_something_is_wrong(runner: Runner) -> None:
    """What was looked at under an id that does not fit any more would be lost."""
    lay(
        runner.repository,
        {"district/modules/first-steps.yml": f"{OWN_TITLE}  fewer-words:\n    title: X\n"},
    )
    assert runner.run(STEPS["Report"], VALUES).returncode == 0
    summary = runner.summary.read_text(encoding="utf-8")
    assert "The course says now:" in summary
    assert "accepted.yml" not in summary


@pytest.mark.parametrize("name", ["dependabot.yml", "workflows/aging.yml", "workflows/course.yml"])
def test_guide_has_the_same_files_to_paste(name: str) -> None:
    guide = (ROOT / "docs" / "first-site.md").read_text(encoding="utf-8")
    text = (TEMPLATE / ".github" / name).read_text(encoding="utf-8")
    assert indent(f"```yaml\n{text}```\n", "    ") in guide


def test_guide_names_each_job_and_each_contact_to_fill_in() -> None:
    guide = (ROOT / "docs" / "first-site.md").read_text(encoding="utf-8")
    roles = workflow("reference/roles.yml")["roles"]
    contacts = workflow("reference/contacts.yml")
    ids = [*roles, *(name for name, contact in contacts.items() if "local" in contact)]
    assert [name for name in ids if f"`{name}`" not in guide] == []
