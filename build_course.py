#!/usr/bin/env python3
"""Build the course, after setting up what that needs.

    python3 build_course.py             build the site into site/
    python3 build_course.py serve       preview it in a browser while you write
    python3 build_course.py check       read everything and list what is wrong
    python3 build_course.py slides      make slides for a session, for PowerPoint (slides --help)
    python3 build_course.py export      take the course or its questions to other systems
    python3 build_course.py merge-records
                                        join the tables that staff hand in into one
    python3 build_course.py test        run the tests; --fast: without a browser, --all: the nightly
                                        ones too (other arguments go on to pytest)
    python3 build_course.py lint        look for mistakes in the code
    python3 build_course.py format      format the code
    python3 build_course.py --help      everything else

It needs nothing but Python. The first run makes `.venv` beside this file; later runs find it
finished. An environment of your own that holds the pinned packages is used as it is.
"""

import sys

# Before anything that older Pythons lack. They must still parse this file to get here, so its
# syntax stays that of 3.6: no `:=`, no `match`. (By hexversion, as linters resolve version_info.)
if sys.hexversion < 0x030B0000:
    sys.exit(
        "build_course.py needs Python 3.11 or newer, and this is Python {}.{}.\n"
        "Install one from https://www.python.org/downloads/ and run it by its name, for example:\n"
        "  python3.12 build_course.py".format(*sys.version_info)
    )

import contextlib
import gc
import hashlib
import importlib
import importlib.metadata
import io
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP_NAME = "requirements.sha256"  # in `.venv`: digests of the requirements files it satisfies
RUNTIME = ROOT / "requirements.txt"
SLIDES = ROOT / "requirements-slides.txt"  # all of RUNTIME and more; a test compares them
TESTS = ROOT / "requirements-test.txt"  # all of SLIDES and more

# A pattern in the output of a failed step, and what to do about it. The first match counts.
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
# Options of `test`, and the tests that they select, as an expression for pytest's `-m`.
SUITES = {"--fast": "not browser and not nightly and not slow", "--all": ""}
USUAL_SUITE = "not nightly"
CORES = os.cpu_count() or 1
# With work stealing, and a list of the slowest tests. Arguments from the user come later on the
# command line and override these.
PYTEST_OPTIONS = ("--dist", "worksteal", "--durations", "20")
# Where each command is in `course/cli`. It loads nothing that only others need.
COMMANDS = {
    "aging": "aging.show_aging",
    "build": "build.build",
    "check": "check.check",
    "coverage": "check.show_coverage",
    "district": "district.look_after_district",
    "export": "export.export",
    "generate": "generate.generate",
    "import": "import_bank.import_bank",
    "merge-records": "merge_records.merge_records",
    "moments": "check.moments",
    "new": "new.new",
    "serve": "serve.serve",
    "slides": "slides.make_slides",
}
# Commands with one thread, which often run without some of the libraries.
LOADING_LATE = ("build", "check")
# What `lint` and `format` run: Python modules, and Biome with these options.
ON_PYTHON = {
    "lint": ("ruff check .", "ruff format --check .", "mypy"),
    "format": ("ruff check --fix-only .", "ruff format ."),
}
ON_SCRIPTS = {
    "lint": "check --error-on-warnings",
    "format": "check --write --linter-enabled=false",
}
# The shell is Chromium without windows; tests take two thirds of the time in it.
SHELL = "chromium-headless-shell"
NAMES = (
    SHELL,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
)
# Packages of Debian that bring a tool; the first that can be installed is enough.
PACKAGES = {"chromium": (SHELL, "chromium"), "git": ("git",)}
ON_MACOS = ("Chromium", "Google Chrome", "Microsoft Edge")
ON_WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
HOW_TO_INSTALL = {
    "darwin": "brew install --cask google-chrome, and: brew install git",
    "win32": "winget install Google.Chrome, and: winget install Git.Git",
    "linux": "Debian: sudo apt install chromium git. Fedora: sudo dnf install chromium git.\n"
    "Ubuntu: sudo apt install git, and Chrome from https://www.google.com/chrome/",
}

Command = Sequence[str | Path]
Run = Callable[[Command], "subprocess.CompletedProcess[str]"]


class SetupError(Exception):
    """A problem that the user has to fix first; the message says what and how."""


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # on Windows, a pipe cannot take every character
            stream.reconfigure(encoding="utf-8")
    command, *rest = arguments or ["build"]
    try:
        if command == "test":
            return run_tests(rest)
        if command in ON_PYTHON:
            return run_style_tools(command, rest)
        for_slides = command == "slides"
        wanted = [SLIDES, RUNTIME] if for_slides and "--install" in rest else [RUNTIME]
        python = find_python(wanted)
        if python != sys.executable:
            return hand_over([python, __file__, command, *rest])
        if for_slides:
            expect_library_of_slides([command, *rest])
        # Cannot be imported at the top: until here, its libraries may be missing. Loading the
        # command takes half a second, which it does not need if nothing has changed.
        from course.last_run import find_last_run

        last_run = find_last_run([command, *rest])
        answer = last_run.answer() if last_run else None
        if answer:
            print(answer.err, end="", file=sys.stderr)
            print(answer.out, end="")
            return answer.status
        return run_command(command, rest, last_run)
    except SetupError as error:
        tell(str(error))
        return 1
    except KeyboardInterrupt:
        return 130


