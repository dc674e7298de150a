"""What a search finds in a role's course: lessons with their activities, never the answers."""

import json
from collections.abc import Iterable, Iterator, Mapping

from course.markdown import Markdown
from course.models.activity import Situation, YourPart
from course.models.base import Model, Prose, walk
from course.models.course import Course
from course.models.role_course import RoleCourse
from course.site import (
    EVERY_ROLE,
    GLOSSARY,
    HELP,
    Entry,
    inner_anchor,
    module_address,
    search_address,
)

OWN_ENTRIES = (Situation, YourPart)
"""Activities that somebody looks for. The others are found with their lesson."""


def search_files(
    course: Course, role_courses: Iterable[RoleCourse], markdown: Markdown
) -> Mapping[str, str]:
    """What a reader's browser loads to search: a file for each role and one for all of them."""
    shared = list(shared_entries(course, markdown))
    by_role = {role.role_id: list(role_entries(role, markdown)) for role in role_courses}
    everything = [entry for entries in by_role.values() for entry in entries]
    language = _language(course)
    return {
        search_address(role_id): _file([*entries, *shared], language)
        for role_id, entries in {**by_role, EVERY_ROLE: everything}.items()
    }


def _file(entries: Iterable[Entry], language: Mapping[str, object]) -> str:
    rows = [(entry.address, entry.title, entry.text, entry.where) for entry in entries]
    data = {"entries": rows, **language}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _language(course: Course) -> Mapping[str, object]:
    """What the finder in the browser knows of the language, and of what people say."""
    search_words = course.search_words
    return {
        "endings": search_words.endings,
        "small": search_words.small,
        "danger": search_words.danger,
        "urgent": [f"{HELP}#{name}" for name, it in course.contacts.items() if it.urgent],
        "meanings": [
            (word.says, word.means, [place.replace("/", "/#") for place in word.leads_to])
            for word in search_words.words.values()
        ],
    }


def role_entries(role_course: RoleCourse, markdown: Markdown) -> Iterator[Entry]:
    """An entry for each module that the role meets, each lesson, and each moment or card in it."""
    role_title = role_course.role.title
    for module_id, module in role_course.modules.items():
        address = module_address(role_course.role_id, module_id)
        yield Entry(address, module.title, markdown.plain(module.summary), role_title)
        for lesson_id, lesson in module.lessons.items():
            own = {
                activity_id: activity
                for activity_id, activity in lesson.activities.items()
                if isinstance(activity, OWN_ENTRIES)
            }
            rest = [it for it in lesson.activities.values() if not isinstance(it, OWN_ENTRIES)]
            text = " ".join(
                [*([markdown.plain(lesson.text)] if lesson.text else []), _text(rest, markdown)]
            ).strip()
            yield Entry(f"{address}#{lesson_id}", lesson.title, text, module.title)
            for activity_id, activity in own.items():
                place = inner_anchor(lesson_id, activity_id)
                words = _text([activity], markdown)
                yield Entry(f"{address}#{place}", lesson.title, words, module.title)


def shared_entries(course: Course, markdown: Markdown) -> Iterator[Entry]:
    """Glossary words, contacts, and what differs by state."""
    for term_id, term in course.glossary.items():
        yield Entry(f"{GLOSSARY}#{term_id}", term.term, markdown.plain(term.means))
    for contact_id, contact in course.contacts.items():
        yield Entry(f"{HELP}#{contact_id}", contact.name, markdown.plain(contact.use_for))
    for rule_id, rule in course.local_rules.items():
        answer = rule.answer if rule.answer and rule.verified_on else rule.until_then
        yield Entry(f"{HELP}#{rule_id}", markdown.plain(rule.asks), markdown.plain(answer))


def _text(pieces: Iterable[Model], markdown: Markdown) -> str:
    texts = (value for piece in pieces for _, value in walk(piece) if isinstance(value, Prose))
    return " ".join(markdown.plain(text) for text in texts)
