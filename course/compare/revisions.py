"""Compares the course with an earlier state: revisions that are missing.

Readers' progress is stored by id. So a question that asks something else needs a new revision or
a new id.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from course.compare.fingerprint import fingerprint
from course.models.course import Course
from course.models.questions.base import WRONG, Option
from course.models.questions.kinds import Question
from course.problems import Finding, Location
from course.read.places import module_file, quiz_file
from course.renames import renames_of

SAME = 0.6
"""How similar two texts must be, from 0 to 1, to count as one text that was edited."""


def changes(before: Course, now: Course) -> Iterator[Finding]:
    """What an author should look at, comparing two states of one course."""
    renames = renames_of(now)
    for earlier_id, earlier_module in before.modules.items():
        module_id = renames.module_now(earlier_id)
        module = now.modules.get(module_id)
        if module and module.revision < earlier_module.revision:
            yield _taken_back(module_file(module_id), (), earlier_module.revision)
    for earlier_id, earlier_quiz in before.quizzes.items():
        for earlier_name, earlier in earlier_quiz.questions.items():
            old = f"{earlier_id}/{earlier_name}"
            same = f"{renames.module_now(earlier_id)}/{earlier_name}"
            module_id, _, question_id = renames.questions.get(old, same).partition("/")
            quiz = now.quizzes.get(module_id)
            if quiz and question_id in quiz.questions:
                place = ("questions", question_id)
                question = quiz.questions[question_id]
                yield from _question(quiz_file(module_id), place, earlier, question)


def _question(path: str, place: Location, before: Question, now: Question) -> Iterator[Finding]:
    if before.kind != now.kind:
        yield Finding(
            path,
            (*place, "kind"),
            f"The kind of this question was {before.kind}, and is now {now.kind}.",
            "Give the question a new id: readers' answers to the old one do not fit it.",
        )
        return
    if now.revision < before.revision:
        yield _taken_back(path, place, before.revision)
        return
    options = tuple(before.options()), tuple(now.options())
    is_same = fingerprint(before) == fingerprint(now) and options[0] == options[1]
    if now.revision > before.revision or is_same:
        return
    remedy = (
        f"If the meaning has changed, write `revision: {before.revision + 1}`: "
        "people who answered before are then asked to have another look."
    )
    if _key_changed(*options):
        yield Finding(
            path,
            place,
            "The right answer has changed, but the revision has not.",
            remedy,
            on_key=True,
        )
    elif _similarity(before.question, now.question) < SAME:
        yield Finding(
            path,
            (*place, "question"),
            "The wording of the question has changed a lot, but the revision has not.",
            remedy,
            is_warning=True,
        )


def _taken_back(path: str, place: Location, revision: int) -> Finding:
    return Finding(
        path,
        (*place, "revision"),
        f"The revision was already {revision}.",
        f"Write {revision}, or {revision + 1} if the meaning has changed.",
    )


def _key_changed(before: Sequence[Option], now: Sequence[Option]) -> bool:
    """Whether the solution changed. Rewording, reordering and new wrong answers do not count."""
    matched = set()
    for option in before:
        place, nearest = max(
            enumerate(now), key=lambda candidate: _similarity(option.text, candidate[1].text)
        )
        if _similarity(option.text, nearest.text) < SAME:
            if option.verdict != WRONG:
                return True
            continue
        matched.add(place)
        if _similarity(option.verdict, nearest.verdict) < SAME:
            return True
    return any(option.verdict != WRONG for place, option in enumerate(now) if place not in matched)


def _similarity(first: str, second: str) -> float:
    if first == second:
        return 1.0
    return SequenceMatcher(None, first.lower().split(), second.lower().split()).ratio()
