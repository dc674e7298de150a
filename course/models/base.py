"""What every model of the course is made of: strict models, ids, and two kinds of text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from course.problems import Location

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
CLAIM_REFERENCE = re.compile(r"\[@(?P<id>[^\]\s]*)\]")
TERM_REFERENCE = re.compile(r"\[\[(?P<id>[^\]|]*)(?:\|(?P<words>[^\]]*))?\]\]")

Id = Annotated[str, Field(pattern=f"^{ID_PATTERN}$")]
"""Small letters, digits and hyphens, such as `in-the-moment`. An id is for ever."""


class TruncatedText(str):
    """Text that YAML cut short, because it was written on one line with a ` #` in it."""

    rest: str

    def __new__(cls, kept: str, rest: str) -> Self:
        """Keep beside the text what YAML took for a remark."""
        text = super().__new__(cls, kept)
        text.rest = rest
        return text


class _Text(str):
    """Text for people. A type of its own, so that all of it can be found in a model."""

    max_length: ClassVar[int]
    lines: ClassVar[bool]

    @classmethod
    def _read(cls, value: str) -> Self:
        if isinstance(value, TruncatedText):
            raise PydanticCustomError(
                "text_cut", "cut at {rest}", {"kept": str(value), "rest": value.rest}
            )
        if "\N{NO-BREAK SPACE}" in value:
            raise PydanticCustomError("text_no_break_space", "holds a no-break space")
        if not cls.lines and "\n" in value.strip():
            raise PydanticCustomError("text_many_lines", "more than one line")
        return cls(value.strip())

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Tell pydantic how to read this type."""
        text = core_schema.str_schema(min_length=1, max_length=cls.max_length, pattern=r"\S")
        return core_schema.no_info_before_validator_function(
            _expect_text,
            core_schema.chain_schema(
                [
                    core_schema.no_info_plain_validator_function(cls._read),
                    text,
                    core_schema.no_info_plain_validator_function(cls),
                ]
            ),
            json_schema_input_schema=text,
        )


def _expect_text(value: object) -> object:
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "not text")
    return value


class Line(_Text):
    """A short text on one line without any markup: a title, a name."""

    max_length = 200
    lines = False


class Prose(_Text):
    """Text in Markdown without raw HTML, written under `|`.

    `[@claim-id]` shows how sure we are and leads to the sources.
    `[[term-id]]` or `[[term-id|other words]]` leads to the glossary.
    """

    max_length = 20_000
    lines = True

    def claims(self) -> Iterator[re.Match[str]]:
        """Every `[@claim-id]`, in order; the group `id` holds the id."""
        return CLAIM_REFERENCE.finditer(self)

    def terms(self) -> Iterator[re.Match[str]]:
        """Every `[[term-id]]`, in order; the groups are `id` and `words`."""
        return TERM_REFERENCE.finditer(self)


def _yes_or_no(value: object) -> object:
    answers = {"yes": True, "no": False}
    if isinstance(value, str) and value.lower() in answers:
        return answers[value.lower()]
    if isinstance(value, bool):
        return value
    raise PydanticCustomError("yes_or_no", "neither yes nor no")


YesNo = Annotated[bool, BeforeValidator(_yes_or_no, json_schema_input_type=Literal["yes", "no"])]
"""`yes` or `no`."""

SearchPhrase = Annotated[str, Field(min_length=1, max_length=60, pattern=r"\S")]
"""What somebody would type into the search, such as `mom keeps calling`. Nobody reads it."""

Minutes = Annotated[int, Field(ge=1, le=240)]
"""Whole minutes, from 1 to 240."""


def _yaml_key(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


class Model(BaseModel):
    """A mapping in the YAML. Unknown keys are refused, and nothing changes after reading."""

    model_config = ConfigDict(
        defer_build=True,  # most are only met inside others, and need no validator of their own
        alias_generator=_yaml_key,
        extra="forbid",
        frozen=True,
        use_attribute_docstrings=True,
        validate_by_name=False,
        validate_by_alias=True,
    )

    @cached_property
    def fingerprint(self) -> str:
        """A hash of everything inside, as hexadecimal digits. Equal pieces have equal ones."""
        return sha256(repr(self).encode()).hexdigest()


class HasVariants(Model):
    """In which words a piece of the course is met.

    Each entry is the id of a role or of a group of roles. The nearest wins: what is said of a
    role goes before what is said of its group, and that before the text that all share.
    """

    varying_field: ClassVar[str] = "text"
    """The name of the one text that `instead` and `also` change."""

    instead: dict[Id, Prose] = {}
    """For these roles or groups, this text in the place of the shared one."""
    also: dict[Id, Prose] = {}
    """For these roles or groups, this text after the shared one."""


class Audience(Model):
    """Who meets a piece of the course. Each entry is the id of a role or of a group of roles."""

    only: tuple[Id, ...] = ()
    """Only these roles or groups meet this piece."""
    except_: tuple[Id, ...] = ()
    """All but these roles or groups meet this piece."""

    def is_for(self, reader: "Reader") -> bool:
        """Whether this reader meets the piece. What is said of the role beats its group."""
        for audience in reader:
            if audience in self.except_:
                return False
            if audience in self.only:
                return True
        return not self.only

    def is_exclusive_to(self, role_id: Id) -> bool:
        """Whether the piece was written for this role and no other."""
        return self.only == (role_id,)


class Targeted(Audience, HasVariants):
    """Who meets a piece of the course, and in which words.

    Each entry is the id of a role or of a group of roles. The nearest wins: what is said of a
    role goes before what is said of its group, and that before the text that all share.
    """

    plain_type: ClassVar[type[Model]]
    """The same piece without these four keys, as a reader meets it."""


Reader = tuple[Id, Id]
"""A role and its group: the nearest first."""


def walk(value: object, location: Location = ()) -> Iterator[tuple[Location, object]]:
    """Everything inside a model, with the way to it, in the order of the YAML."""
    waiting = [(location, value)]  # a stack: nested generators hand every value up level by level
    while waiting:
        location, value = waiting.pop()
        yield location, value
        if isinstance(value, str):  # nine values in ten
            continue
        inner: Iterable[tuple[str | int, object]] = ()
        if isinstance(value, Model):
            fields = type(value).model_fields.items()
            inner = ((field.alias or name, getattr(value, name)) for name, field in fields)
        elif isinstance(value, Mapping):
            inner = value.items()
        elif isinstance(value, tuple):
            inner = enumerate(value)
        waiting.extend([((*location, step), part) for step, part in inner][::-1])
