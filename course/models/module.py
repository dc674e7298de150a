"""A module: what a reader can do after it, its lessons, and what they mention."""

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from course.models.activities.kinds import TargetedActivity
from course.models.base import (
    HasVariants,
    Id,
    Line,
    Minutes,
    Model,
    Prose,
    SearchPhrase,
    Targeted,
    YesNo,
)


class Care(HasVariants):
    """A neutral note of what a module mentions, with something else to read instead."""

    varying_field: ClassVar[str] = "mentions"

    mentions: Prose
    """What is mentioned, and how closely. No warning, no alarm."""
    skip: Id
    """The lesson of this module with the hard example. It may be skipped."""
    alternative: Id
    """A lesson of this module that may be read instead of it."""


class Objective(Targeted):
    """Something that the reader can do after the module."""

    text: Prose
    """Begins with what the reader does: "Choose …", "Put … in order"."""


def _text_alone(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


ObjectiveOrText = Annotated[
    Objective, BeforeValidator(_text_alone, json_schema_input_type=Objective | str)
]
"""An objective. One that is the same for everybody may be written as its text alone."""


class Drawing(Model):
    """A drawing, with what it shows in words. Nothing is said by the drawing alone."""

    file: Id
    """Its name in `reference/drawings/`, without `.svg`."""
    shows: Line
    """What is to be seen, for those who cannot see it. Two sentences at most."""
    labels: Annotated[tuple[Line, ...], Field(max_length=4)] = ()
    """Words below the drawing, one for each part of the same width, from left to right."""
    note: Prose | None = None
    """A line below, such as what the drawing does not say."""


class Lesson(Targeted):
    """A few minutes of reading, with what belongs to it."""

    title: Line
    """Short, and about the reader's work."""
    core: YesNo = False
    """`yes` for a lesson that the short version keeps."""
    text: Prose | None = None
    """What is to be read. May be left out where activities say it all."""
    drawing: Drawing | None = None
    """A drawing, between the text and the activities."""
    activities: dict[Id, TargetedActivity] = {}
    """What the reader does here, in order."""
    cards: Annotated[tuple[Id, ...], Field(max_length=16)] = ()
    """Cards from `reference/cards/` that the lesson shows, each to those who have it. What stands
    on a card is not said again in the text."""
    topics: Annotated[tuple[Id, ...], Field(max_length=6)] = ()
    """Topics from `reference/topics/` that come up here. The lesson leads to them."""
    tools: Annotated[tuple[Id, ...], Field(max_length=3)] = ()
    """Sheets in `reference/tools/` that this lesson teaches to use. The lesson leads to them."""
    found_by: tuple[SearchPhrase, ...] = ()
    """What staff would type who need this, in their words: `wont get off the bus`. A few words
    each. Whoever types something like one of them finds the lesson."""


class Module(Model):
    """A file in `modules/`. Its name, without `.yml`, is the module's id."""

    title: Line
    """Two to five words."""
    minutes: Minutes
    """How long the full version takes, self-checks included."""
    short_minutes: Minutes
    """How long the short version takes."""
    revision: Annotated[int, Field(ge=1)] = 1
    """Raise it by one when what the module teaches has changed, never for a typo. Whoever has read
    it sees then that it was updated."""
    summary: Prose
    """One or two sentences for the list of modules."""
    care: Care | None = None
    """What the module mentions, and the way round it. Left out where nothing is hard to read."""
    objectives: Annotated[dict[Id, ObjectiveOrText], Field(max_length=6)] = {}
    """What the reader can do afterwards. Each is proved by a question or an activity.

    A module without objectives, such as a first page, needs no quiz.
    """
    lessons: Annotated[dict[Id, Lesson], Field(min_length=1)]
    """The lessons, in order."""
    close: Prose
    """A settled end: what the reader can do now. Not an alarming fact."""
