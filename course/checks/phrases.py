"""Words that the course avoids, from the list in `reference/style.yml`."""

from collections.abc import Iterable, Iterator

from course.checks.context import Context
from course.checks.readability import plain
from course.models.base import HasVariants, Id, Targeted, walk
from course.models.style import Avoid
from course.models.texts import Prose
from course.problems import Finding, Location

NOT_OURS = ("reference/style.yml", "reference/overrides.yml", "reference/citations.yml")
"""The list itself, the reasons for exceptions, and the titles of other people's works."""


def words_to_avoid(context: Context) -> Iterator[Finding]:
    """The course avoids the words in `reference/style.yml`.

    Good: "a student who has been through a lot"
    Bad: "a traumatized kid"; only wrong answers and guesses in a note may say so
    """
    bad_examples = {place for place, option in context.options() if option.is_bad_example}
    everywhere = [avoid for avoid in context.course.style.avoid.values() if not avoid.only]
    phrases = tuple(phrase for avoid in everywhere for phrase in avoid.phrases)
    for (path, location), text in context.texts_with(phrases):
        if path not in NOT_OURS and (path, location) not in bad_examples:
            yield from _hits(context, everywhere, path, location, text)
    for_some = [avoid for avoid in context.course.style.avoid.values() if avoid.only]
    for (path, location), piece in context.find_all(HasVariants):
        for avoid in for_some:
            for inner, text in _read_by(piece, location, avoid.only):
                if (path, inner) not in bad_examples:
                    yield from _hits(context, [avoid], path, inner, text)


def _read_by(
    piece: HasVariants, location: Location, audience: Iterable[Id]
) -> Iterator[tuple[Location, Prose]]:
    """The texts of a piece that were written for this audience alone."""
    if isinstance(piece, Targeted) and piece.only and set(piece.only) <= set(audience):
        for inner, text in walk(piece, location):
            if isinstance(text, Prose):
                yield inner, text
        return
    for key, texts in (("instead", piece.instead), ("also", piece.also)):
        yield from (((*location, key, name), texts[name]) for name in audience if name in texts)


def _hits(
    context: Context, avoids: Iterable[Avoid], path: str, location: Location, text: str
) -> Iterator[Finding]:
    for avoid in avoids:
        for hit in context.pattern(avoid.phrases).finditer(text):
            yield Finding(
                path,
                location,
                f"“{' '.join(hit[0].split())}” is among the words to avoid.",
                " ".join(plain(avoid.say).split()),
                offset=hit.start(),
                is_warning=True,
            )


RULES = (words_to_avoid,)
