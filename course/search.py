"""What a search finds in a role's course: lessons, their activities, questions without answers."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from textwrap import shorten

from course.markdown import Markdown
from course.models.activity import Situation, YourPart
from course.models.base import Id, Model, Prose, walk
from course.models.course import Course
from course.models.role_course import RoleCourse
from course.models.tool import Tool
from course.site import (
    CHECK,
    EVERY_ROLE,
    GLOSSARY,
    HELP,
    Entry,
    inner_anchor,
    module_address,
    role_address,
    search_address,
    tool_address,
)
from course.untold import Untold, beginnings_of, words_of

OWN_ENTRIES = (Situation, YourPart)
"""Activities that somebody looks for. The others are found with their lesson."""
MOST_CHARACTERS = 120
"""Of a text: as much as a reader is shown of it. It is found by all of its words."""


def search_files(
    course: Course, role_courses: Sequence[RoleCourse], markdown: Markdown, check_title: str
) -> Mapping[str, str]:
    """What a reader's browser loads to search: a file for each role and one for all of them.

    `check_title` says that what was found is a question.
    """
    shared = list(shared_entries(course, markdown))
    untold = Untold(course.search_words)
    by_role = {
        role.role_id: list(role_entries(role, markdown, untold, check_title))
        for role in role_courses
    }
    tools = tool_entries(course.tools, markdown, untold)
    files = {}
    for role in role_courses:
        own = entries_for_one(by_role[role.role_id], untold)
        offered = (tools[tool_id] for tool_id in role.tools)
        files[search_address(role.role_id)] = _file([*own, *offered, *shared], course)
    everything = [*entries_for_all(by_role, untold), *tools.values(), *shared]
    roles = [(role_id, course.roles[role_id].title) for role_id in by_role]
    files[search_address(EVERY_ROLE)] = _file(everything, course, roles=roles)
    return files


def entries_for_one(entries: Iterable[Entry], untold: Untold) -> Iterator[Entry]:
    """What one role finds, with long texts cut, and the words that are missing then."""
    for entry in entries:
        yield _cut(entry, [entry], untold)


def entries_for_all(by_role: Mapping[Id, Sequence[Entry]], untold: Untold) -> Iterator[Entry]:
    """Each place once, whichever roles have it, with the words of all of them.

    It is shown as the first of them has it.
    """
    copies: dict[str, list[tuple[int, Entry]]] = {}
    for number, (role_id, entries) in enumerate(by_role.items()):
        for entry in entries:
            place = entry.address.removeprefix(role_address(role_id))
            copies.setdefault(place, []).append((number, entry))
    for place, found in copies.items():
        first = _cut(found[0][1], [entry for _, entry in found], untold)
        roles = tuple(number for number, _ in found)
        where = first.where if "#" in place else ""
        yield replace(first, address=place, where=where, roles=roles)


def _cut(entry: Entry, copies: Iterable[Entry], untold: Untold) -> Entry:
    """An entry with as much text as is shown, found by all words of its copies."""
    text = shorten(entry.text, MOST_CHARACTERS, placeholder=" …")
    said = (words for it in copies for words in (it.title, it.text, it.more))
    more = untold.by(said, f"{entry.title} {text}")
    return replace(entry, text=text, more=" ".join(sorted(more.split())))


def _file(entries: Sequence[Entry], course: Course, **more: object) -> str:
    data = {"entries": _columns(entries), **more, **_language(course, entries)}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _columns(entries: Sequence[Entry]) -> Sequence[Sequence[object]]:
    """All addresses, all titles, and so on: like beside like takes less to load."""
    names = ("address", "title", "text", "where", "more", "roles")
    columns = [[getattr(entry, name) for entry in entries] for name in names]
    return columns if any(columns[-1]) else columns[:-1]


def _language(course: Course, entries: Iterable[Entry]) -> Mapping[str, object]:
    """What the finder in the browser knows of the language, and of what people say."""
    search_words = course.search_words
    words = {word for it in entries for word in words_of(f"{it.title} {it.text} {it.more}")}
    beginnings = beginnings_of(words)
    return {
        "endings": search_words.endings,
        "sounds": list(search_words.sounds.items()),
        # Groups of which nothing occurs here would only be carried.
        "same": [group for group in search_words.same if not beginnings.isdisjoint(group)],
        "small": search_words.small,
        "danger": search_words.danger,
        "urgent": [f"{HELP}#{name}" for name, it in course.contacts.items() if it.urgent],
        "meanings": [
            (word.says, word.means, [place.replace("/", "/#") for place in word.leads_to])
            for word in search_words.words.values()
        ],
    }


def role_entries(
    role_course: RoleCourse, markdown: Markdown, untold: Untold, check_title: str
) -> Iterator[Entry]:
    """An entry for each module that a role meets, each lesson, each moment or card, each question.

    Of a question only what it asks: often somebody's own situation.
    """
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
            typed = [*lesson.found_by, *(phrase for it in rest for phrase in it.found_by)]
            more = untold.by(typed, f"{lesson.title} {text}")
            yield Entry(f"{address}#{lesson_id}", lesson.title, text, module.title, more)
            for activity_id, activity in own.items():
                place = f"{address}#{inner_anchor(lesson_id, activity_id)}"
                words = _text([activity], markdown)
                more = untold.by(activity.found_by, f"{lesson.title} {words}")
                yield Entry(place, lesson.title, words, module.title, more)
        for question_id, question in module.questions.items():
            place = f"{address}#{inner_anchor(CHECK, question_id)}"
            title = module.lessons[question.lesson].title
            text = markdown.plain(question.question)
            where = f"{check_title} · {module.title}"
            yield Entry(place, title, text, where, untold.by(question.found_by, f"{title} {text}"))


def tool_entries(
    tools: Mapping[Id, Tool], markdown: Markdown, untold: Untold
) -> Mapping[Id, Entry]:
    """An entry for each tool: what it is for, and what its parts are called."""
    entries = {}
    for tool_id, tool in tools.items():
        titles = ". ".join(part.title for part in tool.parts.values())
        text = f"{markdown.plain(tool.summary)} {titles}."
        more = untold.by(tool.found_by, f"{tool.title} {text}")
        entry = Entry(tool_address(tool_id), tool.title, text, more=more)
        entries[tool_id] = _cut(entry, [entry], untold)
    return entries


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
    """What pieces say, but not what comes of a choice: that is for who has chosen."""
    texts = (
        value
        for piece in pieces
        for location, value in walk(piece)
        if isinstance(value, Prose) and location[-1] != "then"
    )
    return " ".join(markdown.plain(text) for text in texts)
