"""Rules for a district's logo and accent color."""

import math
from collections.abc import Iterator

from course.checks.context import Context
from course.frontend.build import palette
from course.frontend.palette import LEAST_CONTRAST, Scheme
from course.frontend.pictures import is_blank
from course.models.district import District
from course.problems import Finding
from course.read.district_files import SETTINGS


def accent_is_readable(context: Context) -> Iterator[Finding]:
    """The accent color is readable as text wherever the course uses it, on light and dark pages.

    Good: `accent: "#1f4e79"`
    Bad: `accent: "#7fb3d5"`, whose contrast is 1.9 to 1 on the darkest of the light grounds
    """
    for key, color, scheme in _accents(context.course.district):
        if trouble := too_weak(color, scheme):
            yield Finding(SETTINGS, (key,), *trouble)


def accent_looks_urgent(context: Context) -> Iterator[Finding]:
    """The accent color is no red like that of 911 and of who can help.

    Good: `accent: "#1f4e79"`, a blue
    Bad: `accent: "#a01c1c"`, a red
    """
    for key, color, scheme in _accents(context.course.district):
        if palette().looks_urgent(color, scheme):
            yield Finding(
                SETTINGS,
                (key,),
                f"{color} looks like the red that leads to 911 and to who can help.",
                "If your district has a second color, use that one.",
                is_warning=True,
            )


def logo_can_be_seen(context: Context) -> Iterator[Finding]:
    """There is something to see in the logo.

    Good: a picture with shapes
    Bad: a damaged PNG, or an SVG in which everything is outside its `viewBox`
    """
    logo = context.course.logo
    if logo and is_blank(logo):
        yield Finding(
            SETTINGS,
            ("logo",),
            f'Nothing can be seen in "{logo.name}".',
            "Open it in a browser. If nothing is there, export it again.",
        )


def too_weak(color: str, scheme: Scheme) -> tuple[str, str] | None:
    """Why an accent color cannot be read, and the nearest that can. None if it can."""
    measured = palette().measured(color, scheme)
    if measured.can_be_read:
        return None
    contrast = math.floor(measured.contrast * 10) / 10  # never looks like enough
    return (
        f"On a {scheme} background, the contrast of {color} is only {contrast} to 1. "
        f"Text needs {LEAST_CONTRAST} to 1.",
        f'The closest color that can be read is "{measured.nearest}".',
    )


def _accents(district: District | None) -> Iterator[tuple[str, str, Scheme]]:
    """The accent colors that a district has chosen, with their keys."""
    if district and district.accent:
        yield "accent", district.accent, "light"
    if district and district.accent_dark:
        yield "accent-dark", district.accent_dark, "dark"


RULES = (accent_is_readable, accent_looks_urgent, logo_can_be_seen)
