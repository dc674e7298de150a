"""What scripts on any page need to know about a role's modules: their order and length."""

import json

from course.models.role_course import RoleCourse


def path_file(role: RoleCourse) -> str:
    """A role's title and its modules in order, as JSON.

    Each module is a list: id, title, minutes, revision, and its questions' revisions by id.
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
