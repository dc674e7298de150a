"""What modules refer to: roles, claims and their sources, glossary words, and who can help."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from course.models.base import (
    Audience,
    CitationId,
    Excusable,
    GroupId,
    Id,
    Model,
    Reader,
    Renamed,
    RoleId,
    YesNo,
)
from course.models.texts import Line, Prose


def day_in(text: str) -> date:
    """The day that a text such as `2027-11-30` means. Raises ValueError if it means none."""
    day = date.fromisoformat(text)
    if str(day) != text:
        raise ValueError(text)  # Python also reads other ways to write a day
    return day


def _day(value: object) -> object:
    if isinstance(value, str):
        try:
            return day_in(value)
        except ValueError:
            raise PydanticCustomError("day", "not a day") from None
    return value


Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=str)]
"""A day, such as `2027-11-30`."""


def _with_scheme(value: object) -> object:
    is_email = isinstance(value, str) and re.fullmatch(r"[^\s:@/]+@[^\s:@/]+", value)
    return f"mailto:{value}" if is_email else value


ReportTo = Annotated[
    str, BeforeValidator(_with_scheme), Field(pattern=r"^(https://\S+|mailto:[^\s@]+@[^\s@]+)$")
]
"""An email address, or the address of a web page."""


class Group(Excusable):
    """Roles that share much of their work."""

    title: Line
    """As shown above the cards of the group's roles on the home page."""


INHERITED = frozenset({"group", "icon", "limits", "hand-over", "reading-grade", "words"})
"""What a role takes from the one that it is like, unless it says so itself."""


def _need_less_if_like(schema: dict[str, Any]) -> None:
    """Tell editors that a role that is like another may leave out what it takes from there."""
    needed = [name for name in schema["required"] if name in INHERITED]
    schema["required"] = [name for name in schema["required"] if name not in INHERITED]
    schema["if"] = {"not": {"required": ["like"]}}
    schema["then"] = {"required": needed}


class Role(Renamed, Excusable):
    """A job in a school."""

    model_config = ConfigDict(json_schema_extra=_need_less_if_like)

    title: Line
    """What people in this role call it."""
    like: RoleId | None = None
    """Another role whose work is nearly the same. What this role does not say itself is taken from
    there: its group, icon, limits, who it hands over to, what it reads, and all texts for it."""
    group: GroupId
    """The group that the role belongs to."""
    summary: Line
    """One line on the role's card on the home page: where this role is in contact with children."""
    icon: Id | None = None
    """The drawing on the role's card, such as `bus`. Without it, the card has a neutral one."""
    poster: Line | None = None
    """The first line on the role's poster: a moment that everyone in this role knows. Without it,
    the poster has the summary."""
    limits: Annotated[tuple[Prose, ...], Field(min_length=1)]
    """What this role must not do, whatever the course says elsewhere."""
    hand_over: Annotated[tuple[Line, ...], Field(min_length=1)]
    """Who this role hands over to, the closest person first."""
    reading_grade: Annotated[int, Field(ge=3, le=12)]
    """The US school grade at which the texts should be readable."""
    words: dict[Id, Line] = {}
    """What this role says for words that texts have in braces: `boss: your manager`. For any other
    word, it is what `words` in `course.yml` says."""

    def reader(self, role_id: Id) -> Reader:
        """Whose texts this role reads, the most specific first. `role_id` is its own id."""
        return (role_id, *filter(None, (self.like,)), self.group)


class Roles(Model):
    """The file `reference/roles.yml`."""

    groups: Annotated[dict[Id, Group], Field(min_length=1)]
    """Groups, in the order of the home page."""
    roles: Annotated[dict[Id, Role], Field(min_length=1)]
    """Roles, in the order of the home page."""

    @model_validator(mode="before")
    @classmethod
    def _take_what_is_like(cls, data: Any) -> Any:
        """Give each role what it does not say itself and the role that it is like says."""
        roles = data.get("roles") if isinstance(data, dict) else None
        if not isinstance(roles, dict):
            return data
        written = {name: role for name, role in roles.items() if isinstance(role, dict)}
        whole = {name: role for name, role in written.items() if "like" not in role}
        # A rule reports an unknown role. Any other stands in for it, because missing keys would be
        # mistakes without a cause of their own.
        any_other = next(iter(whole.values()), {})
        like = {
            name: {**_inherited(whole.get(str(role["like"]), any_other)), **role}
            for name, role in written.items()
            if "like" in role
        }
        return {**data, "roles": {**roles, **like}}


def _inherited(role: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in role.items() if key in INHERITED}


class EvidenceTag(StrEnum):
    """How sure we are."""

    LAW = "law"
    """A statute, a regulation or a court's holding whose text was read. Nothing else."""
    STRONG = "strong"
    """Randomized trials or a meta-analysis of this very outcome."""
    PROMISING = "promising"
    """A small randomized trial, or a study with a comparison group."""
    CONSENSUS = "consensus"
    """Federal or expert guidance agrees."""
    PLAUSIBLE = "plausible"
    """A mechanism or an association, nothing more."""
    ANECDOTAL = "anecdotal"
    """People report this. Nobody has measured it."""


