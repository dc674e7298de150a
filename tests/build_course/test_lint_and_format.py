"""`lint` and `format` run every linter and formatter that is there."""

import os
import shutil
from pathlib import Path

import pytest

import build_course
from course.cli.setup.processes import Command

pytestmark = pytest.mark.slow


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


@pytest.mark.parametrize("command", ["lint", "format"])
@pytest.mark.parametrize(
    ("argument", "status"), [("--help", 0), ("-h", 0), ("course", 2), ("--check", 2)]
)
def test_whoever_asks_for_help_or_for_less_gets_no_tool(
    style_tools: StyleTools,
    capfd: pytest.CaptureFixture[str],
    command: str,
    argument: str,
    status: int,
) -> None:
    assert build_course.main([command, argument]) == status
    assert style_tools.commands == []
    out, err = capfd.readouterr()
    shown = err if status else out
    assert f"Usage: build_course.py {command}" in shown
    assert "ruff" in shown
    assert (f"Error: Got unexpected extra argument ({argument})" in err) == bool(status)
