"""Copies of this repository, so that measurements do not change it."""

import re
import subprocess
import sys
from pathlib import Path

from bench.processes import INHERITED, ROOT, Command, Prepare, Task, nothing
from course.compile import check_folder

PYTHON = Path(sys.executable).resolve()
"""Python itself and not a virtual environment, as `python3` usually is."""
LESSON_TEXT = re.compile(r"(\n    text: \|\n +)(?:Zebra \d+\. )?")
"""The start of a lesson's text, with the sentence that was added last."""


def clone(folder: Path, commit: str = "HEAD") -> None:
    """Copy this repository as it is at a commit. Changes that are not committed are left out."""
    revision = _git("-C", ROOT, "rev-parse", commit)
    _git("clone", "--quiet", "--no-checkout", ROOT, folder)
    _git("-C", folder, "checkout", "--quiet", "--detach", revision)


def build_course(folder: Path, *arguments: str, prepare: Prepare = nothing) -> Task:
    """Run `python3 build_course.py` in a copy. The first run sets up the copy's own `.venv`."""
    unset = ("PYTHONPATH", "VIRTUAL_ENV", "GITHUB_ACTIONS", "SITE_URL")
    environment = {name: value for name, value in INHERITED.items() if name not in unset}
    return Task([PYTHON, "build_course.py", *arguments], prepare, folder, environment)


def build_anywhere(course: Path, site: Path) -> Command:
    """Build a course that lies elsewhere, without a guide."""
    build = (sys.executable, ROOT / "build_course.py", "build", "--no-guide")
    return [*build, "--folder", course, "--output", site]


def readers_of_modules(folder: Path) -> dict[str, list[str]]:
    """The roles that read each module, by the module's id."""
    roles = check_folder(folder).tailored.by_role
    modules = dict.fromkeys(name for role in roles.values() for name in role.modules)
    return {
        name: [role_id for role_id, role in roles.items() if name in role.modules]
        for name in modules
    }


def change_sentence(folder: Path, module: str, number: int) -> None:
    """Change a short sentence at the start of the first lesson's text. It contains a number."""
    path = folder / "modules" / f"{module}.yml"
    text = path.read_text(encoding="utf-8")
    changed = LESSON_TEXT.sub(rf"\g<1>Zebra {number}. ", text, count=1)
    assert changed != text, path
    path.write_text(changed, encoding="utf-8")


def _git(*arguments: str | Path) -> str:
    done = subprocess.run(["git", *arguments], stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.strip()
