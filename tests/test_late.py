"""Libraries that a command seldom uses are loaded when it does, and not before."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from course.cli.late import LATE
from tests.test_floors import OWNERS

ROOT = Path(__file__).parent.parent
SCRIPT = """
import sys
from course.cli.late import load_late
load_late()
import {owner}
loaded = lambda: [name for name in sys.modules if name.startswith("{library}.")]
assert not loaded(), "before it is used"
sys.modules["{library}"].__doc__
assert loaded(), "when it is used"
"""


@pytest.mark.parametrize("library", sorted(LATE))
def test_library_is_loaded_at_its_first_use(library: str) -> None:
    script = SCRIPT.format(library=library, owner=OWNERS[library])
    command = [sys.executable, "-c", script]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("library", sorted(LATE))
def test_library_is_imported_as_a_whole(library: str) -> None:
    path = ROOT / f"{OWNERS[library].replace('.', '/')}.py"
    imports = re.findall(
        rf"^.*import.*\b{library}\b|^from {library}.*", path.read_text("utf-8"), re.M
    )
    assert imports == [f"import {library}"]
