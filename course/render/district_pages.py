"""The pages of the districts that share a site: the list of all, and what each has itself."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from course.models.base import Id
from course.models.course import Course
from course.models.role_course import RoleCourse
from course.render.district_list import ListedDistrict, in_alphabetical_order, initial
from course.render.help_page import help_page
from course.render.page_maker import PageMaker
from course.site import DISTRICTS, Page, district_address, now_address


def districts_page(districts: Iterable[ListedDistrict], maker: PageMaker) -> Page:
    """All districts, in alphabetical order. It works without scripts."""
    groups = groupby(in_alphabetical_order(districts), key=initial)
    title = maker.translations.gettext("Choose your district")
    by_letter = {letter: list(of_letter) for letter, of_letter in groups}
    return maker.page("districts", DISTRICTS, title, by_letter=by_letter)


def district_pages(
    district_id: Id, course: Course, roles: Iterable[RoleCourse], maker: PageMaker
) -> Iterator[Page]:
    """A district's first page, who can help there, and the cards of each role.

    `course` is the one that all districts share, with what this one has written over it.
    """
    assert course.district is not None, "it is a district's course"
    name, state = course.district.name, course.district.state
    address = district_address(district_id)
    roles = tuple(roles)
    maker = maker.of_district(course, address)
    yield maker.page(
        "district", address, name, part_of=state, district_id=district_id, state=state, roles=roles
    )
    yield help_page(course, maker, address)
    for role in roles:
        if role.cards:
            title = maker.translations.gettext("Right now: %(job)s") % {"job": role.role.title}
            at = f"{address}{now_address(role.role_id)}"
            yield maker.page("district-now", at, title, part_of=name, role=role)
