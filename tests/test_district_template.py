"""The template for districts without a copy of the course: what its workflow does, done here."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from course.version import VERSION
from tests.conftest import SMALL_COURSE, git, lay

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "examples" / "district-template"
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
PUBLISH = (TEMPLATE / ".github" / "workflows" / "publish.yml").read_text(encoding="utf-8")
MAIN = """\
import sys
from course.cli.main import main
sys.exit(main([*sys.argv[2:], "--folder", {!r}]))
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A clone of a repository that was made from the template."""
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
    return clone


def run_step(repository: Path, tools: Path, name: str) -> subprocess.CompletedProcess[str]:
    """Runs a block of the action in bash. Its `python3` works with the small course."""
    (step,) = (step for step in ACTION["runs"]["steps"] if step.get("name") == name)
    tools.mkdir(exist_ok=True)
    python = tools / "python3"
    python.write_text(
        f"#!{sys.executable}\n{MAIN.format(str(SMALL_COURSE))}", encoding="utf-8", newline="\n"
    )
    python.chmod(0o755)
    values = {
        "${{ github.action_path }}": str(ROOT),
        "${{ inputs.district }}": "district",
        "${{ steps.pages.outputs.base_url }}": "https://district.example/course",
    }
    own = {name: values[value] for name, value in step["env"].items()}
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        cwd=repository,
        env={
            **os.environ,
            **own,
            "PATH": path,
            "PYTHONPATH": str(ROOT),
            "GITHUB_STEP_SUMMARY": str(tools / "summary.md"),
        },
        check=False,
        capture_output=True,
        encoding="utf-8",
    )


@pytest.mark.skipif(os.name == "nt", reason="The action runs on Linux only.")
def test_workflow_builds_the_site_of_the_template(repository: Path, tmp_path: Path) -> None:
    done = run_step(repository, tmp_path / "tools", "Build")
    assert done.returncode == 0, done.stderr
    home = (repository / "site" / "index.html").read_text(encoding="utf-8")
    assert "This is a draft." in home
    assert "Our District, Our State" in home
    not_found = (repository / "site" / "404.html").read_text(encoding="utf-8")
    assert '<base href="/course/">' in not_found


@pytest.mark.skipif(os.name == "nt", reason="The action runs on Linux only.")
def test_mistake_fails_the_workflow_and_is_told_by_file_and_line(
    repository: Path, tmp_path: Path
) -> None:
    lay(
        repository, {"district/district.yml": "name: Ours\nstate: Texas\noffer:\n  jobs: [pilot]\n"}
    )
    done = run_step(repository, tmp_path / "tools", "Build")
    assert done.returncode == 1
    assert "district/district.yml:4:10" in done.stderr + done.stdout
    assert not (repository / "site").exists()


@pytest.mark.skipif(os.name == "nt", reason="The action runs on Linux only.")
def test_summary_says_what_changed_below_the_own_texts(repository: Path, tmp_path: Path) -> None:
    """As on a pull request that names a new version of the course."""
    title = "lessons:\n  few-words:\n    title: Fewer words\n"
    accepted = "modules/first-steps.yml:\n  lessons/few-words/title: 0123abcd\n"
    lay(
        repository,
        {"district/modules/first-steps.yml": title, "district/accepted.yml": accepted},
    )
    done = run_step(repository, tmp_path / "tools", "Report")
    assert done.returncode == 0, done.stderr
    summary = (tmp_path / "tools" / "summary.md").read_text(encoding="utf-8")
    assert summary.startswith("```text\nWrong:\n  nothing\n")
    assert "The course says:\n      Few words\n    You say:\n      Fewer words\n" in summary
    assert summary.endswith("\n```\n")


def test_version_of_the_course_is_in_one_line_of_ten() -> None:
    lines = [line for line in PUBLISH.splitlines() if line and not line.startswith("#")]
    assert len(lines) <= 11
    assert re.findall(r"@v(20[\d.]+)", PUBLISH) == [VERSION]
    assert len(re.findall(r"secrets|token:", PUBLISH.replace("id-token:", ""))) == 0
