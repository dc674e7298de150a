"""Asks git for an earlier state of the project, and where it is on GitHub."""

import io
import re
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

_ON_GITHUB = re.compile(
    r"(?:https://(?:[^@/]+@)?|ssh://git@|git@)github\.com[:/](?P<name>[\w.-]+/[\w.-]+?)(?:\.git)?/?"
)
"""The address of a repository on GitHub. It may contain a password, which must not be shown."""


class GitError(Exception):
    """Git failed. The message includes git's own."""


def unpack(folder: Path, reference: str, into: Path) -> None:
    """Write the files of `folder` as they were at `reference` to the folder `into`.

    Raises GitError if there is no git, no repository, or no such reference.
    """
    if reference.startswith("-"):  # git would take it for an option, such as --output=FILE
        raise GitError(f'"{reference}" is not a commit or a branch. Name one, such as main.')
    # With the defaults of git on Windows, each line would end in a carriage return.
    options = ["-C", str(folder), "-c", "core.autocrlf=false"]
    command = ["git", *options, "archive", "--format=tar", f"{reference}^{{commit}}"]
    try:
        result = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        raise GitError(f"git cannot be started ({error.strerror}). Install git.") from None
    if result.returncode:
        message = result.stderr.decode(errors="replace").strip()
        raise GitError(
            f'git does not know "{reference}" here ({message}). '
            "Fetch it first, with all its history."
        )
    with tarfile.open(fileobj=io.BytesIO(result.stdout)) as archive:
        archive.extractall(into, filter="data")


@dataclass(frozen=True)
class OnGitHub:
    """Where the files of a folder are on GitHub."""

    repository: str
    """The address of the repository."""
    branch: str
    """The branch, or the commit if none is checked out."""
    folder: str
    """The path of the folder in it, with `/` at the end. Empty for the whole of it."""

    @property
    def files(self) -> str:
        """The address that the files are below, with `/` at the end."""
        return f"{self.repository}/blob/{quote(self.branch)}/{quote(self.folder)}"


def on_github(folder: Path) -> OnGitHub | None:
    """Where a folder is on GitHub. None if its repository is not from there, or without git."""
    found = _ON_GITHUB.fullmatch(_answer(folder, "remote", "get-url", "origin"))
    branch = _answer(folder, "branch", "--show-current") or _answer(folder, "rev-parse", "HEAD")
    if not found or not branch:
        return None
    below = _answer(folder, "rev-parse", "--show-prefix")
    return OnGitHub(f"https://github.com/{found['name']}", branch, below)


def _answer(folder: Path, *arguments: str) -> str:
    """The line that a git command prints. Empty if it fails."""
    command = ["git", "-C", str(folder), *arguments]
    try:
        result = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        return ""
    return "" if result.returncode else result.stdout.decode(errors="replace").strip()
