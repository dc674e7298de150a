"""Keys that became part of a text."""

import re
from collections.abc import Iterator

from course.checks.context import Context
from course.models.texts import Prose
from course.problems import Finding, Location
from course.read.field_docs import fields_at
from course.read.files import type_of

_KEY = re.compile(r"^(?P<key>[a-z][a-z-]*):(?=\s|$)", re.MULTILINE)


def keys_in_texts(context: Context) -> Iterator[Finding]:
    """No line of a text begins with a key that belongs beside the text, or around it.

    A key that is as far to the right as the text above it becomes a part of that text. What it
    says is lost then, and readers see it as it is typed.

    Good: `call: "988"` below `use-for:`, as far left as that
    Bad: `call: "988"` as far to the right as the text under `use-for: |`
    """
    for (path, location), text in context.find_all(Prose):
        for hit in _KEY.finditer(text):
            if hit["key"] in _keys_around(path, location):
                yield Finding(
                    path,
                    location,
                    f"`{hit['key']}:` is a part of the text above it: it is too far right.",
                    "Move it to the left, until it stands below the keys that it belongs to. If "
                    "it is meant as text, begin the line with another word.",
                    offset=hit.start(),
                )


def _keys_around(path: str, location: Location) -> set[str]:
    """The keys that may stand beside a text, and beside each thing that it is in."""
    kind = type_of(path)
    return {key for length in range(len(location)) for key in fields_at(kind, location[:length])}


RULES = (keys_in_texts,)
