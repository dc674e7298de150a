from collections.abc import Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from course.memo import Memo, Table
from course.models.search_words import SearchWords
from course.search.encoding import bits_of
from course.search.stems import Stems
from course.search.word_index import PhraseLists, word_index

STEMS = Stems(SearchWords.model_validate({"endings": ["ing", "s"], "small": ["the"]}))
TEXTS = st.lists(st.lists(st.sampled_from(["calls", "calling", "bus", "the", "door"])), max_size=6)


def index(texts: Sequence[str], phrases: PhraseLists, table: Table) -> dict[str, str]:
    return dict(word_index([STEMS.of(text) for text in texts], phrases, STEMS, table))


def test_word_has_the_lists_of_entries_and_of_phrases() -> None:
    phrases = PhraseLists(typed=("calling home",), others=("the bus",), first=2)
    assert index(["calls", "a bus"], phrases, Table("")) == {
        "a": bits_of([1], 4),
        "bus": bits_of([1, 3], 4),
        "calls": bits_of([0, 2], 4),
        "home": bits_of([2], 4),
        "the": bits_of([3], 4),
    }


def test_file_without_phrases() -> None:
    phrases = PhraseLists(typed=(), others=(), first=1)
    table = Table("")
    for _ in range(2):
        assert index(["bus"], phrases, table) == {"bus": bits_of([0], 1)}


@given(TEXTS, TEXTS, TEXTS)
def test_cached_phrases_give_the_same_index(
    before: list[list[str]], now: list[list[str]], phrases: list[list[str]]
) -> None:
    table = Table("")
    for texts in (before, now):
        lists = PhraseLists(tuple(map(" ".join, phrases)), ("door bus",), len(texts))
        words = list(map(" ".join, texts))
        assert index(words, lists, table) == index(words, lists, Table(""))


def test_phrases_of_other_files_are_not_kept_for_ever(tmp_path: Path) -> None:
    for phrase in ("bus", "door"):
        memo = Memo(tmp_path, stamp="1")
        index([], PhraseLists((phrase,), (), 0), memo.table("phrases", max_unused=0))
        memo.save()
        [file] = (tmp_path / "1").iterdir()
        [line] = file.read_text(encoding="utf-8").splitlines()
        assert phrase in line
