"""QR codes as part of a page."""

import segno
from markupsafe import Markup

QUIET = 4
"""The width of the empty edge, in modules, that the standard asks for."""


def qr_code(text: str) -> Markup:
    """A QR code as an inline SVG, black on white in any color scheme.

    Its error correction bears a crease or a stain.
    """
    code = segno.make_qr(text, error="q")
    return Markup(
        code.svg_inline(
            border=QUIET, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None
        )
    )
