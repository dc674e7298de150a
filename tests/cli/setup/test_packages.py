"""The command sets itself up once, in a Python that has what it needs, or says what went wrong."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from course.cli.setup import packages
from course.cli.setup.processes import Command, SetupError, run_quietly
from tests.build_course.script import PYTEST_PIN

pytestmark = pytest.mark.slow


class Machine:
    """A fake computer: creates environments, installs packages and records the commands."""

    def __init__(self, folder: Path) -> None:
        self.venv = folder / ".venv"
        self.runtime = folder / "requirements.txt"
        self.tests = folder / "requirements-test.txt"
        self.runtime.write_text("one==1\n", encoding="utf-8")
        self.tests.write_text("one==1\ntwo==2\n", encoding="utf-8")
        self.steps: list[str] = []
        self.commands: list[list[str]] = []
        self.pip_fails_with: str | KeyboardInterrupt | None = None

    @property
    def python(self) -> Path:
        return self.venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def run(self, command: Command) -> "subprocess.CompletedProcess[str]":
        words = [str(word) for word in command]
        self.commands.append(words)
        if words[1:3] == ["-m", "venv"]:
            assert words[0] == sys.executable
            if "--clear" in words:
                shutil.rmtree(words[-1], ignore_errors=True)
            self.python.parent.mkdir(parents=True)
            self.python.touch()
            self.steps.append("venv")
            return subprocess.CompletedProcess(command, 0, "")
        if words[0] != str(self.python) or not self.python.exists():
            return subprocess.CompletedProcess(command, 127, "no such program")
        if words[1:4] == ["-m", "pip", "install"]:
            self.steps.append(f"pip {Path(words[-1]).name}")
            if isinstance(self.pip_fails_with, KeyboardInterrupt):
                raise self.pip_fails_with
            if self.pip_fails_with:
                return subprocess.CompletedProcess(command, 1, self.pip_fails_with)
        return subprocess.CompletedProcess(command, 0, "")

    def prepare(self, *requirements: Path) -> list[str]:
        """Prepare the environment, and return the steps that were run."""
        self.steps = []
        python = packages.prepare_venv(self.venv, requirements or [self.runtime], self.run)
        assert python == self.python
        return self.steps


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_first_run_creates_the_environment_with_one_installation(machine: Machine) -> None:
    assert machine.prepare() == ["venv", "pip requirements.txt"]
    installation = machine.commands[-1]
    assert "--require-hashes" in installation
    assert not any("index" in word for word in installation), "the person's own index counts"


def test_second_run_installs_nothing(machine: Machine) -> None:
    machine.prepare()
    assert machine.prepare() == []


def test_changed_requirements_refresh_the_environment(machine: Machine) -> None:
    machine.prepare()
    machine.runtime.write_text("one==1.1\n", encoding="utf-8")
    assert machine.prepare() == ["pip requirements.txt"]
    assert machine.prepare() == []


def test_build_after_test_installs_nothing_but_test_after_build_does(machine: Machine) -> None:
    machine.prepare(machine.tests, machine.runtime)
    assert machine.prepare(machine.runtime) == []
    assert machine.prepare(machine.tests, machine.runtime) == []
    shutil.rmtree(machine.venv)
    machine.prepare(machine.runtime)
    assert machine.prepare(machine.tests, machine.runtime) == ["pip requirements-test.txt"]


def test_environment_without_stamp_is_completed(machine: Machine) -> None:
    machine.prepare()
    (machine.venv / packages.STAMP_NAME).unlink()
    assert machine.prepare() == ["pip requirements.txt"]


def test_environment_with_a_missing_python_is_recreated(machine: Machine) -> None:
    machine.prepare()
    leftover = machine.venv / "leftover"
    leftover.touch()
    machine.python.unlink()
    assert machine.prepare() == ["venv", "pip requirements.txt"]
    assert not leftover.exists()


def test_interrupted_refresh_is_repeated(machine: Machine) -> None:
    machine.prepare()
    before = machine.runtime.read_text(encoding="utf-8")
    machine.runtime.write_text("one==1.1\n", encoding="utf-8")
    machine.pip_fails_with = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        machine.prepare()
    machine.pip_fails_with = None
    # Even if the file has its stamped content again.
    machine.runtime.write_text(before, encoding="utf-8")
    assert machine.prepare() == ["pip requirements.txt"]


def test_failed_installation_shows_output_and_remedy_and_is_retried(
    machine: Machine,
) -> None:
    machine.pip_fails_with = "Collecting one\n[Errno 28] No space left on device\n"
    with pytest.raises(SetupError, match=r"(?s)No space left on device.*Free about") as caught:
        machine.prepare()
    assert "Traceback" not in str(caught.value)
    machine.pip_fails_with = None
    assert machine.prepare() == ["pip requirements.txt"]


@pytest.mark.nightly
def test_real_environment_is_recreated_once_after_python_has_gone(tmp_path: Path) -> None:
    """As after an upgrade of Python. A first run has the same steps."""
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("# nothing to download\n", encoding="utf-8")
    venv = tmp_path / ".venv"
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    python.parent.mkdir(parents=True)
    if os.name != "nt":
        python.symlink_to(tmp_path / "uninstalled" / "python3")
    leftover = venv / "leftover"
    leftover.touch()
    commands: list[Command] = []

    def prepare() -> tuple[Path, int]:
        commands.clear()
        return packages.prepare_venv(venv, [requirements], run), len(commands)

    def run(command: Command) -> "subprocess.CompletedProcess[str]":
        commands.append(command)
        return run_quietly(command)

    assert prepare() == (python, 3)  # the check whether it works, venv, pip
    assert not leftover.exists()
    assert prepare() == (python, 1)
    assert subprocess.run([python, "-c", "import pip"], check=False).returncode == 0


@pytest.mark.parametrize(
    ("output", "advice"),
    [
        ("The virtual environment was not created: ensurepip is not available.", "python3-venv"),
        ("/usr/bin/python3: No module named venv", "python3-venv"),
        ("Error: [Errno 13] Permission denied: '/opt/course/.venv'", "home folder"),
        ("ERROR: [WinError 5] Access is denied: 'C:\\\\course\\\\.venv'", "home folder"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not used"),
        ("SSLError(SSLCertVerificationError(1, 'certificate verify failed'))", "PIP_CERT"),
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError'\n"
            "ERROR: No matching distribution found for click==8.5.1",
            "Check the network",
        ),
        ("ERROR: No matching distribution found for click==8.5.1", "Python on this computer"),
        ("something nobody foresaw", "Try again"),
    ],
)
def test_each_known_failure_has_its_own_remedy(output: str, advice: str) -> None:
    assert advice in packages.find_remedy(output)


# -- Which Python ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("requirements", "expected"),
    [
        (PYTEST_PIN, True),
        (PYTEST_PIN.strip() + " \\\n    --hash=sha256:00\n    # via x==9\n", True),
        ("pytest==0.1 ; python_version < '3'\n" + PYTEST_PIN, True),
        ("pytest==0.1\n", False),
        (PYTEST_PIN + "no-such-package-anywhere==1\n", False),
    ],
)
def test_current_python_is_used_only_with_every_pinned_version(
    tmp_path: Path, requirements: str, expected: bool
) -> None:
    file = tmp_path / "requirements.txt"
    file.write_text(requirements, encoding="utf-8")
    assert packages.is_satisfied(file) is expected


def test_requirements_include_those_that_come_before() -> None:
    """`build` relies on this after `test` and `slides`, and `slides` after `test`."""

    def pins(file: Path) -> set[str]:
        text = re.sub(r"^\s*#.*\n", "", file.read_text("utf-8"), flags=re.MULTILINE)
        return set(re.split(r"\n(?=\S)", text.strip()))

    assert pins(packages.RUNTIME)
    assert pins(packages.RUNTIME) < pins(packages.SLIDES) < pins(packages.TESTS)
