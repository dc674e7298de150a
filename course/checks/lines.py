"""Rules for lines: what readers choose from in a plan, and what nobody chooses."""

import re
from calendar import day_name, month_name
from collections.abc import Iterable, Iterator
from itertools import chain

from course.checks.context import Context
from course.checks.readability import words
from course.checks.references import named_piece
from course.models.activities.plan import LineOptions, LineOptionsForSome, TargetedPlan
from course.models.activities.scene import TargetedScene
from course.models.texts import Prose
from course.problems import Finding, Location
from course.read.places import Place

MOST_WORDS_IN_OPTION = 14
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")
"""A capitalized word inside a sentence."""
_DAYS = frozenset((*day_name, *month_name))


def line_options(context: Context) -> Iterator[Finding]:
    """What readers choose for a line in a plan is short, and names nobody.

    Good: `drop my shoulders and say, "I'm here."`
    Bad: more than 14 words; `a kid like Marcus shouts`
    """
    for (path, location), plan in context.find_all(TargetedPlan):
        for inner, text in _options(plan):
            if (count := len(words(text))) > MOST_WORDS_IN_OPTION:
                yield Finding(
                    path,
                    (*location, *inner),
                    f"This has {count} words. It is one of several to choose from, so "
                    f"{MOST_WORDS_IN_OPTION} are the most.",
                    "Say it as somebody would to themselves, in a hurry.",
                    is_warning=True,
                )
            names = (it for it in _NAME.finditer(text) if it[0] not in _DAYS)
            if name := next(names, None):
                yield Finding(
                    path,
                    (*location, *inner),
                    f'"{name[0]}" looks like a name.',
                    "Say who it is without a name: readers are asked not to write any, either.",
                    offset=name.start(),
                    is_warning=True,
                )


def duties(context: Context) -> Iterator[Finding]:
    """Nobody chooses a duty, and nobody is asked later whether it was kept.

    Good: `duty: yes` in a plan about suspected abuse, without `lines`
    Bad: the same without `duty: yes`, or with `lines`
    """
    style = context.course.style
    phrases = (*style.hard, *style.duties)
    pieces: Iterable[tuple[Place, TargetedPlan | TargetedScene]] = chain(
        context.find_all(TargetedPlan), context.find_all(TargetedScene)
    )
    for (path, location), piece in pieces:
        if isinstance(piece, TargetedPlan) and piece.duty and piece.lines:
            yield Finding(
                path,
                (*location, "lines"),
                "There is nothing to choose in a duty.",
                "Delete `lines`, or `duty`.",
                on_key=True,
            )
        for inner, text in _options(piece) if phrases else ():
            if hit := context.pattern(phrases).search(text):
                yield Finding(
                    path,
                    (*location, *inner),
                    f"“{' '.join(hit[0].split())}” is about a duty, and readers would be asked "
                    "how often they kept it.",
                    "Add `duty: yes` to the plan, or leave it to what has to be done in the end.",
                    offset=hit.start(),
                )


def line_cards(context: Context) -> Iterator[Finding]:
    """The card of a plan exists.

    Good: `card: walks-out` if `reference/cards/walks-out.yml` exists
    Bad: `card: walk-out`
    """
    for (path, location), plan in context.find_all(TargetedPlan):
        if plan.card:
            yield from named_piece(context, "cards", plan.card, path, (*location, "card"))


def _options(piece: TargetedPlan | TargetedScene) -> Iterator[tuple[Location, Prose]]:
    """Everything in a plan or scene that readers may choose for a line, with its location."""
    if isinstance(piece, TargetedScene):
        if piece.when:
            yield ("when",), piece.when
        yield from ((("lines", name), text) for name, text in piece.lines.items())
        return
    if piece.duty:
        return
    yield ("if",), piece.if_
    yield ("then",), piece.then
    if piece.lines is None:
        return
    yield from _listed(("lines",), piece.lines)
    for name, options in piece.lines.instead.items():
        yield from _listed(("lines", "instead", name), options)


def _listed(
    start: Location, options: LineOptions | LineOptionsForSome
) -> Iterator[tuple[Location, Prose]]:
    for key, texts in (("when", options.when), ("will", options.will)):
        for index, text in enumerate(texts or ()):
            yield (*start, key, index), text


RULES = (line_options, duties, line_cards)
