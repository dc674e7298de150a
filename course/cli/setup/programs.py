"""The programs that the tests need: git, and for some a browser."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from course.cli.setup.processes import Command, Run, SetupError, last_lines, tell

SHELL = "chromium-headless-shell"
"""Chromium without windows. Tests take two thirds of the time in it."""
NAMES = (
    SHELL,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
)
PACKAGES = {"chromium": (SHELL, "chromium"), "git": ("git",)}
"""Packages of Debian that bring a tool. The first that can be installed is enough."""
ON_MACOS = ("Chromium", "Google Chrome", "Microsoft Edge")
ON_WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
HOW_TO_INSTALL = {
    "darwin": "brew install --cask google-chrome, and: brew install git",
    "win32": "winget install Google.Chrome, and: winget install Git.Git",
    "linux": "Debian: sudo apt install chromium git. Fedora: sudo dnf install chromium git.\n"
    "Ubuntu: sudo apt install git, and Chrome from https://www.google.com/chrome/",
}


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
