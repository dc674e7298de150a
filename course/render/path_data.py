"""What scripts on any page need to know about a role's modules: their order and length."""

import json

from course.models.activities.plan import Plan
from course.models.activities.scene import Scene
from course.models.base import Id
from course.models.role_course import RoleCourse
from course.models.texts import Line
from course.render.module_facts import ModuleFacts
from course.site import inner_anchor


def path_file(role: RoleCourse, facts: ModuleFacts) -> str:
    """A role's title and its modules in order, as JSON.

    Each module is a list: id, title, minutes, revision, and its questions' revisions by id. `cards`
    are the cards for those who could not keep a line, as id and title, by where the line is from.
    """
    minutes = facts.minutes(role.role_id)
    modules = [
        (
            module_id,
            module.title,
            minutes[module_id],
            module.revision,
            {name: question.revision for name, question in module.questions.items()},
        )
        for module_id, module in role.modules.items()
    ]
    data = {"title": role.role.title, "modules": modules, "cards": _cards(role)}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _cards(role: RoleCourse) -> dict[str, tuple[Id, Line]]:
    """The card for each plan and scene that has one, by `module/lesson--activity`."""
    found = {}
    for module_id, module in role.modules.items():
        for lesson_id, lesson in module.lessons.items():
            for activity_id, activity in lesson.activities.items():
                is_line = isinstance(activity, Scene | Plan)
                card_id = role.card_for(module_id, lesson_id, activity_id) if is_line else None
                if card_id:
                    place = f"{module_id}/{inner_anchor(lesson_id, activity_id)}"
                    found[place] = (card_id, role.cards[card_id].title)
    return found
