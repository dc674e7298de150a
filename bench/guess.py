"""How well readers can guess: the share of right answers for each guessing habit, against chance.

    python -m bench.guess                     this course
    python -m bench.guess --folder FOLDER     another
    python -m bench.guess --list longest      the questions that this habit gets right

Each habit picks answers by their wording or their position on the page, without any knowledge of
the subject. A question with one right answer counts 1 or 0; one with several counts the share of
right ones among as many picks. If answers tie, the average over all ways to pick among them counts.

Situations are counted separately. They have no answer key. In four of five (of 171 that were
reviewed), the author wrote the best choice first, so the first choice counts as right.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from math import log
from pathlib import Path
from statistics import median

from course.checks.readability import words
from course.compile import check_folder
from course.models.activities.situation import Situation
from course.models.course import Course
from course.models.questions.base import RIGHT, WRONG, Option
from course.render.shuffle import shuffled, shuffled_choices

ROOT = Path(__file__).parent.parent
MOST_ABOVE_CHANCE = 0.10
"""Ten percentage points: what the course promises for every habit."""
LEARNED = "learned from the other quizzes"
"""Not limited: a reader who has read twelve modules has learned something and should do better."""

WARM = re.compile(
    r"\b(glad|good|sorry|hon|buddy|bud|thank\w*|please|welcome|kind\w*|warm\w*|gentle|gently|love\w*"
    r"|happy|smile\w*|like|care\w*|nice\w*|together|with you|for you|you're (fine|okay)|missed you"
    r"|help\w*|great|proud|favorite|friend\w*)\b",
    re.IGNORECASE,
)
"""Words that sound warm."""
CAREFUL = re.compile(
    r"\b(low|quiet\w*|private\w*|later|after (lunch|class|the run|practice)|today|now|may|might"
    r"|maybe|could|ask|tell|say|note|same day|alone|apart|first|wait|choice|or|either|if|until"
    r"|counselor|nurse|principal|supervisor|manager|office|team|dispatch|who need to know|yourself"
    r"|report|stay\w*|need)\b",
    re.IGNORECASE,
)
"""Words that sound careful: whom to tell, when, how gently, and with which way out."""


TWO_WAYS = re.compile(r"\b(or|either|whichever|your choice|you pick|you choose)\b", re.IGNORECASE)
"""Phrases that offer two places, times or ways, as this course teaches."""


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


Habit = Callable[[QuizItem, Option], float]
"""How attractive an answer is to this habit. The highest score is picked."""


def quiz_items(course: Course) -> Iterator[QuizItem]:
    """Every question of the course with answers to pick, in page order."""
    for module_id, quiz in course.quizzes.items():
        for question_id, question in quiz.questions.items():
            answers = tuple(option for option in question.options() if option.is_picked)
            if not answers:
                continue
            text = " ".join([question.question, *question.instead.values()])
            if not question.keeps_order:
                answers = tuple(answer for _, answer in shuffled(answers, question_id))
            yield QuizItem(f"{module_id}/{question_id}", text, answers)


def situations(course: Course) -> Iterator[QuizItem]:
    """Every situation of the course with its initial choices, in page order."""
    for module_id, module in course.modules.items():
        for lesson in module.lessons.values():
            for activity_id, activity in lesson.activities.items():
                if isinstance(activity, Situation):
                    yield _as_quiz_item(f"{module_id}/{activity_id}", activity_id, activity)


def _as_quiz_item(source: str, activity_id: str, situation: Situation) -> QuizItem:
    fits = next(name for name, choice in situation.choices.items() if not choice.later)
    return QuizItem(
        source,
        situation.scene,
        tuple(
            Option(
                ("choices", name),
                "text",
                choice.text,
                choice.then,
                RIGHT if name == fits else WRONG,
            )
            for name, choice in shuffled_choices(situation.choices, activity_id)
            if not choice.later
        ),
    )


def habits(questions: list[QuizItem]) -> Mapping[str, Habit]:
    """All habits by name."""
    return {
        "longest": lambda _, answer: len(answer.text),
        "shortest": lambda _, answer: -len(answer.text),
        "warmest": lambda _, answer: len(WARM.findall(answer.text)),
        "most careful": lambda _, answer: len(CAREFUL.findall(answer.text)),
        "words of the question": lambda question, answer: len(
            _content(question.question) & _content(answer.text)
        ),
        "most like the others": _likeness,
        "least like the others": lambda question, answer: -_likeness(question, answer),
        "neither most nor least like": _in_between,
        "most sentences": lambda _, answer: len(re.findall(r"[.?!]", answer.text)),
        "in quotes": lambda _, answer: answer.text.count('"'),
        "two ways out": lambda _, answer: len(TWO_WAYS.findall(answer.text)),
        "first on the page": lambda question, answer: -question.answers.index(answer),
        "last on the page": lambda question, answer: question.answers.index(answer),
        "a question back": lambda _, answer: answer.text.count("?"),
        LEARNED: _learned(questions),
    }


def share(questions: list[QuizItem], habit: Habit) -> float:
    """The share of right answers picked by a habit, from 0 to 1."""
    return sum(gained(question, habit) for question in questions) / len(questions)


def chance(questions: list[QuizItem]) -> float:
    """The share of right answers by picking blindly, from 0 to 1."""
    return sum(question.right / len(question.answers) for question in questions) / len(questions)


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


def _likeness(question: QuizItem, answer: Option) -> float:
    """How many of its words occur in other answers.

    An author who writes the right answer and then changes half of it twice makes it the most alike.
    """
    own = _words(answer.text)
    others = [_words(other.text) for other in question.answers if other is not answer]
    return sum(len(own & other) / len(own | other) for other in others)


def _in_between(question: QuizItem, answer: Option) -> float:
    """An author who avoids making the right answer the most alike tends to make it the second."""
    all_of_them = [_likeness(question, other) for other in question.answers]
    return -abs(_likeness(question, answer) - median(all_of_them))


def _words(text: str) -> set[str]:
    return {word.lower() for word in words(text)}


def _content(text: str) -> set[str]:
    return {word for word in _words(text) if len(word) > 4}


def _learned(questions: list[QuizItem]) -> Habit:
    """Naive Bayes over words, trained on all modules except the one in question.

    It models a reader who takes many quizzes and learns what right answers sound like.
    """
    right: Counter[tuple[str, str]] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    for question in questions:
        for answer in question.answers:
            counts = right if answer.is_right else wrong
            counts.update((_module(question), word) for word in _words(answer.text))

    def score(question: QuizItem, answer: Option) -> float:
        own = _module(question)
        return sum(
            log((_elsewhere(right, own, word) + 1) / (_elsewhere(wrong, own, word) / 2 + 1))
            for word in _words(answer.text)
        )

    return score


def _module(question: QuizItem) -> str:
    return question.source.split("/")[0]


def _elsewhere(counts: Counter[tuple[str, str]], module: str, word: str) -> int:
    return sum(counts[name, word] for name in {name for name, _ in counts} if name != module)


def main() -> int:
    """Print a line for each habit. The exit status is 1 if one does too well in the questions."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", type=Path, default=ROOT)
    parser.add_argument(
        "--list", metavar="HABIT", help="list the questions that this habit gets right"
    )
    options = parser.parse_args()
    course = check_folder(options.folder).course
    if course is None:
        print("The course cannot be read: python3 build_course.py check", file=sys.stderr)
        return 2
    kinds = {"questions": list(quiz_items(course)), "situations": list(situations(course))}
    if options.list:
        for questions in kinds.values():
            habit = habits(questions)[options.list]
            for question in questions:
                if gained(question, habit) == 1:
                    print(question.source)
        return 0
    above = {kind: _shown(kind, questions) for kind, questions in kinds.items() if questions}
    return int(above["questions"] > MOST_ABOVE_CHANCE)


def _shown(kind: str, questions: list[QuizItem]) -> float:
    """Print a line for each habit. Returns how far above chance the best one is."""
    by_chance = chance(questions)
    print(f"{len(questions)} {kind}; by chance {by_chance:.0%}")
    shares = {name: share(questions, habit) for name, habit in habits(questions).items()}
    for name, gain in shares.items():
        print(f"{name:32} {gain:4.0%}  {(gain - by_chance) * 100:+5.1f} points")
    return max(gain for name, gain in shares.items() if name != LEARNED) - by_chance


if __name__ == "__main__":
    sys.exit(main())