NOT_FIRM = frozenset({EvidenceTag.PLAUSIBLE, EvidenceTag.ANECDOTAL})
"""Tags that readers see right after the statement. The others are below it, in a list."""


class Claim(Excusable):
    """Something that the course states as a fact."""

    says: Prose
    """The claim in plain words."""
    tag: EvidenceTag
    """How sure we are."""
    citations: Annotated[tuple[CitationId, ...], Field(min_length=1)]
    """The sources that it rests on."""
    limits: Prose
    """What the sources do not show: who was studied, how large an effect, what is not known."""
    review_by: Day
    """When the next review is due, such as `2027-11-30`."""
    jurisdiction: Line | None = None
    """Whose law it is, such as `federal`. Only for `tag: law`, which requires it."""
    looked_at: Day | None = None
    """The day someone last read the sources. Required with `tag: law`, and for claims cited by a
    card about danger or law. It is shown on the page and on the back of the printed card."""


class Citation(Excusable):
    """A source that someone has actually seen."""

    authors: Line
    """As printed: `Arnsten, A. F. T.`"""
    year: Annotated[
        str,
        Field(pattern=r"^(\d{4}|n\.d\.)$"),
        WithJsonSchema({"type": ["string", "integer"]}),
    ]
    """The year, or `n.d.`"""
    title: Line
    """The title of the work."""
    container: Line
    """The journal with volume and pages, or the publisher."""
    doi: Annotated[str, Field(pattern=r"^10\.\d{4,9}/\S+$")] | None = None
    """The DOI without `https://doi.org/`. Only one that someone has looked up."""
    address: Annotated[str, Field(pattern=r"^https://\S+$")] | None = None
    """A web address with https://, if there is no DOI."""
    note: Prose | None = None
    """What a reader of the source should know: retired, small, a theory."""


class ArticleNote(Excusable):
    """A note of the article that the course grew out of, and what became of it."""

    number: Line
    """Its number in the article, such as `6, 8, 11`."""
    work: Line
    """The work, as the article names it."""
    status: Prose
    """What became of it (seen, retired, not found), and what rests on it here."""
    instead: tuple[CitationId, ...] = ()
    """Sources that this course uses: ids from `reference/citations.yml`."""


class Term(Excusable):
    """A hard word that the course needs."""

    term: Line
    """The word."""
    means: Prose
    """In plain words."""


class Contact(Audience, Excusable):
    """Someone to turn to.

    `only` and `except` say on whose cards it is shown; the help page shows all contacts.
    """

    name: Line
    """Who answers."""
    use_for: Prose
    """When to turn to them, and what they do not do."""
    in_short: Line | None = None
    """When to turn to them, in a few words, for those who are not the first to call. The help page
    then folds the rest below the name and these words."""
    call: Line | None = None
    """A number to call."""
    message: Line | None = None
    """How to send a text message: a number, or a word and a number, such as `HOME to 741741`."""
    address: Annotated[str, Field(pattern=r"^https://\S+$")] | None = None
    """A web page or chat, with https://."""
    local: YesNo = False
    """`yes` for one that each district fills in."""
    urgent: YesNo = False
    """`yes` for one that is shown on every page."""
    needed: YesNo = False
    """`yes` for one whose number a district must have before it publishes, for its safety."""
    verified_on: Day | None = None
    """The day someone last verified it. Without it, the number is not shown."""
    verified_at: Line | None = None
    """How it was verified: the page that was read, or `called`. For editors; no page shows it."""
    if_missing: Prose | None = None
    """What a reader should do until the district has filled this in."""
    finder: Annotated[str, Field(pattern=r"^https://\S+$")] | None = None
    """An official page where readers can find it until then, with https://."""

    @property
    def is_missing(self) -> bool:
        """Whether the district has not filled it in yet."""
        return self.local and self.verified_on is None

    @property
    def is_on_every_page(self) -> bool:
        """Whether it is urgent and verified. An unverified number is no help in an emergency."""
        return self.urgent and self.verified_on is not None


class LocalRule(Excusable):
    """Something that differs by state or district, and that the district must answer."""

    asks: Prose
    """The question, as a reader would ask it."""
    until_then: Prose
    """What a reader should do until it is answered."""
    answer: Prose | None = None
    """The answer. Only from the law's own text or the district's lawyer, never a guess."""
    source: Line | None = None
    """Where the answer comes from: the law, or the district's policy."""
    verified_on: Day | None = None
    """The day someone last verified it. Without it, the answer is not shown."""

    @property
    def verified_answer(self) -> Prose | None:
        """The answer, if there is one and someone has verified it."""
        return self.answer if self.verified_on else None
