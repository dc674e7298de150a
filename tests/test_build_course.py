"""The command that users run: it sets itself up once and never shows a traceback."""

import ast
import importlib.metadata
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
from build_course import Command, SetupError
from course.cli.main import commands
from course.cli.slides import make_slides

pytestmark = pytest.mark.slow

SCRIPT = Path(build_course.__file__)
PYTEST_PIN = f"pytest=={importlib.metadata.version('pytest')}\n"
TOOLS = ("chromium", "git")
PYTEST_WITH_FEW_PLUGINS = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_PLUGINS": "xdist.plugin"}
"""Variables that make pytest start in half the time."""
needs_posix = pytest.mark.skipif(os.name == "nt", reason="plays the other program in sh")


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
        python = build_course.prepare_venv(self.venv, requirements or [self.runtime], self.run)
        assert python == self.python
        return self.steps


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


# -- Setting up ----------------------------------------------------------------------------------


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
    (machine.venv / build_course.STAMP_NAME).unlink()
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
        return build_course.prepare_venv(venv, [requirements], run), len(commands)

    def run(command: Command) -> "subprocess.CompletedProcess[str]":
        commands.append(command)
        return build_course.run_quietly(command)

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
    assert advice in build_course.find_remedy(output)


# -- Which Python --------------------------------------------------------------------------------


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
    assert build_course.is_satisfied(file) is expected


def test_requirements_include_those_that_come_before() -> None:
    """`build` relies on this after `test` and `slides`, and `slides` after `test`."""

    def pins(file: Path) -> set[str]:
        text = re.sub(r"^\s*#.*\n", "", file.read_text("utf-8"), flags=re.MULTILINE)
        return set(re.split(r"\n(?=\S)", text.strip()))

    assert pins(build_course.RUNTIME)
    assert pins(build_course.RUNTIME) < pins(build_course.SLIDES) < pins(build_course.TESTS)


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


# -- Commands ------------------------------------------------------------------------------------


class Project:
    """A copy of the command in its own folder, with a fake command line that reports its calls."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copy(SCRIPT, folder)
        self.write("requirements.txt", PYTEST_PIN)
        self.write("requirements-test.txt", PYTEST_PIN)
        self.write("course/__init__.py", "")
        self.write("course/last_run.py", "def last_answer(arguments):\n    return None\n")
        self.write(
            "course/cli/main.py", "def main(arguments):\n    print(arguments)\n    return 7\n"
        )
        self.write(
            "course/cli/run.py",
            "def run(command, arguments, name):\n"
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

        build_course.prepare_venv(self.folder / ".venv", [requirements], run)

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
    ran: list[tuple[object, list[str], str]] = []
    monkeypatch.setattr("course.cli.run.run", lambda *call: ran.append(call))
    build_course.run_command(name, ["--all"])
    ((command, arguments, called),) = ran
    assert command is {**commands.commands, "slides": make_slides}[name]
    assert (arguments, called) == (["--all"], name)


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
        f"def last_answer(arguments):\n    return {answer} if arguments == ['build'] else None\n",
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


# -- Linters and formatters ----------------------------------------------------------------------


class StyleTools:
    """Records the commands of `lint` and `format`, which end with the given exit statuses."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.statuses: dict[str, int] = {}
        self.commands: list[str] = []
        (folder / "package-lock.json").touch()
        patch.setattr(build_course, "ROOT", folder)
        patch.setattr(build_course, "find_python", lambda _: "python")
        patch.setattr(build_course, "hand_over", self.run)

    def run(self, command: Command, folder: Path) -> int:
        assert folder == self.folder
        self.commands.append(" ".join(map(str, command)))
        return self.statuses.get(self.commands[-1], 0)


@pytest.fixture
def style_tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StyleTools:
    monkeypatch.setattr(shutil, "which", lambda _: "npm")
    return StyleTools(tmp_path, monkeypatch)


