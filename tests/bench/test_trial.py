"""A mutant's code is what the tests run, and mutation testing works as a whole."""

import gc
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from bench import trial

ROOT = Path(__file__).parents[2]


def test_functions_get_the_changed_code_even_if_the_tests_have_frozen_what_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "changing.py"
    path.write_text(
        "MOST = 1\n\n\ndef is_few(count):\n    return count <= MOST\n", encoding="utf-8"
    )
    spec = importlib.util.spec_from_file_location("changing", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "changing", module)
    spec.loader.exec_module(module)
    assert module.is_few(1)
    gc.freeze()
    trial._replace_code(path, path.read_text(encoding="utf-8").replace("<=", "<"))
    assert not module.is_few(1)
    trial._replace_code(path, path.read_text(encoding="utf-8").replace("MOST = 1", "MOST = 2"))
    assert module.is_few(2)


@pytest.mark.slow
@pytest.mark.nightly
def test_mistake_in_the_code_is_noticed() -> None:
    command = [sys.executable, "-m", "bench.mutate", "course/aging.py"]
    options = ["--tests", "tests/test_aging.py", "--sample", "5"]
    done = subprocess.run(
        [*command, *options], cwd=ROOT, check=False, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("killed course/aging.py:") > 1, done.stdout
