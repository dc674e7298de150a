"""A question bank as its file says it, whatever the format."""

from dataclasses import dataclass, replace
from typing import Literal

Markup = Literal["html", "auto", "plain", "markdown"]
"""How a text is written. `auto` may have HTML tags in it, or none."""
Kind = Literal["choice", "choices", "order", "match", "mark"]
"""A kind of question in this course. `choice` in a bank means that readers pick one answer, even if
several are right."""

RIGHT, WRONG = 100.0, 0.0
"""The weights of answers, in percent. Whatever is between is right in part."""


class BankError(Exception):
    """The whole file cannot be read."""

    def __init__(self, what: str, remedy: str, line: int = 0) -> None:
        """`line` is 0 if it is about the file as a whole."""
        super().__init__(what)
        self.what, self.remedy, self.line = what, remedy, line


@dataclass(frozen=True)
class BankText:
    """A text, in the markup of the bank."""

    text: str = ""
    markup: Markup = "auto"

    def __bool__(self) -> bool:
        return bool(self.text.strip())


@dataclass(frozen=True)
class BankAnswer:
    """An answer, a step, a phrase, or a thing to match."""

    text: BankText
    weight: float = WRONG
    feedback: BankText = BankText()
    goes_with: BankText = BankText()
    """What it goes with, if it is to match."""


@dataclass(frozen=True)
class BankQuestion:
    """A question of a kind that this course has."""

    kind: Kind
    line: int
    """The line of the file on which it begins."""
    name: str
    """Its name in the bank. May be empty."""
    text: BankText
    answers: tuple[BankAnswer, ...]
    feedback: BankText = BankText()
    """What the bank shows whatever the answer was."""
    notes: tuple[str, ...] = ()
    """What was changed, or left out."""
    identifier: str = ""
    """What tells it from every other question of every bank, if the bank says so."""

    @property
    def place(self) -> str:
        """Its module and its id, if a course has exported it, such as `noticing/three-words`.

        The identifier of an export begins with the job, the module and the id, but is cut if it
        would be too long. The name is the id, too.
        """
        start, *ids = self.identifier.split("_")
        if start != "q" or len(ids) < _IDS_OF_PLACE:
            return ""
        _, module, question, *rest = ids
        return f"{module}/{question if rest and rest[0].startswith('revision-') else self.name}"


_IDS_OF_PLACE = 3


@dataclass(frozen=True)
class NotTaken:
    """A question that cannot be taken over, and why."""

    line: int
    called: str
    """Its name or its first words."""
    what: str
    remedy: str


@dataclass(frozen=True)
class Bank:
    """Everything in a file. Each question is taken, or says why not."""

    format: str
    """The name of the format, for people."""
    items: tuple[BankQuestion | NotTaken, ...]
    notes: tuple[str, ...] = ()
    """What was left out that belongs to no single question."""

    def with_note(self, note: str) -> "Bank":
        """The same bank with one more note."""
        return replace(self, notes=(note, *self.notes))


PICTURE = ("It has a picture, a sound or a film.", "Say in words what there is to see or hear.")
"""Why a question with a picture is not taken, and what to do."""
_CHOICE = "Ask what to do, as a choice with two or three answers."
_TYPED = (
    "Readers would have to type the answer.",
    "Make it a choice: keep the answer, and add two that a tired person might give.",
)
_NUMBER = ("Its answer is a number.", "Make it a choice, if somebody needs to know the number.")
_DRAWN = ("Readers would drop something on a picture.", "Ask the same in words.")
_GAPS = ("It has gaps in a text.", "Make each gap a choice of its own.")
_CHOSEN_LATER = ("It stands for questions that are chosen later.", "Import those questions.")

NO_PLACE = {
    "truefalse": ("It asks whether a sentence is true, so half of all guesses are right.", _CHOICE),
    "shortanswer": _TYPED,
    "regexp": _TYPED,
    "numerical": _NUMBER,
    "calculated": _NUMBER,
    "calculatedsimple": _NUMBER,
    "calculatedmulti": _NUMBER,
    "formulas": _NUMBER,
    "stack": _NUMBER,
    "essay": (
        "Readers would write a text, and somebody would have to read it.",
        "Make it an activity of the lesson, such as one for the team.",
    ),
    "description": ("It asks nothing.", "If readers need the text, put it into a lesson."),
    "multianswer": _GAPS,
    "cloze": _GAPS,
    "gapselect": _GAPS,
    "ddwtos": _GAPS,
    "ddimageortext": _DRAWN,
    "ddmarker": _DRAWN,
    "random": _CHOSEN_LATER,
    "randomsamatch": _CHOSEN_LATER,
}
"""For the kinds that this course does not have: why, and what to do instead."""


def no_place(kind: str, line: int, called: str) -> NotTaken:
    """A question of a kind that this course does not have."""
    unknown = (f'This course has no questions of the kind "{kind}".', _CHOICE)
    return NotTaken(line, called, *NO_PLACE.get(kind, unknown))


def first_words(text: str, most: int = 60) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text[: 4 * most].split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
