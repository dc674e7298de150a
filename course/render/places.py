"""Which piece of a course an anchor of a page shows, and on which page a piece is shown.

A preview and an editor in a browser use it. It needs a course and nothing that makes pages.
"""

import re
from itertools import pairwise

from course.models.base import Id
from course.models.course import Course
from course.problems import Location
from course.read.places import Place, place_of, shared_file
from course.render.page_places import OUTLINE, Places, is_read, places_on, scenes_of
from course.site import (
    ACCESSIBILITY,
    EVIDENCE,
    GLOSSARY,
    HELP,
    NOT_CLAIMED,
    POSTERS,
    PRIVACY,
    TRAINERS,
    module_address,
    now_address,
    role_address,
    scene_address,
    session_address,
    tool_address,
    topic_address,
)

_CONTINUED = re.compile(r"_(?P<lesson>.+)-\d+")
"""The anchor of a step that goes on with a lesson."""
_FOR_SOME = ("lessons", "activities", "openings", "questions")
"""Keys of pieces that not everybody sees. Each that is seen has an anchor."""
_SHOWN_IN = {"care": "summary", "objectives": "close"}
"""Keys of a module that have no anchor, each with another that is shown next to it."""
_VARIANTS = ("instead", "also")
_DEPTH_OF_CELL = 2
"""Where the role is in the location of a cell of the matrix."""


def place_at(course: Course, address: str, anchor: str) -> Place | None:
    """The file, and the location in it, of what is at an anchor of the page at an address.

    None for what does not come from a file, such as the table of contents.
    """
    places = places_on(course, address)
    continued = _CONTINUED.fullmatch(anchor)
    if anchor not in places and continued and not address.startswith(TRAINERS):
        place = places.get(continued["lesson"])
        return place if place and place[1][:1] == ("lessons",) else None
    return places.get(anchor)


def anchor_of(course: Course, role_id: Id, path: str, location: Location) -> tuple[str, str] | None:
    """The page that shows a piece to a role, by its address, and the anchor of the piece there.

    The anchor is that of the smallest piece around the location, or empty for the whole page.
    None if the role does not see the piece, or if no page shows it.
    """
    if role_id not in course.roles or _is_for_others(course, role_id, path, location):
        return None
    shown, inside = _shown_instead(course, path, location)
    found = [
        (depth, address, anchor)
        for address in _addresses(course, role_id, shown)
        for depth, anchor in _around(places_on(course, address), shown, inside)
    ]
    return max(found, key=lambda it: it[0])[1:] if found else None


def anchor_on(course: Course, address: str, path: str, location: Location) -> str | None:
    """The anchor of the smallest piece around a location on the page at an address.

    None if that page does not show it.
    """
    role_id = role_of(course, address)
    if role_id and _is_for_others(course, role_id, path, location):
        return None
    found = _around(places_on(course, address), *_shown_instead(course, path, location))
    return max(found, key=lambda it: it[0])[1] if found else None


def role_of(course: Course, address: str) -> Id | None:
    """The role that the page at an address is worded for, if it is worded for one."""
    first, *rest = address.split("/")
    role_id = rest[0] if f"{first}/" in (TRAINERS, POSTERS) and rest else first
    return role_id if role_id in course.roles else None


def _around(places: Places, path: str, location: Location) -> list[tuple[int, str]]:
    """The anchors of a page around a location, each with how many steps lead to its piece.

    Empty if a piece around it is not on the page, although the rest of the file is.
    """
    found = [
        (len(start), anchor)
        for anchor, (file, start) in places.items()
        if file == path and location[: len(start)] == start
    ]
    depth = max((depth for depth, _ in found), default=0)
    return [] if any(step in _FOR_SOME for step in location[depth:-1]) else found


def _addresses(course: Course, role_id: Id, path: str) -> list[str]:
    """The pages that may show a role something of a file."""
    folder, _, name = path.removesuffix(".yml").rpartition("/")
    match folder, name:
        case "modules" | "quizzes", _:
            scenes = scenes_of(course, role_id, name, is_in_full=False)
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
            modules = [it for it in course.outline.matrix if is_read(course, role_id, it)]
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


def _is_for_others(course: Course, role_id: Id, path: str, location: Location) -> bool:
    """Whether a location is inside a text, or a cell of the matrix, that is for others."""
    if path == OUTLINE and location[:1] == ("matrix",):
        return len(location) > _DEPTH_OF_CELL and location[_DEPTH_OF_CELL] != role_id
    reader = course.reader(role_id)
    readers = {*course.roles, *course.groups} - {*reader}
    return any(key in _VARIANTS and name in readers for key, name in pairwise(location))
