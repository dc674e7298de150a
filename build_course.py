#!/usr/bin/env python3
"""Build the course, and first set up what that needs.

    python3 build_course.py             build the site into site/
    python3 build_course.py serve       look at it in a browser while you write
    python3 build_course.py check       read everything and list what is wrong
    python3 build_course.py test        run the tests (arguments go on to pytest)
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

import hashlib
import importlib.metadata
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
TESTS = ROOT / "requirements-test.txt"  # all of RUNTIME and more; a test compares them

# A sign in what a failed step said, and what to do about it. The first that fits counts.
REMEDIES = {
    "ensurepip|no module named '?venv": "This Python lacks its venv module. On Debian and Ubuntu: "
    "sudo apt install python3-venv",
    "permission denied|access is denied|read-only": "This folder cannot be written to. Move the "
    "project into your home folder.",
    "no space left": "The disk is full. Free about 500 MB.",
    "do not match the hashes": "A download was not the file that this project expects, and was "
    "not used. If that stays so, tell the maintainers.",
    "certificate": "Your network inspects secure connections. Ask its administrator for the root "
    "certificate, and name its file in the environment variable PIP_CERT.",
    "connection|timed out|name resolution|proxy": "Python's package index cannot be reached. "
    "Check the network; behind a proxy, set the environment variable HTTPS_PROXY.",
    "no matching distribution": "A package is not offered for this Python on this computer. "
    "Try another: python3.12 build_course.py",
    "": "Try once more. If it stays so, delete the folder .venv first.",
}
BROWSER_NAMES = "chromium chromium-browser google-chrome google-chrome-stable microsoft-edge".split()
MACOS_BROWSERS = ("Chromium", "Google Chrome", "Microsoft Edge")
WINDOWS_BROWSERS = ("Chromium/Application/chrome", "Google/Chrome/Application/chrome")
WINDOWS_BROWSERS += ("Microsoft/Edge/Application/msedge",)
HOW_TO_INSTALL = {
    "linux": "sudo apt install {0} (Debian), sudo dnf install {0} (Fedora), "
    "sudo snap install {0} (Ubuntu; for git: apt)",
    "darwin": "brew install {0}",
    "win32": "winget install {0}",
}

Command = Sequence[str | Path]
Run = Callable[[Command], "subprocess.CompletedProcess[str]"]
