"""What a new piece adds to the files of a course or of a district, as the text of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.authoring.commented import Commented
from course.authoring.splice import below_keys, insert_entry
from course.authoring.yaml_file import SpliceError
from course.authoring.yaml_text import in_line
from course.problems import Location
from course.read.field_docs import fields_at
from course.read.files import type_of
from course.read.overlay import AFTER, NEW
from course.read.values import value_at
from course.read.yaml_reader import Data, read


@dataclass(frozen=True)
class Entry:
    """Something to write into one file."""

    path: str
    """The file of the course."""
    location: Location
    """The mapping to which it is added. Keys that are not there yet are written, too."""
    data: Mapping[str, Data]
    after: str | None = None
    """What it stands after. Without it, it is last."""
    extends: bool = False
    """Whether its one key is a list that may be there already, and gets more items."""


def changed_files(folder: Path, district: Path | None, entries: Iterable[Entry]) -> dict[Path, str]:
    """The new text of each file. Nothing is written.

    `district` is the folder of a district that gets it all instead of the course. Raises
    SpliceError if something is there already, or if a file cannot be read.
    """
    texts: dict[Path, str] = {}
    for entry in entries:
        file = (district or folder) / entry.path
        before = texts.get(file) or _text(file)
        of_course = _text(folder / entry.path)
        try:
            texts[file] = _with_entry(before, entry, of_course if district else None)
        except SpliceError as error:
            raise SpliceError(f"{file.as_posix()}: {error}") from None
    return texts


def _with_entry(text: str, entry: Entry, of_course: str | None) -> str:
    """`of_course` is the file of the course, if the text is that of a district."""
    kind, data, after = type_of(entry.path), dict(entry.data), entry.after
    if entry.extends:
        (key, items), in_file = next(iter(data.items())), _data(text)
        assert isinstance(items, list), "only lists are extended"
        if isinstance(value_at(in_file, (*entry.location, key)), list):
            for item in items:
                line = f"- {in_line(str(item), in_brackets=True)}"
                text = insert_entry(text, (*entry.location, key), line)
            return text
        if of_course is not None:  # what a district says replaces the whole list
            known = value_at(_data(of_course), (*entry.location, key))
            data[key] = [*(known if isinstance(known, list) else []), *items]
    elif of_course is not None:
        data, after = _marked(kind, entry, data, of_course), None
    written = Commented(kind).text(data, entry.location, 2 * len(entry.location))
    if _data(text) is None and not _says_something(text):
        return text + below_keys(entry.location, written)
    if after is not None and not isinstance(_data(text), dict):
        after = None
    return insert_entry(text, entry.location, written, after)


def _marked(kind: Any, entry: Entry, data: dict[str, Data], of_course: str) -> dict[str, Data]:
    """The data with what the files of a district say about new things."""
    if not of_course and not entry.location and fields_at(kind, ()):
        return {NEW: "yes", **data}
    # What is in something of the district's own is not new beside anything of the course.
    is_own = bool(entry.location) and not isinstance(
        value_at(_data(of_course), entry.location), dict
    )
    if is_own or fields_at(kind, entry.location):
        return data
    after: dict[str, Data] = {AFTER: entry.after} if entry.after else {}
    return {
        name: {NEW: "yes", **after, **value} if isinstance(value, dict) else value
        for name, value in data.items()
    }


def _data(text: str) -> Data | None:
    document, _ = read("", text.encode())
    return document.data if document else None


def _says_something(text: str) -> bool:
    """Whether a file has more in it than comments."""
    lines = (line.strip() for line in text.splitlines())
    return any(line and not line.startswith("#") for line in lines)


def _text(file: Path) -> str:
    if not file.is_file():
        return ""
    try:
        with file.open(encoding="utf-8", newline="") as opened:  # line ends stay as they are
            return opened.read()
    except UnicodeDecodeError:
        raise SpliceError(f"{file.as_posix()} is not in UTF-8. Save it as UTF-8 first.") from None
