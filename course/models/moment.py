"""The moments that cards are for, and what each job has to do in them: the safety table."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from course.models.base import Audience, Id, Line, Model, Reader, YesNo

Words = Annotated[tuple[Line, ...], Field(min_length=1)]
"""Words or phrases, in any case; `*` stands for any letters: `chok*`."""


class Duty(Model):
    """Something that a card has to say."""

    means: Line
    """In plain words, for people who read the table."""
    says: Words
    """Words of which the card holds one at least, in the words of that job."""


class Cell(Model):
    """What differs for one job, or for a group of them. What is left out is as in the row."""

    first: Duty | None = None
    """The first act."""
    calls: Duty | None = None
    """Who is called."""
    exception: Duty | None = None
    """When the usual rule gives way."""


class LimitOf(Model):
    """A limit that each job has for this moment, and the exception that it must name."""

    about: Words
    """Words by which the limit is known among those in `reference/roles.yml`."""
    names: Words
    """Words of its exception. The limit holds one of them."""


class Moment(Audience):
    """A row of the table: a moment, and what the course holds its own texts against."""

    title: Line
    """The moment."""
    minutes_count: YesNo = False
    """`yes` where nothing may send to a nurse or an office before 911."""
    named: tuple[Line, ...] = ()
    """How texts call it. Where minutes count, a text that holds one of these and sends for a nurse
    names 911 first."""
    first: Duty
    """The first act."""
    calls: Duty
    """Who is called."""
    exception: Duty
    """When the usual rule gives way."""
    jobs: dict[Id, Cell] = {}
    """What differs, by role or group."""
    lessons: tuple[Annotated[Line, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")], ...] = ()
    """Lessons, as `module/lesson`, that name this moment or show its card to whoever meets them:
    lists of when to call."""
    limits: tuple[LimitOf, ...] = ()
    """Limits of jobs that belong to this moment."""

    def duties(self, reader: Reader) -> Mapping[str, Duty]:
        """The cell of a role: its `first`, `calls` and `exception`. The nearest words win."""
        own = [self.jobs[who] for who in reader if who in self.jobs]
        return {
            name: next(filter(None, (getattr(cell, name) for cell in (*own, self))))
            for name in Cell.model_fields
        }
