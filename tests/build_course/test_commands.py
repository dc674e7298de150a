"""The command passes its arguments and exit status on, and never shows a traceback."""

import ast
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import build_course
from course.cli.main import commands
from course.cli.setup import processes
from course.cli.setup.packages import prepare_venv
from course.cli.setup.processes import Command
from course.cli.slides import make_slides
from tests.build_course.script import PYTEST_PIN, SCRIPT, needs_posix

pytestmark = pytest.mark.slow
PYTEST_WITH_FEW_PLUGINS = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_PLUGINS": "xdist.plugin"}
"""Variables that make pytest start in half the time."""


class Project:
    """A copy of the command in its own folder, with a fake command line that reports its calls."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copy(SCRIPT, folder)
        shutil.copytree(Path(processes.__file__).parent, folder / "course" / "cli" / "setup")
        self.write("requirements.txt", PYTEST_PIN)
        self.write("requirements-test.txt", PYTEST_PIN)
        self.write("course/__init__.py", "")
        self.write("course/last_run.py", "def find_last_run(arguments):\n    return None\n")
        self.write("course/cli/late.py", "def load_late():\n    pass\n")
        self.write(
            "course/cli/main.py", "def main(arguments):\n    print(arguments)\n    return 7\n"
        )
        self.write(
            "course/cli/run.py",
            "def run(command, arguments, name, last_run):\n"
            "    print([name, *arguments])\n"
            "    return command\n",
        )
        for place in build_course.COMMANDS.values():
            module, function = place.split(".")
            with (folder / "course" / "cli" / f"{module}.py").open("a", encoding="utf-8") as file:
                file.write(f"{function} = 7\n")

    def write(self, path: str, text: str, *, mode: int = 0o644) -> Path:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        file.chmod(mode)
        return file

    def pretend_venv(self, script: str) -> None:
        """Require packages that this Python lacks, and make a script the Python of `.venv`."""
        requirements = self.write("requirements.txt", "no-such-package-anywhere==1\n")
        self.write(".venv/bin/python", f'#!/bin/sh\n[ "$1" = -c ] && exit 0\n{script}', mode=0o755)
        machine_steps: list[Command] = []

        def run(command: Command) -> "subprocess.CompletedProcess[str]":
            machine_steps.append(command)
            return subprocess.CompletedProcess(command, 0, "")

        prepare_venv(self.folder / ".venv", [requirements], run)

    def start(
        self,
        *arguments: str,
        environment: Mapping[str, str] | None = None,
        output: int = subprocess.PIPE,
    ) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, str(self.folder / SCRIPT.name), *arguments],
            cwd=self.folder.parent,
            env={**os.environ, **PYTEST_WITH_FEW_PLUGINS, **(environment or {})},
            stdout=output,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def run(
        self, *arguments: str, environment: Mapping[str, str] | None = None
    ) -> tuple[int, str, str]:
        with self.start(*arguments, environment=environment) as process:
            output, errors = process.communicate(timeout=60)
        return process.returncode, output, errors


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "received"),
    [
        ([], "['build']"),
        (["serve"], "['serve']"),
        (["check", "--since", "origin/main; echo"], "['check', '--since', 'origin/main; echo']"),
        (["--help"], "['--help']"),
    ],
)
def test_arguments_and_exit_status_are_passed_through(
    project: Project, arguments: Sequence[str], received: str
) -> None:
    assert project.run(*arguments) == (7, received + "\n", "")
    assert not (project.folder / ".venv").exists()


def test_slides_without_their_library_say_how_to_install_it(project: Project) -> None:
    project.write("requirements-slides.txt", PYTEST_PIN + "no-such-package-anywhere==1\n")
    status, output, errors = project.run("slides", "--role", "nurse")
    assert (status, output) == (1, "")
    assert errors == (
        "Slides need one more library, python-pptx; to install it, add --install: "
        "python3 build_course.py slides --role nurse --install\n"
    )
    assert not (project.folder / ".venv").exists()


@needs_posix
def test_slides_install_their_library_only_when_asked(project: Project) -> None:
    project.write("requirements-slides.txt", PYTEST_PIN + "no-such-package-anywhere==1\n")
    steps = project.folder / "steps"
    script = f'#!/bin/sh\n[ "$1" = -c ] && exit 0\necho "$@" >> {steps}\n'
    project.write(".venv/bin/python", script, mode=0o755)
    assert project.run("slides", "--all", "--install")[0] == 0
    installed, ran = steps.read_text(encoding="utf-8").splitlines()
    assert installed.startswith("-m pip install --require-hashes")
    assert installed.endswith("requirements-slides.txt")
    assert ran.endswith("build_course.py slides --all --install")


def test_slides_run_if_their_library_is_there(project: Project) -> None:
    project.write("requirements-slides.txt", PYTEST_PIN)
    assert project.run("slides", "--all") == (7, "['slides', '--all']\n", "")


@pytest.mark.parametrize("name", build_course.COMMANDS)
def test_command_loads_what_the_whole_command_line_has_under_its_name(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[tuple[object, list[str], str, object]] = []
    monkeypatch.setattr("course.cli.run.run", lambda *call: ran.append(call))
    monkeypatch.setattr("course.cli.late.load_late", lambda: None)
    build_course.run_command(name, ["--all"], None)
    ((command, *others),) = ran
    assert command is {**commands.commands, "slides": make_slides}[name]
    assert others == [["--all"], name, None]


def test_every_command_can_be_loaded_alone() -> None:
    assert build_course.COMMANDS.keys() == {*commands.commands, "slides"}


@needs_posix
def test_nothing_is_said_if_nobody_reads_on(project: Project) -> None:
    """As after `| head`."""
    reading, writing = os.pipe()
    os.close(reading)
    with project.start("check", output=writing) as process:
        assert process.communicate(timeout=30)[1] == ""
    os.close(writing)
    assert process.returncode == 1


def test_answer_of_the_last_run_is_printed_without_running_again(project: Project) -> None:
    answer = "Answer(out='Built.\\n', err='Remark.\\n', status=3)"
    project.write(
        "course/last_run.py",
        "from types import SimpleNamespace as Answer\n"
        f"build = Answer(answer=lambda: {answer})\n"
        "def find_last_run(arguments):\n    return build if arguments == ['build'] else None\n",
    )
    assert project.run() == (3, "Built.\n", "Remark.\n")
    assert project.run("check") == (7, "['check']\n", "")


@needs_posix
def test_missing_packages_make_the_command_run_in_the_venv(
    project: Project,
) -> None:
    project.pretend_venv('echo "$@"\nexit 5\n')
    status, output, errors = project.run("check", "--since", "main")
    assert (status, output, errors) == (
        5,
        f"{project.folder / SCRIPT.name} check --since main\n",
        "",
    )


@needs_posix
@pytest.mark.parametrize(
    ("number", "name"), [(signal.SIGINT, "INT"), (signal.SIGTERM, "TERM")], ids=["INT", "TERM"]
)
def test_interrupted_command_finishes_quietly(
    project: Project, number: signal.Signals, name: str
) -> None:
    project.pretend_venv(
        f"trap 'sleep 0.5; echo tidied up; exit 4' {name}\n"
        "echo ready\n"
        "i=0; while [ $i -lt 300 ]; do sleep 0.1; i=$((i+1)); done\n"
    )
    with project.start("serve") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        if number == signal.SIGINT:  # a terminal signals the whole process group
            os.killpg(process.pid, number)
        else:  # a supervisor signals only the process it started
            process.send_signal(number)
        output, errors = process.communicate(timeout=30)
    assert (process.returncode, output, errors) == (4, "tidied up\n", "")


def test_failed_setup_has_a_plain_message(project: Project) -> None:
    project.write("requirements.txt", "no-such-package-anywhere==1\n")
    project.write(".venv", "a file where the folder should be")
    status, output, errors = project.run("build")
    assert (status, output) == (1, "")
    assert "Setting up .venv" in errors
    assert ".venv" in errors.splitlines()[-1]
    assert "Traceback" not in errors


# -- Running the tests -----------------------------------------------------------------------------


@needs_posix
def test_pytest_runs_in_the_root_with_the_browser_and_its_status_is_returned(
    project: Project,
) -> None:
    browser = project.write("some browser", "#!/bin/sh\n", mode=0o755)
    project.write(
        "test_it.py",
        "import os, pathlib\n"
        "def test_good():\n"
        f"    assert os.environ['COURSE_BROWSER'] == {str(browser)!r}\n"
        "    assert pathlib.Path.cwd() == pathlib.Path(__file__).parent\n"
        "def test_bad():\n"
        "    assert False\n",
    )
    environment = {"CHROME_PATH": str(browser)}
    assert project.run("test", "-q", "-n0", "-k", "good", environment=environment)[0] == 0
    assert project.run("test", "-q", "-n0", environment=environment)[0] == 1
    assert not (project.folder / ".venv").exists()


@needs_posix
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], {"plain", "slow", "browser"}),
        (["--fast"], {"plain"}),
        (["--all"], {"plain", "slow", "browser", "nightly"}),
        (["--all", "-k", "not plain"], {"slow", "browser", "nightly"}),
    ],
    ids=["usual", "fast", "all", "all-and-chosen"],
)
def test_each_suite_selects_its_tests_and_passes_other_arguments_on(
    project: Project, arguments: Sequence[str], expected: set[str]
) -> None:
    project.write(
        "pytest.ini",
        "[pytest]\nmarkers =\n    browser\n    nightly\n    slow\naddopts = --strict-markers\n",
    )
    project.write(
        "test_it.py",
        "import pytest\n"
        "def test_plain(): print('ran plain')\n"
        "@pytest.mark.slow\n"
        "def test_slow(): print('ran slow')\n"
        "@pytest.mark.browser\n"
        "def test_browser(): print('ran browser')\n"
        "@pytest.mark.browser\n"
        "@pytest.mark.nightly\n"
        "def test_nightly(): print('ran nightly')\n",
    )
    environment = {"CHROME_PATH": str(project.write("browser", "#!/bin/sh\n", mode=0o755))}
    status, output, _ = project.run("test", "-n0", "-s", *arguments, environment=environment)
    assert status == 0
    assert set(re.findall(r"ran (\w+)", output)) == expected


@needs_posix
def test_fast_tests_need_git_and_no_browser(project: Project) -> None:
    programs = project.folder / "programs"
    project.write("programs/git", "#!/bin/sh\n", mode=0o755)
    project.write("test_it.py", "def test_good(): pass\n")
    environment = {"PATH": str(programs), "CHROME_PATH": ""}
    assert project.run("test", "--fast", "-n0", environment=environment)[0] == 0
    (programs / "git").unlink()
    status, _, errors = project.run("test", "--fast", "-n0", environment=environment)
    assert status == 1
    assert "The tests need git." in errors


def test_old_python_can_parse_the_file_and_gets_a_message() -> None:
    tree = ast.parse(SCRIPT.read_text("utf-8"), feature_version=(3, 7))
    docstring, first_import, check, *_ = tree.body
    assert isinstance(docstring, ast.Expr)
    assert ast.unparse(first_import) == "import sys"
    assert isinstance(check, ast.If)
    pretend = f"import runpy, sys; sys.hexversion = 0x030A0DF0; runpy.run_path({str(SCRIPT)!r})"
    result = subprocess.run(
        [sys.executable, "-c", pretend], capture_output=True, encoding="utf-8", check=False
    )
    assert result.returncode == 1
    assert result.stderr.startswith("build_course.py needs Python 3.11 or newer")
    assert "Traceback" not in result.stderr
