import re

import pytest

from course.models.language import TAG_PATTERN, is_english, known_locale, locale_of


@pytest.mark.parametrize(
    "tag", ["en", "hmn", "es-MX", "es-419", "zh-Hant", "zh-Hant-TW", "de-CH-1996", "sl-rozaj"]
)
def test_language_tag_is_accepted(tag: str) -> None:
    assert re.fullmatch(TAG_PATTERN, tag)
    assert locale_of(tag)


@pytest.mark.parametrize("tag", ["", "english", "EN", "en_US", "en-us", "en-", "e", "en US"])
def test_anything_else_is_no_language_tag(tag: str) -> None:
    assert not re.fullmatch(TAG_PATTERN, tag)


@pytest.mark.parametrize(
    ("tag", "known"),
    [("es-MX", "es_MX"), ("zh-Hant-TW", "zh_Hant_TW"), ("de-CH-1996", "de_CH"), ("es-XX", "es")],
)
def test_dates_use_the_nearest_known_language(tag: str, known: str) -> None:
    assert str(known_locale(tag)) == known


def test_dates_of_an_unknown_language_are_in_english() -> None:
    assert known_locale("hmn") is None
    assert str(locale_of("hmn")) == "en"
    assert locale_of("ar").text_direction == "rtl"


def test_every_variety_of_english_counts_as_english() -> None:
    assert is_english("en")
    assert is_english("en-US")
    assert not is_english("es")
