"""Checks over many random steps that reader data stays with its questions and prompts.

    python -m bench.edits                       10,000 steps
    python -m bench.edits --steps 2000 --seed 11 fewer and different steps

Authors edit, a reader works, and storage is damaged; see `tests/browser/test_edits.py`. The usual
suite runs 50 steps and the nightly one 10,000 in four tests, each with its own seed.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def main() -> int:
    """Run the test with the given steps and seed, and return its exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=6, help="of the first of the four tests")
    options = parser.parse_args()
    chosen = {"EDIT_STEPS": str(options.steps), "EDIT_SEED": str(options.seed)}
    pytest = ("pytest", "-q", "-n", "auto", "-m", "nightly", "tests/browser/test_edits.py")
    command = [sys.executable, "-m", *pytest]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **chosen}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
