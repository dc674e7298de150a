"""The questions of a bank as questions of a module, with a blank for whatever the bank lacks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, ClassVar

from pydantic import TypeAdapter, ValidationError

from course.bring.as_markdown import NoTextError, as_markdown
from course.bring.bank import (
    RIGHT,
    WRONG,
    BankAnswer,
    BankQuestion,
    BankText,
    Kind,
    NotTaken,
    first_words,
)
from course.bring.ids import new_id
from course.models.base import Id, Model
from course.models.questions.answer import Answer, AnswersBase
from course.models.questions.base import QuestionBase
from course.models.questions.kinds import Question
from course.models.questions.mark import MarkQuestion, Phrase
from course.models.questions.match import MatchQuestion, Pair
from course.models.questions.order import OrderQuestion, Step
from course.read.blanks import MARK

_ALMOST = 1.0
"""Weights such as 33 and 33.33333 mean the same."""
_FEWEST_CHOICES = 3
_QUOTES = '"“”'
_STRAIGHT = str.maketrans("“”„‟‘’‚‛", '"' * 4 + "'" * 4)
"""Pages and exports have curly quotation marks where the file has straight ones."""
_QUESTION: TypeAdapter[QuestionBase] = TypeAdapter(Question)

Data = dict[str, Any]


@dataclass(frozen=True)
class Module:
    """What questions need to know about the module that they are for."""

    objectives: tuple[Id, ...] = ()
    lessons: tuple[Id, ...] = ()
    asked: Mapping[str, Id] = field(default_factory=dict)
    """The folded text of each question that its quiz already has, and that question's id."""
    taken_ids: Set[Id] = frozenset()
    """The ids of its questions, and those that they had before."""
    places: Set[str] = frozenset()
    """All questions of the course, each as its module and its id: `noticing/three-words`."""


@dataclass(frozen=True)
class Taken:
    """A question as it is written into the quiz."""

    id: Id
    line: int
    """The line of the bank on which it begins."""
    data: Data
    notes: tuple[str, ...]
    """What was changed, or left out."""


class Quiz:
    """Turns the questions of a bank into those of a module, one after the other."""

    def __init__(self, module: Module, only: Iterable[Id] = (), is_new: bool = False) -> None:
        """`only` is who sees the questions. `is_new` is whether each one says `new: yes`."""
        self._module, self._only, self._is_new = module, list(only), is_new
        self._ids = set(module.taken_ids)
        self._brought: dict[str, Id] = {}
        """The ids of questions that were taken, by all that they say."""

    def take(self, items: Iterable[BankQuestion | NotTaken]) -> Iterator[Taken | NotTaken]:
        """Each question, taken or not, in the order of the bank."""
        for item in items:
            yield item if isinstance(item, NotTaken) else self._take(item)

    def _take(self, question: BankQuestion) -> Taken | NotTaken:
        called = first_words(question.name or question.text.text)
        if question.place in self._module.places:
            module, _, own = question.place.partition("/")
            what = f"The module `{module}` already has this question, as `{own}`."
            return NotTaken(question.line, called, what, "Do nothing, or change it there by hand.")
        try:
            draft = _Draft(question)
            body = draft.body()
            _expect_valid(body)
        except NoTextError as error:
            return NotTaken(question.line, called, error.what, error.remedy)
        same = self._module.asked.get(folded(body["question"])) or self._brought.get(repr(body))
        if same:
            what = f"The module already has this question, as `{same}`."
            return NotTaken(question.line, called, what, "Do nothing, or change its words.")
        new = new_id(question.name, body["question"], self._ids)
        self._ids.add(new)
        self._brought[repr(body)] = new
        data: Data = {"new": "yes"} if self._is_new else {}
        data["kind"] = body.pop("kind")
        data |= {"only": self._only} if self._only else {}
        data["objective"] = _one_of(self._module.objectives, "objective")
        data["lesson"] = _one_of(self._module.lessons, "lesson")
        return Taken(new, question.line, data | body, (*question.notes, *draft.notes))


def folded(text: str) -> str:
    """A text for comparison: without differences in case, spaces and quotation marks."""
    return " ".join(text.lower().translate(_STRAIGHT).split())


def blank(model: type[Model], name: str) -> str:
    """What stands where the bank has no text: the mark, and what the model says about the field."""
    says = (model.documented_fields()[name].description or name).split(". ")[0].rstrip(".")
    return f"{MARK} {says[0].lower()}{says[1:]}."


def _one_of(ids: Sequence[Id], name: str) -> str:
    """The only id there is, or a blank that names all."""
    if len(ids) == 1:
        return ids[0]
    choices = f" One of: {', '.join(ids)}." if ids else ""
    return f"{blank(QuestionBase, name)}{choices}"


