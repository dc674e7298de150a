"""All messages of the interface, as a template for translators."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

_PACKAGE = Path(__file__).parents[1]
_METHODS = [("**.jinja", "jinja2.ext.babel_extract"), ("**.py", "python")]


def message_template() -> str:
    """All interface messages as a gettext template, without dates."""
    catalog = Catalog(project="Whole Staff", charset="utf-8")
    for path, line, message, comments, context in extract_from_dir(
        _PACKAGE, _METHODS, keywords={"_": None, "gettext": None, "ngettext": (1, 2)}
    ):
        catalog.add(message, None, [(path, line)], auto_comments=comments, context=context)
    out = BytesIO()
    write_po(out, catalog, width=96, omit_header=True, sort_output=True, no_location=True)
    return out.getvalue().decode()
