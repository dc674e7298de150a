"""What leads to something that a district has taken out goes with it."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from course.models.course import Course
from course.models.search_words import SearchWords
from course.read.places import FOLDERS, shared_file

LISTS = {
    shared_file("contacts"): "help",
    shared_file("local_rules"): "help",
    shared_file("glossary"): "glossary",
}
"""Where search words lead to the things in a file, such as `help/office`."""


def without_leads(course: Course) -> Course:
    """The course without what merely leads to something that its district has taken out.

    These are search words, and the lessons that topics, cards and moments name.
    """
    gone = frozenset(_places(course))
    if not gone:
        return course

    def left(places: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(place for place in places if place not in gone)

    return course.model_copy(
        update={
            "search_words": _words_without(course.search_words, gone),
            "topics": {
                name: it.model_copy(update={"lessons": left(it.lessons)})
                if gone.intersection(it.lessons)
                else it
                for name, it in course.topics.items()
            },
            "cards": {
                name: it.model_copy(update={"lesson": None}) if it.lesson in gone else it
                for name, it in course.cards.items()
            },
            "moments": {
                name: it.model_copy(update={"lessons": left(it.lessons)})
                if gone.intersection(it.lessons)
                else it
                for name, it in course.moments.items()
            },
        }
    )


def _places(course: Course) -> Iterator[str]:
    """What was taken out, as other files refer to it: `module/lesson`, or `help/office`."""
    for path, pieces in course.removed.items():
        file = PurePosixPath(path)
        for address in pieces:
            key, _, name = address.rpartition("/")
            if str(file.parent) == FOLDERS["modules"] and key == "lessons":
                yield f"{file.stem}/{name}"
            elif path in LISTS:
                yield f"{LISTS[path]}/{address}"


def _words_without(words: SearchWords, gone: frozenset[str]) -> SearchWords:
    left = {}
    for name, word in words.words.items():
        places = tuple(place for place in word.leads_to if place not in gone)
        if places:
            same = len(places) == len(word.leads_to)
            only_for = {place: it for place, it in word.only_for.items() if place not in gone}
            update = {"leads_to": places, "only_for": only_for}
            left[name] = word if same else word.model_copy(update=update)
    return words.model_copy(update={"words": left})