def test_lint_runs_every_tool_and_returns_the_worst_status(style_tools: StyleTools) -> None:
    assert build_course.main(["lint"]) == 0
    assert style_tools.commands == [
        "python -m ruff check .",
        "python -m ruff format --check .",
        "python -m mypy",
        "npm ci",
        "npm exec -- biome check --error-on-warnings",
    ]
    style_tools.statuses["python -m mypy"] = 2
    style_tools.statuses["npm ci"] = 1
    assert build_course.main(["lint"]) == 2


def test_format_changes_files_and_reports_nothing(style_tools: StyleTools) -> None:
    assert build_course.main(["format"]) == 0
    assert style_tools.commands == [
        "python -m ruff check --fix-only .",
        "python -m ruff format .",
        "npm ci",
        "npm exec -- biome check --write --linter-enabled=false",
    ]


def test_biome_is_installed_only_after_its_version_has_changed(style_tools: StyleTools) -> None:
    installed = style_tools.folder / "node_modules" / ".package-lock.json"
    installed.parent.mkdir()
    for file, time in ((installed, 2), (style_tools.folder / "package-lock.json", 1)):
        file.touch()
        os.utime(file, (time, time))
    build_course.main(["lint"])
    assert "npm ci" not in style_tools.commands
    os.utime(installed, (0, 0))
    build_course.main(["lint"])
    assert "npm ci" in style_tools.commands


