"""Pages and Markdown of a course, created as the compiler does."""

import re
from urllib.parse import urljoin

from babel.support import NullTranslations

from course.memo import Memo
from course.models.course import Course
from course.render.labels import tag_labels
from course.render.markdown import Markdown
from course.render.page_maker import PageMaker
from course.render.pages import Pages
from course.site import TOOLS, Page
from course.tailor import tailor

ENGLISH = NullTranslations()
TOP = "https://school.example/staff/"


def markdown_of(course: Course, translations: NullTranslations = ENGLISH) -> Markdown:
    title = translations.gettext("How sure we are:")
    return Markdown(course.claims, course.glossary, tag_labels(translations), title, Memo())


def maker_of(course: Course, translations: NullTranslations = ENGLISH) -> PageMaker:
    return PageMaker(course, markdown_of(course, translations), translations, "", Memo())


def pages_of(course: Course, translations: NullTranslations = ENGLISH) -> Pages:
    return Pages(course, tailor(course), maker_of(course, translations))


def render_all(course: Course, translations: NullTranslations = ENGLISH) -> dict[str, Page]:
    """All pages by address."""
    renderers = list(pages_of(course, translations).renderers())
    by_address = {renderer.address: renderer.render() for renderer in renderers}
    assert len(by_address) == len(renderers)
    return by_address


def is_module(address: str) -> bool:
    """Whether this is the address of a module of a role."""
    return address.count("/") == 2 and not address.startswith(TOOLS)


def links_in(page: Page) -> list[str]:
    """Where the links of a page's text lead, from the top of the site."""
    main = page.html.partition("<main")[2].partition("</main>")[0]
    base = urljoin(TOP, page.address)
    return [urljoin(base, link).removeprefix(TOP) for link in re.findall(r'href="([^"]*)"', main)]


def anchors_in(page: Page) -> list[str]:
    """The anchors on a page, including repeats."""
    return re.findall(r'\sid="([^"]*)"', page.html)
