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
    uses = Counter[str](
        lesson.title for module in role.modules.values() for lesson in module.lessons.values()
    )
    entries = [
        IndexEntry(word.topic, places)
        for word in words.values()
        if word.topic
        and word.is_topic_of(role.reader)
        and (places := _places(role, word, uses, plain))
    ]
    return sorted(entries, key=lambda entry: entry.name.casefold())


def _places(
    role: RoleCourse, word: SearchWord, uses: Counter[str], plain: Callable[[Prose], str]
) -> Mapping[str, str]:
    """What answers a word, by its address. `uses` says how many lessons have a title."""
    places: dict[str, str] = {}
    for place in word.places_for(role.reader):
        module_id, lesson_id = place.split("/")
        if f"{module_id}/" == NOW and lesson_id in role.cards:
            address = f"{now_address(role.role_id)}#{lesson_id}"
            places[address] = role.cards[lesson_id].title
            continue
        module = role.modules.get(module_id)
        if module and lesson_id in module.lessons:
            address = f"{module_address(role.role_id, module_id)}#{lesson_id}"
            title = listed_title(module.lessons[lesson_id], plain)
            # A card often has the title of the lesson that it is from, and lessons share titles.
            is_shared = title in places.values() or uses[title] > 1
            places[address] = f"{title} ({module.title})" if is_shared else title
    return places
