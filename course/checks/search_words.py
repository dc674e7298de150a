"""Rules for `reference/search-words.yml`: its entries lead to something that exists."""

from collections.abc import Iterator, Sequence
from itertools import chain

from course.checks.context import Context
from course.checks.unknown import unknown
from course.models.texts import Line, Prose
from course.problems import Finding, Location
from course.search.stems import begins_any, words_of

PATH = "reference/search-words.yml"
NOT_SEARCHED = (
    "reference/claims",
    "reference/citations",
    "reference/overrides",
    "reference/style",
    PATH,
)
"""Files whose words are not in the search index."""
_KINDS = {"now": ("cards",), "help": ("contacts", "local-rules"), "glossary": ("glossary",)}
"""What addresses that begin with these words lead to."""


def search_words_lead_somewhere(context: Context) -> Iterator[Finding]:
    """What staff type leads to cards, lessons, contacts or words that the course has.

    Good: `leads-to: [noticing/three-looks]`, if the module `noticing` has that lesson
    Bad: `leads-to: [noticing/looks]`, if it has no such lesson
    """
    present = sorted({*chain.from_iterable(context.in_each_part(*FINDER))})
    lessons = context.lesson_places()
    contacts = [f"help/{name}" for name in (*context.course.contacts, *context.course.local_rules)]
    cards = [f"now/{name}" for name in context.course.cards]
    places = [
        *cards,
        *lessons,
        *contacts,
        *(f"glossary/{name}" for name in context.course.glossary),
    ]
    # A district may have no use for a group, after it has taken a lesson out or said it otherwise.
    is_whole = context.course.is_read() and context.course.district is None
    for index, group in enumerate(context.course.search_words.same if is_whole else ()):
        if not any(begins_any(part, present) for word in group for part in words_of(word)):
            yield Finding(
                PATH,
                ("same", index),
                f'The course does not contain "{group[0]}", or any other word in this group.',
                "Add a word that is in the course, or delete the group.",
            )
    for name, word in context.course.search_words.words.items():
        location = ("words", name)
        for index, place_id in enumerate(word.leads_to):
            if place_id not in places and not _is_unread(context, place_id):
                prefix = f"{place_id.partition('/')[0]}/"
                alike = [it for it in places if it.startswith(prefix)]
                yield unknown(
                    (PATH, (*location, "leads-to", index)),
                    f'There is no card, lesson, contact or word "{place_id}".',
                    place_id,
                    alike or places,
                    needs=_needed(context, place_id),
                    prefix=prefix if alike else "",
                )


def _searched(context: Context) -> Sequence[str]:
    """The different words of all texts that can be searched."""
    texts = (
        text
        for (path, location), text in context.find_all((Prose, Line))
        if not path.startswith(NOT_SEARCHED) and not _is_answer(path, location)
    )
    tokens = set[str]()
    for text in texts:
        tokens.update(text.split())
    return sorted({*words_of(" ".join(tokens))})  # a tenth of what all texts contain


def _needed(context: Context, place_id: str) -> str:
    """What is missing if a place is."""
    start, _, name = place_id.partition("/")
    if start in _KINDS:
        return f"{_KINDS[start][0]}/{name}"
    return f"lessons/{place_id}" if start in context.course.modules else f"modules/{start}"


def _is_unread(context: Context, place_id: str) -> bool:
    """Whether a place may exist in a file that could not be read."""
    start, _, name = place_id.partition("/")
    kinds = _KINDS.get(start)
    if kinds is None:
        return start not in context.course.modules and context.course.has("modules", start)
    return any(context.course.has(kind, name) for kind in kinds)


def _is_answer(path: str, location: Location) -> bool:
    """Whether a text is in a quiz, but not in the wording of a question."""
    question_keys = {"question", "instead", "also"}
    return path.startswith("quizzes/") and not question_keys & set(location[2:3])


FINDER = ("searched-words", _searched)
"""The name of what is found in each part of a course, and what finds it."""

RULES = (search_words_lead_somewhere,)
