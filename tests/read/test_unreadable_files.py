"""A file that cannot be read is reported once and causes no problems in other files."""

from pathlib import Path

import pytest
import yaml

from course.compile import check_folder
from tests.conftest import lay
from tests.nightly import at_night
from tests.scratch import Scratch
from tests.specimen import SPECIMEN

PATHS = sorted(
    path.relative_to(SPECIMEN).as_posix() for path in SPECIMEN.rglob("*.*") if path.is_file()
)
YAML = [path for path in PATHS if path.endswith(".yml")]
IN_FOLDERS = [path for path in PATHS if "/" in path.removeprefix("reference/")]
MORE = {
    "reference/search-words.yml": {
        "change": "leads-to: [",
        "to": "leads-to: [now/seizure, help/bus-office, help/who-must-report, glossary/dispatch, ",
    },
    "modules/a-calmer-morning.yml": {
        "change": "lessons:\n",
        "to": "lessons:\n  only-a-card:\n    title: Only a card\n    cards: [seizure]\n"
        "    activities: {think: {kind: reflect, prompt: What would you do first?}}\n",
    },
}
"""References that rules check and the specimen lacks."""


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    scratch = Scratch(SPECIMEN, tmp_path_factory.mktemp("scratch") / "specimen")
    assert scratch.shared.models  # of the files as they were
    return scratch


@pytest.fixture
def folder(scratch: Scratch) -> Path:
    lay(scratch.restore(), MORE)
    return scratch.folder


def elsewhere(scratch: Scratch, *paths: str) -> list[str]:
    """The problems of a course in files other than these."""
    problems = check_folder(scratch.folder, memo=scratch.memo, shared=scratch.shared).problems
    assert {problem.path for problem in problems} & set(paths)
    return [str(problem) for problem in problems if problem.path not in paths]


def test_readable_course_has_no_problems(folder: Path) -> None:
    problems = check_folder(folder).problems
    assert problems == ()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("content", [b"title: [\n", *at_night(b"- a list\n")])
def test_unreadable_file_causes_one_problem(
    scratch: Scratch, folder: Path, path: str, content: bytes
) -> None:
    (folder / path).write_bytes(content)
    assert elsewhere(scratch, path) == []


@pytest.mark.parametrize("step", [3, *at_night(1)])
@pytest.mark.parametrize("path", YAML)
def test_file_with_one_wrong_value_causes_no_other_problems(
    scratch: Scratch, folder: Path, path: str, step: int
) -> None:
    """At night, each value at the top is broken in turn, such as each piece of a file of pieces."""
    data = yaml.load((folder / path).read_bytes(), Loader=yaml.CBaseLoader)
    for key in [*data][::step]:
        wrong = {**data, key: {"No id": ["x"]}}
        text = yaml.dump(wrong, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
        (folder / path).write_text(text, encoding="utf-8")
        assert elsewhere(scratch, path) == [], key


@pytest.mark.parametrize("path", PATHS)
def test_file_with_a_wrong_extension_causes_one_problem(
    scratch: Scratch, folder: Path, path: str
) -> None:
    renamed = f"{path}.txt"
    (folder / path).rename(folder / renamed)
    assert elsewhere(scratch, path, renamed) == []


@pytest.mark.parametrize("path", IN_FOLDERS)
def test_file_in_a_subfolder_causes_one_problem(scratch: Scratch, folder: Path, path: str) -> None:
    inner = (folder / path).parent / "old"
    inner.mkdir()
    (folder / path).rename(inner / Path(path).name)
    assert elsewhere(scratch, f"{Path(path).parent.as_posix()}/old") == []
