from course.compare.fingerprint import fingerprint
from course.models.reference import Term


def term(word: str, means: str) -> Term:
    return Term.model_validate({"term": word, "means": means})


def test_changed_letter_changes_the_fingerprint() -> None:
    assert fingerprint(term("stress", "A load.")) != fingerprint(term("stress", "A road."))


def test_moved_text_changes_the_fingerprint() -> None:
    assert fingerprint(term("one", "two")) != fingerprint(term("two", "one"))


def test_fingerprint_depends_on_nothing_else() -> None:
    assert fingerprint(term("stress", "A load.")) == fingerprint(term("stress", "A load.\n"))
    assert len(fingerprint(term("a", "b"))) == 16
