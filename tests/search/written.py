"""Search files of a few entries."""

from collections.abc import Iterable

from course.memo import Table
from course.models.base import Reader
from course.models.search_words import SearchWords
from course.search.entry import Entry
from course.search.index_file import search_file
from course.search.indexed import indexed
from course.search.stems import Stems


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
