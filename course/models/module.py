"""A module: what a reader can do afterward, its lessons, and what they mention."""

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from course.models.activities.kinds import TargetedActivity
from course.models.activities.situation import TargetedSituation
from course.models.base import (
    CardId,
    Excusable,
    HasVariants,
    Id,
    LessonId,
    Minutes,
    Moved,
    Renamed,
    SearchPhrase,
    Targeted,
    ToolId,
    TopicId,
    YesNo,
    text_alone,
)
from course.models.drawing import TargetedDrawing
from course.models.texts import Line, Prose


class Care(HasVariants):
    """A neutral statement of what a module mentions, with something else to read instead."""

    varying_field: ClassVar[str] = "mentions"

    mentions: Prose
    """What is mentioned, and in how much detail. No warning, no alarm."""
    in_full: Prose | None = None
    """What only the full version mentions, for those who read it in full."""
    skip: LessonId
    """The lesson of this module with the hard example. Readers may skip it."""
    alternative: LessonId
    """A lesson of this module to read instead."""


class Objective(Targeted):
    """Something that the reader can do after the module."""

    text: Prose
    """Starts with what the reader does: "Choose …", "Put … in order"."""


ObjectiveOrText = Annotated[
    Objective, BeforeValidator(text_alone, json_schema_input_type=Objective | str)
]
"""An objective. If it is the same for everyone, just the text may be written."""


class Lesson(Targeted, Moved):
    """A few minutes of reading, with its activities, cards and links."""

    title: Line
    """Short, and about the reader's work."""
    core: YesNo = False
    """`yes` for a lesson that is in the short version."""
    text: Prose | None = None
    """The text to read. May be left out if the activities say it all."""
    drawing: TargetedDrawing | None = None
    """A drawing, between the text and the activities."""
    activities: dict[Id, TargetedActivity] = {}
    """What the reader does here, in order."""
    cards: Annotated[tuple[CardId, ...], Field(max_length=16)] = ()
    """Cards from `reference/cards/` that the lesson shows, each to the roles that have it. The text
    does not repeat what is on a card."""
    topics: Annotated[tuple[TopicId, ...], Field(max_length=6)] = ()
    """Topics from `reference/topics/` that come up here. The lesson links to them."""
    tools: Annotated[tuple[ToolId, ...], Field(max_length=3)] = ()
    """Tools from `reference/tools/` that this lesson teaches people to use. The lesson links to
    them."""
    found_by: tuple[SearchPhrase, ...] = ()
    """What staff who need this would type, in their own words: `wont get off the bus`. A few words
    each. People who type something similar find the lesson."""


class Module(Renamed, Excusable):
    """A file in `modules/`. Its name, without `.yml`, is the module's id."""

    title: Line
    """Two to five words."""
    minutes: Minutes
    """How long the full version should take. Readers see how long theirs takes, which is computed
    from its words, questions and activities; `check` tells when the two are far apart."""
    short_minutes: Minutes
    """The same for the short version."""
    revision: Annotated[int, Field(ge=1)] = 1
    """Increase it by one when what the module teaches has changed, never for a typo. People who
    have read the module then see that it was updated."""
    summary: Prose
    """One or two sentences for the list of modules."""
    care: Care | None = None
    """What the module mentions, and how to avoid it. Leave it out if nothing is hard to read."""
    objectives: Annotated[dict[Id, ObjectiveOrText], Field(max_length=6)] = {}
    """What the reader can do afterward. Each is proved by a question or an activity.

    A module without objectives, such as an introduction, needs no quiz.
    """
    openings: dict[Id, TargetedSituation] = {}
    """Small decisions that open the module, one for each role: the reader acts before reading on.

    An ordinary moment of that job in 20 to 42 words, with two or three choices and no later ones.
    Never abuse, suicide or an emergency, and never a test of what the module has not taught yet.
    """
    lessons: Annotated[dict[Id, Lesson], Field(min_length=1)]
    """The lessons, in order."""
    close: Prose
    """A calm ending: what the reader can do now. Not an alarming fact."""
