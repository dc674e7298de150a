"""What lists call a lesson: many are called the same, such as "Try it in your job"."""

from collections.abc import Callable

from course.models.base import Prose
from course.models.role_lesson import RoleLesson

MAX_TITLE = 60
"""How many characters of a scene stand for a title."""
CUT = " …"
"""What follows the first words of a longer text."""


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
