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
def test_anything_else_is_not(tag: str) -> None:
    assert not re.fullmatch(TAG_PATTERN, tag)


@pytest.mark.parametrize(
    ("tag", "known"),
    [("es-MX", "es_MX"), ("zh-Hant-TW", "zh_Hant_TW"), ("de-CH-1996", "de_CH"), ("es-XX", "es")],
)
def test_nearest_known_language_writes_dates(tag: str, known: str) -> None:
    assert str(known_locale(tag)) == known


def test_language_that_is_not_known_writes_dates_as_english() -> None:
    assert known_locale("hmn") is None
    assert str(locale_of("hmn")) == "en"
    assert locale_of("ar").text_direction == "rtl"


def test_english_is_english_in_every_country() -> None:
    assert is_english("en")
    assert is_english("en-US")
    assert not is_english("es")
