"""Makes pages from templates: everything that all pages of a course have in common."""

import re
from copy import copy
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

from babel.dates import format_date
from babel.support import NullTranslations
from markupsafe import Markup

from course.frontend.drawing_kit import drawing_kit
from course.memo import Memo
from course.models.base import Id
from course.models.course import Course
from course.models.district import District
from course.models.language import locale_of
from course.models.texts import Prose
from course.recent import Recent
from course.render.bodies import Bodies
from course.render.common import common_fingerprint, common_part
from course.render.drawing import Composer
from course.render.environment import make_environment
from course.render.labels import card_part_labels, tag_labels
from course.render.lesson_titles import in_brief
from course.render.markdown import Markdown, with_all_claims, without_firm_claims
from course.site import DISTRICTS, HELP, NOW, TOP, Page, role_address, top_of

MAX_CACHED = 20_000
"""How many texts are cached as HTML: more than this course has."""
MAX_UNUSED_PIECES = 10_000
"""How many pieces of pages are kept that the last run did not ask for: twice as many as this course
has."""
_OF_DISTRICT = re.compile(rf"{TOP}(?:({HELP}|[a-z0-9-]+/{NOW}(?=\"))|{NOW})")
"""The start of a link to what each district of a shared site has itself. A link to one card leads
to the course's, which has the sources, too."""


_BLOCKS = ["li", "p", "ul", "ol", "dl", "dt", "dd", "div", "details", "summary", "h2", "h3", "h4"]
_AFTER_BLOCK = "|".join(rf"(?<=</{block}>\n)" for block in _BLOCKS)
_BEFORE_BLOCK = rf"(?<=>\n)(?=</?(?:{'|'.join(_BLOCKS)})\b)"
_BETWEEN_BLOCKS = re.compile(rf"\n(?:{_BEFORE_BLOCK}|(?=<)(?:{_AFTER_BLOCK}))")
"""Line ends that mean nothing. A module, which phones load most, goes without them."""


class PageMaker:
    """Makes pages from templates, which use the part of a course that most districts share."""

    def __init__(
        self,
        course: Course,
        markdown: Markdown,
        translations: NullTranslations,
        messages: str,
        memo: Memo,
        shared: Recent[str] | None = None,
        *,
        has_districts: bool = False,
        only_role: Id = "",
        site_url: str = "",
    ) -> None:
        """`messages` changes with the translations. `shared` are bodies of other sites.

        `has_districts` is whether districts share the site. `only_role` is whose pages they are, in
        a package for a learning management system. `site_url` is where the site will be published,
        if that is known.
        """
        self.markdown, self.translations = markdown, translations
        self.is_packaged = bool(only_role)
        self._district_address, self._site_url = "", top_of(site_url)
        self._composer = Composer(drawing_kit(), course.drawings)
        templates = make_environment(translations)
        common, has_cards = common_part(course), bool(course.cards)
        language = course.interface_language
        templates.globals.update(
            course=common,
            has_cards=has_cards,
            has_districts=has_districts,
            home=role_address(only_role) if only_role else "",
            is_packaged=self.is_packaged,
            districts_address=DISTRICTS,
            tag_labels=tag_labels(translations),
            card_part_labels=card_part_labels(translations),
            reviews_of=course.reviews_of,
            drawn=self._composer.svg,
        )
        templates.filters.update(
            day=partial(format_date, locale=locale_of(language)),
            prose=lru_cache(MAX_CACHED)(self._prose),
            in_brief=lambda text: in_brief(markdown.plain(text)),
        )
        common_print = common_fingerprint(common)
        made_from = (common_print, language, has_cards, has_districts, only_role, messages)
        self._bodies = Bodies(
            templates,
            memo.table("pieces", made_from, MAX_UNUSED_PIECES),
            made_from,
            shared,
            site_url=self._site_url,
            **_in_slots(course, course.district, leads_to_districts=has_districts),
        )
        self._owner = course.district

    def of_district(self, course: Course, address: str) -> "PageMaker":
        """The same for one district of a shared site, whose pages are at this address and below.

        `course` differs only in what is in slots.
        """
        maker = copy(self)
        slots = _in_slots(course, self._owner, leads_to_districts=False)
        maker._bodies = self._bodies.with_slots(site_url=self._site_url, **slots)
        maker._district_address = address
        return maker

    def page(
        self,
        template: str,
        address: str,
        title: str,
        *,
        description: Prose | None = None,
        part_of: str = "",
        is_module: bool = False,
        has_scene: bool = False,
        **values: Any,
    ) -> Page:
        """The page at an address, from a template and what that needs."""
        page = Page(
            address,
            str(title),
            str(part_of),
            self.markdown.plain(description) if description else str(title),
            "",
            is_module,
            has_scene,
        )
        # In a module, what is firm is in a list at the end of each step instead.
        tidy = self._without_firm_claims if is_module else self._with_all_claims
        html = self._bodies.body(template, tidy, title=title, **values)
        if self._district_address:
            html = _OF_DISTRICT.sub(rf"{TOP}{self._district_address}\1", html)
        return replace(page, html=html.replace(TOP, page.root))

    def _without_firm_claims(self, html: str) -> str:
        return _BETWEEN_BLOCKS.sub("", without_firm_claims(self._composer.with_shapes(html)))

    def _with_all_claims(self, html: str) -> str:
        return with_all_claims(self._composer.with_shapes(html))

    def _prose(self, text: Prose) -> Markup:
        # Markdown renders without raw HTML, so its output is safe.
        return Markup(self.markdown.html(text))


def _in_slots(
    course: Course, owner: District | None, *, leads_to_districts: bool
) -> dict[str, object]:
    """What slots are made from.

    `owner` is whose site it is. `leads_to_districts` is whether the page is none of a district's,
    in a site that districts share.
    """
    return {
        "course": course,
        "urgent_contacts": course.urgent_contacts,
        "owner": owner,
        "leads_to_districts": leads_to_districts,
    }
