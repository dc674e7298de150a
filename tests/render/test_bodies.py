from course.models.course import Course
from course.render.common import common_part
from course.site import SLOT
from tests.rendering import render_all


def test_no_page_has_a_slot_or_a_blank_line_left(small_course: Course) -> None:
    for page in render_all(small_course).values():
        assert SLOT not in page.html
        assert "\n\n" not in page.html


def test_pages_get_what_districts_say_in_slots_or_as_values_only(small_course: Course) -> None:
    common = common_part(small_course)
    ours = small_course.model_copy(
        update={
            "contacts": {},
            "outline": small_course.outline.model_copy(update={"title": "Ours", "hand_in": "Here"}),
        }
    )
    assert common_part(ours).fingerprint == common.fingerprint
    assert (common.contacts, common.modules, common.outline.title) == ({}, {}, "")
    assert common.claims == small_course.claims
    without_claims = small_course.model_copy(update={"claims": {}})
    assert common_part(without_claims).fingerprint != common.fingerprint
