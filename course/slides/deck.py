"""What slides show, before anything is known of their size or their file."""

from dataclasses import dataclass, field, replace

BULLET = "•"
"""The label of an item of a list without letters or numbers."""


@dataclass(frozen=True)
class Run:
    """Words that look the same."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph, or an item of a list."""

    runs: tuple[Run, ...]
    label: str = ""
    """What is in front of an item: a bullet, a letter or a number. Empty for a paragraph."""
    is_inside: bool = False
    """Whether it continues the item above, such as the reason for an answer."""
    heads: bool = False
    """Whether the next block belongs to it, such as the reason after an answer."""

    @property
    def text(self) -> str:
        """Its words, without the label."""
        return "".join(run.text for run in self.runs)

    @property
    def is_indented(self) -> bool:
        """Whether it starts where the text of items does."""
        return bool(self.label) or self.is_inside

    @property
    def leads_on(self) -> bool:
        """Whether it is only complete with what follows, such as "The same may come from"."""
        is_open = not self.text.endswith((".", "!", "?", "…", "”", "’", ")"))
        return self.heads or (not self.is_indented and is_open)


@dataclass(frozen=True)
class Picture:
    """A drawing."""

    svg: str
    """All of it, with its colors."""
    ratio: float
    """How many times as wide as high it is."""
    shows: str
    """What it shows, for people who cannot see it."""
    caption: tuple[Block, ...] = ()
    """What is written below it."""


@dataclass(frozen=True)
class Slide:
    """One thought in front of a group. If it is too long for one slide, it becomes several."""

    title: str
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()
    """What the trainer says, and what only the trainer sees: a paragraph each."""
    picture: Picture | None = None
    is_title: bool = False
    """Whether it is the first slide, with the name of the module."""


@dataclass(frozen=True)
class Deck:
    """The slides of a session."""

    title: str
    owner: str
    """Whose slides these are, below each one: the district, or the course."""
    language: str
    accent: str
    """The color of titles, as six digits after `#`."""
    version: str
    """The edition of the course, such as `2026.11`."""
    slides: tuple[Slide, ...] = field(default=())


def paragraph(text: str, *, bold: bool = False) -> Block:
    """A paragraph of plain text."""
    return Block((Run(text, bold=bold),))


def labeled(blocks: tuple[Block, ...], label: str) -> tuple[Block, ...]:
    """The same with a label in front of the first one."""
    first, *others = blocks
    return (replace(first, label=label), *others)


def with_reason(
    blocks: tuple[Block, ...], label: str, reason: tuple[Block, ...]
) -> tuple[Block, ...]:
    """An item with a label, and the reason inside it. They stay together."""
    heads = tuple(replace(block, heads=True) for block in labeled(blocks, label))
    return (*heads, *(replace(block, is_inside=True) for block in reason))


def bold(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same in bold."""
    return tuple(
        replace(block, runs=tuple(replace(run, bold=True) for run in block.runs))
        for block in blocks
    )
