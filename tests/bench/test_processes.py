"""Measuring of commands with everything that they start."""

import sys
from functools import partial
from pathlib import Path

import pytest

from bench.processes import Run, Task, alternate, measure, ratio, remove, table

MB = 1_000_000
PARENT = f"""
import subprocess, sys
memory = bytearray({80 * MB})
subprocess.run([sys.executable, "-c", sys.argv[1]], check=True)
"""


def parent_of(child: str) -> Task:
    return Task([sys.executable, "-c", PARENT, child])


def run(cpu_seconds: float, seconds: float = 1, peak_mb: float = 10) -> Run:
    return Run(seconds, cpu_seconds, peak_mb)


@pytest.mark.slow
def test_memory_of_all_processes_is_added() -> None:
    child = f"import time; memory = bytearray({80 * MB}); time.sleep(1)"
    assert measure(parent_of(child)).peak_mb > 2 * 80 * MB / 1024**2


def test_cpu_seconds_of_a_process_that_was_started_count() -> None:
    child = "import time\nwhile time.process_time() < 0.3: pass"
    assert measure(parent_of(child)).cpu_seconds > 0.3


def test_failed_command_ends_with_its_messages() -> None:
    with pytest.raises(SystemExit, match="no such thing"):
        measure(parent_of("raise SystemExit('no such thing')"))


def test_command_runs_in_its_folder_and_with_its_variables(tmp_path: Path) -> None:
    script = "import os, pathlib; pathlib.Path('here').write_text(os.environ['WHAT'])"
    measure(Task([sys.executable, "-c", script], folder=tmp_path, environment={"WHAT": "it"}))
    assert (tmp_path / "here").read_text(encoding="utf-8") == "it"


def test_tasks_take_turns_and_are_prepared_each_time(tmp_path: Path) -> None:
    log = tmp_path / "log"

    def note(text: str) -> None:
        with log.open("a") as file:
            file.write(f"{text} ")

    def task(name: str) -> Task:
        script = f"open({str(log)!r}, 'a').write('{name} ')"
        return Task([sys.executable, "-c", script], partial(note, f"before-{name}"))

    runs = alternate({"a": task("a"), "b": task("b")}, 2)
    assert log.read_text().split() == ["before-a", "a", "before-b", "b"] * 2
    assert [len(of_one) for of_one in runs.values()] == [2, 2]


def test_ratio_is_the_median_of_those_of_each_round() -> None:
    ours, others = [run(1), run(20), run(4)], [run(2), run(10), run(4)]
    assert ratio(ours, others) == 1


def test_table_has_a_row_for_each_task_and_each_missing_one() -> None:
    runs = {"ours": [run(1, 3, 10), run(2, 4, 20), run(6, 8, 15)], "other": [run(4)]}
    lines = table(runs, {"÷ other": {"ours": 0.25}}, {"third": "not installed"}).splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert cells[2] == ["ours", "1.00", "2.00", "3.00", "4.00", "20", "0.25"]
    assert cells[3] == ["other", "4.00", "4.00", "1.00", "1.00", "10", ""]
    assert cells[4][:2] == ["third", "not installed"]
    assert {len(row) for row in cells} == {7}


def test_folders_are_removed_if_they_exist(tmp_path: Path) -> None:
    (tmp_path / "full" / "deep").mkdir(parents=True)
    remove(tmp_path / "full", tmp_path / "gone")
    assert not list(tmp_path.iterdir())
