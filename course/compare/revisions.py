"""The course as it was against the course as it is: revisions that are owed, ids that went.

What readers have done is kept by id. So a question that asks something else needs a new
revision or a new id, and an id that goes away takes their progress with it.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from course.compare.fingerprint import fingerprint
from course.compare.lost_ids import lost_ids
from course.models.course import Course
from course.models.questions.base import WRONG, Option
from course.models.questions.kinds import Question
from course.problems import Finding, Location

SAME = 0.6
"""How alike two texts must be, from 0 to 1, to count as one text that was edited."""


def changes(before: Course, now: Course) -> Iterator[Finding]:
    """What an author should look at, between two states of one course."""
    yield from lost_ids(before, now)
    for module_id, module in now.modules.items():
        if module_id in before.modules:
            revision = before.modules[module_id].revision
            if module.revision < revision:
                yield _taken_back(f"modules/{module_id}.yml", (), revision)
    for module_id, quiz in now.quizzes.items():
        if module_id not in before.quizzes:
            continue
        earlier = before.quizzes[module_id].questions
        for question_id, question in quiz.questions.items():
            if question_id in earlier:
                path, place = f"quizzes/{module_id}.yml", ("questions", question_id)
                yield from _question(path, place, earlier[question_id], question)


def _question(path: str, place: Location, before: Question, now: Question) -> Iterator[Finding]:
    if before.kind != now.kind:
        yield Finding(
            path,
            (*place, "kind"),
            f"The kind of this question was {before.kind}, and is {now.kind} now.",
            "Give the question a new id: readers' answers to the old one do not fit it.",
        )
        return
    if now.revision < before.revision:
        yield _taken_back(path, place, before.revision)
        return
    if now.revision > before.revision or fingerprint(before) == fingerprint(now):
        return
    remedy = (
        f"If the meaning has changed, write `revision: {before.revision + 1}`: "
        "those who answered before are asked to have another look."
    )
    if _key_changed(tuple(before.options()), tuple(now.options())):
        yield Finding(
            path,
            place,
            "What is right here has changed, and the revision has not.",
            remedy,
            on_key=True,
        )
    elif _likeness(before.question, now.question) < SAME:
        yield Finding(
            path,
            (*place, "question"),
            "The question asks in quite other words than before, and the revision is the same.",
            remedy,
            is_warning=True,
        )


def _taken_back(path: str, place: Location, revision: int) -> Finding:
    return Finding(
        path,
        (*place, "revision"),
        f"The revision was {revision} already.",
        f"Write {revision}, or {revision + 1} if the meaning has changed.",
    )


def _key_changed(before: Sequence[Option], now: Sequence[Option]) -> bool:
    """Whether what is right has changed, whatever was reworded, moved, or added as wrong."""
    matched = set()
    for option in before:
        place, nearest = max(
            enumerate(now), key=lambda candidate: _likeness(option.text, candidate[1].text)
        )
        if _likeness(option.text, nearest.text) < SAME:
            if option.verdict != WRONG:
                return True
            continue
        matched.add(place)
        if _likeness(option.verdict, nearest.verdict) < SAME:
            return True
    return any(option.verdict != WRONG for place, option in enumerate(now) if place not in matched)


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return SequenceMatcher(None, one.lower().split(), other.lower().split()).ratio()
