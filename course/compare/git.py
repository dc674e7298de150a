"""Reads an earlier state of the project from git."""

import io
import subprocess
import tarfile
from pathlib import Path


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
