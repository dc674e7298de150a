from course.models.base import Model, cited_in
from course.models.texts import Prose


class Lesson(Model):
    text: Prose
    steps: tuple[Prose, ...] = ()
    inner: "dict[str, Lesson]" = {}


def lesson(text: str, *steps: str, **inner: Lesson) -> Lesson:
    return Lesson.model_construct(text=Prose(text), steps=tuple(map(Prose, steps)), inner=inner)


def test_claims_are_found_at_any_depth_and_in_order() -> None:
    inner = lesson("Walk [@b]. Again [@a].")
    outer = lesson("Calm [@a].", "Sit [@c].", "Stand.", first=inner, second=lesson("None."))
    assert outer.cited_in_texts == ("a", "c", "b", "a")
    assert list(cited_in(("[@not-prose]", None, inner, [1]))) == ["b", "a"]


def test_copy_does_not_keep_results_for_the_original() -> None:
    original = lesson("Calm [@a].")
    assert original.cited_in_texts == ("a",)
    copy = original.model_copy(update={"text": Prose("Calm [@b].")})
    assert copy.cited_in_texts == ("b",)
    assert copy.fingerprint != original.fingerprint
