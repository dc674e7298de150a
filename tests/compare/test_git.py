import re
import shutil
import subprocess
from pathlib import Path

import pytest

from course.compare.git import GitError, OnGitHub, on_github, unpack
from tests.conftest import SMALL_COURSE, git


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


@pytest.mark.parametrize(
    "remote",
    [
        "https://github.com/district/course.git",
        "https://github.com/district/course",
        "https://someone:secret@github.com/district/course.git",
        "git@github.com:district/course.git",
        "ssh://git@github.com/district/course.git",
    ],
)
def test_files_have_an_address_on_github(repository: Path, remote: str) -> None:
    git(repository, "remote", "add", "origin", remote)
    git(repository, "switch", "-qc", "next/fall#1")
    github = "https://github.com/district/course/blob/next/fall%231/"
    found = on_github(repository)
    assert found == OnGitHub("https://github.com/district/course", "next/fall#1", "")
    assert found.files == github
    inside = on_github(repository / "modules")
    assert inside
    assert inside.files == f"{github}modules/"
    git(repository, "switch", "-q", "--detach")
    detached = on_github(repository)
    assert detached
    assert re.search("/blob/[0-9a-f]{40}/$", detached.files)


@pytest.mark.parametrize(
    "remote", ["", "https://github.com.example/district/course", "git@gitlab.com:a/b.git", "/srv/a"]
)
def test_files_elsewhere_have_no_address_on_github(repository: Path, remote: str) -> None:
    if remote:
        git(repository, "remote", "add", "origin", remote)
    assert on_github(repository) is None


def test_folder_without_git_has_no_address_on_github(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert on_github(tmp_path) is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert on_github(tmp_path) is None
