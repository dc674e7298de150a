"""Where the links to a line of a file lead."""

from pathlib import Path

import pytest

from course.edit_links import EditLinks
from course.problems import Position, Problem

GITHUB = "https://github.com/district/course/blob/main/"


def problem(path: str) -> Problem:
    return Problem(path, Position(12, 3), "", "")


def test_each_way_to_edit_has_a_link_to_the_line(small_folder: Path) -> None:
    links = EditLinks(small_folder, GITHUB, "workshop/")
    whole = (small_folder / "course.yml").resolve().as_posix().lstrip("/")
    assert links.to(problem("course.yml"), is_on_this_computer=True) == {
        "VS Code": f"vscode://file/{whole}:12",
        "GitHub": f"{GITHUB}course.yml#L12",
        "Workshop": "/workshop/#course.yml:12",
    }


def test_other_computer_does_not_hear_of_a_folder(small_folder: Path) -> None:
    assert EditLinks(small_folder).to(problem("course.yml"), is_on_this_computer=False) == {}


@pytest.mark.parametrize("path", ["/srv/ours/modules/a.yml", "../ours/modules/a.yml"])
def test_file_of_a_district_elsewhere_is_not_in_the_repository_or_the_workshop(
    small_folder: Path, path: str
) -> None:
    places = EditLinks(small_folder, GITHUB, "workshop/")
    links = places.to(problem(path), is_on_this_computer=True)
    assert links == {"VS Code": f"vscode://file/{Path(path).resolve().as_posix().lstrip('/')}:12"}


def test_reserved_characters_are_escaped(tmp_path: Path) -> None:
    folder = tmp_path / "a course #1"
    folder.mkdir()
    (folder / "a b.yml").write_bytes(b"")
    links = EditLinks(folder, GITHUB).to(problem("a b.yml"), is_on_this_computer=True)
    assert links["VS Code"].endswith("/a%20course%20%231/a%20b.yml:12")
    assert links["GitHub"] == f"{GITHUB}a%20b.yml#L12"
