"""The tests find a browser and git, install them where they may, or say how to install them."""

import subprocess
from pathlib import Path

import pytest

from course.cli.setup import programs
from course.cli.setup.processes import Command, SetupError, run_quietly
from tests.build_course.script import needs_posix

pytestmark = pytest.mark.slow
TOOLS = ("chromium", "git")


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
        return programs.find_browser(self.environment, platform, run_quietly)

    def find_tools(self, platform: str = "linux") -> dict[str, str]:
        """Look for the tools as a user who may not install them."""
        return programs.find_tools(TOOLS, self.environment, platform, False, run_quietly)


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    return Desktop(tmp_path)


@needs_posix
def test_chosen_browser_wins_over_the_order_of_preference(desktop: Desktop) -> None:
    assert desktop.find_browser() is None
    for name in reversed(programs.NAMES):
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
    before = list(programs.list_browsers(desktop.environment, platform))
    program.touch()
    after = list(programs.list_browsers(desktop.environment, platform))
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
            return run_quietly(command)
        self.asked.append(" ".join(map(str, command)))
        name = str(command[-1])
        if name in self.offered:
            self.desktop.add(name)
        fails = name not in {*self.offered, "update"}
        return subprocess.CompletedProcess(command, int(fails), "E: no candidate" if fails else "")

    def find_tools(self, *, is_root: bool = True) -> dict[str, str]:
        return programs.find_tools(TOOLS, self.desktop.environment, "linux", is_root, self.run)


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
