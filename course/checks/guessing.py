"""Whether readers can guess: the share of right answers for each guessing habit, against chance.

Each habit picks answers by their wording, without any knowledge of the subject. A question with one
right answer counts 1 or 0; one with several counts the share of right ones among as many picks. If
answers tie, the average over all ways to pick among them counts.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from statistics import fmean, median
from typing import NamedTuple

from course.checks.context import Context
from course.checks.patterns import Phrases
from course.checks.readability import words
from course.models.base import Id
from course.models.course import Course
from course.models.questions.base import Option
from course.models.style import AnswerWords
from course.problems import Finding
from course.read.places import quiz_file
from course.render.shuffle import shuffled
from course.suggestions import in_quotes

LONG_WORD = 5
SHOWN = 3
"""How many questions a remark names."""


@dataclass(frozen=True)
class QuizItem:
    """A question or situation, as shown to a reader who has not read the module."""

    source: str
    question: str
    answers: tuple[Option, ...]

    @property
    def right(self) -> int:
        """The number of right answers."""
        return sum(answer.is_right for answer in self.answers)

    @property
    def by_chance(self) -> float:
        """The share of right answers by picking blindly, from 0 to 1."""
        return self.right / len(self.answers)

    @cached_property
    def likeness(self) -> Mapping[str, float]:
        """How many of its words occur in the other answers, for the text of each answer.

        An author who writes the right answer and then changes half of it twice makes it the most
        alike. Answers without words, such as emoji, are not alike.
        """
        sets = [words_of(answer.text) for answer in self.answers]
        return {
            answer.text: sum(
                len(own & other) / (len(own | other) or 1) for other in sets if other is not own
            )
            for answer, own in zip(self.answers, sets, strict=True)
        }


class _Guess(NamedTuple):
    """What guessing is worth in one question."""

    source: str
    by_chance: float
    gains: Mapping[str, float]
    """By the name of a habit."""


class Told(NamedTuple):
    """How a habit is told to people who have never heard of it."""

    picked: str
    """What it picks: `the shortest answer`."""
    counted: str
    """What makes an answer that one."""
    mend: str
    """What to do in a question in which it finds the right answer."""


_WARM = (
    "words in the list `{0}` of reference/style.yml",
    "take such a word out of the right answer, or put one into a wrong one",
)
_ALIKE = ("words that an answer shares with the others", "write a right or a wrong answer anew")
TOLD: Mapping[str, Told] = {
    "longest": Told(
        "the longest answer", "characters", "shorten the right answer, or lengthen a wrong one"
    ),
    "shortest": Told(
        "the shortest answer", "characters", "lengthen the right answer, or shorten a wrong one"
    ),
    "warmest": Told("the answer that sounds warmest", _WARM[0].format("warm"), _WARM[1]),
    "most careful": Told(
        "the answer that sounds most careful", _WARM[0].format("careful"), _WARM[1]
    ),
    "words of the question": Told(
        "the answer with most words of the question",
        "words of more than four letters that are in both",
        "use another word in the right answer, or the same word in a wrong one",
    ),
    "most like the others": Told("the answer that is most like the others", *_ALIKE),
    "least like the others": Told("the answer that is least like the others", *_ALIKE),
    "neither most nor least like": Told(
        "the answer that is neither most nor least like the others", *_ALIKE
    ),
    "most sentences": Told(
        "the answer with most sentences",
        "periods, question marks and exclamation marks",
        "join two sentences of the right answer, or split one of a wrong one",
    ),
    "in quotes": Told(
        "the answer with most quotation marks",
        "quotation marks",
        "let a wrong answer say something, too, or let the right one say what people do",
    ),
    "a question back": Told(
        "the answer that asks something",
        "question marks",
        "let a wrong answer ask something, too, or let the right one ask nothing",
    ),
}
"""Each habit in plain words."""

Habit = Callable[[QuizItem, Option], float]
"""How attractive an answer is to this habit. The highest score is picked."""


def quiz_items(course: Course) -> Iterator[QuizItem]:
    """Every question of the course with answers to pick, in page order."""
    for module_id, quiz in course.quizzes.items():
        for question_id, question in quiz.questions.items():
            answers = tuple(option for option in question.options() if option.is_picked)
            if not any(answer.is_right for answer in answers):
                continue  # nothing to pick, or nothing right, which another rule reports
            text = " ".join([question.question, *question.instead.values()])
            if not question.keeps_order:
                answers = tuple(answer for _, answer in shuffled(answers, question_id))
            yield QuizItem(f"{module_id}/{question_id}", text, answers)


def guessing(context: Context) -> Iterator[Finding]:
    """No habit finds more right answers than `above-chance` allows, whatever the subject.

    Good: the right answer is as often the shortest as the longest
    Bad: readers who always pick the longest answer are right in half of all questions
    """
    most = context.course.outline.standards.above_chance
    if most is None or not context.course.is_read("quizzes"):
        return
    guesses = [_Guess(*it) for part in context.in_each_part(*FINDER) for it in part]
    if not guesses:
        return
    by_chance = fmean(guess.by_chance for guess in guesses)
    for name in TOLD:
        found = fmean(guess.gains[name] for guess in guesses)
        if found > by_chance + most / 100:
            module_id, fooled = _worst_quiz(guesses, name)
            told, where = TOLD[name], f", such as in {in_quotes(fooled)}" if fooled else ""
            yield Finding(
                quiz_file(module_id),
                ("questions",),
                f"Whoever always picks {told.picked} is right in {found:.0%} of all questions of "
                f"the course, and by chance in {by_chance:.0%}.",
                f"Counted are {told.counted}. It works best in this quiz{where}: {told.mend}.",
                on_key=True,
                is_warning=True,
            )


def _guesses(context: Context) -> list[_Guess]:
    """What chance and each habit gain in every question with answers to pick, in page order.

    Nothing if no standard asks for it.
    """
    if context.course.outline.standards.above_chance is None:
        return []
    by_habit = habits(context.course.style.answers)
    return [
        _Guess(
            item.source, item.by_chance, {name: gained(item, it) for name, it in by_habit.items()}
        )
        for item in quiz_items(context.course)
    ]


FINDER = ("guesses", _guesses)
"""The name of what is found in each part of a course, and what finds it."""


def _worst_quiz(guesses: Iterable[_Guess], habit: str) -> tuple[Id, list[Id]]:
    """The quiz in which a habit does best, with some questions in which it is right."""
    above: dict[Id, float] = defaultdict(float)
    fooled: dict[Id, list[Id]] = defaultdict(list)
    for guess in guesses:
        module_id, _, question_id = guess.source.partition("/")
        gain = guess.gains[habit]
        above[module_id] += gain - guess.by_chance
        if gain == 1:
            fooled[module_id].append(question_id)
    worst = max(above, key=lambda module_id: above[module_id])
    return worst, fooled[worst][:SHOWN]


def habits(lists: AnswerWords) -> Mapping[str, Habit]:
    """Habits by name. The lists have the words that sound warm or careful."""
    warm, careful = Phrases(lists.warm), Phrases(lists.careful)
    return {
        "longest": lambda _, answer: len(answer.text),
        "shortest": lambda _, answer: -len(answer.text),
        "warmest": lambda _, answer: _count(warm, answer),
        "most careful": lambda _, answer: _count(careful, answer),
        "words of the question": lambda question, answer: len(
            long_words(question.question) & long_words(answer.text)
        ),
        "most like the others": lambda question, answer: question.likeness[answer.text],
        "least like the others": lambda question, answer: -question.likeness[answer.text],
        "neither most nor least like": _in_between,
        "most sentences": lambda _, answer: len(re.findall(r"[.?!]", answer.text)),
        "in quotes": lambda _, answer: answer.text.count('"'),
        "a question back": lambda _, answer: answer.text.count("?"),
    }


def gained(question: QuizItem, habit: Habit) -> float:
    """The share of one question's right answers among as many picks by a habit."""
    scored = sorted(
        ((habit(question, answer), answer.is_right) for answer in question.answers),
        key=lambda entry: -entry[0],
    )
    picks, gain = question.right, 0.0
    for _, same in groupby(scored, key=lambda entry: entry[0]):
        alike = [is_right for _, is_right in same]
        taken = min(picks, len(alike))
        gain += taken * sum(alike) / len(alike)
        picks -= taken
    return gain / question.right


def _in_between(question: QuizItem, answer: Option) -> float:
    """An author who avoids making the right answer the most alike tends to make it the second."""
    all_of_them = [question.likeness[other.text] for other in question.answers]
    return -abs(question.likeness[answer.text] - median(all_of_them))


def _count(phrases: Phrases, answer: Option) -> int:
    return sum(1 for _ in phrases.finditer(answer.text))


def words_of(text: str) -> set[str]:
    """The different words of a text, in lowercase."""
    return {word.lower() for word in words(text)}


def long_words(text: str) -> set[str]:
    """Those of more than four letters, which say what a text is about."""
    return {word for word in words_of(text) if len(word) >= LONG_WORD}


RULES = (guessing,)
