"""One thing that a search can find."""

from dataclasses import dataclass

from course.render.lesson_titles import opening

MAX_SHOWN = 74
"""How many characters of a text are shown. It is also found by its other words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a search can find: an address with its anchor, a title, plain texts, and where it is."""

    address: str
    title: str
    texts: tuple[str, ...]
    """What it says. Its pieces are apart, since most are the same for many roles."""
    where: str = ""
    """The title of what it is part of: a lesson's module, a module's role."""
    more: tuple[str, ...] = ()
    """Texts whose words also find it, but which are not shown."""
    typed: tuple[str, ...] = ()
    """Phrases that staff who need it would type."""
    is_card: bool = False
    """Whether it is a card for right now. Cards that match come first."""
    roles: tuple[int, ...] = ()
    """In the index of all roles: the positions of the roles that have this entry. `address` is then
    relative to the role's folder."""

    @property
    def excerpt(self) -> str:
        """The start of its text, as results show it."""
        return opening(" ".join(self.texts), MAX_SHOWN)
