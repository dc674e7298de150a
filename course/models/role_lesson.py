"""A lesson as one role sees it, with every variant resolved."""

from course.models.activities.kinds import Activity
from course.models.base import Id, Line, Model, Prose, SearchPhrase
from course.models.drawing import Drawing


class RoleLesson(Model):
    """A lesson as worded for this role."""

    title: Line
    text: Prose | None
    drawing: Drawing | None
    activities: dict[Id, Activity]
    cards: tuple[Id, ...]
    """Those that this role has."""
    topics: tuple[Id, ...]
    tools: tuple[Id, ...]
    """Those that are offered to this role."""
    found_by: tuple[SearchPhrase, ...]

    @property
    def seconds_to_act(self) -> int:
        """How long choosing and writing in its activities takes, besides reading."""
        return sum(activity.seconds_to_act for activity in self.activities.values())
