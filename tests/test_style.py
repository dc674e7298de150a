"""The code passes the formatter and linter configured in pyproject.toml.

The type checker takes longer: `python3 build_course.py lint` runs it, as before each merge.
"""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("command", ["format --check", "check"])
def test_formatter_and_linter_pass(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *command.split(), "."],
        cwd=ROOT,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
