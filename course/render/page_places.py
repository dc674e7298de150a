"""What each anchor of a page shows: which piece of the course, by its place in a file.

It needs a course and nothing that makes pages.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from course.models.activities.scene import TargetedScene
from course.models.activities.situation import TargetedSituation
from course.models.base import Id
from course.models.course import Course, Extent
from course.models.module import Lesson
from course.models.tool import Table, Write
from course.models.topic import TOPIC_PARTS
from course.read.places import Place, module_file, place_of, quiz_file, shared_file
from course.site import (
    ACCESSIBILITY,
    CHECK,
    EVIDENCE,
    GLOSSARY,
    HELP,
    NOT_CLAIMED,
    NOW,
    POSTERS,
    PRIVACY,
    TOOLS,
    TOPICS,
    TRAINERS,
    inner_anchor,
)
from course.tailor import seen

Places = Mapping[str, Place]
"""What each anchor of a page shows. An empty anchor stands for the whole page."""

OUTLINE = "course.yml"
SESSION, STATEMENTS = map(shared_file, ("session", "statements"))
_NOTHING: Places = MappingProxyType({})


def places_on(course: Course, address: str) -> Places:
    """What every anchor shows on the page at an address."""
    if address in _FIXED:
        return _FIXED[address](course)
    match address.split("/")[:-1]:
        case [first, tool_id] if f"{first}/" == TOOLS:
            return _tool(course, tool_id)
        case [first, topic_id] if f"{first}/" == TOPICS:
            return _topic(course, topic_id)
        case [first, role_id, *_] if f"{first}/" == POSTERS:
            return {"": place_of("roles", role_id)} if role_id in course.roles else _NOTHING
        case [first, *inside] if f"{first}/" == TRAINERS:
            return _for_trainers(course, inside)
        case [role_id, *inside] if role_id in course.roles:
            return _of_role(course, role_id, inside)
    return _NOTHING


def _of_role(course: Course, role_id: Id, inside: list[str]) -> Places:
    match inside:
        case []:
            path, location = place_of("roles", role_id)
            return {
                "": (path, location),
                "_path": (OUTLINE, ("matrix",)),
                "_limits": (path, (*location, "limits")),
                "_hand-over": (path, (*location, "hand-over")),
            }
        case [last] if f"{last}/" == NOW:
            reader = course.reader(role_id)
            shown = (name for name, card in course.cards.items() if card.is_for(reader))
            return {name: place_of("cards", name) for name in shown}
        case [module_id]:
            return dict(_module(course, role_id, module_id))
        case [module_id, scene_id]:
            return dict(_scene(course, role_id, module_id, scene_id, is_in_full=False))
    return _NOTHING


def _for_trainers(course: Course, inside: list[str]) -> Places:
    if course.session and inside and inside[0] in course.roles:
        match inside:
            case [role_id, module_id]:
                return dict(_session(course, role_id, module_id))
            case [role_id, module_id, scene_id]:
                return dict(_scene(course, role_id, module_id, scene_id, is_in_full=True))
    return _NOTHING


def _module(course: Course, role_id: Id, module_id: Id) -> Iterator[tuple[str, Place]]:
    if not is_read(course, role_id, module_id):
        return
    path = module_file(module_id)
    yield "", (path, ())
    yield "_start", (path, ("summary",))
    for opening_id in _opening(course, role_id, module_id):
        yield "_opening", (path, ("openings", opening_id))
    lessons = _lessons(course, role_id, module_id, is_in_full=False)
    yield from _in_lessons(course, role_id, module_id, lessons, is_in_full=False)
    questions = dict(_questions(course, role_id, module_id, lessons))
    if questions:
        yield "_self-check", (quiz_file(module_id), ())
    yield from questions.items()
    yield "_close", (path, ("close",))


def _session(course: Course, role_id: Id, module_id: Id) -> Iterator[tuple[str, Place]]:
    if not is_read(course, role_id, module_id):
        return
    path = module_file(module_id)
    yield "", (path, ())
    yield "_plans", (SESSION, ("plans",))
    yield "_opening", (SESSION, ("opening",))
    yield "_somebody-tells", (SESSION, ("when-somebody-tells",))
    yield "_objectives", (path, ("objectives",))
    for opening_id in _opening(course, role_id, module_id):
        yield inner_anchor("_first", opening_id), (path, ("openings", opening_id))
    lessons = _lessons(course, role_id, module_id, is_in_full=True)
    yield from _in_lessons(course, role_id, module_id, lessons, is_in_full=True)
    yield "_questions", (quiz_file(module_id), ())
    yield from _questions(course, role_id, module_id, lessons)
    yield "_fit", (SESSION, ("fit",))
    yield "_commitment", (SESSION, ("commitment",))


def is_read(course: Course, role_id: Id, module_id: Id) -> bool:
    """Whether a module is written, and a role reads any of it."""
    return module_id in course.modules and course.extent(module_id, role_id) is not Extent.NONE


def _opening(course: Course, role_id: Id, module_id: Id) -> list[Id]:
    """The opening that a role gets, if there is one."""
    return [*seen(course.modules[module_id].openings, course.reader(role_id))][:1]


def _lessons(
    course: Course, role_id: Id, module_id: Id, *, is_in_full: bool
) -> Mapping[Id, Lesson]:
    reader = course.reader(role_id)
    is_short = not is_in_full and course.extent(module_id, role_id) is Extent.SHORT
    return {
        name: lesson
        for name, lesson in course.modules[module_id].lessons.items()
        if lesson.is_for(reader) and (lesson.core or not is_short)
    }


def _in_lessons(
    course: Course,
    role_id: Id,
    module_id: Id,
    lessons: Mapping[Id, Lesson],
    *,
    is_in_full: bool,
) -> Iterator[tuple[str, Place]]:
    path = module_file(module_id)
    for lesson_id, lesson in lessons.items():
        yield lesson_id, (path, ("lessons", lesson_id))
        for activity_id, activity in seen(lesson.activities, course.reader(role_id)).items():
            anchor = inner_anchor(lesson_id, activity_id)
            location = ("lessons", lesson_id, "activities", activity_id)
            yield anchor, (path, location)
            if isinstance(activity, TargetedSituation) and not is_in_full:
                linked = {name for choice in activity.choices.values() for name in choice.next}
                for name in activity.choices:
                    if name in linked:
                        yield inner_anchor(anchor, name), (path, (*location, "choices", name))


def _questions(
    course: Course, role_id: Id, module_id: Id, lessons: Mapping[Id, Lesson]
) -> Iterator[tuple[str, Place]]:
    quiz, reader = course.quizzes.get(module_id), course.reader(role_id)
    for name, question in quiz.questions.items() if quiz else ():
        if question.is_for(reader) and question.lesson in lessons:
            yield inner_anchor(CHECK, name), (quiz_file(module_id), ("questions", name))


def _scene(
    course: Course, role_id: Id, module_id: Id, scene_id: Id, *, is_in_full: bool
) -> Iterator[tuple[str, Place]]:
    scenes = scenes_of(course, role_id, module_id, is_in_full=is_in_full)
    if scene_id not in scenes:
        return
    path = module_file(module_id)
    lesson_id, scene = scenes[scene_id]
    location = ("lessons", lesson_id, "activities", scene_id)
    yield "", (path, location)
    if is_in_full:
        yield "_scene", (path, (*location, "scene"))
        yield "_experience", (path, (*location, "experience"))
    for node_id, node in scene.nodes.items():
        place = (path, (*location, "nodes", node_id))
        yield node_id, place
        if not is_in_full:
            yield inner_anchor("_turn", node_id), place
            for choice_id in node.choices:
                choice = (*place[1], "choices", choice_id)
                yield inner_anchor(node_id, choice_id), (path, choice)
    for ending_id in scene.endings:
        place = (path, (*location, "endings", ending_id))
        yield ending_id, place
        if not is_in_full:
            yield inner_anchor("_turn", ending_id), place


def scenes_of(
    course: Course, role_id: Id, module_id: Id, *, is_in_full: bool
) -> Mapping[Id, tuple[Id, TargetedScene]]:
    """The scenes that a role plays in a module, each with the id of its lesson."""
    if not is_read(course, role_id, module_id):
        return {}
    lessons = _lessons(course, role_id, module_id, is_in_full=is_in_full)
    return {
        name: (lesson_id, activity)
        for lesson_id, lesson in lessons.items()
        for name, activity in seen(lesson.activities, course.reader(role_id)).items()
        if isinstance(activity, TargetedScene)
    }


def _tool(course: Course, tool_id: Id) -> Places:
    if tool_id not in course.tools:
        return _NOTHING
    path, _ = place_of("tools", tool_id)
    places: dict[str, Place] = {"": (path, ())}
    for part_id, part in course.tools[tool_id].parts.items():
        location = ("parts", part_id)
        places[part_id] = (path, location)
        if isinstance(part, Write):
            places[f"_{part_id}"] = (path, location)
            if part.text:
                places[inner_anchor(f"_{part_id}", "about")] = (path, (*location, "text"))
        elif isinstance(part, Table):
            places[f"_{part_id}"] = (path, location)
            blank = [f"-{number}" for number in range(1, part.blank_rows + 1)]
            for row in (*part.rows, *blank):
                where = (*location, "rows", row) if row in part.rows else location
                for column in part.columns:
                    anchor = inner_anchor(f"_{part_id}", inner_anchor(row, column))
                    places[anchor] = (path, where)
    return places


def _topic(course: Course, topic_id: Id) -> Places:
    if topic_id not in course.topics:
        return _NOTHING
    path, _ = place_of("topics", topic_id)
    parts = {f"_{name}": (path, (name,)) for name in (*TOPIC_PARTS, "jobs")}
    return {"": (path, ()), **parts}


def _home(course: Course) -> Places:
    used = {role.group for role in course.roles.values()}
    groups = {name: place_of("groups", name) for name in course.groups if name in used}
    return {"": (OUTLINE, ()), **groups}


def _evidence(course: Course) -> Places:
    notes = {"_article": (shared_file("article_notes"), ())} if course.article_notes else {}
    return {**{name: place_of("claims", name) for name in course.claims}, **notes}


def _help(course: Course) -> Places:
    contacts = {name: place_of("contacts", name) for name in course.contacts}
    return {**{name: place_of("local_rules", name) for name in course.local_rules}, **contacts}


_FIXED: Mapping[str, Callable[[Course], Places]] = {
    "": _home,
    EVIDENCE: _evidence,
    GLOSSARY: lambda course: {name: place_of("glossary", name) for name in course.glossary},
    HELP: _help,
    NOT_CLAIMED: lambda _: {"": (OUTLINE, ("not-claimed",))},
    ACCESSIBILITY: lambda _: {"": (STATEMENTS, ("accessibility",))},
    PRIVACY: lambda _: {"": (STATEMENTS, ("privacy",))},
}
"""Pages that a course has once."""
