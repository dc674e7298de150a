import json

from course.models.course import Course
from course.render.path_data import path_file
from course.tailor import tailor


def test_each_role_has_its_own_path(small_course: Course) -> None:
    for role_course in tailor(small_course).by_role.values():
        path = json.loads(path_file(role_course))
        assert path["title"] == role_course.role.title
        assert path["modules"]
        assert path["modules"] == [
            [
                module_id,
                module.title,
                module.minutes,
                module.revision,
                {name: question.revision for name, question in module.questions.items()},
            ]
            for module_id, module in role_course.modules.items()
        ]
