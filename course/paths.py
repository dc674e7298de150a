"""What the first page's scripts know of a role's path: how long it is, and what comes next."""

import json
from collections.abc import Iterable, Mapping

from course.models.role_course import RoleCourse
from course.site import path_address


def path_files(role_courses: Iterable[RoleCourse]) -> Mapping[str, str]:
    """A file for each role: its modules in order, each with id, title, minutes and revision."""
    return {
        path_address(role_course.role_id): json.dumps(
            [
                (module_id, module.title, module.minutes, module.revision)
                for module_id, module in role_course.modules.items()
            ],
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for role_course in role_courses
    }