def test_lint_without_node_says_what_it_skipped(
    style_tools: StyleTools,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    style_tools.statuses["python -m ruff check ."] = 1
    assert build_course.main(["lint"]) == 1
    assert len(style_tools.commands) == 3
    assert "Scripts and style sheets were skipped" in capsys.readouterr().err


# -- Browser and git -----------------------------------------------------------------------------


class Desktop:
    """A PATH that contains only what a test adds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {"PATH": str(folder)}

    def add(self, name: str, *, works: bool = True) -> str:
        file = self.folder / name
        file.write_text(f"#!/bin/sh\nexit {0 if works else 1}\n", encoding="utf-8")
        file.chmod(0o755)
        return str(file)

    def find_browser(self, platform: str = "linux") -> str | None:
        return build_course.find_browser(self.environment, platform, build_course.run_quietly)

    def find_tools(self, platform: str = "linux") -> dict[str, str]:
        """Look for the tools as a user who may not install them."""
        run = build_course.run_quietly
        return build_course.find_tools(TOOLS, self.environment, platform, False, run)


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    return Desktop(tmp_path)


@needs_posix
def test_chosen_browser_wins_over_the_order_of_preference(desktop: Desktop) -> None:
    assert desktop.find_browser() is None
    for name in reversed(build_course.NAMES):
        assert desktop.find_browser() != desktop.add(name)
        assert desktop.find_browser() == str(desktop.folder / name)
    desktop.environment["CHROME_PATH"] = desktop.add("my own browser")
    assert desktop.find_browser() == desktop.environment["CHROME_PATH"]


@needs_posix
def test_snap_stub_does_not_count_as_a_browser(desktop: Desktop) -> None:
    desktop.add("chromium-browser", works=False)
    assert desktop.find_browser() is None
    chrome = desktop.add("google-chrome")
    assert desktop.find_browser() == chrome


def test_missing_chosen_browser_is_an_error(
    desktop: Desktop,
) -> None:
    desktop.add("chromium")
    desktop.environment["CHROME_PATH"] = str(desktop.folder / "gone")
    with pytest.raises(SetupError, match=r"CHROME_PATH names .*gone"):
        desktop.find_browser()


@pytest.mark.parametrize(
    ("platform", "variable", "place"),
    [
        ("darwin", "HOME", "Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
        ("darwin", "HOME", "Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
        ("win32", "PROGRAMFILES", "Google/Chrome/Application/chrome.exe"),
        ("win32", "PROGRAMFILES(X86)", "Microsoft/Edge/Application/msedge.exe"),
        ("win32", "LOCALAPPDATA", "Google/Chrome/Application/chrome.exe"),
    ],
)
def test_browsers_are_found_in_the_usual_places(
    desktop: Desktop, platform: str, variable: str, place: str
) -> None:
    desktop.environment[variable] = str(desktop.folder)
    program = desktop.folder / place
    program.parent.mkdir(parents=True)
    before = list(build_course.list_browsers(desktop.environment, platform))
    program.touch()
    after = list(build_course.list_browsers(desktop.environment, platform))
    assert str(program) not in before
    assert after == [*before, str(program)]


@needs_posix
@pytest.mark.parametrize(
    ("platform", "advice"),
    [
        ("linux", "apt install chromium"),
        ("freebsd", "apt install chromium"),
        ("win32", "winget install Google.Chrome"),
    ],
)
def test_missing_browser_message_says_how_to_install_one(
    desktop: Desktop, platform: str, advice: str
) -> None:
    desktop.add("git")
    with pytest.raises(SetupError, match=advice) as caught:
        desktop.find_tools(platform)
    assert "need chromium." in str(caught.value)
    assert "CHROME_PATH" in str(caught.value)


@needs_posix
def test_missing_git_is_reported(desktop: Desktop) -> None:
    browser = desktop.add("chromium")
    with pytest.raises(SetupError, match=r"need git\."):
        desktop.find_tools()
    desktop.add("git")
    assert desktop.find_tools() == {"chromium": browser, "git": str(desktop.folder / "git")}


class Debian:
    """A computer where `apt-get` can install the offered packages."""

    def __init__(self, desktop: Desktop, *offered: str) -> None:
        self.desktop = desktop
        self.offered = offered
        self.asked: list[str] = []
        desktop.add("apt-get")

    def run(self, command: Command) -> "subprocess.CompletedProcess[str]":
        if command[0] != "apt-get":
            return build_course.run_quietly(command)
        self.asked.append(" ".join(map(str, command)))
        name = str(command[-1])
        if name in self.offered:
            self.desktop.add(name)
        fails = name not in {*self.offered, "update"}
        return subprocess.CompletedProcess(command, int(fails), "E: no candidate" if fails else "")

    def find_tools(self, *, is_root: bool = True) -> dict[str, str]:
        return build_course.find_tools(TOOLS, self.desktop.environment, "linux", is_root, self.run)


@needs_posix
def test_root_on_debian_installs_only_missing_tools(desktop: Desktop) -> None:
    debian = Debian(desktop, "chromium-headless-shell", "chromium", "git")
    desktop.add("git")
    assert debian.find_tools()["chromium"] == str(desktop.folder / "chromium-headless-shell")
    assert debian.asked == ["apt-get update", "apt-get install --yes chromium-headless-shell"]
    debian.find_tools()
    assert len(debian.asked) == 2, "the second time it is there"


@needs_posix
def test_chromium_will_do_where_its_headless_shell_is_not_offered(desktop: Desktop) -> None:
    debian = Debian(desktop, "chromium")
    desktop.add("git")
    assert debian.find_tools()["chromium"] == str(desktop.folder / "chromium")


@needs_posix
def test_root_sees_the_output_of_apt_when_it_has_no_browser(
    desktop: Desktop, capsys: pytest.CaptureFixture[str]
) -> None:
    debian = Debian(desktop, "git")  # on Ubuntu, Chromium is a snap
    with pytest.raises(SetupError, match=r"need chromium\."):
        debian.find_tools()
    assert "E: no candidate" in capsys.readouterr().err
    packages = ("chromium-headless-shell", "chromium", "git")
    assert debian.asked[1:] == [f"apt-get install --yes {name}" for name in packages]


@needs_posix
def test_only_root_installs_tools(desktop: Desktop) -> None:
    debian = Debian(desktop, "chromium", "git")
    with pytest.raises(SetupError, match="need chromium and git"):
        debian.find_tools(is_root=False)
    assert debian.asked == []
