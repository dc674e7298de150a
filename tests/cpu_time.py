"""The CPU time of a test run."""

import os
from contextlib import suppress

import psutil
import pytest

UNCOUNTED = pytest.StashKey[float]()
"""CPU seconds that no running process accounts for any more.

A process accounts for its children once it has waited for them. Chromium exits without waiting for
all of its own.
"""


def cpu_seconds() -> float:
    """CPU seconds of this process and all its descendants, running or ended."""
    this = psutil.Process()
    spent = 0.0
    for process in (this, *this.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            spent += times.user + times.system + times.children_user + times.children_system
    return spent


def load_of_machine() -> str:
    """The load averages of the last 1, 5 and 15 minutes. Not available on Windows."""
    if not hasattr(os, "getloadavg"):
        return ""
    averages = " ".join(f"{average:.1f}" for average in os.getloadavg())
    return f"Load of the machine: {averages} on {os.cpu_count()} cores."
