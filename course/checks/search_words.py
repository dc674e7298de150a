"""The words of `reference/search-words.yml` lead somewhere."""

from collections.abc import Iterator

from course.checks.context import Context
from course.models.base import Line, Prose
from course.problems import Finding, Location
from course.search.stems import begins_any, words_of
from course.suggestions import did_you_mean

PATH = "reference/search-words.yml"
NOT_SEARCHED = (
    "reference/claims",
    "reference/citations",
    "reference/overrides",
    "reference/style",
    PATH,
)
"""Files whose words no search finds."""


def search_words_lead_somewhere(context: Context) -> Iterator[Finding]:
    """What staff type leads to lessons, contacts or words that the course has.

    Good: `leads-to: [noticing/three-looks]`, where the module `noticing` has that lesson
    Bad: `leads-to: [noticing/looks]`, where it has none; whoever types it finds nothing
    """
    present = sorted(
        {
            word
            for kind in (Prose, Line)
            for (path, location), text in context.found(kind)
            if not path.startswith(NOT_SEARCHED) and not _is_answer(path, location)
            for word in words_of(text)
        }
    )
    lessons = context.lesson_places()
    contacts = [f"help/{name}" for name in (*context.course.contacts, *context.course.local_rules)]
    cards = [f"now/{name}" for name in context.course.cards]
    places = [
        *cards,
        *lessons,
        *contacts,
        *(f"glossary/{name}" for name in context.course.glossary),
    ]
    for at, group in enumerate(
        context.course.search_words.same if context.course.is_read() else ()
    ):
        if not any(begins_any(part, present) for word in group for part in words_of(word)):
            yield Finding(
                PATH,
                ("same", at),
                f'No lesson, word or contact says "{group[0]}", or another word of this group.',
                "Add a word that stands in the course, or take the group out.",
            )
    for name, word in context.course.search_words.words.items():
        place = ("words", name)
        for at, place_id in enumerate(word.leads_to):
            if place_id not in places and not _is_unread(context, place_id):
                yield Finding(
                    PATH,
                    (*place, "leads-to", at),
                    f'There is no card, lesson, contact or word "{place_id}".',
                    did_you_mean(place_id, places),
                )


def _is_unread(context: Context, place_id: str) -> bool:
    """Whether a place may be there, in a file that could not be read."""
    start, _, name = place_id.partition("/")
    kinds = {
        "now": ("cards",),
        "help": ("contacts", "local-rules"),
        "glossary": ("glossary",),
    }.get(start)
    if kinds is None:
        return start not in context.course.modules and context.course.has("modules", start)
    return any(context.course.has(kind, name) for kind in kinds)


def _is_answer(path: str, location: Location) -> bool:
    """Whether a text of a quiz is something else than what a question asks."""
    asks = {"question", "instead", "also"}
    return path.startswith("quizzes/") and not asks & set(location[2:3])


RULES = (search_words_lead_somewhere,)
