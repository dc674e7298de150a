"""What the search finds in one district of a shared site, beside what it finds in the course."""

import json
from itertools import chain

from course.models.course import Course
from course.render.markdown import Markdown
from course.search.entries import contact_entries, rule_entries
from course.search.entry import Entry
from course.search.stems import words_of


def district_file(course: Course, markdown: Markdown) -> str:
    """The file as JSON: an address, a title, a text and other words for each contact and answer.

    Each takes the place of what the course has at the same address. Cards say the same for all
    districts but for their numbers, so nothing of them is needed here.
    """
    entries = chain(contact_entries(course, markdown), rule_entries(course, markdown))
    return json.dumps([*map(_row, entries)], ensure_ascii=False, separators=(",", ":"))


def _row(entry: Entry) -> tuple[str, str, str, str]:
    shown = {*words_of(f"{entry.title} {entry.excerpt}")}
    hidden = (word for word in words_of(" ".join(entry.texts)) if word not in shown)
    return entry.address, entry.title, entry.excerpt, " ".join(dict.fromkeys(hidden))
