"""The script that the tests here run, and what they need on this computer."""

import importlib.metadata
import os
from pathlib import Path

import pytest

import build_course

SCRIPT = Path(build_course.__file__)
PYTEST_PIN = f"pytest=={importlib.metadata.version('pytest')}\n"
needs_posix = pytest.mark.skipif(os.name == "nt", reason="plays the other program in sh")
