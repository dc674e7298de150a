"""Short names: what lists call a lesson, and what links call a choice.

Many lessons have the same title, such as "Try it in your job".
"""

import re
from collections.abc import Callable

from course.models.role_lesson import RoleLesson
from course.models.texts import Prose

MAX_TITLE = 60
"""How many characters of a scene stand for a title."""
CUT = " …"
"""What follows the first words of a longer text."""
_CLAUSES = re.compile(r".{19,56}(?:[?!…]|\w(?=[.,;:]\W| [–—] ))")
"""As many clauses as `MAX_TITLE` has room for, with what is added, but no single word."""


def listed_title(lesson: RoleLesson, plain: Callable[[Prose], str]) -> str:
    """A lesson's title, or the first words of its scene if it has no text of its own.

    `plain` makes plain text of prose.
    """
    scenes = [scene for activity in lesson.activities.values() for scene in activity.scenes()]
    return lesson.title if lesson.text or not scenes else opening(plain(scenes[0]), MAX_TITLE)


def opening(text: str, most: int) -> str:
    """The first words of a text, `most` characters at most."""
    if len(text) <= most:
        return text
    start = text[: most - len(CUT) + 1]
    return (start.rpartition(" ")[0] or start[:-1]) + CUT


def in_brief(text: str) -> str:
    """The first clauses of a text, with quotation marks that are closed."""
    if len(text) <= MAX_TITLE:
        return text
    clauses = _CLAUSES.match(text)
    words = clauses[0] if clauses else opening(text, MAX_TITLE - 1).removesuffix(CUT)
    return words + CUT + "”" * (words.count("“") - words.count("”"))
