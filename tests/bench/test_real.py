"""What is measured of this course, and the changes that are made to it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.checkout import change_sentence, readers_of_modules
from bench.processes import ROOT, Run, Task
from bench.real import BEFORE, BUILT, CACHE, PLAIN, ratios, tasks_before, tasks_now
from course.compile import check_folder

MODULES = [path.stem for path in sorted((ROOT / "modules").glob("*.yml"))]


@pytest.fixture
def copy(tmp_path: Path, small_folder: Path) -> Path:
    return Path(shutil.copytree(small_folder, tmp_path / "copy"))


def contents(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_text() for path in (folder / "modules").glob("*.yml")}


@pytest.mark.parametrize("module", MODULES)
def test_sentence_is_added_to_a_lesson_of_every_module(module: str, tmp_path: Path) -> None:
    (tmp_path / "modules").mkdir()
    shutil.copy(ROOT / "modules" / f"{module}.yml", tmp_path / "modules")
    before = contents(tmp_path)[module]
    change_sentence(tmp_path, module, 1)
    assert contents(tmp_path)[module].replace("Zebra 1. ", "") == before


def test_next_sentence_replaces_the_last(copy: Path) -> None:
    module = next(iter(readers_of_modules(copy)))
    change_sentence(copy, module, 1)
    first = contents(copy)[module]
    change_sentence(copy, module, 2)
    assert contents(copy)[module] == first.replace("Zebra 1. ", "Zebra 2. ")
    assert not check_folder(copy).has_errors


def test_readers_of_modules_are_roles_that_have_them(copy: Path) -> None:
    readers = readers_of_modules(copy)
    roles = check_folder(copy).tailored.by_role
    assert readers.keys() == {name for role in roles.values() for name in role.modules}
    for module, names in readers.items():
        assert names == [name for name, role in roles.items() if module in role.modules]


def test_every_compared_task_exists(copy: Path) -> None:
    assert BEFORE.keys() <= tasks_now(copy).keys()
    assert set(BEFORE.values()) == tasks_before(copy, copy).keys()


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("build, clean, no cache", set()),
        ("build, clean, with caches", {CACHE}),
        ("build, nothing changed", {*BUILT, CACHE}),
        ("check, no cache", set(BUILT)),
    ],
)
def test_task_starts_from_what_its_name_says(name: str, left: set[str], copy: Path) -> None:
    for folder in (*BUILT, CACHE):
        (copy / folder).mkdir()
    tasks_now(copy)[name].prepare()
    assert {folder for folder in (*BUILT, CACHE) if (copy / folder).exists()} == left


@pytest.mark.parametrize(
    "tasks",
    [
        lambda folder: tasks_now(folder)["build, a sentence for all roles"],
        lambda folder: tasks_now(folder)["build, a sentence for few roles"],
        lambda folder: tasks_now(folder)["check, a sentence changed"],
        lambda folder: tasks_before(folder, folder)["before: build, a sentence for all roles"],
    ],
)
def test_one_module_is_changed_before_each_round(tasks: Callable[[Path], Task], copy: Path) -> None:
    task = tasks(copy)
    for _ in range(2):
        before = contents(copy)
        task.prepare()
        after = contents(copy)
        assert sum(before[name] != after[name] for name in before) == 1


def test_builds_are_divided_by_plain_mkdocs_and_by_those_before() -> None:
    def run(cpu_seconds: float) -> list[Run]:
        return [Run(1, cpu_seconds, 1)]

    runs = {PLAIN: run(4), **{name: run(3) for name in BEFORE}}
    builds = {name for name in BEFORE if name.startswith("build")}
    assert ratios(runs) == {f"÷ {PLAIN}": dict.fromkeys(builds, 0.75)}
    with_before = runs | {name: run(6) for name in BEFORE.values()}
    assert ratios(with_before)["÷ before"] == dict.fromkeys(BEFORE, 0.5)
