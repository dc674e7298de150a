from collections.abc import Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from course.memo import Memo, Table
from course.models.search_words import SearchWords
from course.search.encoding import base64_of
from course.search.stems import Stems
from course.search.word_index import PhraseLists, word_index
from tests.search.index_reader import unpack_lists

STEMS = Stems(SearchWords.model_validate({"endings": ["ing", "s"], "small": ["the"]}))
TEXT = st.sampled_from(["", "calls", "calling the bus", "call bus door", "the door", "bus doors"])


def index(texts: Sequence[str], phrases: PhraseLists, table: Table) -> dict[str, list[int]]:
    found = word_index([STEMS.of(text) for text in texts], phrases, STEMS, table)
    assert [*found.words] == sorted(found.words)
    lists = unpack_lists(base64_of(found.bits), len(found.words), phrases.total)
    return dict(zip(found.words, lists, strict=True))


def test_word_has_the_lists_of_entries_and_of_phrases() -> None:
    phrases = PhraseLists(typed=("calling home",), others=("the bus",), first=2)
    assert index(["calls", "a bus"], phrases, Table("")) == {
        "a": [1],
        "bus": [1, 3],
        "calls": [0, 2],
        "home": [2],
        "the": [3],
    }


def test_file_without_phrases() -> None:
    phrases = PhraseLists(typed=(), others=(), first=1)
    table = Table("")
    for _ in range(2):
        assert index(["bus"], phrases, table) == {"bus": [0]}


@given(
    st.lists(st.tuples(TEXT, TEXT), max_size=6),
    st.lists(TEXT, max_size=6),
    st.lists(TEXT, max_size=2),
)
def test_cached_index_gives_the_same_one(
    texts: list[tuple[str, str]], phrases: list[str], others: list[str]
) -> None:
    table, lists = Table(""), PhraseLists(tuple(phrases), tuple(others), len(texts))
    for words in ([before for before, _ in texts], [now for _, now in texts]):
        assert index(words, lists, table) == index(words, lists, Table(""))


def test_cached_index_may_be_empty() -> None:
    table, nothing = Table(""), PhraseLists(typed=(), others=(), first=1)
    assert index([""], nothing, table) == {}
    assert index(["a bus"], nothing, table) == {"a": [0], "bus": [0]}
    assert index([""], nothing, table) == {}


def test_phrases_of_other_files_are_not_kept_for_ever(tmp_path: Path) -> None:
    for phrase in ("bus", "door"):
        memo = Memo(tmp_path, stamp="1")
        index([], PhraseLists((phrase,), (), 0), memo.table("phrases", max_unused=0))
        memo.save()
        [file] = (tmp_path / "1").iterdir()
        [line] = file.read_text(encoding="utf-8").splitlines()
        assert phrase in line
