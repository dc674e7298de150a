"""What a district can take out, and what not, because somebody may need it in an emergency."""

from course.read.files import CARDS
from course.read.yaml_reader import Data

MOMENTS = "reference/moments.yml"
CONTACTS = "reference/contacts.yml"
KEPT_CONTACTS = ("needed", "urgent")
"""Keys of the contacts that pages must have to be safe."""
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
    contact = base.get(address) if path == CONTACTS and isinstance(base, dict) else None
    if isinstance(contact, dict) and any(contact.get(key) == "yes" for key in KEPT_CONTACTS):
        return (
            f'"{address}" cannot be taken out: pages that must be safe name this contact.',
            "Delete this line. If the number differs here, write yours under `contacts:` in "
            "district.yml.",
        )
    return None
