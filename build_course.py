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
import importlib
import io
import os
import shutil
from collections.abc import Sequence

from course.cli.setup.packages import ROOT, RUNTIME, SLIDES, TESTS, find_python, is_satisfied
from course.cli.setup.processes import SetupError, hand_over, run_quietly, tell
from course.cli.setup.programs import find_tools

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
