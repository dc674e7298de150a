"""The sample for a county or a state: what its workflows do, done here."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from course.many import LIST
from course.version import VERSION
from tests.conftest import SMALL_COURSE, git, lay

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "examples" / "districts"
MAIN = """\
import sys
from course.cli.main import main
sys.exit(main([*sys.argv[2:], "--folder", {!r}]))
"""
NOT_WINDOWS = pytest.mark.skipif(os.name == "nt", reason="The workflows run on Linux only.")


def workflow(name: str) -> dict[str, Any]:
    path = SAMPLE / ".github" / "workflows" / name
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A clone of a repository that was made from the sample."""
    made, clone = tmp_path / "made", tmp_path / "clone"
    for path in SAMPLE.rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            lay(made, {path.relative_to(SAMPLE).as_posix(): text})
    git(made, "init", "--quiet", "--initial-branch=main")
    git(made, "add", ".")
    git(made, "commit", "--quiet", "-m", "From the sample")
    git(tmp_path, "clone", "--quiet", str(made), str(clone))
    return clone


def run_job(repository: Path, job: Mapping[str, Any], values: Mapping[str, str]) -> int:
    """Runs the blocks of a job in bash. Their `python3` builds the small course."""
    tools = repository.parent / "tools"
    lay(tools, {"python3": f"#!{sys.executable}\n{MAIN.format(str(SMALL_COURSE))}"})
    (tools / "python3").chmod(0o755)
    status = 0
    for step in job["steps"]:
        if "run" not in step or "if" in step:
            continue
        own = dict(step.get("env", {}))
        for name, text in own.items():
            for place, value in values.items():
                text = text.replace(f"${{{{ {place} }}}}", value)
            assert "${{" not in text
            own[name] = text
        environment = {
            **os.environ,
            **own,
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "GITHUB_OUTPUT": str(repository.parent / "output"),
        }
        command = ["bash", "-e", "-c", step["run"]]
        done = subprocess.run(
            command, cwd=repository, env=environment, check=False, capture_output=True
        )
        status = status or done.returncode
        if status and not step.get("continue-on-error"):
            break
    return status


def slices_of(repository: Path, job: Mapping[str, Any]) -> list[str]:
    """The rows of the matrix."""
    assert run_job(repository, job, {}) == 0
    text = (repository.parent / "output").read_text(encoding="utf-8")
    rows: list[str] = json.loads(text.partition("=")[2])
    return rows


@NOT_WINDOWS
def test_slices_are_published_below_one_address(repository: Path) -> None:
    jobs = workflow("below.yml")["jobs"]
    address = {"needs.list.outputs.address": "https://county.example/course"}
    rows = slices_of(repository, jobs["list"])
    assert rows == ["1/2", "2/2"]
    for row in rows:
        assert run_job(repository, jobs["build"], {"matrix.slice": row, **address}) == 0
    site = repository / "site"
    page = (site / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'href="../([a-z]+)/"', page) == ["lakeview", "riverside"]
    home = (site / "riverside" / "index.html").read_text(encoding="utf-8")
    assert "Riverside Schools, Our State" in home
    assert (site / LIST / "index.html").is_file()


@NOT_WINDOWS
def test_each_site_is_pushed_to_a_repository_of_its_own_unless_it_has_a_mistake(
    repository: Path, tmp_path: Path
) -> None:
    lay(repository, {"districts/wrong/district.yml": "name: Wrong\n"})
    sites = tmp_path / "sites"
    for name in ("lakeview", "riverside", "wrong"):
        (sites / name).mkdir(parents=True)
        git(sites / name, "init", "--quiet", "--bare")
    jobs = workflow("each.yml")["jobs"]
    (push,) = (step for step in jobs["publish"]["steps"] if "SITES" in step.get("env", {}))
    assert "${{ secrets.SITES_TOKEN }}@github.com/" in push["env"]["SITES"]
    push["env"]["SITES"] = str(sites)
    statuses = []
    for row in slices_of(repository, jobs["list"]):
        statuses.append(run_job(repository, jobs["publish"], {"matrix.slice": row}))
        shutil.rmtree(repository / "site", ignore_errors=True)  # each row has a machine of its own
    assert sorted(statuses) == [0, 0, 1]
    checked_out = tmp_path / "checked-out"
    git(tmp_path, "clone", "--quiet", "-b", "gh-pages", str(sites / "riverside"), str(checked_out))
    assert "Riverside Schools" in (checked_out / "index.html").read_text(encoding="utf-8")
    assert (checked_out / "CNAME").read_text(encoding="utf-8") == "course.riverside.example\n"
    assert (sites / "lakeview" / "refs" / "heads" / "gh-pages").is_file()
    assert not (sites / "wrong" / "refs" / "heads" / "gh-pages").exists()


@pytest.mark.parametrize("name", ["below.yml", "each.yml"])
def test_workflows_name_the_version_of_the_course_once(name: str) -> None:
    text = (SAMPLE / ".github" / "workflows" / name).read_text(encoding="utf-8")
    assert re.findall(r"v(20[\d.]+)", text) == [VERSION]
    data = workflow(name)
    assert data["env"] == {"COURSE": "OWNER/NAME", "VERSION": f"v{VERSION}"}
    for job in data["jobs"].values():
        assert job.get("strategy", {"fail-fast": False})["fail-fast"] is False
