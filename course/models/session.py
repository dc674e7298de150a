"""A session: what somebody needs who goes through a module with a group."""

from typing import Annotated

from pydantic import Field

from course.models.base import Id, Line, Minutes, Model, Prose


class SessionStep(Model):
    """A step of a session."""

    minutes: Minutes
    """How long it takes."""
    text: Prose
    """What is done, for any module."""


class SessionPlan(Model):
    """A session of one length."""

    title: Line
    """How long it is: "Thirty minutes"."""
    steps: Annotated[tuple[SessionStep, ...], Field(min_length=1, max_length=12)]
    """The steps, in order. When each begins, and the sum, are shown."""


class Session(Model):
    """The file `reference/session.yml`: what holds for a group session on any module.

    With it, each module has a page for whoever leads the group. Without it, there is none.
    """

    opening: Annotated[tuple[Prose, ...], Field(min_length=1, max_length=10)]
    """What is said at the start: the choices that everybody has, and that nobody tells their own
    story."""
    plans: Annotated[dict[Id, SessionPlan], Field(min_length=1)]
    """Sessions of several lengths."""
    when_somebody_tells: Annotated[tuple[Prose, ...], Field(min_length=1, max_length=10)]
    """What to do when somebody begins to tell a story of their own, or of a child."""
    fit: Prose
    """The question at the end: what does not fit where they work."""
    commitment: Prose
    """One thing that each takes along, written down in private."""
