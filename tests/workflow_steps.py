"""Runs the steps of workflows as GitHub does: each `run:` block in bash, with real git."""

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
GH = """\
#!/bin/bash
printf '%s\\n' "$*" >> "$GH_CALLS"
if [ "$1 $2" = "issue list" ]; then printf '%s' "$GH_OPEN_ISSUE"; fi
"""
_EXPRESSION = re.compile(r"\$\{\{ *(.+?) *\}\}")
_CONTEXT = re.compile(r"\b(?:github|inputs|matrix|needs|secrets|steps|strategy)(?:\.[\w-]+)+")
_FUNCTIONS = {
    "cancelled": lambda: False,
    "contains": lambda text, part: part in text,
    "format": lambda text, *values: text.format(*values),
    "startsWith": lambda text, start: text.startswith(start),
}


def workflow(name: str) -> Any:
    """A workflow, an action or another YAML file of the project."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CBaseLoader)  # `on` stays a text


def value_of(expression: str, values: Mapping[str, str]) -> Any:
    """What GitHub makes of an expression. Its operators are those of Python in other signs."""
    python = _CONTEXT.sub(lambda found: repr(values[found[0]]), expression)
    for sign, word in (("&&", " and "), ("||", " or ")):
        python = python.replace(sign, word)
    python = re.sub(r"!(?!=)", " not ", python).strip()
    return eval(python, {"__builtins__": {}}, _FUNCTIONS)


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text of a workflow with the values of its expressions."""
    return _EXPRESSION.sub(lambda found: str(value_of(found[1], values)), text)


def steps_for(steps: Iterable[Mapping[str, Any]], values: Mapping[str, str]) -> list[Any]:
    """The steps that are taken with these values, in order."""
    return [step for step in steps if value_of(step.get("if", "'always'"), values)]


class Runner:
    """A machine that runs steps in one repository."""

    def __init__(self, repository: Path, home: Path, course: Path, python3: str) -> None:
        """`home` is a folder for what GitHub puts beside the repository.

        `python3 build_course.py` runs this project's commands on the course in a folder, and `gh`
        only writes down how it was called. `python3` is the text of its program.
        """
        self.repository = repository
        self.summary, self.output = home / "summary.md", home / "output.txt"
        self.calls = home / "gh-calls.txt"
        tools = home / "tools"
        tools.mkdir(parents=True)
        for name, text in {"python3": python3, "gh": GH}.items():
            (tools / name).write_text(text, encoding="utf-8", newline="\n")
            (tools / name).chmod(0o755)
        self._environment = {
            **{name: value for name, value in os.environ.items() if name != "SITE_URL"},
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "TESTED_COURSE": str(course),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_OUTPUT": str(self.output),
            "RUNNER_TEMP": str(home),
            "GH_CALLS": str(self.calls),
            "GH_OPEN_ISSUE": "",
        }

    def run(
        self, step: Mapping[str, Any], values: Mapping[str, str], **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        """Run a step. `values` are those of its expressions, such as `github.base_ref`."""
        own = {name: filled(value, values) for name, value in step.get("env", {}).items()}
        assert "${{" not in step["run"], "an expression in a script could run as a command"
        options = ["-eo", "pipefail"] if step.get("shell") == "bash" else ["-e"]
        return subprocess.run(
            ["bash", "--noprofile", "--norc", *options, "-c", step["run"]],
            cwd=self.repository,
            env={**self._environment, **own, **environment},
            check=False,
            capture_output=True,
            encoding="utf-8",
        )
