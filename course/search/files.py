"""The search files of a site."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property, partial
from hashlib import sha256
from itertools import chain

from course.inputs import Inputs
from course.memo import Memo, Table
from course.models.base import Id, Reader
from course.models.course import Course
from course.models.role_course import RoleCourse, Tailored
from course.models.search_words import SearchWords
from course.recent import Recent
from course.render.markdown import Markdown
from course.search.entries import (
    card_entries,
    module_entries,
    role_entries,
    shared_entries,
    tool_entries,
)
from course.search.entry import Entry
from course.search.index_file import search_file
from course.search.indexed import Indexed, indexed, indexed_for_all
from course.search.stems import Stems
from course.site import HELP, role_address

MAX_UNUSED_FILES = 100
"""How many indexes of roles are cached that the last build did not use: those of five builds."""
MAX_UNUSED_OF_ALL = 5
"""The same for the index of all roles."""
MAX_UNUSED_MODULES = 50
"""For how many earlier versions of modules the entries are cached."""
OF_ROLES, OF_ALL = "search-index", "search-index-of-all"
"""The tables in which the indexes of files are cached."""
MAX_SHARED = 50
"""For how many roles entries and files are shared: twice as many as the course has."""
MAX_SHARED_TEXTS = 40_000
"""For how many texts the stems are shared."""


class SharedSearch:
    """What the search files of many districts share."""

    def __init__(self) -> None:
        """Keep what was asked for last."""
        self.files = Recent[str](MAX_SHARED)
        self.entries = Recent[Sequence[Indexed]](MAX_SHARED)
        self._indexes = Recent[Recent[Sequence[str]]](1)
        self._stems = Recent[Stems](1)

    def stems_of(self, words: SearchWords) -> Stems:
        """The stems of texts, which are the same as long as these words are."""
        return self._stems.get_or_make(words.fingerprint, lambda: Stems(words, MAX_SHARED_TEXTS))

    def indexes_of(self, words: SearchWords) -> Recent[Sequence[str]]:
        """The indexes of files. They stay as long as these search words are the same."""
        return self._indexes.get_or_make(words.fingerprint, lambda: Recent(MAX_SHARED))


class SearchFiles:
    """The search files that browsers load: one for each role, and one for all roles."""

    def __init__(
        self,
        course: Course,
        tailored: Tailored,
        markdown: Markdown,
        right_now: str,
        memo: Memo,
        inputs: Inputs | None = None,
        shared: SharedSearch | None = None,
    ) -> None:
        """`right_now` is the title of the page that shows a role's cards.

        With the `inputs` of a site, the entries of a module are cached until its files change, or
        one that belongs to no module. What is `shared` with other courses is made once.
        """
        self._course, self._tailored = course, tailored
        self._known, self._inputs, self._memo = shared, inputs, memo
        self._markdown, self._right_now = markdown, right_now
        words = course.search_words
        self._stems = shared.stems_of(words) if shared else Stems(words)
        self._entries = cache(self._find_entries)
        self._of_module = cache(self._find_of_module)
        self._modules = memo.table("search-entries", max_unused=MAX_UNUSED_MODULES)
        self._urgent = [f"{HELP}#{contact_id}" for contact_id in course.urgent_contacts]

    def role_file(self, role_id: Id) -> str:
        """What the search finds in a role's course."""
        role = self._tailored.by_role[role_id]
        folder = role_address(role_id)

        def make() -> str:
            own = (entry.inside(folder) for entry in self._entries(role_id))
            tools = (self._tools[tool_id] for tool_id in role.tools)
            return self._file([*own, *tools, *self._shared], role.reader)

        if self._known is None:
            return make()
        return self._known.files.get_or_make((role.fingerprint, self._rest), make)

    def file_of_all_roles(self) -> str:
        """What the search finds in all roles' courses.

        This file is made last, since it takes most memory. So what only the others need is
        forgotten before, and after it, what is known of texts: pages need the memory.
        """
        self._memo.release(OF_ROLES)
        roles = [(role_id, role.title) for role_id, role in self._course.roles.items()]
        of_all = indexed_for_all(map(self._entries, self._course.roles), self._stems)
        file = self._file([*of_all, *self._tools.values(), *self._shared], roles=roles)
        if self._known is None:
            self._entries.cache_clear()
            self._of_module.cache_clear()
            self._stems.forget()
        return file

    def _file(
        self,
        entries: Sequence[Indexed],
        reader: Reader | None = None,
        roles: Sequence[tuple[str, str]] = (),
    ) -> str:
        words = self._course.search_words
        if self._known:
            cached: Table | Recent[Sequence[str]] = self._known.indexes_of(words)
        else:
            table, most = (OF_ALL, MAX_UNUSED_OF_ALL) if roles else (OF_ROLES, MAX_UNUSED_FILES)
            cached = self._memo.table(table, words.fingerprint, most)
        return search_file(entries, words, self._stems, self._urgent, cached, reader, roles)

    def _find_entries(self, role_id: Id) -> Sequence[Indexed]:
        role = self._tailored.by_role[role_id]
        if self._known is None:
            in_modules = (self._of_module(module_id)[role_id] for module_id in role.modules)
            return [*self._cards(role), *chain.from_iterable(in_modules)]
        key = (role.fingerprint, self._rest)
        return self._known.entries.get_or_make(
            key, lambda: [*self._cards(role), *self._indexed(role_entries(role, self._markdown))]
        )

    def _find_of_module(self, module_id: Id) -> Mapping[Id, Sequence[Indexed]]:
        """The entries of a module for each role that reads it. Most are the same for many roles."""
        make = partial(self._look_into, module_id)
        if self._inputs is None:
            rows, by_role = make()
        else:
            rows, by_role = self._modules.get_or_make(self._inputs.key((module_id,)), make)
        entries = [Indexed(*row) for row in rows]
        return {role_id: [entries[at] for at in numbers] for role_id, numbers in by_role.items()}

    def _look_into(self, module_id: Id) -> tuple[Sequence[Indexed], Mapping[Id, Sequence[int]]]:
        """The different entries of a module, and for each role, the positions of its own."""
        positions: dict[Entry, int] = {}
        by_role = {
            role_id: [
                positions.setdefault(entry, len(positions))
                for entry in module_entries(
                    module_id, role.modules[module_id], role.role.title, self._markdown
                )
            ]
            for role_id, role in self._tailored.by_role.items()
            if module_id in role.modules
        }
        return self._indexed(positions), by_role

    def _cards(self, role: RoleCourse) -> Sequence[Indexed]:
        return self._indexed(card_entries(role, self._markdown, self._right_now))

    def _indexed(self, entries: Iterable[Entry]) -> Sequence[Indexed]:
        return [indexed(entry, self._stems) for entry in entries]

    @cached_property
    def _rest(self) -> bytes:
        """Changes with whatever files are made from besides the course of a role."""
        words = self._course.search_words.fingerprint
        made_from = (self._tools, self._shared, self._urgent, words, self._right_now)
        return sha256(repr(made_from).encode()).digest()

    @cached_property
    def _tools(self) -> Mapping[Id, Indexed]:
        entries = tool_entries(self._course.tools, self._markdown)
        return {tool_id: indexed(entry, self._stems) for tool_id, entry in entries.items()}

    @cached_property
    def _shared(self) -> Sequence[Indexed]:
        return self._indexed(shared_entries(self._course, self._markdown))
