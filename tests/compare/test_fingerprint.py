from course.compare.fingerprint import fingerprint
from course.models.reference import Term


def term(word: str, means: str) -> Term:
    return Term.model_validate({"term": word, "means": means})


def test_a_letter_changes_it() -> None:
    assert fingerprint(term("stress", "A load.")) != fingerprint(term("stress", "A road."))


def test_the_same_words_in_other_places_are_another_text() -> None:
    assert fingerprint(term("one", "two")) != fingerprint(term("two", "one"))


def test_it_depends_on_nothing_else() -> None:
    assert fingerprint(term("stress", "A load.")) == fingerprint(term("stress", "A load.\n"))
    assert len(fingerprint(term("a", "b"))) == 16
