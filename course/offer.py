"""The part of a course that a district offers, or that is for some roles only."""

from collections.abc import Container

from course.models.base import Id
from course.models.course import Course


def offered(course: Course) -> Course:
    """The course without the roles and modules that its district does not offer.

    Without a district, or one that offers everything, it is the same course.
    """
    offer = course.district.offer if course.district else None
    if offer is None or (offer.jobs is None and offer.modules is None):
        return course
    return only(course, offer.jobs, offer.modules)


def only(
    course: Course, jobs: Container[Id] | None = None, modules: Container[Id] | None = None
) -> Course:
    """The course with nothing but these roles and modules; None means all of them."""
    roles = {
        role_id: role for role_id, role in course.roles.items() if jobs is None or role_id in jobs
    }
    matrix = {
        module_id: {role_id: course.extent(module_id, role_id) for role_id in roles}
        for module_id in course.outline.matrix
        if modules is None or module_id in modules
    }
    groups = {role.group for role in roles.values()}
    return course.model_copy(
        update={
            "outline": course.outline.model_copy(update={"matrix": matrix}),
            "roles": roles,
            "groups": {name: group for name, group in course.groups.items() if name in groups},
            "modules": {name: it for name, it in course.modules.items() if name in matrix},
            "quizzes": {name: it for name, it in course.quizzes.items() if name in matrix},
        }
    )
