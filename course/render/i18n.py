"""Interface words: gettext catalogues, read and found through Babel."""

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations


def interface_words(folder: Path, language: str) -> NullTranslations:
    """The words of the interface in `language`, from `<folder>/<language>.po`.

    The words in the templates are English, and stand in for any that a catalogue lacks.
    """
    path = folder / f"{language}.po"
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)
