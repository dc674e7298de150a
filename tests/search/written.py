"""Entries of a role, and search files of a few entries."""

from collections.abc import Iterable

from course.memo import Table
from course.models.base import Id, Reader
from course.models.course import Course
from course.models.search_words import SearchWords
from course.render.markdown import Markdown
from course.search.entries import role_entries
from course.search.entry import Entry
from course.search.index_file import search_file
from course.search.indexed import indexed
from course.search.stems import Stems
from course.tailor import tailor


def entries_of(course: Course, markdown: Markdown, role_id: Id) -> list[Entry]:
    """The entries of a role's modules."""
    return list(role_entries(tailor(course).by_role[role_id], markdown))


def file_of(
    entries: Iterable[Entry],
    words: SearchWords,
    urgent: tuple[str, ...] = (),
    reader: Reader | None = None,
) -> str:
    """The search file that has these entries."""
    stems = Stems(words)
    listed = [indexed(entry, stems) for entry in entries]
    return search_file(listed, words, stems, urgent, Table(""), reader)
