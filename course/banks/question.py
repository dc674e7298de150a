"""The questions of a role as every format needs them: nothing left to look up or to tailor."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Literal

Kind = Literal["choice", "choices", "mark", "order", "match"]

PARTS_ARE_ANSWERS = "Parts to mark are right answers of a question with several."
PLAIN_OPTIONS = "Bold, italics and links are left out of what things are matched with."
"""What is different in several formats."""
FULL = 100.0
"""The weights of all right answers together, in percent."""


@dataclass(frozen=True)
class Text:
    """A text in HTML, with paragraphs, lists, bold, italics and links to the web."""

    html: str = ""
    plain: str = ""
    """The same without any markup, on one line."""

    def __bool__(self) -> bool:
        return bool(self.html)

    @property
    def alone(self) -> str:
        """Its HTML, and if it is one paragraph, what is in it."""
        inside = self.html.removeprefix("<p>").removesuffix("</p>")
        is_paragraph = len(inside) == len(self.html) - len("<p></p>") and "<p>" not in inside
        return inside if is_paragraph else self.html

    @property
    def has_markup(self) -> bool:
        """Whether the plain text says less."""
        return "<" in self.alone


@dataclass(frozen=True)
class Answer:
    """An answer, a phrase, a step or a thing to match."""

    text: Text
    feedback: Text
    is_right: bool = False
    """Whether to pick it."""
    goes_with: Text = Text()
    """What it goes with, if it is to match."""
    place: int = 0
    """Its place in the right order, from 1, if it is a step."""


@dataclass(frozen=True)
class Question:
    """A question of one role."""

    id: str
    place: str
    """Its module and its id, as trainers know it: `noticing/three-words`."""
    identifier: str
    """Tells it from every other question, and from earlier revisions of itself."""
    kind: Kind
    text: Text
    hint: str
    """What to do, in words, where a system does not say it itself."""
    answers: tuple[Answer, ...]
    """In the order in which pages show them, which tells nothing."""
    closing: str
    """HTML: what its answers show together. Empty for the kinds that have none."""
    more: str
    """HTML: the lesson to read again, and the card whose rule decides."""
    tags: tuple[str, ...]
    ask_first: str = ""
    """What to ask about steps where a system knows no order."""

    @property
    def is_picked(self) -> bool:
        """Whether readers pick answers, instead of ordering or matching them."""
        return self.kind in {"choice", "choices", "mark"}

    @property
    def has_several(self) -> bool:
        """Whether readers may pick several answers."""
        return self.kind in {"choices", "mark"}

    @property
    def weights(self) -> tuple[float, ...]:
        """What each answer is worth, in percent.

        Where several are right, each has its part, and a wrong one takes as much away. Otherwise,
        picking everything would count as right.
        """
        if not self.has_several:
            return tuple(FULL if answer.is_right else 0.0 for answer in self.answers)
        part = FULL / max(1, sum(answer.is_right for answer in self.answers))
        return tuple(part if answer.is_right else -part for answer in self.answers)

    @property
    def steps(self) -> tuple[Answer, ...]:
        """The answers of an order, in the right order."""
        return tuple(sorted(self.answers, key=lambda answer: answer.place))

    @property
    def options(self) -> tuple[Text, ...]:
        """What things to match can go with, each once."""
        return tuple({answer.goes_with.plain: answer.goes_with for answer in self.answers}.values())

    def with_hint(self) -> str:
        """The HTML of the question, with what to do."""
        return f"{self.text.html}<p><em>{escape(self.hint, quote=False)}</em></p>"

    def general(self) -> str:
        """HTML of what is shown after any answer."""
        return f"{self.closing}{self.more}"

    def general_with_reasons(self) -> str:
        """The same, after the feedback of all answers, for systems that show it only here."""
        return f"{self._reasons()}{self.general()}"

    def _reasons(self) -> str:
        tag = "ol" if self.kind == "order" else "ul"
        return f"<{tag}>{''.join(self._items())}</{tag}>"

    def _items(self) -> Iterator[str]:
        for answer in self.steps:
            goes_with = f" → <strong>{answer.goes_with.alone}</strong>" if answer.goes_with else ""
            mark = "" if not self.has_several else "✓ " if answer.is_right else "– "
            yield f"<li><p>{mark}{answer.text.alone}{goes_with}</p>{answer.feedback.html}</li>"


@dataclass(frozen=True)
class Quiz:
    """The questions of a module."""

    id: str
    identifier: str
    title: str
    role_title: str
    url: str
    """The page of the module, if the address of the site is known."""
    questions: tuple[Question, ...]

    @property
    def long_title(self) -> str:
        """Its title among the quizzes of several roles."""
        return f"{self.title} ({self.role_title})"


@dataclass(frozen=True)
class Bank:
    """The questions of a role."""

    identifier: str
    course_title: str
    role_title: str
    language: str
    has_links: bool
    """Whether its texts link to the site."""
    quizzes: tuple[Quiz, ...]

    @property
    def questions(self) -> Iterator[Question]:
        """All questions, in the order of the course."""
        for quiz in self.quizzes:
            yield from quiz.questions
