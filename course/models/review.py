"""Who has reviewed which parts of the course: real people, with their consent."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from course.models.base import VERSION_PATTERN, Model, YesNo
from course.models.reference import Day
from course.models.texts import Line


class Capacity(StrEnum):
    """The capacity in which someone reviews."""

    NURSE = "nurse"
    """A nurse or another licensed health professional."""
    COUNSELOR = "counselor"
    """A school counselor, social worker or psychologist."""
    LAWYER = "lawyer"
    """A lawyer who knows the state's school law."""
    SAFETY = "safety"
    """The person in charge of safety in a district."""
    JOB = "job"
    """Someone who does the job that the text is for."""


class Review(Model):
    """A review by a real person who agreed to be named."""

    name: Line
    """The person's name, as they want it shown."""
    consents: YesNo
    """`yes` once this person has agreed in writing to be named here."""
    capacity: Capacity
    """The capacity in which they reviewed it."""
    title: Line
    """The license or job, such as `registered nurse, school health`."""
    what: Annotated[
        tuple[Annotated[Line, Field(pattern=r"^(cards|modules|tools|topics)/[a-z0-9-]+$")], ...],
        Field(min_length=1),
    ]
    """Exactly what was read: `cards/cant-breathe`, `modules/noticing`."""
    day: Day
    """The day of the review."""
    version: Annotated[str, Field(pattern=VERSION_PATTERN)]
    """The edition that was read, as in `course.yml`."""
