"""Changes leave the workshop as files and as a patch."""

import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from course.workshop.taking_along import archive, patch
from tests.conftest import git

PUBLISHED = {
    "course.yml": "title: A\nsummary: B\n",
    "modules/gone.yml": "title: Gone\n",
    "modules/no-end.yml": "title: No end",
    "modules/pasted.yml": "title: Pasted\n",
}
CHANGED = {
    "course.yml": "title: A\nsummary: C\n",
    "modules/gone.yml": None,
    "modules/new.yml": "title: New\n",
    "modules/no-end.yml": "title: Neu",
    # What only other programs take for the end of a line.
    "modules/pasted.yml": "title: A\u2028b\x0cc\n",
}


def test_git_makes_the_changes_of_a_patch(tmp_path: Path) -> None:
    for path, text in PUBLISHED.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8", newline="\n")
    git(tmp_path, "init", "--quiet")
    subprocess.run(
        ["git", "apply"], cwd=tmp_path, input=patch(PUBLISHED, CHANGED).encode(), check=True
    )
    for path, expected in CHANGED.items():
        file = tmp_path / path
        assert (file.read_text(encoding="utf-8") if file.exists() else None) == expected


def test_the_archive_has_the_changed_files_and_is_always_the_same() -> None:
    content = archive(CHANGED)
    with ZipFile(BytesIO(content)) as files:
        texts = {name: files.read(name).decode() for name in files.namelist()}
    assert texts == {path: text for path, text in CHANGED.items() if text is not None}
    assert archive(dict(reversed(CHANGED.items()))) == content


def test_what_is_as_before_is_in_no_patch() -> None:
    assert patch(PUBLISHED, {"course.yml": PUBLISHED["course.yml"]}) == ""
