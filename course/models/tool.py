"""A tool: a sheet that a person or a team fills in, on a screen or on paper."""

from typing import Annotated, Literal

from pydantic import Field

from course.models.base import Id, Minutes, Model, Renamed, SearchPhrase, Targeted, YesNo
from course.models.texts import Line, Prose

MostWords = Annotated[int, Field(ge=10, le=1000)]


class _Part(Model):
    """A part of a tool.

    Rules: `tools`, `anchors`
    """

    title: Line
    """What this part is, in a few words."""


class Read(_Part):
    """Something to know before filling in the rest.

    For readers to: know something before they fill in the rest
    Instead: `example` for words to follow or to copy.
    Picture: A title and a few lines, on a calm background.
    """

    kind: Literal["read"]
    text: Prose
    """What to know, such as when not to use the tool."""


class Example(_Part):
    """A text to follow, such as a letter or what to say in a call, set apart as if on paper.

    For readers to: see how it sounds when it is done well
    Instead: `read` for what they need to know. `write` for the field in which they write their
        own.
    Picture: A title, and the example in a white box with a thick line beside it.
    Rules: `examples`
    """

    kind: Literal["example"]
    text: Prose
    """The text. All of it is made up, and what a school fills in is in brackets."""
    most_words: MostWords | None = None
    """How many words the text may have."""
    reading_grade: Annotated[int, Field(ge=1, le=12)] | None = None
    """The school grade at which the text can be read."""


class Write(_Part):
    """A field for a few lines of text.

    For readers to: write a few lines of their own
    Instead: `table` for several short entries of the same sort.
    Picture: A title, an empty field, and below it how many words were written: 0 of 40.
    """

    kind: Literal["write"]
    text: Prose | None = None
    """What belongs in the field, and what does not."""
    lines: Annotated[int, Field(ge=1, le=12)] = 3
    """How many lines are left blank on paper."""
    most_words: MostWords | None = None
    """How many words it should have at most. The screen counts them."""
    reading_grade: Annotated[int, Field(ge=1, le=12)] | None = None
    """The school grade at which it should be readable. The screen estimates it."""


class Tick(_Part):
    """A checklist.

    For readers to: check off what is done or in place
    Instead: `ask` if exactly one thing is to be chosen. `agenda` if the order and the minutes
        matter.
    Picture: A title, and two lines with a box to check each.
    """

    kind: Literal["tick"]
    text: Prose | None = None
    """What the list is for."""
    items: Annotated[dict[Id, Prose], Field(min_length=1, max_length=20)]
    """The items to check off, a line or two each."""


class Table(_Part):
    """A table to fill in. On a phone, each row is a card.

    For readers to: write down several things of the same sort, one below the other
    Instead: `write` for one text. `tick` if there is nothing to write.
    Picture: A title and three boxes, one for each row of the table, with two empty fields each.
    """

    kind: Literal["table"]
    text: Prose | None = None
    """How to fill it in."""
    columns: Annotated[dict[Id, Line], Field(min_length=1, max_length=6)]
    """What to fill in, in each row."""
    rows: Annotated[dict[Id, Prose], Field(max_length=20)] = {}
    """The text at the start of each row."""
    blank_rows: Annotated[int, Field(ge=0, le=20)] = 0
    """How many blank rows to add."""


class Step(Model):
    """A step of an agenda."""

    minutes: Minutes
    """How long it takes."""
    text: Prose
    """What to do."""


class Agenda(_Part):
    """Steps with their minutes. The total is shown.

    For readers to: lead a few minutes with colleagues, step by step
    Instead: `together` for something to do in a lesson, which needs no sheet.
    Picture: A title, two numbered steps with their minutes, and the total.
    """

    kind: Literal["agenda"]
    text: Prose | None = None
    """What to agree on before the first step."""
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=12)]
    """The steps, in order. Nobody has to share anything about themselves."""


class Ask(_Part):
    """A question with one answer to choose. The reader is not told whether it fits.

    For readers to: choose one answer, without being told whether it fits
    Instead: `choice`, in a quiz, if they should learn from the answer.
    Picture: A title, a question, and two answers with a circle each.
    Rules: `fitting-answers`
    """

    kind: Literal["ask"]
    text: Prose
    """The question."""
    answers: Annotated[dict[Id, Prose], Field(min_length=2, max_length=6)]
    """The answers to choose from."""
    fits: Annotated[tuple[Id, ...], Field(max_length=5)] = ()
    """The answers that fit. Leave it out if none is better than another."""


class Summary(_Part):
    """What a person may choose to give to a trainer: counts, and nothing that they wrote.

    How many of the questions with a fitting answer were answered with one; what was chosen in the
    others; how many items were checked off in each list.

    For readers to: hand in counts, if they like, and nothing that they wrote
    Picture: A title, a line of text, and the button "Show my counts".
    """

    kind: Literal["summary"]
    text: Prose
    """That nobody has to do this, who may get it, and what for."""


Part = Annotated[
    Read | Example | Write | Tick | Table | Agenda | Ask | Summary, Field(discriminator="kind")
]


class Tool(Targeted, Renamed):
    """A file in `reference/tools/`. Its name, without `.yml`, is the tool's id.

    Lessons link to it with `tools`.
    """

    varying_field = "summary"

    title: Line
    """What the sheet is called."""
    summary: Prose
    """What it is for, in a line or two."""
    about_a_child: YesNo = False
    """`yes` if people write about a real child in it. Then nothing is saved: it is gone when the
    reader leaves the page. What is written in any other tool stays on the reader's device."""
    parts: Annotated[dict[Id, Part], Field(min_length=1, max_length=16)]
    """What to read and fill in, in order."""
    found_by: tuple[SearchPhrase, ...] = ()
    """What staff who need it would type, in their own words."""
