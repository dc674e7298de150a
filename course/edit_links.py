"""Where an author can edit a line of a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from course.inputs import ALL, DISTRICT
from course.problems import Problem


@dataclass(frozen=True)
class EditLinks:
    """The places where the files of one folder can be opened."""

    folder: Path
    github: str = ""
    """The address on GitHub that the folder's files are below. Empty if they are not there."""
    workshop: str = ""
    """The address of an editor in the site, such as `workshop/`. Empty if the site has none."""

    def to(self, problem: Problem, *, is_on_this_computer: bool) -> Mapping[str, str]:
        """The links to a line, each under what opens it.

        An editor is named only to a browser on the computer that the files are on.
        """
        path, line = problem.path, problem.position.line
        links = {}
        if is_on_this_computer:
            inside = self.folder.resolve() / path
            file = inside if inside.exists() else Path(path).resolve()
            links["VS Code"] = f"vscode://file/{quote(file.as_posix().lstrip('/'))}:{line}"
        is_inside = not PurePosixPath(path).is_absolute() and ".." not in path.split("/")
        if self.github and is_inside:
            links["GitHub"] = f"{self.github}{quote(path)}#L{line}"
        if self.workshop and path.split("/")[0] in {*ALL, DISTRICT}:
            links["Workshop"] = f"/{self.workshop}#{quote(path)}:{line}"
        return links
