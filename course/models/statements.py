"""What the people responsible for accessibility and privacy need to know of the site."""

from typing import Annotated

from pydantic import Field

from course.models.base import Excusable, Id, Model
from course.models.reference import Day
from course.models.texts import Line, Prose


class Tested(Model):
    """Something that was tested for accessibility."""

    what: Prose
    """What was tested, and what was found."""
    how: Line
    """With which tool and browser, or by hand and who did it."""
    tested_on: Day
    """The day of the last test, such as `2026-11-28`."""


class Gap(Model):
    """A barrier that is known, or something that nobody has tested."""

    what: Prose
    """What is missing or does not work."""
    affects: Line
    """Who is affected."""
    instead: Prose
    """What they can do until then."""


class Accessibility(Model):
    """The page *Accessibility*."""

    summary: Prose
    """Which standards the site aims at, and what is not claimed."""
    tested: Annotated[dict[Id, Tested], Field(min_length=1)]
    """What was tested. Only what really was."""
    gaps: Annotated[dict[Id, Gap], Field(min_length=1)]
    """What is known to be missing. No site is without gaps."""
    law: Prose
    """What the law asks, and by when. It cites claims; the page names their sources."""
    verified_on: Day
    """The day somebody last verified the whole statement."""


class Kept(Model):
    """Something that a browser keeps for a reader."""

    what: Prose
    """What it is, and what it is for."""
    until: Line
    """How long it stays."""


class Host(Model):
    """Who delivers the pages, and what they log."""

    text: Prose
    """What is logged, who logs it, and what for."""
    source: Annotated[str, Field(pattern=r"^https://\S+$")]
    """The web page that says so, with https://."""
    read_on: Day
    """The day somebody last read it."""


class Privacy(Model):
    """The page *Privacy*."""

    summary: Prose
    """The main point in a few sentences."""
    kept: Annotated[dict[Id, Kept], Field(min_length=1)]
    """What the browser keeps, by the names in `docs/memory.md`."""
    delete: Prose
    """How readers delete it."""
    host: Host
    """Who delivers the pages."""
    does_without: Annotated[tuple[Prose, ...], Field(min_length=1, max_length=20)]
    """What the site never asks for or uses, one point each."""
    students: Prose
    """What this means for records about students. It cites claims; the page names their sources."""
    verified_on: Day
    """The day somebody last verified the whole statement."""


class Statements(Excusable):
    """The file `reference/statements.yml`: a page each about accessibility and privacy.

    Without it, there are no such pages.
    """

    accessibility: Accessibility
    """What was tested and how, what is missing, and what the law asks."""
    privacy: Privacy
    """What is stored where, and what is never asked."""
