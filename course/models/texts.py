"""Two kinds of text for people: a short line, and prose in Markdown."""

import re
from collections.abc import Iterator
from typing import Any, ClassVar, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from course.models.quotes import curly

CLAIM_REFERENCE = re.compile(r"\[@(?P<id>[^\]\s]*)\]")
TERM_REFERENCE = re.compile(r"\[\[(?P<id>[^\]|]*)(?:\|(?P<words>[^\]]*))?\]\]")


class TruncatedText(str):
    """Text that YAML truncated, because it was written on one line with a ` #` in it."""

    rest: str

    def __new__(cls, text_before: str, rest: str) -> Self:
        """Store, with the text, what YAML took for a comment."""
        text = super().__new__(cls, text_before)
        text.rest = rest
        return text


_NOTHING = frozenset({"null", "Null", "NULL", "~"})
"""What programs write into YAML where there is no text."""


class _Text(str):
    """Text for people. It has its own type so that all of it can be found in a model."""

    __slots__ = ()  # a course has many thousands, and each would have room for attributes

    max_length: ClassVar[int]
    lines: ClassVar[bool]
    is_curly: ClassVar[bool] = False
    """Whether straight quotation marks and apostrophes become curly ones when it is read. Markdown
    does that later."""

    @classmethod
    def _read(cls, value: str) -> Self:
        if isinstance(value, TruncatedText):
            raise PydanticCustomError(
                "text_cut", "cut at {rest}", {"text": str(value), "rest": value.rest}
            )
        if "\N{NO-BREAK SPACE}" in value:
            raise PydanticCustomError("text_no_break_space", "contains a no-break space")
        if value in _NOTHING:
            return cls()
        if not cls.lines and "\n" in value.strip():
            raise PydanticCustomError("text_many_lines", "more than one line")
        text = value.strip()
        return cls(curly(text) if cls.is_curly else text)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """The schema that pydantic reads this type with."""
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

    __slots__ = ()

    max_length = 200
    lines = False
    is_curly = True


class Typed(Line):
    """Words as people type them, to be compared with other texts."""

    __slots__ = ()

    is_curly = False


class Prose(_Text):
    """Text in Markdown without raw HTML, written under `|`.

    `[@claim-id]` shows how sure we are and links to the sources.
    `[[term-id]]` or `[[term-id|other words]]` links to the glossary. In modules, quizzes and
    cards, `{boss}` is what each job says: see `words` in `course.yml`.
    """

    __slots__ = ()

    max_length = 20_000
    lines = True

    def claims(self) -> Iterator[re.Match[str]]:
        """Every `[@claim-id]`, in order; the group `id` is the id."""
        return CLAIM_REFERENCE.finditer(self)

    def cited(self) -> Iterator[str]:
        """The id of each claim that it cites, in order, without repeats."""
        return iter(dict.fromkeys(claim["id"] for claim in self.claims()))

    def terms(self) -> Iterator[re.Match[str]]:
        """Every `[[term-id]]`, in order; the groups are `id` and `words`."""
        return TERM_REFERENCE.finditer(self)
