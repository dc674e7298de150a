from course.models.course import Course
from course.models.search_words import SearchWords
from course.search.entries import role_entries
from course.search.entry import Entry
from course.search.indexed import Indexed, indexed, indexed_for_all
from course.search.stems import Stems
from course.tailor import tailor
from tests.rendering import markdown_of

STEMS = Stems(SearchWords.model_validate({"endings": ["ing", "s"], "small": ["the"]}))


def of(*texts: str, address: str = "steps/#words", where: str = "Steps") -> Indexed:
    return indexed(Entry(address, "Few words", texts, where, typed=texts), STEMS)


def test_entry_has_the_first_word_with_each_stem() -> None:
    entry = of("The bus is calling.", "She calls the buses.")
    assert entry.words_by_stem == {
        "few": "few",
        "word": "words",
        "bus": "bus",
        "is": "is",
        "cal": "calling",
        "she": "she",
        "buse": "buses",
    }
    assert [*entry.hidden_words] == []


def test_words_that_are_not_shown_also_find_an_entry() -> None:
    entry = indexed(Entry("a/", "A", ("word " * 40,), more=("zebra",)), STEMS)
    assert "zebra" in entry.words_by_stem
    assert dict(entry.hidden_words) == {"zebra": "zebra"}


def test_all_roles_find_a_place_by_the_words_of_each(small_course: Course) -> None:
    markdown = markdown_of(small_course)
    by_role = [
        [indexed(entry, STEMS) for entry in role_entries(role, markdown)]
        for role in tailor(small_course).by_role.values()
    ]
    merged = {entry.address: entry for entry in indexed_for_all(by_role, STEMS)}
    for number, results in enumerate(by_role):
        for entry in results:
            expected = merged[entry.address]
            assert entry.words_by_stem.keys() <= expected.words_by_stem.keys()
            assert set(entry.typed) <= set(expected.typed)
            assert len(set(expected.typed)) == len(expected.typed)
            assert number in expected.roles


def test_place_is_shown_as_the_first_role_sees_it() -> None:
    [entry] = indexed_for_all([[of("Calling home.")], [of("She calls.")]], STEMS)
    assert (entry.title, entry.excerpt, entry.where) == ("Few words", "Calling home.", "Steps")
    assert entry.words_by_stem["cal"] == "calling"
    assert entry.typed == ("Calling home.", "She calls.")
    assert dict(entry.hidden_words) == {"she": "she"}


def test_module_of_all_roles_is_in_no_role() -> None:
    [entry] = indexed_for_all([[of(address="steps/", where="Bus driver")]], STEMS)
    assert entry.where == ""


def test_card_of_all_roles_does_not_tell_one_role_who_another_calls() -> None:
    def card(call: str) -> list[Indexed]:
        entry = Entry("now/#seizure", "Seizure", (call,), "Right now", is_card=True)
        return [indexed(entry, STEMS)]

    [entry] = indexed_for_all([card("Pull over. Call 911."), card("Call 911.")], STEMS)
    assert entry.excerpt == ""
    assert {"pul", "over", "911"} <= dict(entry.hidden_words).keys()
    [entry] = indexed_for_all([card("Call 911."), card("Call 911.")], STEMS)
    assert entry.excerpt == "Call 911."