def expect_library_of_slides(arguments: Sequence[str]) -> None:
    """Say how to install the library of the command `slides` if it is missing."""
    if not is_satisfied(SLIDES):
        raise SetupError(
            "Slides need one more library, python-pptx; to install it, add --install: "
            f"python3 build_course.py {' '.join([*arguments, '--install'])}"
        )


def run_command(name: str, arguments: Sequence[str], last_run: object = None) -> int:
    """Run a command of the generator, and return its exit status.

    `last_run` is what is known about its last run, if anything is.
    """
    # Nothing of it can be imported at the top: its libraries may be missing. While modules are
    # loaded, there is no garbage; to look for it would take a tenth of the time.
    gc.disable()
    if name not in COMMANDS:  # such as `--help`, which lists all of them
        from course.cli.main import main as run_any

        gc.enable()
        return run_any([name, *arguments])
    from course.cli.late import load_late
    from course.cli.run import run

    if name in LOADING_LATE:
        load_late()

    module, function = COMMANDS[name].split(".")
    command = getattr(importlib.import_module(f"course.cli.{module}"), function)
    gc.enable()
    return run(command, list(arguments), name, last_run)


def run_tests(arguments: Sequence[str]) -> int:
    """Run pytest on the requested suite, and return its exit status."""
    chosen = [argument for argument in arguments if argument in SUITES]
    others = [argument for argument in arguments if argument not in SUITES]
    suite = SUITES[chosen[-1]] if chosen else USUAL_SUITE
    is_fast = "--fast" in chosen[-1:]
    names = ["git"] if is_fast else ["chromium", "git"]
    # Tests often wait for a browser's timers and frames, so they get one process more than cores.
    processes = CORES if is_fast else CORES + 1
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    tools = find_tools(names, os.environ, sys.platform, is_root, run_quietly)
    python = find_python([TESTS, SLIDES, RUNTIME])
    # In UTF-8 mode, tests can read the output of other programs on Windows, too.
    environment = {**os.environ, "COURSE_BROWSER": tools.get("chromium", ""), "PYTHONUTF8": "1"}
    options = ("-n", str(processes), *PYTEST_OPTIONS, "-m", suite)
    command = [python, "-m", "pytest", *options, *others]
    return hand_over(command, ROOT, environment)


def run_style_tools(command: str, arguments: Sequence[str]) -> int:
    """Run everything that lints or formats the code, and return the worst exit status."""
    tools = ", ".join([*ON_PYTHON[command], f"biome {ON_SCRIPTS[command]}"])
    usage = f"Usage: build_course.py {command}\n\nRun on all code: {tools}."
    if arguments[:1] in (["-h"], ["--help"]):
        print(usage)
        return 0
    if arguments:
        tell(f"{usage}\n\nError: Got unexpected extra argument ({arguments[0]})")
        return 2
    python = find_python([TESTS, SLIDES, RUNTIME])
    statuses = [hand_over([python, "-m", *words.split()], ROOT) for words in ON_PYTHON[command]]
    npm = shutil.which("npm")
    if npm is None:
        tell(f"Scripts and style sheets were skipped: `{command}` needs Node.js and npm for them.")
        return max(statuses)
    installed, wanted = ROOT / "node_modules" / ".package-lock.json", ROOT / "package-lock.json"
    if not installed.is_file() or installed.stat().st_mtime < wanted.stat().st_mtime:
        statuses.append(hand_over([npm, "ci"], ROOT))
    statuses.append(hand_over([npm, "exec", "--", "biome", *ON_SCRIPTS[command].split()], ROOT))
    return max(statuses)


def tell(message: str) -> None:
    """Print a message to stderr; stdout belongs to the command."""
    print(message, file=sys.stderr, flush=True)


def run_quietly(command: Command) -> "subprocess.CompletedProcess[str]":
    """Run a command, and capture its output in case it fails."""
    try:
        return subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="locale",
            errors="replace",
        )
    except OSError as error:  # the program does not exist or cannot be started
        return subprocess.CompletedProcess(command, 127, str(error))


