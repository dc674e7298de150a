import shutil
import subprocess
from pathlib import Path

import pytest

from course.compare.git import GitError, unpack
from tests.conftest import SMALL_COURSE


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(SMALL_COURSE, tmp_path / "course"))
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    for command in (["init", "-q"], ["add", "."], [*identity, "commit", "-qm", "first"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return folder


@pytest.mark.parametrize("autocrlf", ["false", "true"])  # `true` is usual on Windows
def test_files_are_restored_unchanged(repository: Path, tmp_path: Path, autocrlf: str) -> None:
    subprocess.run(["git", "config", "core.autocrlf", autocrlf], cwd=repository, check=True)
    (repository / "course.yml").write_text("title: New\n", encoding="utf-8")
    unpack(repository, "HEAD", tmp_path / "before")
    before = (tmp_path / "before" / "course.yml").read_bytes()
    assert before == (SMALL_COURSE / "course.yml").read_bytes()


@pytest.mark.parametrize("reference", ["--output=written.tar", "-o", "--remote=elsewhere", "-"])
def test_reference_is_never_parsed_as_an_option(
    repository: Path, tmp_path: Path, reference: str
) -> None:
    files = set(repository.rglob("*"))
    with pytest.raises(GitError, match="is not a commit or a branch"):
        unpack(repository, reference, tmp_path / "before")
    assert set(repository.rglob("*")) == files
    assert not (tmp_path / "before").exists()


@pytest.mark.parametrize("reference", ["", "no-such-branch", "HEAD --output=x"])
def test_unknown_reference_is_an_error(repository: Path, tmp_path: Path, reference: str) -> None:
    with pytest.raises(GitError, match="git does not know"):
        unpack(repository, reference, tmp_path / "before")
