"""What a rule says about a name that nothing has: what was meant, or how to add it."""

import re
from collections.abc import Iterable, Mapping

from course.models.base import ID_PATTERN
from course.problems import Finding
from course.read.places import FOLDERS, Place
from course.read.skeleton import file_of, skeleton
from course.suggestions import renamed_to, suggest


def unknown(
    place: Place,
    what: str,
    name: str,
    known: Iterable[str],
    *,
    kind: str = "",
    needs: str = "",
    written: str = "{}",
    prefix: str = "",
    on_key: bool = False,
    offset: int | None = None,
) -> Finding:
    """A finding for a name at a place. `what` is the sentence about it.

    If `known` are pieces by their ids, one that had the name before is meant. `kind` is what could
    be added, such as `claims`. `needs` is what is missing, if that is something else than the name
    of this kind. `written` is the text around the name, such as `[@{}]`; `prefix` is what all these
    names begin with.
    """
    new = _renamed(name.removeprefix(prefix), known) if isinstance(known, Mapping) else None
    known = tuple(known)
    path, location = place
    found = suggest(name, known, prefix=prefix)
    remedy, addition, swap = found.remedy, "", found.swap
    if new:
        remedy, swap = renamed_to(new), (name, new)
    elif kind and re.fullmatch(ID_PATTERN, name):
        file = file_of(kind, name)
        add = f"write {file}." if kind in FOLDERS else f"add it to {file}."
        remedy = f"{remedy} Or {add}" if known else add.capitalize()
        addition = "" if found.close else skeleton(kind, name)
    return Finding(
        path,
        location,
        what,
        remedy,
        offset=offset,
        on_key=on_key,
        swap=swap and (written.format(swap[0]), written.format(swap[1])),
        needs=needs or (f"{kind}/{name}" if kind else ""),
        addition=addition,
    )


def _renamed(name: str, known: Mapping[str, object]) -> str | None:
    """The id of the piece that had this one before."""
    return next((new for new, piece in known.items() if name in getattr(piece, "was", ())), None)
