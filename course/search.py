"""What a search finds in a role's course: lessons with their activities, never the answers."""

from collections.abc import Iterator

from course.markdown import Markdown
from course.models.base import Model, Prose, walk
from course.models.course import Course
from course.models.role_course import RoleCourse
from course.site import GLOSSARY, HELP, Entry, module_address


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
