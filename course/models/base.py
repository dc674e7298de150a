"""What every model of the course is built from: strict models, ids, and two kinds of text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from course.models.docstrings import docstrings_in
from course.models.texts import Line, Prose, Typed
from course.problems import Location

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
WORD_REFERENCE = re.compile(rf"\{{(?P<id>{ID_PATTERN})\}}")
"""`{word-id}`: a word that each job says in its own way. The group `id` is the id."""

Id = Annotated[str, Field(pattern=f"^{ID_PATTERN}$")]
"""Lowercase letters, digits and hyphens, such as `in-the-moment`. An id stays: see `Renamed`."""


@dataclass(frozen=True)
class Names:
    """Marks an id as the id of something else, so that an editor can offer the ids that exist."""

    kind: str
    """The key of that kind in the course, such as `claims`. `audiences` are roles and groups;
    `lessons` and `objectives` are those of the same module; `places` are lessons of any module, as
    `module/lesson`; `turns` and `people` are those of the same scene."""


AudienceId = Annotated[Id, Names("audiences")]
CardId = Annotated[Id, Names("cards")]
CitationId = Annotated[Id, Names("citations")]
ClaimId = Annotated[Id, Names("claims")]
ContactId = Annotated[Id, Names("contacts")]
GroupId = Annotated[Id, Names("groups")]
LessonId = Annotated[Id, Names("lessons")]
LocalRuleId = Annotated[Id, Names("local_rules")]
ModuleId = Annotated[Id, Names("modules")]
ObjectiveId = Annotated[Id, Names("objectives")]
RoleId = Annotated[Id, Names("roles")]
SpeakerId = Annotated[Id, Names("people")]
ToolId = Annotated[Id, Names("tools")]
TopicId = Annotated[Id, Names("topics")]
TurnId = Annotated[Id, Names("turns")]
LessonPlace = Annotated[str, Field(pattern=f"^{ID_PATTERN}/{ID_PATTERN}$"), Names("places")]
"""The id of a module, a slash, and the id of one of its lessons."""


def _yes_or_no(value: object) -> object:
    answers = {"yes": True, "no": False}
    if isinstance(value, str) and value.lower() in answers:
        return answers[value.lower()]
    if isinstance(value, bool):
        return value
    raise PydanticCustomError("yes_or_no", "neither yes nor no")


YesNo = Annotated[bool, BeforeValidator(_yes_or_no, json_schema_input_type=Literal["yes", "no"])]
"""`yes` or `no`."""


def fingerprint_of(content: str) -> str:
    """A hash of a text as hexadecimal digits: few, since a large course has many of them."""
    return blake2b(content.encode(), digest_size=16).hexdigest()


def text_alone(value: object) -> object:
    """What a mapping is read from, if just its text may be written."""
    return {"text": value} if isinstance(value, str) else value


PHRASE_PATTERN = r"[^\s*]"
Phrase = Annotated[Typed, Field(pattern=PHRASE_PATTERN)]
"""A word or phrase to look for, in any case. `*` stands for any letters: `traumatiz*`."""
Phrases = Annotated[tuple[Phrase, ...], Field(min_length=1)]
"""At least one of them."""

SearchPhrase = Annotated[str, Field(min_length=1, max_length=60, pattern=r"\S")]
"""What someone would type into the search, such as `mom keeps calling`. It is never shown."""

VERSION_PATTERN = r"^[1-9]\d{3}\.(0?[1-9]|1[0-2])(\.\d+)?$"
"""The version of the course: a year, a month, and a third number if it was corrected."""

EARLIER_PLACE_PATTERN = f"^({ID_PATTERN}/)?{ID_PATTERN}$"
EarlierPlace = Annotated[str, Field(pattern=EARLIER_PLACE_PATTERN)]
"""An earlier id, or the id of a module, a slash and an earlier id."""

MOST_EARLIER_IDS = 12

Minutes = Annotated[int, Field(ge=1, le=240)]
"""Whole minutes, from 1 to 240."""


def _yaml_key(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


class Model(BaseModel):
    """A mapping in the YAML. Unknown keys are rejected, and instances are immutable."""

    model_config = ConfigDict(
        defer_build=True,  # most are only used inside others and need no validator of their own
        alias_generator=_yaml_key,
        extra="forbid",
        frozen=True,
        validate_by_name=False,
        validate_by_alias=True,
    )

    every_field: ClassVar[set[str]]
    """The names of all fields, for `model_construct`. Otherwise it makes such a set for each
    instance, and in a large course they take a tenth of the memory."""
    walked_fields: ClassVar[tuple[tuple[str, str], ...]]
    """The key in the YAML and the name of each field that `walk` goes through."""
    has_descriptions: ClassVar[bool]
    """Set once the docstrings of the fields are read."""

    @classmethod
    def __pydantic_init_subclass__(cls, **options: Any) -> None:
        """Collect the fields of a new model."""
        super().__pydantic_init_subclass__(**options)
        cls.every_field = set(cls.model_fields)
        cls.walked_fields = tuple(
            (field.alias or name, name)
            for name, field in cls.model_fields.items()
            if not field.exclude
        )

    def model_post_init(self, _context: object, /) -> None:
        """Share one set of field names, since one for each instance takes much memory."""
        object.__setattr__(self, "__pydantic_fields_set__", type(self).every_field)

    @classmethod
    def documented_fields(cls) -> dict[str, FieldInfo]:
        """The fields, each described by the docstring under it, which is the authors' manual.

        It is read from the source at the first call: to read all of them would take a tenth of a
        second at the start of every command, and most commands show none.
        """
        if "has_descriptions" not in vars(cls):
            for kind in reversed(cls.__mro__):
                if issubclass(kind, Model):
                    for name, text in docstrings_in(kind).items():
                        if name in cls.model_fields:
                            cls.model_fields[name].description = text or None
            cls.has_descriptions = True
        return cls.model_fields

    def __copy__(self) -> Self:
        """A copy without cached results, since `model_copy` may change its fields."""
        copy = super().__copy__()
        for name in vars(copy).keys() - type(self).model_fields.keys():
            del vars(copy)[name]
        return copy

    @cached_property
    def fingerprint(self) -> str:
        """A hash of everything inside, as hexadecimal digits. Equal pieces have equal hashes."""
        return fingerprint_of(f"{type(self).__name__}{self.model_dump_json()}")

    @cached_property
    def cited_in_texts(self) -> tuple[Id, ...]:
        """The claims that all texts inside cite, in order, including repeats."""
        return tuple(cited_in(getattr(self, name) for name in type(self).model_fields))

    @cached_property
    def has_words(self) -> bool:
        """Whether any text inside may have a word in braces, which each job says in its own way."""
        return have_words(getattr(self, name) for _, name in type(self).walked_fields)

    @cached_property
    def word_count(self) -> int:
        """How many words all texts inside have, about: markup is not told from words."""
        return words_in(getattr(self, name) for name in type(self).model_fields)


class Excusable(Model):
    """Something that may have a remark which its authors decide to leave."""

    overrides: Annotated[dict[Id, Line], Field(exclude=True)] = {}
    """Remarks about this piece, or anything inside it, that stay: the name of each rule, which is
    in brackets after the remark, and in one line why the text is right here. Readers never see
    it. A mistake cannot stay."""


class Renamed(Model):
    """Something with an id that links and readers' progress depend on."""

    was: Annotated[tuple[Id, ...], Field(max_length=MOST_EARLIER_IDS)] = ()
    """Its earlier ids, if it was renamed, the first one first. Links to them lead here, and what
    readers have saved under them follows."""


