"""No two pieces of a page have the same anchor: links would lead to the first of them only.

Most pages cannot have two. The pieces of each come from one mapping, what is inside a piece has the
ids of both with two hyphens between, and what pages and scripts name themselves begins with `_`.
Left are the page of help, which shows two mappings, and tools, whose fields begin with `_` as well.
"""

import re
from collections.abc import Iterator

from course.checks.context import Context
from course.models.tool import Summary, Table, Write
from course.problems import Finding
from course.read.places import place_of, tool_file

TAKEN = re.compile("main|search|search-label|found|found-[0-9]+|colors|summary")
"""What each page and its scripts name themselves, behind `_`."""
FIELDS = (Write, Table)
"""Parts of a tool that have an anchor of their own behind `_`."""


def anchors(context: Context) -> Iterator[Finding]:
    """No two pieces of a page share an id, and no field of a tool has one that the page uses.

    Good: a field `what-to-look-for`
    Bad: a field `search`, or a contact and a local rule that are both `report-line`
    """
    for rule_id in context.course.local_rules:
        if rule_id in context.course.contacts:
            path, location = place_of("local_rules", rule_id)
            yield Finding(
                path,
                location,
                f'A contact has the id "{rule_id}" as well, and both are on the page of help.',
                "Give one of them another id: links to it would lead to the other.",
                on_key=True,
            )
    for tool_id, tool in context.course.tools.items():
        summaries = [name for name, part in tool.parts.items() if isinstance(part, Summary)]
        for part_id in summaries[1:]:
            yield Finding(
                tool_file(tool_id),
                ("parts", part_id),
                f'"{summaries[0]}" is a summary already; a tool can have one.',
                "Take one of them out.",
                on_key=True,
            )
        for part_id, part in tool.parts.items():
            if isinstance(part, FIELDS) and TAKEN.fullmatch(part_id):
                yield Finding(
                    tool_file(tool_id),
                    ("parts", part_id),
                    f'A field cannot have the id "{part_id}": the page uses it for itself.',
                    "Give it another id that says what belongs in the field.",
                    on_key=True,
                )


RULES = (anchors,)
