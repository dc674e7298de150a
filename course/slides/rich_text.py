"""From the HTML of a text to what a slide shows of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from itertools import zip_longest

from course.slides.deck import BULLET, Block, Run

MOST_WORDS = 40
"""Of a paragraph or item, a slide shows the first sentences with at most so many words."""
_SENTENCE_END = re.compile(r"[.!?…][”’)]*(?=\s+[“‘(]*[A-Z0-9])")
_EMERGENCY = re.compile(r"\b(911|988)\b")
_SPACES = re.compile(r"\s+")
_BEFORE_PUNCTUATION = re.compile(r"\s+([.,;:!?])")


class _Reader(HTMLParser):
    """Collects blocks. Links to claims are left out: the notes name these with their limits."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._runs: list[Run] = []
        self._tags: list[str] = []
        self._numbers: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember what the next words are in."""
        if tag == "br":
            self._runs.append(Run(" "))
            return
        if tag in {"p", "ul", "ol"}:
            self._end_block()
        if tag in {"ul", "ol"}:
            self._numbers.append(0)
        if tag == "li":
            self._end_block()
            self._numbers[-1] += 1
        is_claim = tag == "a" and (dict(attrs).get("class") or "").startswith("claim")
        self._tags.append("claim" if is_claim else tag)

    def handle_endtag(self, tag: str) -> None:
        """End what the last words were in."""
        if tag in {"p", "li"}:
            self._end_block()
        if tag in {"ul", "ol"}:
            self._numbers.pop()
        if self._tags:
            self._tags.pop()

    def handle_data(self, data: str) -> None:
        """Words."""
        if "claim" not in self._tags:
            self._runs.append(Run(data, "strong" in self._tags, "em" in self._tags))

    def _end_block(self) -> None:
        runs, self._runs = _tidy(self._runs), []
        if runs:
            self.blocks.append(Block(runs, self._label()))

    def _label(self) -> str:
        if "li" not in self._tags:
            return ""
        lists = [tag for tag in self._tags if tag in {"ul", "ol"}]
        return BULLET if lists[-1] == "ul" else f"{self._numbers[-1]}."


def blocks_of(html: str) -> tuple[Block, ...]:
    """The paragraphs and items of a text that was rendered as HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.blocks)


def main_idea(blocks: Sequence[Block], *, is_uncut: bool = False) -> tuple[Block, ...]:
    """The few words of a lesson that a slide shows. The trainer says the rest.

    Its first paragraph, its steps, what has something in bold, and the lists that these lead to,
    each up to some words. Steps, what is bold and what names an emergency number are never cut.
    `is_uncut` is for lessons in which a sentence that is missing could hurt somebody: nothing is
    cut, and all paragraphs that name such a number are shown.
    """
    idea: list[Block] = []
    leads_on = False  # to a list, which is then shown, too
    for number, (block, following) in enumerate(zip_longest(blocks, blocks[1:])):
        is_urgent = is_uncut and bool(_EMERGENCY.search(block.text))
        is_item = bool(block.label and leads_on)
        is_before_steps = block.leads_on and following is not None and _is_step(following)
        is_shown = number == 0 or _is_emphasized(block) or is_urgent or is_item or is_before_steps
        if is_shown:
            is_whole = is_uncut or _is_step(block) or is_before_steps
            idea.append(block if is_whole else _start(block))
        leads_on = is_shown and (block.leads_on or (leads_on and bool(block.label)))
    return tuple(idea)


def _is_emphasized(block: Block) -> bool:
    return _is_step(block) or any(run.bold for run in block.runs)


def _is_step(block: Block) -> bool:
    return block.label not in {"", BULLET}


def _start(block: Block) -> Block:
    """As many sentences as have few words, at least one, and all that matters most."""
    text, ends = block.text, list(_ends(block.text))
    starts = [0, *ends]
    few = [end for end in ends if len(text[:end].split()) <= MOST_WORDS]
    told = [end for end in ends if end > _label_end(block)][:1]
    bold = [
        next(end for end in ends if end >= at + len(run.text.rstrip()))
        for at, run in _placed(block)
        if run.bold
    ]
    urgent = [
        end for start, end in zip(starts, ends, strict=False) if _EMERGENCY.search(text[start:end])
    ]
    return _cut(block, max(*few, *told, *bold, *urgent, 0))


def _label_end(block: Block) -> int:
    """Where the words end that a block begins with in bold, such as "Few words."."""
    first = block.runs[0]
    return len(first.text.rstrip()) if first.bold else 0


def _placed(block: Block) -> Iterator[tuple[int, Run]]:
    """The runs of a block, each with where it begins."""
    at = 0
    for run in block.runs:
        yield at, run
        at += len(run.text)


def _ends(text: str) -> Iterator[int]:
    """Where the sentences of a text end, but for those inside a quotation."""
    for end in _SENTENCE_END.finditer(text):
        before = text[: end.end()]
        if before.count("“") == before.count("”"):
            yield end.end()
    yield len(text)


def _cut(block: Block, end: int) -> Block:
    """The first characters of a block."""
    runs: list[Run] = []
    for run in block.runs:
        runs.append(replace(run, text=run.text[:end]))
        end -= len(run.text)
        if end <= 0:
            break
    return replace(block, runs=tuple(runs))


def _tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs without spaces at the ends, in a row, or before punctuation."""
    tidy: list[Run] = []
    for run in runs:
        text = _BEFORE_PUNCTUATION.sub(r"\1", _SPACES.sub(" ", run.text))
        if not tidy or tidy[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if tidy and text[:1] in tuple(".,;:!?"):
            tidy[-1] = replace(tidy[-1], text=tidy[-1].text.rstrip(" "))
        if text and tidy and (tidy[-1].bold, tidy[-1].italic) == (run.bold, run.italic):
            tidy[-1] = replace(tidy[-1], text=tidy[-1].text + text)
        elif text:
            tidy.append(replace(run, text=text))
    if tidy:
        tidy[-1] = replace(tidy[-1], text=tidy[-1].text.rstrip(" "))
    return tuple(run for run in tidy if run.text)
