"""Files and folders that are not read, although they are among the course's files."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from course.models.base import ID_PATTERN
from course.suggestions import did_you_mean, nearest

_LEFT_BEHIND = re.compile(
    r"""
    \..*             # hidden, such as .DS_Store and .noticing.yml.swp
    | .*~            # Emacs' and Kate's backups, such as noticing.yml~
    | \#.*\#         # Emacs' auto-saved files
    | ~\$.*          # the lock file of an open document, such as ~$noticing.yml
    | Thumbs\.db
    | desktop\.ini
    """,
    re.VERBOSE | re.IGNORECASE,
)
_YAML = re.compile(r"\.ya?ml", re.IGNORECASE)


@dataclass(frozen=True)
class Stray:
    """Why a file is not read, and what it seems to be."""

    what: str
    remedy: str
    seems: tuple[str, ...] = ()
    """Ids of the pieces that it seems to contain. They count as unreadable, not as missing."""


def is_left_behind(name: str) -> bool:
    """Whether an operating system or an editor left this file behind. It is ignored silently."""
    return _LEFT_BEHIND.fullmatch(name) is not None


def entries(folder: Path) -> Iterator[Path]:
    """Everything in a folder that somebody has put there. Nothing if there is no such folder."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not is_left_behind(path.name):
            yield path


def not_opened(error: OSError) -> tuple[str, str]:
    """What is wrong with a file that cannot be opened, and what to do."""
    reason = error.strerror or "unknown reason"
    return f"The file cannot be opened ({reason}).", "Check your permission to read it."


def stray_piece(path: Path, folder: str, ending: str) -> Stray | None:
    """What is wrong with the name of a file in a folder of pieces, such as `modules`.

    `ending` is the ending of files that are read there, such as `.yml`. None for a good name.
    """
    if path.is_dir():
        return Stray(
            f"This folder is not read: only files directly in {folder}/ are.",
            f"Move its {ending} files up into {folder}/, and delete the folder.",
            tuple(_id_in(inner.name) for inner in sorted(path.rglob(f"*{ending}"))),
        )
    name = _id_in(path.name)
    # Compare names, not files: on some systems, Noticing.yml and noticing.yml are the same file.
    exists = any(other.name == f"{name}{ending}" for other in path.parent.iterdir())
    stem = path.name.removesuffix(ending)
    if stem != path.name:
        if re.fullmatch(ID_PATTERN, stem):
            return None
        new_name = "" if exists else f" to {name}{ending}"
        return Stray(
            f'"{stem}" cannot be an id.',
            f"Rename the file{new_name}: only lowercase letters, digits and single hyphens.",
            (name,),
        )
    if exists:
        return Stray(
            f"This file is not read: {name}{ending} is.",
            f"Delete it, or move it out of {folder}/.",
        )
    if ending == ".yml" and path.suffix.lower() == ".yaml":
        return Stray(
            f'The name ends in "{path.suffix}".',
            f"Rename it to {name}.yml: only .yml files are read.",
            (name,),
        )
    if _endings(ending).search(path.name):
        return Stray(
            f'This file is not read: its name does not end in "{ending}".',
            f"Rename it to {name}{ending}. Some computers hide the end of a name, such as .txt: "
            "make yours show it first.",
            (name,),
        )
    return Stray(
        f"This file is not read: only {ending} files are read in {folder}/.",
        f"If it belongs to the course, save it as {name}{ending}, as plain text. If not, move it "
        f"out of {folder}/.",
        (name,),
    )


def stray_reference(path: Path, known: Iterable[str]) -> Stray | None:
    """What is wrong with the name of a file or folder in `reference/`. None for a good name."""
    known = tuple(known)
    if path.name in known:
        return None
    meant = nearest(path.name, known)
    seems = [meant] if meant else []
    if path.is_dir() and not meant:
        seems = [inner.name for inner in sorted(path.iterdir()) if inner.name in known]
    missing = [name for name in seems if not path.with_name(name).exists()]
    what = (
        f'This {"folder" if path.is_dir() else "file"} is not read: "{path.name}" is not a known '
        "name in reference/."
    )
    remedy = (
        f"{did_you_mean(path.name, known)} If it does not belong to the course, move it out of "
        "reference/."
    )
    if missing and not meant:
        remedy = f"Move {missing[0]} up into reference/."
    elif meant and _id_in(path.name) == Path(meant).stem and missing:
        remedy = f"Rename it to {meant}."
    return Stray(what, remedy, tuple(Path(name).stem for name in missing))


def misnamed(path: Path) -> Path | None:
    """The file that seems to be meant by a path at which there is none: `Course.yml`."""
    others = (other for other in entries(path.parent) if other.is_file())
    return next(
        (it for it in others if _id_in(it.name) == path.stem and _YAML.search(it.name)), None
    )


def misnamed_folder(path: Path) -> Path | None:
    """The folder that seems to be meant by a path at which there is none: `Modules`."""
    others = () if path.exists() else entries(path.parent)
    return next((it for it in others if it.is_dir() and it.name.lower() == path.name), None)


def _endings(ending: str) -> re.Pattern[str]:
    """Finds an ending in a name, although it is not at its end, or not in lowercase letters."""
    return _YAML if ending == ".yml" else re.compile(re.escape(ending), re.IGNORECASE)


def _id_in(name: str) -> str:
    """The id that a file name seems to mean: `noticing` for `Noticing.YML`."""
    stem = name.lower().split(".")[0]
    return re.sub(r"[^a-z0-9]+", "-", stem).strip("-") or "name"
