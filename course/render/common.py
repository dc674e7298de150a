"""What the templates of all pages may use: the part of a course that most districts share."""

from collections.abc import Mapping

from course.models.base import fingerprint_inside, fingerprint_of
from course.models.course import Course

EMPTY: Mapping[str, object] = {
    "roles": {},
    "groups": {},
    "modules": {},
    "quizzes": {},
    "tools": {},
    "contacts": {},
    "cards": {},
    "moments": {},
    "local_rules": {},
    "overrides": {},
    "district": None,
    "logo": None,
    "blanks": frozenset[str](),
    "unreadable": frozenset[str](),
}
"""What templates get as the values of a page or in a slot, or never use."""
OF_OUTLINE: Mapping[str, object] = {
    "title": "",
    "summary": "",
    "report_to": None,
    "hand_in": None,
    "matrix": {},
}
"""The same in the outline."""


def common_part(course: Course) -> Course:
    """The course without all that a page gets as its own values or in slots.

    Pages with the same values are the same for all districts for which this part is the same. A
    template cannot use anything else by mistake, since it is not there.
    """
    defaults = {name: Course.model_fields[name].default for name in ("style", "search_words")}
    outline = course.outline.model_copy(update=OF_OUTLINE)
    return course.model_copy(update={**EMPTY, **defaults, "outline": outline})


def common_fingerprint(common: Course) -> str:
    """A hash of the common part of a course.

    For `Course.fingerprint`, pydantic would prepare to write every kind of piece, and the common
    part contains none of them.
    """
    return fingerprint_of(repr(fingerprint_inside(dict(common))))
