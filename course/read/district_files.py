"""The files in a district's folder: its settings, and what it writes over the course."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from course.inputs import OF_DISTRICT, misplaced, option_for
from course.problems import Position, Problem
from course.read.codes import FILE_NAMES
from course.read.files import OUTLINE, REFERENCE_NAMES
from course.read.overlay import Layer, layers_of
from course.read.places import FOLDERS
from course.read.stray_files import entries, not_opened, stray_piece, stray_reference
from course.read.yaml_reader import Data, Document, read
from course.suggestions import did_you_mean

SETTINGS = "district.yml"
ACCEPTED = "accepted.yml"
"""The texts of the course that somebody has looked at, beside the district's own. It is written by
`python3 build_course.py district --accept`."""
OTHER_NAMES = (SETTINGS, ACCEPTED, OUTLINE, *OF_DISTRICT)
"""The files and folders of a district's folder."""


class DistrictFiles:
    """Reads a district's folder. It collects what is wrong with the files themselves."""

    def __init__(
        self, folder: Path, course_folder: Path, for_all: "DistrictFiles | None" = None
    ) -> None:
        """Paths in problems are from the course's folder, or whole if they are not inside.

        `for_all` is written over the course before, for all districts that share a site.
        """
        self._folder, self._for_all = folder, for_all
        inside = folder.resolve()
        top = course_folder.resolve()
        self._shown = (
            inside.relative_to(top).as_posix() if inside.is_relative_to(top) else folder.as_posix()
        )
        self.command = f"python3 build_course.py district{option_for(folder, course_folder)}"
        """The command that looks after this district."""
        self.contents: dict[str, bytes] = {}
        self.problems: list[Problem] = []
        self.has_unread = False
        """Whether a file that is there cannot be read."""
        self._nested()
        self.settings = self._document(SETTINGS, is_needed=True)
        self._layers: dict[str, list[Layer]] = {}
        for path, layer in layers_of(self.settings) if self.settings else ():
            self._layers.setdefault(path, []).append(layer)
        self._other_names()
        self._misplaced(misplaced(folder, course_folder))
        accepted = self._document(ACCEPTED)
        self._accepted = accepted.data if accepted else {}

    def accepted(self, path: str, address: str) -> Data | None:
        """What the course said when somebody last looked at it. None if nobody has."""
        of_file = self._accepted.get(path) if isinstance(self._accepted, dict) else None
        return of_file.get(address) if isinstance(of_file, dict) else None

    def names(self) -> Iterator[str]:
        """The files and folders that it has besides its settings."""
        for path in entries(self._folder):
            if path.name in OTHER_NAMES and path.name not in (SETTINGS, ACCEPTED):
                yield path.name

    def shown(self, path: str) -> str:
        """The path of a file as problems name it."""
        return f"{self._shown}/{path}"

    def layers(self, path: str) -> tuple[Layer, ...]:
        """What is written over a file of the course. Empty if nothing is, or it cannot be read."""
        document = self._document(path)
        own = [Layer(document)] if document else []
        before = self._for_all.layers(path) if self._for_all else ()
        if self._for_all:
            self.contents.update(self._for_all.contents)
        return (*before, *self._layers.get(path, ()), *own)

    def pieces(self, folder: str, ending: str) -> Iterator[str]:
        """The files in a folder of pieces, such as `modules`. Any others are reported."""
        for path in entries(self._folder / folder):
            stray = stray_piece(path, folder, ending)
            if stray is None:
                yield f"{folder}/{path.name}"
            else:
                self._report(f"{folder}/{path.name}", stray.what, stray.remedy)
                self.has_unread = True

    def bytes_of(self, path: str) -> bytes | None:
        """The content of a file. None if there is no such file, or it cannot be opened."""
        try:
            content = (self._folder / path).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            self._report(path, *not_opened(error))
            return None
        self.contents[self.shown(path)] = content
        return content

    def _document(self, path: str, *, is_needed: bool = False) -> Document | None:
        content = self.bytes_of(path)
        if content is None:
            if is_needed and not self.problems:
                self._report(
                    path,
                    "The file is missing.",
                    "It has the district's settings. It needs at least `name:` and `state:`.",
                )
            return None
        document, problems = read(self.shown(path), content)
        self.problems.extend(problems)
        self.has_unread = self.has_unread or document is None
        return document

    def _nested(self) -> None:
        """Report a folder of a district inside this one, which somebody has dragged too far."""
        for path in entries(self._folder):
            if path.name not in OTHER_NAMES and (path / SETTINGS).is_file():
                here = PurePosixPath(self._shown).name
                self._report(
                    path.name,
                    f"Nothing in this folder is read: it is inside {here}/.",
                    f"Move what is in it up one folder, into {here}/, and delete it.",
                )
                self.has_unread = True

    def _other_names(self) -> None:
        """Report everything with a name that is not read."""
        for path in entries(self._folder):
            is_nested = (path / SETTINGS).is_file()
            is_read = path.name in OTHER_NAMES or is_nested
            if not is_read and path.suffix in (".yml", ".yaml", ""):
                self._report(
                    path.name,
                    f'This {"folder" if path.is_dir() else "file"} is not read: "{path.name}" is '
                    "not a known name here.",
                    f"{did_you_mean(path.name, OTHER_NAMES)} "
                    "A file here has the same path as the file of the course that it changes.",
                )
        for path in entries(self._folder / "reference"):
            if stray := stray_reference(path, REFERENCE_NAMES):
                self._report(f"reference/{path.name}", stray.what, stray.remedy)

    def _misplaced(self, names: Iterable[str]) -> None:
        """A remark on each folder beside the district's that belongs into it."""
        for name in names:
            here = PurePosixPath(self._shown)
            self.problems.append(
                Problem(
                    (here.parent / name).as_posix(),
                    Position(),
                    f"Nothing in this folder is read: it is beside {here.name}/, and not in it.",
                    f"Move its files into {here.name}/{name}/. On GitHub: open each, choose the "
                    f"pencil, and change its name at the top to {here.name}/{name}/…",
                    is_warning=True,
                    rule=FILE_NAMES,
                )
            )

    def _report(self, path: str, what: str, remedy: str) -> None:
        problem = Problem(self.shown(path), Position(), what, remedy, rule=FILE_NAMES)
        self.problems.append(problem)


def address_of(folder: Path | None, course_folder: Path) -> str:
    """Where a district's settings say that its site is published. Empty if they do not."""
    settings = DistrictFiles(folder, course_folder).settings if folder else None
    data = settings.data if settings else {}
    address = data.get("address", "") if isinstance(data, dict) else ""
    return address if isinstance(address, str) else ""


def is_piece(path: str) -> bool:
    """Whether a file contains one piece, such as a module, and not several by their ids."""
    return path.rpartition("/")[0] in FOLDERS.values()
