"""Lists of many districts, and the page that leads to their sites."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from babel.support import NullTranslations

from course.render.environment import make_environment, without_blank_lines
from course.site import Page


@dataclass(frozen=True)
class ListedDistrict:
    """A district with a site, or with pages in a shared one, in the folder with its id."""

    district_id: str
    name: str
    state: str


def in_alphabetical_order(districts: Iterable[ListedDistrict]) -> list[ListedDistrict]:
    """The districts by name, whatever accents and capitals it has."""
    return sorted(districts, key=lambda it: (_plain(it.name), it.state, it.district_id))


def initial(district: ListedDistrict) -> str:
    """The letter that the district is found under, or `#` for a name that begins with none."""
    first = _plain(district.name)[:1].upper()
    return first if first.isalpha() else "#"


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def list_page(districts: Iterable[ListedDistrict], translations: NullTranslations) -> Page:
    """All districts, in alphabetical order. It works without scripts."""
    title = translations.gettext("Choose your district")
    template = make_environment(translations).get_template("district-list.html.jinja")
    html = template.render(title=title, districts=in_alphabetical_order(districts))
    return Page("", title, "", title, without_blank_lines(html))
