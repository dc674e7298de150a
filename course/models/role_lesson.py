"""A lesson as one role sees it, with every variant resolved."""

from functools import cached_property

from course.models.activities.kinds import Activity
from course.models.base import Id, Model, SearchPhrase, words_in
from course.models.drawing import Drawing
from course.models.part import ROOM_OF_LINK, Part, activity_part, text_parts
from course.models.texts import Line, Prose

LEAST_WORDS_OF_A_SLIDE = 10
"""A shorter text only leads to what comes after it."""


class RoleLesson(Model):
    """A lesson as worded for this role."""

    lesson_id: Id
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
    def is_empty(self) -> bool:
        """Whether this role finds nothing here but a title."""
        return not (self.text or self.drawing or self.activities or self.cards)

    @property
    def seconds_to_act(self) -> int:
        """How long choosing and writing in its activities takes, besides reading."""
        return sum(activity.seconds_to_act for activity in self.activities.values())

    @property
    def fills_a_slide(self) -> bool:
        """Whether a group sees the text on a slide of its own."""
        return self.drawing is not None or words_in([self.text]) >= LEAST_WORDS_OF_A_SLIDE

    @property
    def paragraphs(self) -> list[Prose]:
        """The paragraphs of the text, each with the list that follows it."""
        return [part.text for part in self.parts if part.text]

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """What is never split on a page, but for the questions after the lesson."""
        texts = text_parts(self.lesson_id, self.text, has_drawing=self.drawing is not None)
        activities = (activity_part(self.lesson_id, *item) for item in self.activities.items())
        links = len(self.cards) + len(self.topics) + len(self.tools)
        leads_on = (Part("links", self.lesson_id, room=ROOM_OF_LINK * links),) if links else ()
        return (*texts, *activities, *leads_on)
