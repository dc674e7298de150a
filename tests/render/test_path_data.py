import json
from collections.abc import Callable

from course.models.course import Course
from course.render.module_facts import ModuleFacts
from course.render.path_data import path_file
from course.tailor import tailor
from tests.conftest import Files


def test_each_role_has_its_own_path(small_course: Course) -> None:
    tailored = tailor(small_course)
    facts = ModuleFacts(small_course, tailored)
    for role_course in tailored.by_role.values():
        path = json.loads(path_file(role_course, facts))
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


CARD = (
    "kind: work\ntitle: Shouts\nonly: [driver]\ndo: Wait.\nsay: I wait.\ncall: The office.\n"
    "dont: Shout.\nthen: Tell.\n"
)


def test_path_has_the_card_of_each_plan_for_the_roles_that_have_it(
    read_with: Callable[[Files], Course],
) -> None:
    then = "        then: breathe out first"
    course = read_with(
        {
            "modules/first-steps.yml": {"change": then, "to": f"{then}\n        card: shouts"},
            "reference/cards/shouts.yml": CARD,
        }
    )
    tailored = tailor(course)
    facts = ModuleFacts(course, tailored)
    found = {
        role_id: json.loads(path_file(role, facts))["cards"]
        for role_id, role in tailored.by_role.items()
    }
    assert found["driver"] == {"first-steps/your-work--my-plan": ["shouts", "Shouts"]}
    assert found["teacher"] == {}
