"""What all kinds of activity have in common."""

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from course.models.base import ObjectiveId, Renamed, SearchPhrase, words_in
from course.models.texts import Prose
from course.problems import Location


class ActivityBase(Renamed):
    """An activity of any kind.

    Rules: `proofs`
    """

    names_role: ClassVar[bool] = False
    """Whether its template names the reader's role, and so needs `role_title`."""
    seconds_per_act: ClassVar[int] = 0
    """How long we assume choosing or writing takes, besides reading. 0 if readers only read."""
    room: ClassVar[int] = 40
    """The space that its frame and its fields take on a phone, in words of running text."""
    has_own_entry: ClassVar[bool] = False
    """Whether the search finds it by itself. Others are found with their lesson."""

    proves: ObjectiveId | None = None
    """The objective of the module that doing this proves, if there is one."""
    found_by: tuple[SearchPhrase, ...] = ()
    """What staff who need this would type, in their own words: `uncle calls`. A few words each.
    People who type something similar find it."""

    @property
    def seconds_to_act(self) -> int:
        """How long all choosing and writing in it takes, besides reading."""
        return self.seconds_per_act

    def tapped(self) -> Iterator[tuple[Location, Prose]]:
        """The texts that readers tap, with their locations within the activity.

        They may be what staff should not say: what happens next shows it.
        """
        yield from ()

    def closed_texts(self) -> Iterator[Prose]:
        """The texts that are not shown at first."""
        yield from ()

    @cached_property
    def open_word_count(self) -> int:
        """About how many words are shown at first."""
        return self.word_count - words_in(self.closed_texts())

    def scenes(self) -> Iterator[Prose]:
        """The texts in which people appear as examples."""
        yield from ()
