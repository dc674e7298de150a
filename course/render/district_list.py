"""The page that leads to the sites of many districts."""

from collections.abc import Iterable
from dataclasses import dataclass

from babel.support import NullTranslations

from course.render.environment import make_environment, without_blank_lines
from course.site import Page


@dataclass(frozen=True)
class ListedDistrict:
    """A district with a site, in the folder with its id."""

    district_id: str
    name: str
    state: str


def list_page(districts: Iterable[ListedDistrict], translations: NullTranslations) -> Page:
    """All districts, in alphabetical order. It works without scripts."""
    in_order = sorted(districts, key=lambda it: (it.name.casefold(), it.state, it.district_id))
    title = translations.gettext("Choose your district")
    template = make_environment(translations).get_template("district-list.html.jinja")
    html = template.render(title=title, districts=in_order)
    return Page("", title, "", title, without_blank_lines(html))
