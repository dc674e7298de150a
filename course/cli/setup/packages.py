"""The packages that the commands need, in a virtual environment if this Python lacks them."""

import hashlib
import importlib
import importlib.metadata
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from course.cli.setup.processes import Command, Run, SetupError, last_lines, run_quietly, tell

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"
STAMP_NAME = "requirements.sha256"
"""The name of a file in `.venv`: digests of the requirements files that it satisfies."""
RUNTIME = ROOT / "requirements.txt"
SLIDES = ROOT / "requirements-slides.txt"
"""All of `RUNTIME`, and more. A test compares them."""
TESTS = ROOT / "requirements-test.txt"
"""All of `SLIDES`, and more."""

REMEDIES = {
    "ensurepip|no module named '?venv": "This Python lacks its venv module. On Debian and Ubuntu: "
    "sudo apt install python3-venv",
    "permission denied|access is denied|read-only": "This folder cannot be written to. Move the "
    "project into your home folder.",
    "no space left": "The disk is full. Free about 500 MB.",
    "do not match the hashes": "A download was not the file that this project expects, and was "
    "not used. If this keeps happening, tell the maintainers.",
    "certificate": "Your network inspects secure connections. Ask its administrator for the root "
    "certificate, and name its file in the environment variable PIP_CERT.",
    "connection|timed out|name resolution|proxy": "Python's package index cannot be reached. "
    "Check the network; behind a proxy, set the environment variable HTTPS_PROXY.",
    "no matching distribution": "A package is not offered for this Python on this computer. "
    "Try another: python3.12 build_course.py",
    "": "Try again. If it still fails, delete the folder .venv first.",
}
"""A pattern in the output of a failed step, and what to do about it. The first match counts."""


def find_python(requirements: Sequence[Path]) -> str:
    """Return this Python if it has what `requirements[0]` pins, else that of a prepared `.venv`."""
    if is_satisfied(requirements[0]):
        return sys.executable
    try:
        inside = VENV.is_dir() and VENV.samefile(sys.prefix)
        if inside:  # a package was removed manually, so the stamp is wrong
            (VENV / STAMP_NAME).unlink(missing_ok=True)
        python = prepare_venv(VENV, requirements, run_quietly)
    except OSError as error:
        raise SetupError(f"{error}\n{find_remedy(str(error))}") from error
    importlib.invalidate_caches()
    return sys.executable if inside else str(python)


def is_satisfied(requirements: Path) -> bool:
    """Return whether this Python has every pinned package in its pinned version.

    Any version would be enough to start. But another version could build a site that differs from
    the tested one, or fail with an obscure error. The check takes about ten milliseconds, and if it
    fails, `.venv` is used.
    """
    pins: dict[str, set[str]] = {}  # more than one version where a marker chooses
    text = requirements.read_text(encoding="utf-8")
    for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.MULTILINE):
        pins.setdefault(name, set()).add(version)
    try:
        return all(importlib.metadata.version(name) in pins[name] for name in pins)
    except importlib.metadata.PackageNotFoundError:
        return False


def prepare_venv(venv: Path, requirements: Sequence[Path], run: Run) -> Path:
    """Make, repair or refresh a virtual environment, and return its Python.

    It gets what `requirements[0]` pins, which satisfies the other files as well.
    """
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    digests = [hashlib.sha256(file.read_bytes()).hexdigest() for file in requirements]
    stamp = venv / STAMP_NAME
    # Fails if Python is missing, was replaced (which leaves its pip behind), or is too old.
    probe = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    works = run([python, "-c", probe]).returncode == 0
    if works and stamp.is_file() and digests[0] in stamp.read_text(encoding="utf-8").split():
        return python
    tell("Updating .venv." if works else "Setting up .venv, once; about a minute.")
    stamp.unlink(missing_ok=True)  # first: an interrupted installation must not look finished
    steps: list[Command] = [] if works else [[sys.executable, "-m", "venv", "--clear", venv]]
    options = ("--require-hashes", "--disable-pip-version-check", "--quiet")
    steps.append([python, "-m", "pip", "install", *options, "-r", requirements[0]])
    for step in steps:
        result = run(step)
        if result.returncode:
            remedy = find_remedy(result.stdout)
            raise SetupError(f"{last_lines(result.stdout)}\n\nThe set-up failed. {remedy}")
    stamp.write_text("\n".join(digests), encoding="utf-8", newline="\n")
    return python


def find_remedy(output: str) -> str:
    """Return what to do about a failed step, judging by its output."""
    return next(REMEDIES[sign] for sign in REMEDIES if re.search(sign, output, re.IGNORECASE))
