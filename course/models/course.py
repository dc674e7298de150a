"""The whole course as its authors wrote it."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from course.models.base import VERSION_PATTERN, Excusable, Id, Model, ModuleId, Reader, RoleId
from course.models.card import Card
from course.models.district import District, Logo
from course.models.drawing import Shapes
from course.models.language import TAG_PATTERN
from course.models.module import Module
from course.models.moment import Moment
from course.models.quiz import Quiz
from course.models.reference import (
    ArticleNote,
    Citation,
    Claim,
    Contact,
    Group,
    LocalRule,
    ReportTo,
    Role,
    Term,
)
from course.models.review import Review
from course.models.search_words import SearchWords
from course.models.session import Session
from course.models.standards import Standards
from course.models.statements import Statements
from course.models.style import Override, Style
from course.models.texts import Line, Prose
from course.models.tool import Tool
from course.models.topic import Topic
from course.problems import Location


class Extent(StrEnum):
    """How much of a module a role reads."""

    FULL = "full"
    """All of it, with the role's own situations and questions."""
    SHORT = "short"
    """The lessons marked `core`, in about five minutes."""
    OPTIONAL = "optional"
    """All of it, for those who want it."""
    NONE = "none"
    """Not in this role's path."""


class PauseCard(Model):
    """The value of `pause`: the card behind "Pause" on every module."""

    text: Prose
    """One or two lines, before the ways to settle."""
    ways: Annotated[tuple[Prose, ...], Field(min_length=2, max_length=6)]
    """Ways to settle. Doing nothing is one of them."""


class Outline(Excusable):
    """The file `course.yml`."""

    title: Line
    """The name of the course."""
    summary: Prose
    """What it is and who it is for, in one sentence, for the home page."""
    version: Annotated[str, Field(pattern=VERSION_PATTERN)]
    """Year and month of this edition, such as `2026.11`."""
    language: Annotated[str, Field(pattern=f"^{TAG_PATTERN}$")]
    """The language that the course is written in, by its tag: `en`, `es-MX`, `hmn`."""
    report_to: ReportTo | None = None
    """Where readers report a mistake or a barrier: an email address, or a web page with https://.

    Without it, pages ask readers to tell the person who gave them the link.
    """
    hand_in: Prose | None = None
    """Where staff hand in their record of learning, and who gets it. Shown on the record."""
    not_claimed: Annotated[tuple[Prose, ...], Field(max_length=20)] = ()
    """What the course does not say, promise or replace, one point each. They are on their own
    page, and every page links to it."""
    words: dict[Id, Line] = {}
    """Words that some jobs say in their own way, as most say them: `boss: your supervisor`. A text
    with `Tell {boss}.` is then "Tell your supervisor." for all whose `words` in
    `reference/roles.yml` have nothing else. Only modules, quizzes and cards can have them."""
    pause: PauseCard | None = None
    """A card that is one tap away in every module: ways to settle, at any moment."""
    standards: Standards = Standards()
    """What this course is held to, beyond what every course must be. Readers never see it."""
    matrix: Annotated[dict[ModuleId, dict[RoleId, Extent]], Field(min_length=1)]
    """For each module, in order, and each role: `full`, `short`, `optional` or `none`.

    A role that is left out does not read the module, unless it is `like` another that does.
    A module may be listed here before its file is written; until then it is not offered.
    """


class Course(Model):
    """Everything in the folder, typed. Ids are keys throughout.

    Courses compare by identity, so that they can be cache keys.
    """

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    outline: Outline
    groups: dict[Id, Group]
    roles: dict[Id, Role]
    modules: dict[Id, Module]
    quizzes: dict[Id, Quiz]
    tools: dict[Id, Tool] = {}
    claims: dict[Id, Claim]
    citations: dict[Id, Citation]
    article_notes: dict[Id, ArticleNote] = {}
    glossary: dict[Id, Term]
    contacts: dict[Id, Contact]
    cards: dict[Id, Card] = {}
    topics: dict[Id, Topic] = {}
    moments: dict[Id, Moment] = {}
    reviews: dict[Id, Review] = {}
    local_rules: dict[Id, LocalRule] = {}
    session: Session | None = None
    statements: Statements | None = None
    style: Style = Style()
    search_words: SearchWords = SearchWords()
    overrides: dict[Id, Override] = {}
    district: District | None = None
    """The settings of the district whose site this is, if it is one's."""
    logo: Logo | None = None
    """The district's logo, if it has one."""
    drawings: dict[Id, Shapes] = {}
    """The drawings in `reference/drawings/`."""
    removed: dict[str, dict[str, Any]] = {}
    """What the district has taken out: by the path of its file and by its address there, such as
    `lessons/few-words`, what was written there."""
    blanks: frozenset[tuple[str, Location]] = frozenset()
    """Where something is still to be written: the path of a file, and the location in it."""
    unreadable: frozenset[str] = frozenset()
    """Pieces that are in the files but could not be read, as `claims/few-words` or `claims`."""

    def has(self, kind: str, name: str) -> bool:
        """Whether a piece such as `claims` and `few-words` is in the files, readable or not."""
        return (
            name in getattr(self, kind.replace("-", "_"))
            or kind in self.unreadable
            or f"{kind}/{name}" in self.unreadable
        )

    def is_removed(self, path: str, address: str) -> bool:
        """Whether the district has taken something out, such as `lessons/few-words`."""
        return address in self.removed.get(path, {})

    def is_read(self, *kinds: str) -> bool:
        """Whether all pieces of these kinds, such as `modules`, could be read.

        Without kinds: whether everything could be read. Rules that report something as missing
        from the course check this first.
        """
        unread = {name.split("/")[0] for name in self.unreadable}
        return unread.isdisjoint(kinds) if kinds else not unread

    def extent(self, module_id: str, role_id: str) -> Extent:
        """How much of a module a role reads.

        Where the matrix has no cell, as much as the role that it is like, or nothing.
        """
        row = self.outline.matrix.get(module_id, {})
        like = self.roles[role_id].like if role_id in self.roles else None
        return row.get(role_id, row.get(like or "", Extent.NONE))

    def is_placed(self, role_id: Id) -> bool:
        """Whether a role's group exists, and the role that it is like, if it is like one.

        If not, a rule reports that, and what the role reads is not known.
        """
        role = self.roles[role_id]
        like = self.roles.get(role.like) if role.like else None
        return role.group in self.groups and (role.like is None or bool(like and not like.like))

    def reader(self, role_id: Id) -> Reader:
        """Whose texts a role reads, the most specific first."""
        return self.roles[role_id].reader(role_id)

    @property
    def interface_language(self) -> str:
        """The language of the buttons, by its tag. That of all texts is the outline's."""
        return (self.district and self.district.language) or self.outline.language

    @property
    def urgent_contacts(self) -> Mapping[Id, Contact]:
        """The contacts at the foot of every page."""
        return {name: it for name, it in self.contacts.items() if it.is_on_every_page}

    def reviews_of(self, kind: str, name: Id) -> Iterator[Review]:
        """The reviews of a piece, such as `cards` and `seizure`."""
        return (it for it in self.reviews.values() if f"{kind}/{name}" in it.what)
