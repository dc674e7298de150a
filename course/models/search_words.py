"""The words that staff type into the search, as data."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from course.models.base import AudienceId, Audiences, Excusable, Id, Model, Reader, is_among
from course.models.texts import Line, Typed

Place = Annotated[Line, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]
Words = Annotated[tuple[Typed, ...], Field(min_length=1)]


class SearchWord(Model):
    """What staff say, and what answers it."""

    topic: Line | None = None
    """What the index of topics calls it, such as `Meltdown, tantrum`. Each role has an index, for
    readers who do not use the search. Without a topic, only the search uses this entry."""
    topic_for: tuple[AudienceId, ...] = ()
    """Only the indexes of these roles or groups have the topic. Without it, all have it that have
    one of the places. The search finds them in any case."""
    says: Words
    """Words or phrases that people type, such as `melting down`. People who type something similar
    find what answers it. There is no need to list typos."""
    leads_to: Annotated[tuple[Place, ...], Field(min_length=1)]
    """What answers it, whatever its wording, the best first: cards as `now/id`, lessons as
    `module/lesson`, contacts and rules as `help/id`, glossary terms as `glossary/id`."""
    only_for: dict[Place, Audiences] = {}
    """For places that answer it only for these roles or groups, such as a lesson in which each job
    sees another scene: `in-the-moment/your-example: [bus-driver]`. Nobody else is led there."""

    def is_topic_of(self, reader: Reader) -> bool:
        """Whether the index of this reader's role has the topic, if there is one."""
        return is_among(self.topic_for, reader)

    def places_for(self, reader: Reader) -> Sequence[Line]:
        """What answers it for this reader, the best first."""
        return [it for it in self.leads_to if is_among(self.only_for.get(it, ()), reader)]


class SearchWords(Excusable):
    """The file `reference/search-words.yml`. It may be left out."""

    endings: tuple[Typed, ...] = ()
    """Word endings that the search ignores, such as `ing`: `calming` then finds `calm`."""
    sounds: dict[Typed, Typed] = {}
    """Letters that sound like others, such as `ph: f`: `fone` then finds `phone`. They are replaced
    in order, and words that then look the same count as half a typo apart."""
    same: tuple[Annotated[tuple[Typed, ...], Field(min_length=2)], ...] = ()
    """Single words that mean nearly the same, such as `[cry, bawl, sob]`. A search for one also
    finds the others, a little lower. At least one of them must occur in the course."""
    small: tuple[Typed, ...] = ()
    """Small words that the search ignores when other words are typed too, such as `the`."""
    danger: tuple[Typed, ...] = ()
    """Words or phrases that suggest danger, such as `suicide`. People who type one, even with
    typos, see the urgent contacts first. Single words match as written, without endings."""
    words: dict[Id, SearchWord] = {}
    """What staff say, each under an id that you choose."""
