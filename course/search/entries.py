"""What a search finds: modules, lessons, their activities, cards, tools, terms and contacts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from hashlib import sha256

from course.memo import Memo
from course.models.activities.scene import Scene
from course.models.base import Id, Model, Reader, walk
from course.models.course import Course
from course.models.role_course import RoleCourse, RoleModule, Tailored
from course.models.search_words import SearchWords
from course.models.texts import Prose
from course.models.tool import Tool
from course.recent import Recent
from course.render.lesson_titles import CUT, MAX_TITLE, listed_title, opening
from course.render.markdown import Markdown
from course.search.entry import Entry
from course.search.index_file import search_file
from course.search.stems import Stems
from course.site import (
    GLOSSARY,
    HELP,
    inner_anchor,
    module_address,
    now_address,
    role_address,
    tool_address,
    topic_address,
)

MAX_UNUSED_FILES = 100
"""For how many files that the last build did not make the words of their phrases are kept."""


MAX_SHARED = 50
"""Of how many roles entries and files are shared: three times as many as the course has."""
MAX_SHARED_TEXTS = 40_000
"""Of how many texts the stems are shared."""


class SharedSearch:
    """What the search files of many districts share."""

    def __init__(self) -> None:
        """Keep what was asked for last."""
        self.files = Recent[str](MAX_SHARED)
        self.entries = Recent[Sequence[Entry]](MAX_SHARED)
        self.phrases = Recent[Sequence[str]](MAX_SHARED)
        self._stems = Recent[Stems](1)

    def stems_of(self, words: SearchWords) -> Stems:
        """The stems of texts, which are the same as long as these words are."""
        return self._stems.get_or_make(words.fingerprint, lambda: Stems(words, MAX_SHARED_TEXTS))


class SearchFiles:
    """The search files that browsers load: one for each role, and one for all roles."""

    def __init__(
        self,
        course: Course,
        tailored: Tailored,
        markdown: Markdown,
        right_now: str,
        memo: Memo,
        shared: SharedSearch | None = None,
    ) -> None:
        """`right_now` is the title of the page that shows a role's cards.

        What is `shared` with other courses is made once.
        """
        self._course, self._tailored = course, tailored
        self._known = shared
        self._markdown, self._right_now = markdown, right_now
        words = course.search_words
        self._stems = shared.stems_of(words) if shared else Stems(words)
        self._entries = cache(self._find_entries)
        self._table = (
            shared.phrases if shared else memo.table("search-phrases", words, MAX_UNUSED_FILES)
        )
        self._urgent = [f"{HELP}#{contact_id}" for contact_id in course.urgent_contacts]

    def role_file(self, role_id: Id) -> str:
        """What the search finds in a role's course."""
        role = self._tailored.by_role[role_id]
        tools = [self._tools[tool_id] for tool_id in role.tools]

        def make() -> str:
            return self._file([*self._entries(role_id), *tools, *self._shared], role.reader)

        if self._known is None:
            return make()
        return self._known.files.get_or_make((role.fingerprint, self._rest), make)

    def file_of_all_roles(self) -> str:
        """What the search finds in all roles' courses.

        It is made last, so what is known of texts is forgotten then. Pages need the memory.
        """
        roles = [(role_id, role.title) for role_id, role in self._course.roles.items()]
        by_role = ((role_id, self._entries(role_id)) for role_id in self._course.roles)
        of_all = entries_for_all(by_role)
        file = self._file([*of_all, *self._tools.values(), *self._shared], roles=roles)
        if self._known is None:
            self._entries.cache_clear()
            self._stems.forget()
        return file

    def _file(
        self,
        entries: Sequence[Entry],
        reader: Reader | None = None,
        roles: Sequence[tuple[str, str]] = (),
    ) -> str:
        words = self._course.search_words
        return search_file(entries, words, self._stems, self._urgent, self._table, reader, roles)

    def _find_entries(self, role_id: Id) -> Sequence[Entry]:
        role = self._tailored.by_role[role_id]
        if self._known is None:
            return self._make_entries(role)
        key = (role.fingerprint, self._rest)
        return self._known.entries.get_or_make(key, lambda: self._make_entries(role))

    def _make_entries(self, role: RoleCourse) -> Sequence[Entry]:
        cards = card_entries(role, self._markdown, self._right_now)
        return [*cards, *role_entries(role, self._markdown)]

    @cached_property
    def _rest(self) -> bytes:
        """Changes with whatever files are made from besides the course of a role."""
        words = self._course.search_words.fingerprint
        made_from = (self._tools, self._shared, self._urgent, words, self._right_now)
        return sha256(repr(made_from).encode()).digest()

    @cached_property
    def _tools(self) -> Mapping[Id, Entry]:
        return tool_entries(self._course.tools, self._markdown)

    @cached_property
    def _shared(self) -> Sequence[Entry]:
        return list(shared_entries(self._course, self._markdown))


def entries_for_all(by_role: Iterable[tuple[Id, Iterable[Entry]]]) -> Iterator[Entry]:
    """One entry for each place, findable by the words of every role that has it.

    It is shown as the first of these roles sees it. But who is to call differs: a card shows that
    only if it is the same for all of them.
    """
    places: dict[str, _Place] = {}
    for number, (role_id, entries) in enumerate(by_role):
        for entry in entries:
            address = entry.address.removeprefix(role_address(role_id))
            if address not in places:
                places[address] = _Place(entry)
            place = places[address]
            place.shown.add(entry.texts)
            place.texts.update(dict.fromkeys((entry.title, *entry.texts, *entry.more)))
            place.typed.update(dict.fromkeys(entry.typed))
            place.roles.append(number)
    for address, place in places.items():
        yield replace(
            place.first,
            address=address,
            texts=() if place.first.is_card and len(place.shown) > 1 else place.first.texts,
            where=place.first.where if "/" in address.removesuffix("/") else "",
            more=tuple(place.texts),
            typed=tuple(place.typed),
            roles=tuple(place.roles),
        )


