"""What fits on a slide: a text is measured in the slides' typeface, and split if it is too long.

Nothing is measured on the trainer's computer, so the same texts always give the same slides.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from course.slides.deck import Block, Run

SIZES = (32, 28, 24)
"""Of texts, in points, the usual one first. From the back of a room, less cannot be read."""
TITLE_SIZES = (36, 32, 28, 24)
TITLE_LINES = 2
LINE, GAP = 1.2, 0.4
"""The height of a line, and the space after a paragraph, as parts of the size."""
INDENT = 42
"""How far an item of a list is from the edge, in points."""
_WIDTHS = {
    191: "'",
    222: "ijl‘’",
    278: " !,./:;I[\\]ft",
    333: "()-`r“”·",
    350: "•",
    355: '"',
    389: "*",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu–",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…→",
    1015: "@",
}
"""The characters of Arial by their width, in thousandths of the size. Any other is as wide as its
letter without accents, or else as 1000."""
_EM = 1000
_WIDTH_OF = {character: width for width, group in _WIDTHS.items() for character in group}
_BOLD = 1.08
"""How much wider bold is. No letter is wider than that by more than its neighbors make up for."""
_CARE = 1.03
"""Programs set the same text slightly differently, so lines count as a little wider."""
_SHARES = tuple(1 + 0.1 * step for step in range(10))


@dataclass(frozen=True)
class Box:
    """Room for text, in points."""

    width: float
    height: float


@dataclass(frozen=True)
class Part:
    """What one slide shows of a text."""

    blocks: tuple[Block, ...]
    size: int


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text on one line, in points."""
    width = sum(map(_character_width, text)) * size / _EM * _CARE
    return width * _BOLD if bold else width


def height_of(blocks: Iterable[Block], width: float, size: float) -> float:
    """The height of blocks that are as wide as this, in points."""
    return sum((_lines(block, width, size) * LINE + GAP) * size for block in blocks)


def title_size(title: str, width: float, sizes: Sequence[int] = TITLE_SIZES) -> int | None:
    """The largest of some sizes in which a title fits. None if it is too long for all."""
    for size in sizes:
        if _lines(Block((Run(title, bold=True),)), width, size) <= TITLE_LINES:
            return size
    return None


def parts_of(blocks: Sequence[Block], first: Box, others: Box) -> list[Part]:
    """A text on as few slides as it needs, in the largest size that needs no more of them.

    `first` is the room on the first slide, which may have a picture, too.
    """
    found = [_split(blocks, first, others, size) for size in SIZES]
    fewest = min(map(len, found))
    size, parts = next(it for it in zip(SIZES, found, strict=True) if len(it[1]) == fewest)
    return [Part(tuple(part), size) for part in parts]


def _split(blocks: Sequence[Block], first: Box, others: Box, size: int) -> list[list[Block]]:
    """The blocks of each slide, about the same amount on all."""
    full = list(_filled(blocks, first, others, size, 1))
    if len(full) < 2 or first != others:
        return full
    least = height_of(blocks, others.width, size) / len(full) / others.height
    for share in _SHARES:
        filled = _filled(blocks, first, others, size, min(1, least * share))
        even = list(islice(filled, len(full) + 1))
        if len(even) == len(full):
            return even
    return full


def _filled(
    blocks: Sequence[Block], first: Box, others: Box, size: int, share: float
) -> Iterator[list[Block]]:
    """The blocks of each slide, of which only a share of the height is used."""
    box, part = first, list[Block]()
    waiting = list(blocks)
    while waiting:
        block = waiting.pop(0)
        if height_of([*part, block], box.width, size) <= box.height * share:
            part.append(block)
            continue
        if not part:
            # It does not fit on a slide of its own.
            block, rest = _halves(block, Box(box.width, box.height * share), size)
            part, waiting = [block], [*rest, *waiting]
        else:
            waiting.insert(0, block)
        while len(part) > 1 and part[-1].leads_on:
            waiting.insert(0, part.pop())
        yield part
        box, part = others, []
    if part:
        yield part


def _halves(block: Block, box: Box, size: int) -> tuple[Block, list[Block]]:
    """As many words of a block as fit, and the rest. At least one word."""
    words = block.text.split(" ")

    def height(count: int) -> float:
        start = _between(block, 0, len(" ".join(words[:count])))
        return height_of([start], box.width, size)

    fits = max(1, bisect_right(range(1, len(words) + 1), box.height, key=height))
    if fits == len(words):
        return block, []
    sentences = [at for at in range(1, fits + 1) if words[at - 1].endswith((".", "!", "?", "”"))]
    end = len(" ".join(words[: sentences[-1] if sentences else fits]))
    rest = _between(block, end + 1, len(block.text))
    return _between(block, 0, end), [replace(rest, label="", is_inside=block.is_indented)]


def _between(block: Block, start: int, end: int) -> Block:
    """The characters of a block from one to another."""
    runs, at = [], 0
    for run in block.runs:
        text = run.text[max(0, start - at) : max(0, end - at)]
        at += len(run.text)
        if text:
            runs.append(replace(run, text=text))
    return replace(block, runs=tuple(runs))


def _lines(block: Block, width: float, size: float) -> int:
    """On how many lines a block is set: each word on the first one with room for it."""
    room = width - (INDENT if block.is_indented else 0)
    space = width_of(" ", size)
    lines, at = 1, 0.0
    for word in _words(block.runs, size):
        if at and at + space + word > room:
            lines, at = lines + 1, 0.0
        at += word + (space if at else 0)
        while at > room:  # a word that is longer than a line, such as an address
            lines, at = lines + 1, at - room
    return lines


def _words(runs: Iterable[Run], size: float) -> Iterator[float]:
    """The width of each word. A word may change its looks in the middle."""
    width = 0.0
    for run in runs:
        first, *others = run.text.split(" ")
        width += width_of(first, size, bold=run.bold)
        for word in others:
            yield width
            width = width_of(word, size, bold=run.bold)
    yield width


def _character_width(character: str) -> int:
    width = _WIDTH_OF.get(character)
    return width or _WIDTH_OF.get(unicodedata.normalize("NFD", character)[0], _EM)
