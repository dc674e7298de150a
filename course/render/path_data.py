"""What scripts know of a role's path where it does not stand: what comes next, how long it is."""

import json
from collections.abc import Iterable, Mapping

from course.models.role_course import RoleCourse
from course.site import path_address


def path_files(role_courses: Iterable[RoleCourse]) -> Mapping[str, str]:
    """A file for each role: its title, and its modules in order.

    Each module is an id, a title, minutes, a revision, and the revisions of its questions by id.
    """
    return {
        path_address(role_course.role_id): json.dumps(
            {
                "title": role_course.role.title,
                "modules": [
                    (
                        module_id,
                        module.title,
                        module.minutes,
                        module.revision,
                        {name: question.revision for name, question in module.questions.items()},
                    )
                    for module_id, module in role_course.modules.items()
                ],
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for role_course in role_courses
    }
