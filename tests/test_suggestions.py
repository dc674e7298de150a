import pytest

from course.suggestions import as_typed, did_you_mean, nearest, odd_characters, suggest

CLAIMS = ("many-adults-too", "few-words", "quiet-example", "quiet-lesson")


@pytest.mark.parametrize(
    ("wrong", "close", "is_certain"),
    [
        ("few-wrods", "few-words", True),
        ("few‑words", "few-words", True),
        ("many-causes", "many-adults-too", False),
        ("many", "many-adults-too", False),
        ("quiet", None, False),  # two names begin like that
        ("zebra", None, False),
        ("", None, False),
    ],
)
def test_only_what_is_hardly_anything_else_can_be_swapped(
    wrong: str, close: str | None, is_certain: bool
) -> None:
    found = suggest(wrong, CLAIMS)
    assert found.close == nearest(wrong, CLAIMS) == close
    assert found.swap == ((wrong, close) if is_certain else None)


def test_what_all_names_begin_with_makes_none_more_similar() -> None:
    known = ("in-the-moment/quiet", "in-the-moment/loud")
    assert suggest("in-the-moment/your-example", known).close is not None
    assert suggest("in-the-moment/your-example", known, prefix="in-the-moment/").close is None
    found = suggest("in-the-moment/lod", known, prefix="in-the-moment/")
    assert found.remedy == 'Did you mean "in-the-moment/loud"?'


def test_characters_that_only_look_like_others_are_named() -> None:
    assert as_typed("“few–wo\u200brds‑now”") == "few-words-now"
    assert odd_characters("“few–wo\u200brds‑now”") == (
        "a curly quotation mark and an en dash and a zero-width space and a no-break hyphen"
    )
    assert did_you_mean("few‑words", CLAIMS) == (
        'Did you mean "few-words"? It has a no-break hyphen in it.'
    )
