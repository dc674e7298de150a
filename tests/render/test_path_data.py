import json

from course.models.course import Course
from course.render.path_data import path_files
from course.tailor import tailor


def test_each_role_has_its_own_path(small_course: Course) -> None:
    role_courses = [tailor(small_course).by_role[role_id] for role_id in small_course.roles]
    files = path_files(role_courses)
    assert list(files) == [f"paths/{role_id}.json" for role_id in small_course.roles]
    for role_course, text in zip(role_courses, files.values(), strict=True):
        path = json.loads(text)
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
