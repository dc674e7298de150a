"""The page that says who can help."""

from course.models.course import Course
from course.render.page_maker import PageMaker
from course.site import HELP, Page


def help_page(course: Course, maker: PageMaker, above: str = "") -> Page:
    """Who can help, and what a district or state says. `above` is the address that it is below."""
    answers = course.district.contacts if course.district else {}
    days = [contact.verified_on for contact in course.contacts.values() if contact.verified_on]
    return maker.page(
        "help",
        f"{above}{HELP}",
        maker.translations.gettext("Who can help"),
        part_of=course.district.name if course.district and above else "",
        contacts=course.contacts,
        own={contact_id for contact_id, answer in answers.items() if answer.new},
        local_rules=course.local_rules,
        is_of_one_district=bool(above),
        oldest_look=min(days, default=None),
    )