class _Draft:
    """Writes one question. Its notes say what was changed."""

    _SAYS_SAME: ClassVar = ("Two of its answers say the same.", "Change one of them in the bank.")

    def __init__(self, question: BankQuestion) -> None:
        self._question = question
        self.notes: list[str] = []

    def body(self) -> Data:
        """Everything but what the module says. Raises NoTextError if it cannot be taken."""
        question = self._question
        text = self._text(question.text)
        if not text:
            raise NoTextError("It has no text.", "Write the question in the bank.")
        answers = [self._text(answer.text) for answer in question.answers]
        kind: Kind = question.kind
        if kind == "match":
            answers = self._matched(answers)
        if not all(answers):
            raise NoTextError("One of its answers is empty, or HTML alone.", "Write it in words.")
        if len(set(map(folded, answers))) < len(answers):
            raise NoTextError(*self._SAYS_SAME)
        if kind in {"choice", "choices"}:
            kind, right = self._right(answers)
            return {
                "kind": kind,
                "question": text,
                "answers": self._answers(answers, right),
            }
        return {"kind": kind, "question": text, **self._parts(kind, answers)}

    def _text(self, source: BankText) -> str:
        text, notes = as_markdown(source)
        self.notes += [note for note in notes if note not in self.notes]
        return text

    def _right(self, texts: list[str]) -> tuple[Kind, list[bool]]:
        """The kind here, and which answers are right."""
        weights = [answer.weight for answer in self._question.answers]
        if any(weight < WRONG for weight in weights):
            self.notes.append("Left out: what wrong answers took away.")
        if self._question.kind == "choice":
            return self._right_of_one(texts, weights)
        right = [weight > WRONG for weight in weights]
        parts = [weight for weight in weights if weight > WRONG]
        if parts and max(parts) - min(parts) > _ALMOST:
            self.notes.append("Left out: that some right answers were worth more than others.")
        if len(weights) < _FEWEST_CHOICES and right.count(True) == 1:
            self.notes.append("In the bank, readers pick several. Here, with two, they pick one.")
            return "choice", right
        return "choices", right

    def _right_of_one(self, texts: list[str], weights: list[float]) -> tuple[Kind, list[bool]]:
        right = [weight > RIGHT - _ALMOST for weight in weights]
        for text, weight, is_right in zip(texts, weights, right, strict=True):
            if not is_right and weight > WRONG:
                self.notes.append(
                    f"“{first_words(text.strip(_QUOTES))}” was worth {weight:g} %, and is now "
                    "wrong. Its feedback should say what is right about it."
                )
        if right.count(True) < 2:
            return "choice", right
        self.notes.append("In the bank, one right answer was enough. Here, readers pick all.")
        return "choices", right

    def _answers(self, texts: list[str], right: list[bool]) -> list[Data]:
        general = self._text(self._question.feedback)
        if general:
            self.notes.append("Its general feedback is now below the feedback of a right answer.")
        written: list[Data] = []
        for answer, text, is_right in zip(self._question.answers, texts, right, strict=True):
            feedback = self._text(answer.feedback)
            if general and is_right:
                feedback, general = f"{feedback}\n\n{general}".strip(), ""
            key = "right" if is_right else "wrong"
            written.append({key: text, "feedback": feedback or blank(Answer, "feedback")})
        return written

    def _matched(self, items: list[str]) -> list[str]:
        """The things to match, without what goes with nothing."""
        kept = []
        for item, answer in zip(items, self._question.answers, strict=True):
            if not item and answer.goes_with:
                lost = first_words(answer.goes_with.text)
                self.notes.append(f"Left out: “{lost}”, which went with nothing.")
            elif item or answer.goes_with:
                kept.append(item)
        return kept

    def _parts(self, kind: Kind, texts: list[str]) -> Data:
        answers = self._question.answers
        general = self._text(self._question.feedback)
        if kind == "order":
            steps = [
                {"text": text, "feedback": self._feedback(answer, Step)}
                for text, answer in zip(texts, answers, strict=True)
            ]
            return {"steps": steps, "feedback": general or blank(OrderQuestion, "feedback")}
        if kind == "mark":
            phrases = [
                {
                    "text": text,
                    **({"mark": "yes"} if answer.weight > WRONG else {}),
                    "feedback": self._feedback(answer, Phrase),
                }
                for text, answer in zip(texts, answers, strict=True)
            ]
            return {"phrases": phrases, "feedback": general or blank(MarkQuestion, "feedback")}
        with_item = [answer for answer in answers if answer.text]
        goes_with = [self._text(answer.goes_with) for answer in with_item]
        if not all(goes_with):
            what = "One of the things to match goes with nothing."
            raise NoTextError(what, "Write in the bank what it goes with.")
        pairs = [
            {"item": text, "goes-with": other, "feedback": self._feedback(answer, Pair)}
            for text, other, answer in zip(texts, goes_with, with_item, strict=True)
        ]
        return {"pairs": pairs, "feedback": general or blank(MatchQuestion, "feedback")}

    def _feedback(self, answer: BankAnswer, model: type[Model]) -> str:
        return self._text(answer.feedback) or blank(model, "feedback")


def _expect_valid(body: Data) -> None:
    """Raises NoTextError if the model does not take a question, apart from its blanks."""
    try:
        question = _QUESTION.validate_python({**body, "objective": "any", "lesson": "any"})
    except ValidationError as error:
        raise NoTextError(*_explained(body, error)) from None
    for flaw in question.flaws():
        if isinstance(question, AnswersBase):
            has_right = any(answer.is_right for answer in question.answers)
            what = "Every answer is right." if has_right else "No answer is right, or none fully."
            raise NoTextError(what, "Say in the bank which ones are right.")
        raise NoTextError(flaw.what, flaw.remedy)


def _explained(body: Data, error: ValidationError) -> tuple[str, str]:
    first = error.errors()[0]
    context = first.get("ctx", {})
    kind, has = body["kind"], context.get("actual_length")
    if first["type"] == "too_long":
        most = context["max_length"]
        return f"It has {has} answers; the kind {kind} has at most {most}.", "Leave some out."
    if first["type"] == "too_short":
        fewest = context["min_length"]
        return f"It has {has} answers; the kind {kind} has at least {fewest}.", "Write more."
    return f"The kind {kind} does not take it: {first['msg']}.", "Write it by hand."
