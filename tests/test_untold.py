from course.models.search_words import SearchWords
from course.untold import Untold, words_of

WORDS = SearchWords.model_validate(
    {"endings": ["ing", "s"], "small": ["the", "my"], "same": [["mother", "mom", "mama"]]}
)


def test_words_are_small_and_have_no_apostrophes() -> None:
    assert words_of("Won’t GET off!") == ["wont", "get", "off"]


def test_only_what_a_text_does_not_say_is_carried_and_once() -> None:
    found = Untold(WORDS).by(["the kid bolts", "bolting out"], "He runs.")
    assert found == "kid bolts out"


def test_what_is_found_anyway_is_not_carried() -> None:
    text = "His mother is calling."
    assert Untold(WORDS).by(["my mama calls", "calls"], text) == ""
    assert Untold(WORDS).by(["dad calls"], text) == "dad"
