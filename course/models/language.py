"""The language of a course, as a language tag (BCP 47): `en`, `es-MX`, `hmn`."""

from babel import Locale, UnknownLocaleError

ENGLISH = "en"
TRANSLATIONS = "translations"
"""The folder of gettext catalogs, next to a course."""
TAG_PATTERN = (
    r"[a-z]{2,3}"  # the language
    r"(-[A-Z][a-z]{3})?"  # its script, as `Hant`
    r"(-([A-Z]{2}|[0-9]{3}))?"  # a country or region, as `MX` or `419`
    r"(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"  # variants, as `1996`
)
"""Tags in their canonical case, without extensions or private-use subtags."""


def known_locale(tag: str) -> Locale | None:
    """The locale of a language: its date format and text direction. None if it is unknown.

    If the country or script is unknown, the locale of the language alone.
    """
    parts = tag.split("-")
    for end in range(len(parts), 0, -1):
        try:
            return Locale.parse("_".join(parts[:end]))
        except (UnknownLocaleError, ValueError):
            continue
    return None


def locale_of(tag: str) -> Locale:
    """As `known_locale`, but English for an unknown language, like all untranslated text."""
    return known_locale(tag) or Locale.parse(ENGLISH)


def is_english(tag: str) -> bool:
    """Whether the language is English, of any country."""
    return tag.split("-")[0] == ENGLISH
