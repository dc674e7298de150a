"""Interface words: gettext catalogues, read and found through Babel."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from babel.support import NullTranslations, Translations

TEMPLATES = Path(__file__).parent / "templates"
_METHODS = [("**.jinja", "jinja2.ext.babel_extract"), ("**.py", "python")]


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


def template_catalogue() -> str:
    """All interface words as a gettext template, for translators. Holds no dates."""
    catalogue = Catalog(project="Whole Staff", charset="utf-8")
    package = TEMPLATES.parent
    for path, line, message, comments, context in extract_from_dir(
        package, _METHODS, keywords={"_": None, "gettext": None, "ngettext": (1, 2)}
    ):
        catalogue.add(message, None, [(path, line)], auto_comments=comments, context=context)
    out = BytesIO()
    write_po(out, catalogue, width=96, omit_header=True, sort_output=True, no_location=True)
    return out.getvalue().decode()
