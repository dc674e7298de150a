"""Which piece of a course an anchor of a page shows, and on which page a piece is shown.

A preview and an editor in a browser use it. It needs a course and nothing that makes pages.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

from course.models.activities.scene import TargetedScene
from course.models.activities.situation import TargetedSituation
from course.models.base import Id
from course.models.course import Course, Extent
from course.models.module import Lesson
from course.models.tool import Table, Write
from course.models.topic import TOPIC_PARTS
from course.problems import Location
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
    module_address,
    now_address,
    role_address,
    scene_address,
    session_address,
    tool_address,
    topic_address,
)
from course.tailor import seen

Places = Mapping[str, Place]
"""What each anchor of a page shows. An empty anchor stands for the whole page."""

OUTLINE = "course.yml"
SESSION, STATEMENTS, ROLES = map(shared_file, ("session", "statements", "roles"))
_CONTINUED = re.compile(r"_(?P<lesson>.+)-\d+")
"""The anchor of a step that goes on with a lesson."""
_FOR_SOME = ("lessons", "activities", "openings", "questions")
"""Keys of pieces that not everybody sees. Each that is seen has an anchor."""
_SHOWN_IN = {"care": "summary", "objectives": "close"}
"""Keys of a module that have no anchor, each with another that is shown next to it."""
_VARIANTS = ("instead", "also")
_NOTHING: Places = MappingProxyType({})


def place_at(course: Course, address: str, anchor: str) -> Place | None:
    """The file, and the location in it, of what is at an anchor of the page at an address.

    None for what does not come from a file, such as the table of contents.
    """
    places = places_on(course, address)
    continued = _CONTINUED.fullmatch(anchor)
    if anchor not in places and continued:
        place = places.get(continued["lesson"])
        return place if place and place[1][:1] == ("lessons",) else None
    return places.get(anchor)


def anchor_of(course: Course, role_id: Id, path: str, location: Location) -> tuple[str, str] | None:
    """The page that shows a piece to a role, by its address, and the anchor of the piece there.

    The anchor is that of the smallest piece around the location, or empty for the whole page.
    None if the role does not see the piece, or if no page shows it.
    """
    if role_id not in course.roles or _is_for_others(course, role_id, location):
        return None
    path, location = _shown_instead(course, path, location)
    found = [
        (len(start), address, anchor)
        for address in _addresses(course, role_id, path)
        for anchor, (file, start) in places_on(course, address).items()
        if file == path and location[: len(start)] == start
    ]
    if not found:
        return None
    depth, address, anchor = max(found, key=lambda it: it[0])
    is_hidden = any(step in _FOR_SOME for step in location[depth:-1])
    return None if is_hidden else (address, anchor)


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
            shown = {name for name, card in course.cards.items() if card.is_for(reader)}
            return {name: place_of("cards", name) for name in course.cards if name in shown}
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
    if not _is_read(course, role_id, module_id):
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
    if not _is_read(course, role_id, module_id):
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


def _is_read(course: Course, role_id: Id, module_id: Id) -> bool:
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
    scenes = _scenes(course, role_id, module_id, is_in_full=is_in_full)
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


def _scenes(
    course: Course, role_id: Id, module_id: Id, *, is_in_full: bool
) -> Mapping[Id, tuple[Id, TargetedScene]]:
    """The scenes that a role plays in a module, each with the id of its lesson."""
    if not _is_read(course, role_id, module_id):
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


def _addresses(course: Course, role_id: Id, path: str) -> list[str]:
    """The pages that may show a role something of a file."""
    folder, _, name = path.removesuffix(".yml").rpartition("/")
    match folder, name:
        case "modules" | "quizzes", _:
            scenes = _scenes(course, role_id, name, is_in_full=False)
            pages = (scene_address(role_id, name, scene_id) for scene_id in scenes)
            return [module_address(role_id, name), *pages]
        case "reference/cards", _:
            return [now_address(role_id)]
        case "reference/tools", _:
            return [tool_address(name)]
        case "reference/topics", _:
            return [topic_address(name)]
        case "reference", "roles":
            return ["", *map(role_address, course.roles)]
        case "reference", "session":
            modules = [it for it in course.outline.matrix if _is_read(course, role_id, it)]
            return [session_address(role_id, it) for it in modules[:1]]
        case "", "course":
            return ["", NOT_CLAIMED, role_address(role_id)]
        case "reference", _:
            return [EVIDENCE, GLOSSARY, HELP, ACCESSIBILITY, PRIVACY]
    return []


def _shown_instead(course: Course, path: str, location: Location) -> Place:
    """What a page shows where a piece without an anchor of its own appears."""
    name = str(location[0]) if location else ""
    if path == shared_file("citations"):
        for claim_id, claim in course.claims.items():
            if name in claim.citations:
                return place_of("claims", claim_id)
    elif path == shared_file("moments") and name in course.cards:
        return place_of("cards", name)
    elif path.startswith("modules/") and name in _SHOWN_IN:
        return path, (_SHOWN_IN[name],)
    return path, location


def _is_for_others(course: Course, role_id: Id, location: Location) -> bool:
    """Whether a location is inside a text that is for other roles or groups."""
    reader = course.reader(role_id)
    readers = {*course.roles, *course.groups} - {*reader}
    return any(key in _VARIANTS and name in readers for key, name in pairwise(location))
