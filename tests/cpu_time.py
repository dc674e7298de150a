"""The CPU time of a test run."""

import os
from contextlib import suppress

import psutil
import pytest

UNCOUNTED = pytest.StashKey[float]()
"""CPU seconds that no process answers for any more.

A process answers for those it started once they have ended and it has asked how. Chromium ends
without asking for all of its own.
"""


def cpu_seconds() -> float:
    """CPU seconds of this process and of all that it has started, whether ended or not."""
    this = psutil.Process()
    spent = 0.0
    for process in (this, *this.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            spent += times.user + times.system + times.children_user + times.children_system
    return spent


def load() -> str:
    """How many processes wanted to run, in the last 1, 5 and 15 minutes. Windows does not say."""
    if not hasattr(os, "getloadavg"):
        return ""
    averages = " ".join(f"{average:.1f}" for average in os.getloadavg())
    return f"Load of the machine: {averages} on {os.cpu_count()} cores."
