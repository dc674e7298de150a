"""An index of what a role's course answers, for readers who do not use the search."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from course.models.base import Id
from course.models.role_course import RoleCourse
from course.models.search_words import SearchWord
from course.models.texts import Prose
from course.render.lesson_titles import listed_title
from course.site import NOW, module_address, now_address


@dataclass(frozen=True)
class IndexEntry:
    """Something that staff look for, and where it is answered."""

    name: str
    places: Mapping[str, str]
    """The titles of the cards and lessons by their addresses."""


def topic_index(
    role: RoleCourse, words: Mapping[Id, SearchWord], plain: Callable[[Prose], str]
) -> Sequence[IndexEntry]:
    """The entries that lead to a card or lesson of this role, in alphabetical order.

    `words` are those of `reference/search-words.yml`. `plain` makes plain text of prose.
    """
    titles = _titles(role, plain)
    entries = [
        IndexEntry(word.topic, places)
        for word in words.values()
        if word.topic and word.is_topic_of(role.reader) and (places := _places(role, word, titles))
    ]
    return sorted(entries, key=lambda entry: entry.name.casefold())


def _titles(role: RoleCourse, plain: Callable[[Prose], str]) -> Mapping[tuple[Id, Id], str]:
    """What each lesson is called, with its module if others have the same title."""
    lessons = {
        (module_id, lesson_id): lesson
        for module_id, module in role.modules.items()
        for lesson_id, lesson in module.lessons.items()
    }
    uses = Counter[str](lesson.title for lesson in lessons.values())
    titles = {place: listed_title(lesson, plain) for place, lesson in lessons.items()}
    return {
        place: f"{title} ({role.modules[place[0]].title})" if uses[title] > 1 else title
        for place, title in titles.items()
    }


def _places(
    role: RoleCourse, word: SearchWord, titles: Mapping[tuple[Id, Id], str]
) -> Mapping[str, str]:
    places: dict[str, str] = {}
    for place in word.places_for(role.reader):
        module_id, lesson_id = place.split("/")
        if f"{module_id}/" == NOW and lesson_id in role.cards:
            address = f"{now_address(role.role_id)}#{lesson_id}"
            places[address] = role.cards[lesson_id].title
            continue
        title = titles.get((module_id, lesson_id))
        if title is not None:
            address = f"{module_address(role.role_id, module_id)}#{lesson_id}"
            # A card often has the title of the lesson that it is from.
            is_taken = title in places.values()
            places[address] = f"{title} ({role.modules[module_id].title})" if is_taken else title
    return places
