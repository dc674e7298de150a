"""The course as it was against the course as it is: revisions that are owed, ids that went.

What readers have done is kept by id. So a question that asks something else needs a new
revision or a new id, and an id that goes away takes their progress with it.
"""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from course.compare.fingerprint import fingerprint
from course.models.base import Id, Model
from course.models.course import Course
from course.models.questions.choice import ChoiceQuestion
from course.models.questions.choices import ChoicesQuestion
from course.models.questions.kinds import Question
from course.models.questions.match import MatchQuestion
from course.models.questions.order import OrderQuestion
from course.models.tool import Part
from course.problems import Finding, Location

SAME = 0.6
"""How alike two texts must be, from 0 to 1, to count as one text that was edited."""


def changes(before: Course, now: Course) -> Iterator[Finding]:
    """What an author should look at, between two states of one course."""
    yield from _lost_ids(before, now)
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


def _lost_ids(before: Course, now: Course) -> Iterator[Finding]:
    for kind, path in (
        ("modules", "course.yml"),
        ("tools", "course.yml"),
        ("cards", "course.yml"),
        ("topics", "course.yml"),
        ("claims", "reference/claims.yml"),
    ):
        gone = {
            name: piece for name, piece in getattr(before, kind).items() if not now.has(kind, name)
        }
        yield from _lost(path, (), gone, getattr(now, kind), getattr(before, kind))
    for module_id, module in now.modules.items():
        earlier = before.modules.get(module_id)
        if earlier is None:
            continue
        path = f"modules/{module_id}.yml"
        yield from _lost_inside(path, ("lessons",), earlier.lessons, module.lessons)
        for lesson_id, lesson in module.lessons.items():
            if lesson_id in earlier.lessons:
                place = ("lessons", lesson_id, "activities")
                was = earlier.lessons[lesson_id].activities
                yield from _lost_inside(path, place, was, lesson.activities)
    for tool_id, tool in now.tools.items():
        if tool_id in before.tools:
            yield from _lost_fields(
                f"reference/tools/{tool_id}.yml", before.tools[tool_id].parts, tool.parts
            )
    for module_id, quiz in now.quizzes.items():
        if module_id in before.quizzes:
            path = f"quizzes/{module_id}.yml"
            was_asked = before.quizzes[module_id].questions
            yield from _lost_inside(path, ("questions",), was_asked, quiz.questions)


def _lost_fields(path: str, before: Mapping[Id, Part], now: Mapping[Id, Part]) -> Iterator[Finding]:
    """What was filled in is kept by the part, and by the item, or the row and the column."""
    yield from _lost_inside(path, ("parts",), before, now)
    for part_id, part in now.items():
        earlier = before.get(part_id)
        if type(earlier) is type(part):
            for key in ("items", "answers", "columns", "rows"):
                was, words = getattr(earlier, key, {}), getattr(part, key, {})
                yield from _lost_words(path, ("parts", part_id, key), was, words)


def _lost_words(
    path: str, place: Location, before: Mapping[Id, str], now: Mapping[Id, str]
) -> Iterator[Finding]:
    for name, text in before.items():
        if name not in now:
            renamed = next((new for new in now if new not in before and now[new] == text), None)
            yield _gone(path, place, name, renamed)


def _lost_inside(
    path: str, place: Location, before: Mapping[Id, Model], now: Mapping[Id, Model]
) -> Iterator[Finding]:
    gone = {name: piece for name, piece in before.items() if name not in now}
    yield from _lost(path, place, gone, now, before)


def _lost(
    path: str,
    place: Location,
    gone: Mapping[Id, Model],
    now: Mapping[Id, Model],
    before: Mapping[Id, Model],
) -> Iterator[Finding]:
    new = {fingerprint(piece): name for name, piece in now.items() if name not in before}
    for name, piece in gone.items():
        yield _gone(path, place, name, new.get(fingerprint(piece)))


def _gone(path: str, place: Location, name: Id, renamed: Id | None) -> Finding:
    return Finding(
        path,
        (*place, renamed) if renamed else place,
        f'The id "{name}" is gone, and with it what readers did there.',
        f'It seems to be called "{renamed}" now: give it back its id.'
        if renamed
        else "If that is meant, leave it. If it was renamed, give it back its id.",
        on_key=True,
        is_warning=not renamed,
    )


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
    if _key_changed(_verdicts(before), _verdicts(now)):
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


def _verdicts(question: Question) -> list[tuple[str, str]]:
    """What can be picked, each with what is said of it: right or wrong, its place, its match."""
    match question:
        case ChoiceQuestion() | ChoicesQuestion():
            return [
                (answer.text, "right" if answer.is_right else "wrong")
                for answer in question.answers
            ]
        case OrderQuestion():
            return [(step.text, str(place)) for place, step in enumerate(question.steps)]
        case MatchQuestion():
            return [(pair.item, pair.goes_with) for pair in question.pairs]


def _key_changed(before: list[tuple[str, str]], now: list[tuple[str, str]]) -> bool:
    matched = set()
    for text, verdict in before:
        place, (nearest, verdict_now) = max(
            enumerate(now), key=lambda candidate: _likeness(text, candidate[1][0])
        )
        if _likeness(text, nearest) < SAME:
            if verdict != "wrong":
                return True
            continue
        matched.add(place)
        if _likeness(verdict, verdict_now) < SAME:
            return True
    return any(verdict != "wrong" for place, (_, verdict) in enumerate(now) if place not in matched)


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return SequenceMatcher(None, one.lower().split(), other.lower().split()).ratio()
