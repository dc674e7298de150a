"""How well readers can guess: the share of right answers for each guessing habit, against chance.

    python -m bench.guess                     this course
    python -m bench.guess --folder FOLDER     another
    python -m bench.guess --list longest      the questions that this habit gets right

The rule `guessing` limits most of these habits. Others are only here: those that pick by the
position on the page, and one that learns.

Scenes are played through: at each node the habit chooses, and what counts is how often it comes to
a good ending.

Situations are counted separately. They have no answer key. In four of five (of 171 that were
reviewed), the author wrote the best choice first, so the first choice counts as right.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import log
from pathlib import Path
from statistics import fmean

from course.checks import guessing
from course.checks.guessing import Habit, QuizItem, gained, quiz_items, words_of
from course.compile import check_folder
from course.models.activities.scene import EndingKind, Scene
from course.models.activities.situation import Situation
from course.models.base import Id
from course.models.course import Course
from course.models.questions.base import RIGHT, WRONG, Option
from course.models.style import AnswerWords
from course.render.shuffle import shuffled_choices

ROOT = Path(__file__).parent.parent
LEARNED = "learned from the other quizzes"
"""A reader who has read twelve modules has learned something and should do better."""

TWO_WAYS = re.compile(r"\b(or|either|whichever|your choice|you pick|you choose)\b", re.IGNORECASE)
"""Phrases that offer two places, times or ways, as this course teaches."""


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


def scenes(course: Course) -> Iterator[tuple[Id, Scene]]:
    """Every scene of the course with its id, in page order."""
    for module in course.modules.values():
        for lesson in module.lessons.values():
            for activity_id, activity in lesson.activities.items():
                if isinstance(activity, Scene):
                    yield activity_id, activity


def good_end(scene_id: Id, scene: Scene, habit: Habit) -> float:
    """How often a habit comes to a good ending, from 0 to 1.

    If choices tie, the average over all of them counts.
    """

    @cache
    def after(place: Id) -> float:
        if place in scene.endings:
            return float(scene.endings[place].how is EndingKind.GOOD)
        node = scene.nodes[place]
        shown = shuffled_choices(node.choices, f"{scene_id}{place}")
        item = QuizItem(
            f"{scene_id}/{place}",
            " ".join(
                filter(None, (node.shows, *(text for it in node.says for text in it.values())))
            ),
            tuple(Option(("choices", name), "text", it.text, it.text, WRONG) for name, it in shown),
        )
        attraction = [habit(item, answer) for answer in item.answers]
        picked = [
            after(choice.to)
            for (_, choice), score in zip(shown, attraction, strict=True)
            if score == max(attraction)
        ]
        return sum(picked) / len(picked)

    return after(next(iter(scene.nodes)))


def habits(lists: AnswerWords, questions: list[QuizItem]) -> Mapping[str, Habit]:
    """All habits by name: those that a course can limit, and more."""
    return {
        **guessing.habits(lists),
        "two ways out": lambda _, answer: len(TWO_WAYS.findall(answer.text)),
        "first on the page": lambda question, answer: -question.answers.index(answer),
        "last on the page": lambda question, answer: question.answers.index(answer),
        LEARNED: _learned(questions),
    }


def _learned(questions: list[QuizItem]) -> Habit:
    """Naive Bayes over words, trained on all modules except the one in question.

    It models a reader who takes many quizzes and learns what right answers sound like.
    """
    right: Counter[tuple[str, str]] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    for question in questions:
        for answer in question.answers:
            counts = right if answer.is_right else wrong
            counts.update((_module(question), word) for word in words_of(answer.text))

    def score(question: QuizItem, answer: Option) -> float:
        own = _module(question)
        return sum(
            log((_elsewhere(right, own, word) + 1) / (_elsewhere(wrong, own, word) / 2 + 1))
            for word in words_of(answer.text)
        )

    return score


def _module(question: QuizItem) -> str:
    return question.source.split("/")[0]


def _elsewhere(counts: Counter[tuple[str, str]], module: str, word: str) -> int:
    return sum(counts[name, word] for name in {name for name, _ in counts} if name != module)


def main() -> int:
    """Print a line for each habit, or the questions that one gets right."""
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
    for kind, questions in (
        ("questions", list(quiz_items(course))),
        ("situations", list(situations(course))),
    ):
        if not questions:
            continue
        named = habits(course.style.answers, questions)
        if options.list:
            sources = (it.source for it in questions if gained(it, named[options.list]) == 1)
            print("\n".join(sources))
            continue
        by_chance = chance(questions)
        print(f"{len(questions)} {kind}; by chance {by_chance:.0%}")
        _print({name: share(questions, habit) for name, habit in named.items()}, by_chance)
    played = list(scenes(course))
    if played and not options.list:
        by_chance = _mean_end(played, lambda *_: 0)
        print(f"{len(played)} scenes; to a good ending by chance {by_chance:.0%}")
        named = {**habits(course.style.answers, [])}
        del named[LEARNED]  # scenes have no answer key to learn from
        _print({name: _mean_end(played, habit) for name, habit in named.items()}, by_chance)
    return 0


def _mean_end(played: list[tuple[Id, Scene]], habit: Habit) -> float:
    return sum(good_end(*scene, habit) for scene in played) / len(played)


def share(questions: Sequence[QuizItem], habit: Habit) -> float:
    """The share of right answers picked by a habit, from 0 to 1."""
    return fmean(gained(question, habit) for question in questions)


def chance(questions: Sequence[QuizItem]) -> float:
    """The share of right answers by picking blindly, from 0 to 1."""
    return fmean(question.by_chance for question in questions)


def _print(gains: Mapping[str, float], by_chance: float) -> None:
    for name, gain in gains.items():
        print(f"{name:32} {gain:4.0%}  {(gain - by_chance) * 100:+5.1f} points")


if __name__ == "__main__":
    sys.exit(main())
