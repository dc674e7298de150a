"""What a removal causes is told once, where it is."""

from course.checks.causes import MOST_SENTENCES, at_removals
from course.problems import Finding
from course.read.overlay import REMOVE

MODULE, QUIZ, CLAIMS = "modules/noticing.yml", "quizzes/noticing.yml", "reference/claims.yml"
REMOVED: dict[str, dict[str, object]] = {
    MODULE: {"lessons/a": {}, "lessons/b": {}},
    CLAIMS: {"few-words": {}},
}
A, B, CLAIM = (REMOVE, "lessons/a"), (REMOVE, "lessons/b"), (REMOVE, "few-words")


def finding(what: str, path: str = "course.yml", *, is_warning: bool = False) -> Finding:
    return Finding(path, ("x",), what, "Mend it.", is_warning=is_warning, rule="some-rule")


def test_what_names_a_removed_id_is_told_there_with_its_files() -> None:
    what = 'There is no claim "few-words".'
    files = ("modules/a.yml", "modules/b.yml", "modules/a.yml", QUIZ, "quizzes/c.yml")
    (told,) = at_removals([finding(what, path) for path in files], REMOVED)
    assert (told.path, told.location, told.on_key) == (CLAIMS, CLAIM, True)
    shown = "modules/a.yml, modules/b.yml and 2 other files"
    assert told.what == f'You have removed "few-words". {shown}: {what}'
    assert "Mend it." not in told.remedy, "what to write instead of the id is no help"


def test_what_may_have_two_causes_names_both() -> None:
    (told,) = at_removals([finding("This lesson is empty.", MODULE)], REMOVED)
    assert (told.path, told.location) == (MODULE, A)
    start = 'You have removed "lessons/a" and "lessons/b".'
    assert told.what == f"{start} {MODULE}: This lesson is empty."
    assert told.remedy.endswith("with the same path: Mend it.")


def test_what_names_the_module_is_told_there() -> None:
    (told,) = at_removals([finding('"nurse" reads "noticing" in full.')], REMOVED)
    assert (told.path, told.location) == (MODULE, A)


def test_mistake_hides_the_remarks_with_the_same_cause() -> None:
    remark = finding("Shorter than it says.", MODULE, is_warning=True)
    mistake = finding("This lesson is empty.", MODULE)
    other = finding('Nobody cites "few-words".', "reference/citations.yml", is_warning=True)
    told = {it.location: it for it in at_removals([remark, mistake, other], REMOVED)}
    assert told.keys() == {A, CLAIM}
    assert not told[A].is_warning
    assert "Shorter" not in told[A].what
    assert told[CLAIM].is_warning


def test_rules_about_the_same_removal_are_one_sentence_after_the_other() -> None:
    intro = 'You have removed "lessons/b", and '
    own = [Finding(MODULE, B, f"{intro}{it}.", f"Do {it}.") for it in ("one", "two")]
    (told,) = at_removals(own, REMOVED)
    assert told.location == B
    assert told.what == f"{intro}one. And two."
    assert told.remedy == "Do one. Do two."


def test_many_consequences_are_counted() -> None:
    found = [finding(f"Number {number}.", MODULE) for number in range(MOST_SENTENCES + 2)]
    (told,) = at_removals(found, REMOVED)
    assert told.what.count(f"{MODULE}: Number") == MOST_SENTENCES
    assert told.what.endswith("There are 2 more like these.")


def test_nothing_is_told_if_nothing_is_caused() -> None:
    assert list(at_removals([], REMOVED)) == []
