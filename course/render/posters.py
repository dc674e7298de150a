"""Posters for break rooms and cards for pockets, which lead to a role's page."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial

from babel.support import NullTranslations
from markupsafe import Markup

from course.models.role_course import RoleCourse
from course.render.qr_code import qr_code
from course.render.renderer import Renderer
from course.site import (
    POSTERS,
    Page,
    pocket_cards_address,
    poster_address,
    published_at,
    role_address,
)

MakePage = Callable[..., Page]
"""Makes a page from a template, an address, a title, and what the template needs."""


def poster_renderers(
    roles: Iterable[RoleCourse], site_url: str, make_page: MakePage, translations: NullTranslations
) -> Iterator[Renderer]:
    """The list of posters, and a poster and a sheet of cards for each role.

    Without the address of the site there is nothing to print, and the list says so.
    """
    roles = [role for role in roles if role.modules]
    title = translations.gettext("Posters and cards")
    shown = roles if site_url else []
    render = partial(make_page, "posters", POSTERS, title, roles=shown)
    yield Renderer(POSTERS, render)
    code_of = cache(qr_code)  # a poster and its cards have the same
    for role in shown:
        for template, address in (
            ("poster", poster_address(role.role_id)),
            ("pocket-cards", pocket_cards_address(role.role_id)),
        ):
            render = partial(_on_paper, template, address, role, site_url, code_of, make_page)
            yield Renderer(address, render, frozenset(role.modules))


def _on_paper(
    template: str,
    address: str,
    role: RoleCourse,
    site_url: str,
    code_of: Callable[[str], Markup],
    make_page: MakePage,
) -> Page:
    link = published_at(site_url, role_address(role.role_id))
    return make_page(
        template,
        address,
        role.role.title,
        role=role,
        minutes=next(iter(role.modules.values())).minutes,
        code=code_of(link),
        to_type=link.removeprefix("https://").rstrip("/").split("/"),
    )
