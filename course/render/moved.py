"""What leads from an earlier address or anchor to the present one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from course.models.base import Id
from course.models.course import Course
from course.models.role_course import RoleCourse, RoleModule, Tailored
from course.models.texts import Line
from course.renames import Renames
from course.site import (
    CHECK,
    inner_anchor,
    module_address,
    now_address,
    pocket_cards_address,
    poster_address,
    role_address,
    scene_address,
    session_address,
    session_scene_address,
    tool_address,
    topic_address,
)

Anchors = Mapping[str, list[str]]
"""The earlier anchors of each present one of a page."""


@dataclass(frozen=True)
class Entry:
    """A place on a page that links may lead to."""

    anchor: str
    title: Line
    also: tuple[str, ...] = ()
    """Other anchors for which a link to this place is good enough."""


@dataclass(frozen=True)
class MovedPage:
    """An address that a page had before."""

    old: str
    new: str
    title: Line
    part_of: str = ""
    entries: tuple[Entry, ...] = ()
    modules: frozenset[Id] = frozenset()
    """The modules that it names anything of."""


def earlier_anchors(renames: Renames, module_id: Id, module: RoleModule) -> Anchors:
    """The earlier anchors on a module's page: of its lessons, activities and questions."""
    of_lessons = renames.anchors(module_id)
    found: dict[str, list[str]] = {}
    for lesson_id, lesson in module.lessons.items():
        lesson_ids = [lesson_id, *of_lessons.get(lesson_id, ())]
        found[lesson_id] = lesson_ids[1:]
        for name, activity in lesson.activities.items():
            anchors = [inner_anchor(*ids) for ids in product(lesson_ids, (name, *activity.was))]
            found[anchors[0]] = anchors[1:]
    for name, question in module.questions.items():
        olds = [inner_anchor(CHECK, old) for old in question.was if "/" not in old]
        found[inner_anchor(CHECK, name)] = olds
    return {anchor: olds for anchor, olds in found.items() if olds}


def moved_lessons(
    renames: Renames, role: RoleCourse, module_id: Id
) -> Mapping[Id, tuple[Id, Id, Line]]:
    """Lessons that were in a module and are in another one of this role, by their ids here.

    Each with its module, its id there and its title.
    """
    return {
        old: (there, lesson_id, role.modules[there].lessons[lesson_id].title)
        for old, (there, lesson_id) in renames.moved_away(module_id).items()
        if there in role.modules and lesson_id in role.modules[there].lessons
    }


def moved_pages(
    course: Course, tailored: Tailored, renames: Renames, *, with_posters: bool
) -> Iterator[MovedPage]:
    """Every address that a page of the course had before."""
    for role in tailored.by_role.values():
        yield from _of_role(renames, role)
        if with_posters and role.modules:
            yield from _of_posters(role)
    for role in tailored.in_full.values() if course.session else ():
        yield from _of_modules(renames, role, session_address)
        yield from _of_scenes(renames, role, session_scene_address)
    for old, new in renames.tools.items():
        tool = course.tools[new]
        entries = tuple(Entry(name, part.title) for name, part in tool.parts.items())
        yield MovedPage(tool_address(old), tool_address(new), tool.title, entries=entries)
    for old, new in renames.topics.items():
        yield MovedPage(topic_address(old), topic_address(new), course.topics[new].title)


def _of_role(renames: Renames, role: RoleCourse) -> Iterator[MovedPage]:
    title = role.role.title
    cards = tuple(Entry(card_id, card.title) for card_id, card in role.cards.items())
    for old in role.role.was:
        yield MovedPage(role_address(old), role_address(role.role_id), title)
        if cards:
            new = now_address(role.role_id)
            yield MovedPage(now_address(old), new, title, entries=cards)
    yield from _of_modules(renames, role, module_address)
    yield from _of_scenes(renames, role, scene_address)


def _of_posters(role: RoleCourse) -> Iterator[MovedPage]:
    for old in role.role.was:
        for address in (poster_address, pocket_cards_address):
            yield MovedPage(address(old), address(role.role_id), role.role.title)


def _of_modules(
    renames: Renames, role: RoleCourse, address: Callable[[Id, Id], str]
) -> Iterator[MovedPage]:
    role_ids = (role.role_id, *role.role.was)
    for module_id, module in role.modules.items():
        new, *olds = (address(*ids) for ids in product(role_ids, renames.ids_of(module_id)))
        entries = tuple(_entries(module, earlier_anchors(renames, module_id, module)))
        for old in olds:
            yield MovedPage(
                old, new, module.title, role.role.title, entries, frozenset({module_id})
            )


def _of_scenes(
    renames: Renames, role: RoleCourse, address: Callable[[Id, Id, Id], str]
) -> Iterator[MovedPage]:
    role_ids = (role.role_id, *role.role.was)
    for module_id, module in role.modules.items():
        for scene_id, (lesson_id, scene) in module.scenes.items():
            homes = renames.homes_of(module_id, lesson_id)
            places = product(role_ids, homes, (scene_id, *scene.was))
            new, *olds = (address(*ids) for ids in places)
            for old in olds:
                modules = frozenset({module_id})
                yield MovedPage(old, new, scene.title, role.role.title, modules=modules)


def _entries(module: RoleModule, earlier: Anchors) -> Iterator[Entry]:
    for lesson_id, lesson in module.lessons.items():
        inside = [inner_anchor(lesson_id, name) for name in lesson.activities]
        inside += [
            inner_anchor(CHECK, name)
            for name, question in module.questions.items()
            if question.lesson == lesson_id
        ]
        olds = [old for anchor in (lesson_id, *inside) for old in earlier.get(anchor, ())]
        yield Entry(lesson_id, lesson.title, (*olds, *inside))
