"""A session: what a trainer needs to go through a module with a group."""

from typing import Annotated

from pydantic import Field

from course.models.base import Excusable, Id, Minutes, Model
from course.models.texts import Line, Prose


class SessionStep(Model):
    """A step of a session."""

    minutes: Minutes
    """How long it takes."""
    text: Prose
    """What to do, for any module."""


class SessionPlan(Model):
    """A session of one length."""

    title: Line
    """How long it is: "Thirty minutes"."""
    steps: Annotated[tuple[SessionStep, ...], Field(min_length=1, max_length=12)]
    """The steps, in order. The page shows when each one starts, and the total."""


class Session(Excusable):
    """The file `reference/session.yml`: what applies to a group session on any module.

    With it, each module has a page for the person who leads the group. Without it, there is none.
    """

    opening: Annotated[tuple[Prose, ...], Field(min_length=1, max_length=10)]
    """What to say at the start: the choices that everyone has, and that nobody shares their own
    story."""
    plans: Annotated[dict[Id, SessionPlan], Field(min_length=1)]
    """Sessions of several lengths."""
    when_somebody_tells: Annotated[tuple[Prose, ...], Field(min_length=1, max_length=10)]
    """What to do when someone starts to share a story of their own, or a child's."""
    fit: Prose
    """The question at the end: what does not fit where they work."""
    commitment: Prose
    """One thing that each person takes away, written down in private."""
