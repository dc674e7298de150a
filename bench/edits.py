"""Whether what readers have done stays with what it was done to, through very many random steps.

    python -m bench.edits                       10,000 steps
    python -m bench.edits --steps 2000 --seed 7 fewer, and others

Authors edit, a reader works, the store is damaged: `tests/browser/test_edits.py` says how. The
usual suite takes 150 steps and the nightly one 10,000, each with a seed that stays the same.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def main() -> int:
    """Run the test with the steps and the seed that were asked for; its status is ours."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=6)
    options = parser.parse_args()
    chosen = {"EDIT_STEPS": str(options.steps), "EDIT_SEED": str(options.seed)}
    command = [sys.executable, "-m", "pytest", "-q", "-m", "nightly", "tests/browser/test_edits.py"]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **chosen}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
