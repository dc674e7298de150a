"""What a form consists of: values, groups of them, and what may be done with each."""

from dataclasses import dataclass, replace
from typing import Literal

from course.problems import Location
from course.workshop.completion import Option

FieldKind = Literal["line", "text", "choice", "ids"]


@dataclass(frozen=True)
class Field:
    """One value."""

    location: Location
    label: str
    about: str
    kind: FieldKind
    """`text` is Markdown. `ids` are words with commas between them."""
    value: str
    options: tuple[Option, ...] = ()
    """What may be chosen. Empty if anything may be written."""
    is_needed: bool = False
    item: "Item | None" = None
    """If this value is one of several alike."""


@dataclass(frozen=True)
class Item:
    """One of several alike, such as an answer, which may be moved and removed."""

    location: Location
    name: str
    """What it is called after "Remove": `answer 2`."""
    is_first: bool
    is_last: bool
    stays: str
    """Why it cannot be removed. Empty if it can."""


@dataclass(frozen=True)
class Adding:
    """The way to one more piece."""

    location: Location
    """Of the list."""
    label: str
    asks: tuple[Field, ...] = ()
    """What must be known first. The last step of a location is the name of the answer."""
    full: str = ""
    """Why there cannot be more. Empty if there can."""
    is_first: bool = False
    """Whether the list is not there yet, and need not be."""


@dataclass(frozen=True)
class Group:
    """Values that belong together, such as an answer with its feedback."""

    title: str
    fields: tuple[Field, ...]
    item: Item | None = None
    """If all of them are one of several pieces alike."""
    adds: tuple[Adding, ...] = ()

    def inside(self, title: str) -> "Group":
        """The same as a part of something with a title of its own."""
        where = f"{title[:1].lower()}{title[1:]}"
        item = self.item and _named_inside(self.item, where)
        fields = (replace(it, item=it.item and _named_inside(it.item, where)) for it in self.fields)
        return replace(
            self,
            title=f"{title}: {self.title}" if self.title else title,
            fields=tuple(fields),
            item=item,
            adds=tuple(replace(it, label=f"{it.label} ({where})") for it in self.adds),
        )


@dataclass(frozen=True)
class Near:
    """Another piece that has a form of its own."""

    title: str
    line: int
    """Where it is in the file, 1-based."""


@dataclass(frozen=True)
class Form:
    """A piece, such as a question or a card."""

    location: Location
    title: str
    groups: tuple[Group, ...]
    near: tuple[Near, ...] = ()
    """The piece around it, those inside it, and those that its choices lead to."""


def _named_inside(item: Item, where: str) -> Item:
    return replace(item, name=f"{item.name} of {where}")
