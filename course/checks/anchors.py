"""No two pieces of a page have the same anchor, because links would only lead to the first.

On most pages this cannot happen: the pieces come from one mapping, an inner piece's anchor joins
both ids with two hyphens, and the anchors of pages and scripts start with `_`. The exceptions are
the help page, which shows two mappings, and tools, whose fields also start with `_`.
"""

import re
from collections.abc import Iterator

from course.checks.context import Context
from course.models.tool import Summary, Table, Write
from course.problems import Finding
from course.read.places import place_of, tool_file

TAKEN = re.compile("main|search|search-label|found|found-[0-9]+|colors|summary")
"""Anchors that pages and scripts use, without the leading `_`."""
FIELDS = (Write, Table)
"""Parts of a tool whose anchor starts with `_`."""


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
                f'A contact also has the id "{rule_id}", and both are on the help page.',
                "Give one of them another id: links to it would lead to the other.",
                on_key=True,
            )
    for tool_id, tool in context.course.tools.items():
        summaries = [name for name, part in tool.parts.items() if isinstance(part, Summary)]
        for part_id in summaries[1:]:
            yield Finding(
                tool_file(tool_id),
                ("parts", part_id),
                f'"{summaries[0]}" is already a summary; a tool can have only one.',
                "Delete one of them.",
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