@dataclass(frozen=True)
class _Place:
    """What several roles have at the same place.

    The keys of `texts` and `typed` are in order, without repeats.
    """

    first: Entry
    shown: set[tuple[str, ...]] = field(default_factory=set)
    texts: dict[str, None] = field(default_factory=dict)
    typed: dict[str, None] = field(default_factory=dict)
    roles: list[int] = field(default_factory=list)


def role_entries(role_course: RoleCourse, markdown: Markdown) -> Iterator[Entry]:
    """An entry for each module, lesson, situation, scene and your-part activity of a role.

    A lesson is also found by the words of its questions, which often describe the situation that
    someone is in, but not by the words of the answers.
    """
    role_title = role_course.role.title
    for module_id, module in role_course.modules.items():
        address = module_address(role_course.role_id, module_id)
        yield Entry(address, module.title, (markdown.plain(module.summary),), role_title)
        for lesson_id, lesson in module.lessons.items():
            own = {
                activity_id: activity
                for activity_id, activity in lesson.activities.items()
                if activity.has_own_entry
            }
            rest = [
                activity for activity in lesson.activities.values() if not activity.has_own_entry
            ]
            paragraphs = " ".join(map(markdown.plain, lesson.paragraphs))
            questions = [
                question for question in module.questions.values() if question.lesson == lesson_id
            ]
            typed = [
                *lesson.found_by,
                *(phrase for piece in (*rest, *questions) for phrase in piece.found_by),
            ]
            yield Entry(
                f"{address}#{lesson_id}",
                listed_title(lesson, markdown.plain),
                (*filter(None, (paragraphs,)), *_texts(rest, markdown)),
                module.title,
                more=tuple(markdown.plain(question.question) for question in questions),
                typed=tuple(typed),
            )
            for activity_id, activity in own.items():
                if isinstance(activity, Scene):
                    yield _scene_entry(f"{address}{activity_id}/", activity, module, markdown)
                    continue
                place = f"{address}#{inner_anchor(lesson_id, activity_id)}"
                title: str = lesson.title
                texts = tuple(_texts([activity], markdown))
                if any(activity.scenes()) or not lesson.text:
                    title = opening(texts[0], MAX_TITLE)
                    after = texts[0].removeprefix(title.removesuffix(CUT)).lstrip()
                    texts = tuple(filter(None, (after, *texts[1:])))
                yield Entry(place, title, texts, module.title, typed=activity.found_by)


def _scene_entry(address: str, scene: Scene, module: RoleModule, markdown: Markdown) -> Entry:
    """A scene with its own page. It is found by how it starts, not by what readers may choose."""
    said = (text for it in scene.start.says for text in it.values())
    first, *more = map(markdown.plain, filter(None, (scene.scene, scene.start.shows, *said)))
    return Entry(address, scene.title, (first,), module.title, tuple(more), scene.found_by)


def card_entries(role_course: RoleCourse, markdown: Markdown, where: str) -> Iterator[Entry]:
    """An entry for each card of a role. It shows who to call."""
    page = now_address(role_course.role_id)
    for card_id, card in role_course.cards.items():
        call = (markdown.plain(card.call),) if card.call else ()
        yield Entry(f"{page}#{card_id}", card.title, call, where, typed=card.found_by, is_card=True)


def tool_entries(tools: Mapping[Id, Tool], markdown: Markdown) -> Mapping[Id, Entry]:
    """An entry for each tool: its summary and the titles of its parts."""
    entries = {}
    for tool_id, tool in tools.items():
        titles = (f"{part.title}." for part in tool.parts.values())
        texts = (markdown.plain(tool.summary), *titles)
        entries[tool_id] = Entry(tool_address(tool_id), tool.title, texts, typed=tool.found_by)
    return entries


def shared_entries(course: Course, markdown: Markdown) -> Iterator[Entry]:
    """Glossary words, contacts, topics, and what differs by state."""
    for term_id, term in course.glossary.items():
        yield Entry(f"{GLOSSARY}#{term_id}", term.term, (markdown.plain(term.means),))
    yield from contact_entries(course, markdown)
    for topic_id, topic in course.topics.items():
        summary = markdown.plain(topic.summary)
        yield Entry(topic_address(topic_id), topic.title, (summary,), typed=topic.found_by)
    yield from rule_entries(course, markdown)


def contact_entries(course: Course, markdown: Markdown) -> Iterator[Entry]:
    """An entry for each contact."""
    for contact_id, contact in course.contacts.items():
        yield Entry(f"{HELP}#{contact_id}", contact.name, (markdown.plain(contact.use_for),))


def rule_entries(course: Course, markdown: Markdown) -> Iterator[Entry]:
    """An entry for each question that states and districts answer differently."""
    for rule_id, rule in course.local_rules.items():
        answer = rule.verified_answer or rule.until_then
        yield Entry(f"{HELP}#{rule_id}", markdown.plain(rule.asks), (markdown.plain(answer),))


def _texts(pieces: Iterable[Model], markdown: Markdown) -> Iterator[str]:
    """The texts of pieces, except what only some readers see: what follows a choice.

    What there is to choose for a line is left out, too. It would double the words of a plan.
    """
    for piece in pieces:
        for location, value in walk(piece):
            if isinstance(value, Prose) and location[-1] != "then" and "lines" not in location:
                yield markdown.plain(value)