class Moved(Model):
    """The same for something inside a module, which may have been in another one."""

    was: Annotated[tuple[EarlierPlace, ...], Field(max_length=MOST_EARLIER_IDS)] = ()
    """Its earlier ids, if it was renamed. If it was in another module, `module/id`. Links to them
    lead here, and what readers have saved under them follows."""


class HasVariants(Model):
    """Different wording of a piece for some roles.

    Each entry is the id of a role or of a group of roles. The most specific entry wins: one for
    the role comes before one for its group, and that before the text that all share.
    """

    varying_field: ClassVar[str] = "text"
    """The name of the one text that `instead` and `also` change."""

    instead: dict[AudienceId, Prose] = {}
    """For these roles or groups, this text replaces the shared one."""
    also: dict[AudienceId, Prose] = {}
    """For these roles or groups, this text follows the shared one."""


class Audience(Model):
    """Who sees a piece of the course. Each entry is the id of a role or of a group of roles."""

    only: Annotated[tuple[AudienceId, ...], Field(min_length=1)] = ()
    """Only these roles or groups see this piece. Without it, everyone does."""
    except_: tuple[AudienceId, ...] = ()
    """Everyone except these roles or groups sees this piece."""

    def is_for(self, reader: "Reader") -> bool:
        """Whether this reader sees the piece. The most specific entry wins."""
        if not self.only and not self.except_:  # most pieces
            return True
        for audience in reader:
            if audience in self.except_:
                return False
            if audience in self.only:
                return True
        return not self.only

    def is_own_of(self, reader: "Reader") -> bool:
        """Whether the piece was written for this role alone, or for the job that it is like."""
        *roles, _ = reader
        return bool(self.only) and set(self.only) <= set(roles)