def hand_over(
    command: Command, folder: Path | None = None, environment: Mapping[str, str] | None = None
) -> int:
    """Let another process do the work, and return its exit status.

    Does not use `os.exec`, which on Windows returns to the shell at once. Ctrl+C reaches both
    processes; this one ignores it, so that a server or pytest can finish. SIGTERM reaches only this
    process, which passes it on, even during the start.
    """
    children: list[subprocess.Popen[bytes]] = []
    requests: list[int] = []

    def pass_on(number: int, _: object) -> None:
        requests.append(number)
        for child in children:
            child.terminate()

    at_interrupt = signal.signal(signal.SIGINT, lambda *_: None)
    at_terminate = signal.signal(signal.SIGTERM, pass_on)
    with subprocess.Popen(command, cwd=folder, env=environment) as child:
        children.append(child)
        if requests:
            child.terminate()
        status = child.wait()
    signal.signal(signal.SIGINT, at_interrupt)
    signal.signal(signal.SIGTERM, at_terminate)
    return status if status >= 0 else 128 - status  # ended by a signal: the status of a shell


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
    text = requirements.read_text("utf-8")
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
    if works and stamp.is_file() and digests[0] in stamp.read_text("utf-8").split():
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
    stamp.write_text("\n".join(digests), "utf-8")
    return python


def last_lines(output: str) -> str:
    """Return the end of the output of a failed step, which contains the reason."""
    return "\n".join(output.strip().splitlines()[-6:])


def find_remedy(output: str) -> str:
    """Return what to do about a failed step, judging by its output."""
    return next(REMEDIES[sign] for sign in REMEDIES if re.search(sign, output, re.IGNORECASE))


def find_tools(
    names: Sequence[str], environment: Mapping[str, str], platform: str, is_root: bool, run: Run
) -> dict[str, str]:
    """Return the paths of the programs that the tests need: git, and for some a browser.

    As root on Debian or Ubuntu, as in a container, install them. Otherwise say what to install.
    """
    path = environment.get("PATH", "")

    def look() -> dict[str, str]:
        places = {
            name: find_browser(environment, platform, run)
            if name == "chromium"
            else shutil.which(name, path=path)
            for name in names
        }
        return {name: place for name, place in places.items() if place}

    found = look()
    missing = [name for name in names if name not in found]
    if missing and is_root and shutil.which("apt-get", path=path):
        tell(f"Installing {' and '.join(missing)} for the tests; about a minute.")
        run_and_report(["apt-get", "update"], run)
        for name in missing:
            for package in PACKAGES[name]:
                if run_and_report(["apt-get", "install", "--yes", package], run):
                    break
        found = look()
        missing = [name for name in names if name not in found]
    if missing:
        raise SetupError(
            f"The tests need {' and '.join(missing)}. Chrome or Edge will do as well. To install:\n"
            f"{HOW_TO_INSTALL.get(platform, HOW_TO_INSTALL['linux'])}\n"
            "For a browser in an unusual place, set the environment variable CHROME_PATH to it."
        )
    return found


def run_and_report(command: Command, run: Run) -> bool:
    """Run a command, print the end of its output if it fails, and return whether it succeeded."""
    result = run(command)
    if result.returncode:
        tell(last_lines(result.stdout))
    return result.returncode == 0


def find_browser(environment: Mapping[str, str], platform: str, run: Run) -> str | None:
    """Return the first browser that exists: the chosen one, on PATH, then in the usual places."""
    chosen = environment.get("CHROME_PATH")
    if chosen and not shutil.which(chosen):
        raise SetupError(
            f"CHROME_PATH names {chosen}, which is not a program. Correct or unset it."
        )
    if chosen:
        return chosen
    for browser in list_browsers(environment, platform):
        # On Ubuntu `chromium-browser` may be a stub that asks for a snap. (Only there: on Windows
        # the question would open a window.)
        if platform != "linux" or run([browser, "--version"]).returncode == 0:
            return browser
    return None


def list_browsers(environment: Mapping[str, str], platform: str) -> Iterator[str]:
    """Yield the browsers that are installed, in the order of preference."""
    path = environment.get("PATH", "")
    yield from filter(None, (shutil.which(name, path=path) for name in NAMES))
    places: list[Path] = []
    if platform == "darwin":
        folders = [Path("/Applications"), Path(environment.get("HOME", "/"), "Applications")]
        places = [at / f"{n}.app/Contents/MacOS/{n}" for at in folders for n in ON_MACOS]
    elif platform == "win32":
        variables = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        folders = [Path(environment[name]) for name in variables if name in environment]
        places = [at / name for at in folders for name in ON_WINDOWS]
    yield from (str(place) for place in places if place.is_file())


def run_and_leave(arguments: Sequence[str]) -> None:
    """Run one command and end the process at once.

    Otherwise Python would free a course object by object, which takes a tenth of a check.
    """
    status = 1
    with contextlib.suppress(BrokenPipeError):  # nobody reads on, as after `| head`
        result = main(arguments)
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        status = result
    os._exit(status)


if __name__ == "__main__":
    run_and_leave(sys.argv[1:])
