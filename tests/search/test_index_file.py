import json
from collections.abc import Sequence
from typing import Any

from course.models.base import Reader
from course.models.search_words import SearchWords
from course.search.entry import MAX_SHOWN, Entry
from course.search.index_file import MAX_PLACES
from tests.search.index_reader import unpack_lists, unpack_words
from tests.search.written import file_of

WORDS = SearchWords.model_validate(
    {
        "endings": ["ing"],
        "sounds": {"ph": "f"},
        "same": [["shout", "holler"], ["audience", "crowd"]],
        "small": ["the", "wants", "to"],
        "danger": ["Suicide!", "wants to die"],
        "words": {
            "meltdown": {
                "says": ["meltdown", "losing it"],
                "leads-to": ["steps/words", "steps/gone", "help/line"],
            },
            "nowhere": {"says": ["ghosts"], "leads-to": ["gone/words"]},
        },
    }
)
LESSON = Entry(
    "driver/steps/#words", "Few words", ("Dispatch helps.",), "Steps", typed=("off bus",)
)
LINE = Entry("help/#line", "Hotline", ("For shouting at night.",))


def file(
    entries: Sequence[Entry], words: SearchWords = WORDS, reader: Reader | None = None
) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(file_of(entries, words, ("help/#line",), reader))
    return data


def test_file_has_a_list_for_each_part_of_an_entry() -> None:
    assert file([LESSON, LINE])["entries"] == [
        ["driver/steps/#words", "help/#line"],
        ["Few words", "Hotline"],
        ["Dispatch helps.", "For shouting at night."],
        ["Steps", ""],
    ]
    shared = Entry("steps/#words", "Few words", ("Dispatch.",), roles=(0, 2))
    assert file([shared])["entries"][-1] == [[0, 2]]


def test_long_text_is_shortened_and_its_other_words_are_packed() -> None:
    long = Entry("driver/a/", "Title", (f"{'word ' * 40}zebra",), more=("A giraffe.",))
    data = file([long, LINE])
    assert len(data["entries"][2][0]) <= MAX_SHOWN
    assert words_packed_for(data, 0) == {"zebra", "giraffe", "a"}
    assert words_packed_for(data, 1) == set()


def test_word_with_too_many_places_is_not_packed() -> None:
    def packed_words(count: int) -> set[str]:
        same = [Entry(f"a/{at}/", "Title", ("x " * 60,), more=("zebra",)) for at in range(count)]
        return words_packed_for(file(same), 0)

    assert packed_words(MAX_PLACES) == {"zebra"}
    assert packed_words(MAX_PLACES + 1) == set()


def test_search_phrases_and_sayings_point_to_entries() -> None:
    data = file([LESSON, LINE])
    assert (data["typed"], data["said"]) == ([1, 0], [[2, 0, 1]])
    first = len(data["entries"][0])
    assert words_packed_for(data, first) == {"off", "bus"}
    assert words_packed_for(data, first + 1) == {"meltdown"}
    assert words_packed_for(data, first + 2) == {"losing", "it"}


def test_words_lead_nobody_to_a_place_that_is_only_for_others() -> None:
    word = {"says": ["seat"], "leads-to": ["steps/words", "help/line"]}
    only = {"steps/words": ["cook", "moving"]}
    words = SearchWords.model_validate({"words": {"seat": {**word, "only-for": only}}})
    for reader in (("cook", "kitchen"), ("driver", "moving"), None):
        assert file([LESSON, LINE], words, reader)["said"] == [[1, 0, 1]]
    assert file([LESSON, LINE], words, ("coach", "gym"))["said"] == [[1, 1]]


def test_synonyms_and_crisis_terms_follow_the_phrases() -> None:
    data = file([LESSON, LINE])
    first = len(data["entries"][0]) + phrases_in(data)
    assert data["same"] == 2
    assert words_packed_for(data, first) == {"shout", "holler"}
    assert words_packed_for(data, first + 1) == {"audience", "crowd"}
    assert (data["danger"], data["dangers"]) == (["suicide"], 1)
    assert words_packed_for(data, first + 2) == {"wants", "to", "die"}


def test_file_contains_the_language_data_of_the_search_engine() -> None:
    data = file([LESSON, LINE])
    assert data["endings"] == ["ing"]
    assert data["sounds"] == [["ph", "f"]]
    assert data["small"] == ["the", "wants", "to"]
    assert data["urgent"] == ["help/#line"]
    assert "roles" not in data


def phrases_in(data: dict[str, Any]) -> int:
    counts: list[int] = [*data["typed"], *(count for count, *_ in data["said"])]
    return sum(counts)


def words_packed_for(data: dict[str, Any], number: int) -> set[str]:
    """The words packed for an entry, a search phrase, a synonym group or a crisis term."""
    words = unpack_words(data["words"])
    total = len(data["entries"][0]) + phrases_in(data)
    total += data["same"] + data["dangers"]
    lists = unpack_lists(data["holders"], len(words), total)
    return {word for word, numbers in zip(words, lists, strict=True) if number in numbers}
