"""A topic: what every adult in a school should know about something hard, on one short page."""

from typing import Annotated

from pydantic import Field

from course.models.base import (
    CardId,
    ContactId,
    Excusable,
    LessonPlace,
    LocalRuleId,
    Reader,
    Renamed,
    RoleId,
    SearchPhrase,
)
from course.models.review import Capacity
from course.models.texts import Line, Prose

TOPIC_PARTS = ("see", "say", "dont", "tell", "sure")
"""The parts that all roles share, in their order."""


class Topic(Renamed, Excusable):
    """A file in `reference/topics/`. Its name, without `.yml`, is the topic's id.

    All parts, plus the line for any one role, have 250 words at most.
    """

    title: Line
    """What staff would call it."""
    summary: Prose
    """One line for lists."""
    reviewer: Capacity
    """Who should review it first. Until then the page says that nobody has."""
    see: Prose
    """What you may see or hear. Never a diagnosis."""
    say: Prose
    """The words to say."""
    dont: Prose
    """What makes it worse, each with its exception."""
    tell: Prose
    """Who to tell, in what order, and how fast."""
    contacts: Annotated[tuple[ContactId, ...], Field(max_length=6)] = ()
    """Whose numbers are shown below: ids from `reference/contacts.yml`."""
    sure: Prose
    """How sure we are, with `[@claim-id]` for what is said here."""
    jobs: dict[RoleId, Prose] = {}
    """A separate line for each role whose place, tools or limits differ, under the role's id. A
    role that is `like` another has the other's."""
    cards: Annotated[tuple[CardId, ...], Field(max_length=4)] = ()
    """Cards for right now that belong here."""
    lessons: Annotated[tuple[LessonPlace, ...], Field(max_length=3)] = ()
    """Where it is taught, as `module/lesson`."""
    local_rules: Annotated[tuple[LocalRuleId, ...], Field(max_length=4)] = ()
    """Ids from `reference/local-rules.yml`. The page links to them."""
    found_by: tuple[SearchPhrase, ...] = ()
    """What staff who need it would type, in their own words."""

    def line_for(self, reader: Reader) -> Prose | None:
        """The separate line for a role, or for the one that it is like, if there is one."""
        return next((self.jobs[name] for name in reader if name in self.jobs), None)
