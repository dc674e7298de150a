"""Translations of the interface: gettext catalogs, read through Babel."""

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from course.models.language import locale_of


def load_translations(folder: Path, language: str) -> NullTranslations:
    """The messages of the interface in `language`, from `<folder>/<language>.po`.

    The messages in the code are English. They are shown where a catalog lacks a translation.
    """
    path = folder / f"{language}.po"
    if not path.is_file():
        return NullTranslations()
    try:
        with path.open("rb") as file:
            catalog = read_po(file, locale=locale_of(language))
    except ValueError:  # `read/catalogs.py` tells authors where
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)


def catalogs(folder: Path) -> dict[str, bytes]:
    """The catalogs in a folder, by their names."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.po"))}
