"""The language that a course is written in, as a language tag (BCP 47): `en`, `es-MX`, `hmn`."""

from babel import Locale, UnknownLocaleError

ENGLISH = "en"
TAG_PATTERN = (
    r"[a-z]{2,3}"  # the language
    r"(-[A-Z][a-z]{3})?"  # its script, as `Hant`
    r"(-([A-Z]{2}|[0-9]{3}))?"  # a country or region, as `MX` or `419`
    r"(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"  # variants, as `1996`
)
"""Tags in their usual spelling, without extensions and words of one's own."""


def known_locale(tag: str) -> Locale | None:
    """How dates are written and text runs in a language, if that is known; else None.

    Where a country or script is not known, its language alone counts.
    """
    parts = tag.split("-")
    for end in range(len(parts), 0, -1):
        try:
            return Locale.parse("_".join(parts[:end]))
        except (UnknownLocaleError, ValueError):
            continue
    return None


def locale_of(tag: str) -> Locale:
    """As `known_locale`; English, as all that is not translated, for a language not known."""
    return known_locale(tag) or Locale.parse(ENGLISH)


def is_english(tag: str) -> bool:
    """Whether the language is English, of whichever country."""
    return tag.split("-")[0] == ENGLISH