class Targeted(Audience, HasVariants, Excusable):
    """Who sees a piece of the course, and in what wording.

    Each entry is the id of a role or of a group of roles. The most specific entry wins: one for
    the role comes before one for its group, and that before the text that all share.
    """

    plain_type: ClassVar[type[Model]]
    """The type of the same piece without these keys, as a reader sees it."""


def cited_in(values: Iterable[object]) -> Iterator[Id]:
    """The claims that the texts in these values cite, in order, including repeats."""
    for value in values:
        if isinstance(value, str):  # nine values in ten
            if "[@" in value and isinstance(value, Prose):
                yield from (claim["id"] for claim in value.claims())
        elif isinstance(value, Model):
            yield from value.cited_in_texts
        elif isinstance(value, dict):
            yield from cited_in(value.values())
        elif isinstance(value, tuple):
            yield from cited_in(value)


def have_words(values: Iterable[object]) -> bool:
    """Whether any text in these values may have a word in braces."""
    for value in values:
        if isinstance(value, str):  # nine values in ten
            found = "{" in value
        elif isinstance(value, Model):
            found = value.has_words
        elif isinstance(value, dict):
            found = have_words(value.values())
        else:
            found = isinstance(value, tuple) and have_words(value)
        if found:
            return True
    return False


def words_in(values: Iterable[object]) -> int:
    """How many words the texts in these values have, about."""
    count = 0
    for value in values:
        if isinstance(value, str):  # nine values in ten
            if isinstance(value, (Prose, Line)):
                count += len(value.split())
        elif isinstance(value, Model):
            count += value.word_count
        elif isinstance(value, dict):
            count += words_in(value.values())
        elif isinstance(value, tuple):
            count += words_in(value)
    return count


def fingerprint_inside(value: object) -> object:
    """The value, with a hash instead of each model in it. Equal values give equal results."""
    if isinstance(value, Model):
        return value.fingerprint
    if isinstance(value, dict):
        return [(name, fingerprint_inside(inner)) for name, inner in value.items()]
    return [*map(fingerprint_inside, value)] if isinstance(value, tuple | list) else value


Reader = tuple[Id, ...]
"""A role, the role that it is like if there is one, and its group: the most specific first."""

Audiences = Annotated[tuple[AudienceId, ...], Field(min_length=1)]
"""Ids of roles and groups, at least one."""


def is_among(named: tuple[AudienceId, ...], reader: Reader) -> bool:
    """Whether a reader is among the roles and groups that are named. If none is, everyone is."""
    return not named or not set(named).isdisjoint(reader)


def walk(value: object, location: Location = ()) -> Iterator[tuple[Location, object]]:
    """Everything inside a model that is meant for readers or for rules, with its location.

    It is in the order of the models' fields. What is never part of a page, such as the reason
    for an override, is left out.
    """
    stack = [(location, value)]  # nested generators would pass every value up level by level
    while stack:
        location, value = stack.pop()
        yield location, value
        if isinstance(value, str):  # nine values in ten
            continue
        inner: Iterable[tuple[str | int, object]] = ()
        if isinstance(value, Model):
            inner = [(key, getattr(value, name)) for key, name in type(value).walked_fields]
        elif isinstance(value, dict):
            inner = value.items()
        elif isinstance(value, tuple):
            inner = enumerate(value)
        stack.extend([((*location, step), part) for step, part in inner][::-1])
