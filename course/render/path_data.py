"""What scripts know of a role's path on other pages: what comes next, and how long it is."""

import json

from course.models.role_course import RoleCourse


def path_file(role: RoleCourse) -> str:
    """A role's title and its modules in order, as JSON.

    Each module is an id, a title, minutes, a revision, and the revisions of its questions by id.
    """
    modules = [
        (
            module_id,
            module.title,
            module.minutes,
            module.revision,
            {name: question.revision for name, question in module.questions.items()},
        )
        for module_id, module in role.modules.items()
    ]
    data = {"title": role.role.title, "modules": modules}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
