"""What a search finds in a role's course: lessons with their activities, never the answers."""

import json
from collections.abc import Iterable, Iterator, Mapping

from course.markdown import Markdown
from course.models.base import Model, Prose, walk
from course.models.course import Course
from course.models.role_course import RoleCourse
from course.site import EVERY_ROLE, GLOSSARY, HELP, Entry, module_address, search_address


def search_files(
    course: Course, role_courses: Iterable[RoleCourse], markdown: Markdown
) -> Mapping[str, str]:
    """What a reader's browser loads to search: a file for each role and one for all of them."""
    shared = list(shared_entries(course, markdown))
    by_role = {role.role_id: list(role_entries(role, markdown)) for role in role_courses}
    everything = [entry for entries in by_role.values() for entry in entries]
    return {
        search_address(role_id): _file([*entries, *shared])
        for role_id, entries in {**by_role, EVERY_ROLE: everything}.items()
    }


def _file(entries: Iterable[Entry]) -> str:
    rows = [(entry.address, entry.title, entry.text) for entry in entries]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def role_entries(role_course: RoleCourse, markdown: Markdown) -> Iterator[Entry]:
    """One entry for each lesson that the role meets, and one for each module."""
    for module_id, module in role_course.modules.items():
        address = module_address(role_course.role_id, module_id)
        yield Entry(
            address, f"{module.title} · {role_course.role.title}", markdown.plain(module.summary)
        )
        for lesson_id, lesson in module.lessons.items():
            yield Entry(f"{address}#{lesson_id}", lesson.title, _text(lesson, markdown))


def shared_entries(course: Course, markdown: Markdown) -> Iterator[Entry]:
    """Glossary words and contacts."""
    for term_id, term in course.glossary.items():
        yield Entry(f"{GLOSSARY}#{term_id}", term.term, markdown.plain(term.means))
    for contact_id, contact in course.contacts.items():
        yield Entry(f"{HELP}#{contact_id}", contact.name, markdown.plain(contact.use_for))


def _text(piece: Model, markdown: Markdown) -> str:
    return " ".join(markdown.plain(value) for _, value in walk(piece) if isinstance(value, Prose))
