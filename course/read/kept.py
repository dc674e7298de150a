"""What a district can take out, and what not, because somebody may need it in an emergency."""

from collections.abc import Mapping
from typing import Any

from course.problems import Location
from course.read.field_docs import has_variants
from course.read.files import CARDS, MOMENTS
from course.read.overlay import found_at
from course.read.yaml_reader import Data

CONTACTS = "reference/contacts.yml"
KEPT_CONTACTS = ("needed", "urgent")
"""Keys of the contacts that pages must have to be safe."""
NUMBERS = ("call", "message")
"""Keys of a contact that are dialed."""
DAYS = ("verified-on", "verified-at")
"""Keys of a contact that say when and how somebody has verified it."""
WHOLE_PARTS = {"modules": frozenset({"care"})}
"""Keys at the top of a file that can be removed without an id, by the file's folder."""


def whole_parts(path: str) -> frozenset[str]:
    """What can be removed from the top of a file of the course, besides things with ids."""
    return WHOLE_PARTS.get(path.rpartition("/")[0], frozenset())


def why_it_stays(path: str, base: Data, address: str) -> tuple[str, str] | None:
    """Why something in a file of the course cannot be removed, and what to do instead.

    `base` is what the file contains. An empty address means the whole file. None if it can be.
    """
    if path.startswith(f"{CARDS}/"):
        return (
            "A card cannot be taken out, and nothing on it: somebody may look for it in an "
            "emergency.",
            "Delete `remove:`. To say it differently here, write another text for that part of "
            "the card, such as `do:`.",
        )
    if path == MOMENTS and address:
        return (
            f'"{address}" cannot be taken out: it makes sure that its card says what to do in an '
            "emergency.",
            "Delete this line. To say it differently here, write another text in the card's file, "
            f"{CARDS}/{address.split('/')[0]}.yml.",
        )
    contact = _contact(path, base, address)
    if any(contact.get(key) == "yes" for key in KEPT_CONTACTS):
        remedy = "Delete this line."
        if not _is_same_everywhere(contact):
            remedy += " If the number differs here, write yours under `contacts:` in district.yml."
        what = f'"{address}" cannot be taken out: pages that must be safe name this contact.'
        return what, remedy
    return None


def why_number_stays(path: str, base: Data, location: Location) -> tuple[str, str] | None:
    """Why a text of a file of the course cannot be written over, and what to do instead.

    `base` is what the file contains. Only the numbers that people know by heart cannot be, since
    every card of an emergency has a button that calls them.
    """
    if len(location) != 2 or location[1] not in NUMBERS:
        return None
    name, key = map(str, location)
    contact = _contact(path, base, name)
    if not _is_same_everywhere(contact):
        return None
    return (
        f'"{name}" has the same number everywhere: {contact[key]}.',
        "Delete this line. For a number of your own, add a contact of your own, with `new: yes`.",
    )


def kept_variants(kind: Any, base: Data, layer: Data, location: Location) -> tuple[str, ...]:
    """The roles and groups that do not get a text that is written over one of the course's.

    The course has another one for them, under `instead`, and the layer does not write over it.
    """
    if not has_variants(kind, location):
        return ()
    beside = (*map(str, location[:-1]), "instead")
    variants, own = found_at(base, *beside), found_at(layer, *beside)
    if not isinstance(variants, dict):
        return ()
    return tuple(name for name in variants if not (isinstance(own, dict) and name in own))


def _contact(path: str, base: Data, name: str) -> Mapping[str, Data]:
    found = base.get(name) if path == CONTACTS and isinstance(base, dict) else None
    return found if isinstance(found, dict) else {}


def _is_same_everywhere(contact: Mapping[str, Data]) -> bool:
    return contact.get("urgent") == "yes" and contact.get("local") != "yes"
