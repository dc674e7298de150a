"""The moments that cards are for, and what each role must do in them: the safety table."""

from collections.abc import Mapping

from course.models.base import (
    Audience,
    AudienceId,
    Excusable,
    LessonPlace,
    Model,
    Phrases,
    Reader,
    YesNo,
)
from course.models.texts import Line


class Duty(Model):
    """Something that a card must say."""

    means: Line
    """What it is, in plain words, for people who read the table."""
    says: Phrases
    """Words or phrases. The card, as worded for that role, must contain at least one of them."""


class Cell(Model):
    """What differs for one role, or for a group of roles. Anything left out is as in the row."""

    first: Duty | None = None
    """The first act."""
    calls: Duty | None = None
    """Who is called."""
    exception: Duty | None = None
    """When the usual rule does not apply."""


class LimitOf(Model):
    """A limit that each role has for this moment, and the exception that it must name."""

    about: Phrases
    """Words that identify the limit among those in `reference/roles.yml`."""
    names: Phrases
    """Words of its exception. The limit must contain one of them."""


class Moment(Audience, Excusable):
    """A row of the table: a moment, and what the course's texts about it must say."""

    title: Line
    """The moment."""
    minutes_count: YesNo = False
    """`yes` if no text may send for a nurse or an office before 911."""
    named: tuple[Line, ...] = ()
    """What texts call it. If minutes count, a text that contains one of these and sends for a
    nurse must name 911 first."""
    first: Duty
    """The first act."""
    calls: Duty
    """Who is called."""
    exception: Duty
    """When the usual rule does not apply."""
    jobs: dict[AudienceId, Cell] = {}
    """What differs, by role or group."""
    lessons: tuple[LessonPlace, ...] = ()
    """Lessons that list when to call, as `module/lesson`. Each must name this moment or show its
    card."""
    limits: tuple[LimitOf, ...] = ()
    """Limits of roles that belong to this moment."""

    def duties(self, reader: Reader) -> Mapping[str, Duty]:
        """The duties of a role: `first`, `calls` and `exception`. The most specific cell wins."""
        cells = [self.jobs[name] for name in reader if name in self.jobs]
        return {
            name: next(filter(None, (getattr(cell, name) for cell in (*cells, self))))
            for name in Cell.model_fields
        }
