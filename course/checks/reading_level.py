"""How hard the course is to read, for each role, and how long it takes."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from course.checks.readability import Measure, measure, sentences, total, words
from course.checks.traverse import found
from course.models.activities.situation import Situation
from course.models.base import Id, Model, Prose, walk
from course.models.course import Course, Extent
from course.models.role_course import RoleModule
from course.problems import Finding
from course.read.places import module_file
from course.tailor import tailor

ENGLISH = "en"
MOST_WORDS_PER_SENTENCE = 15
MOST_WORDS_IN_ONE = 30
WORDS_PER_MINUTE = 150
MINUTES_PER_SITUATION = 1.0
MINUTES_PER_QUESTION = 0.5
MOST_MINUTES_OFF = 3.0


class _Read(NamedTuple):
    """A module as a role reads it, and how long it is."""

    role_id: Id
    module_id: Id
    module: RoleModule
    lessons: Measure
    whole: Measure


def reading_grade(course: Course) -> Iterator[Finding]:
    """Each role can read its modules at the grade that `roles.yml` names.

    Good: "Wait. Then offer two choices."
    Bad: "Subsequent to a period of waiting, alternatives are to be presented."
    """
    if course.outline.language != ENGLISH:
        return
    for read in _everything(course):
        limit = course.roles[read.role_id].reading_grade
        if read.whole.grade > limit:
            yield Finding(
                module_file(read.module_id),
                (),
                f'"{read.role_id}" reads this at school grade {read.whole.grade:.1f}; '
                f"grade {limit} is the limit.",
                "Use shorter words and sentences.",
                is_warning=True,
            )
        if read.whole.words_per_sentence > MOST_WORDS_PER_SENTENCE:
            yield Finding(
                module_file(read.module_id),
                (),
                f'The sentences that "{read.role_id}" reads here have '
                f"{read.whole.words_per_sentence:.0f} words on average.",
                f"Keep them to {MOST_WORDS_PER_SENTENCE}. Make two of the longest.",
                is_warning=True,
            )


def long_sentences(course: Course) -> Iterator[Finding]:
    """No sentence has more than thirty words.

    Good: two sentences of twelve words
    Bad: one of thirty-five, with three commas
    """
    for (path, location), text in found(course, Prose):
        if not path.startswith(("modules/", "quizzes/", "reference/tools/")):
            continue
        if measure(text).longest <= MOST_WORDS_IN_ONE:
            continue
        for sentence in sentences(text):
            count = len(words(sentence))
            if count > MOST_WORDS_IN_ONE:
                yield Finding(
                    path,
                    location,
                    f"The sentence that begins “{' '.join(sentence.split()[:4])}” "
                    f"has {count} words.",
                    "Make two or three sentences of it.",
                    is_warning=True,
                )


def honest_minutes(course: Course) -> Iterator[Finding]:
    """The minutes of a module are about what reading it takes.

    Good: `minutes: 12` for 1,300 words, one situation and five questions
    Bad: `minutes: 5` for the same
    """
    told = set()
    for read in _everything(course):
        module, module_id = read.module, read.module_id
        if module.extent is Extent.OPTIONAL:
            continue
        key = "short-minutes" if module.extent is Extent.SHORT else "minutes"
        taken = _minutes(read)
        if abs(taken - module.minutes) > MOST_MINUTES_OFF and (module_id, key) not in told:
            told.add((module_id, key))
            yield Finding(
                module_file(module_id),
                (key,),
                f'"{read.role_id}" needs about {taken:.0f} minutes for this, not {module.minutes}.',
                f"Counted are {WORDS_PER_MINUTE} words a minute, one minute for each "
                "situation and half a minute for each question.",
                is_warning=True,
            )


def _minutes(read: _Read) -> float:
    situations = sum(
        isinstance(activity, Situation)
        for lesson in read.module.lessons.values()
        for activity in lesson.activities.values()
    )
    return (
        read.lessons.words / WORDS_PER_MINUTE
        + situations * MINUTES_PER_SITUATION
        + len(read.module.questions) * MINUTES_PER_QUESTION
    )


@lru_cache(maxsize=1)
def _everything(course: Course) -> tuple[_Read, ...]:
    """All modules that have a quiz or need none. Measured once, as two rules ask for it."""
    known: dict[int, Measure] = {}
    found = []
    for role_id in course.roles:
        for module_id, module in tailor(course, role_id).modules.items():
            if course.modules[module_id].objectives and module_id not in course.quizzes:
                continue
            pieces = [
                activity
                for lesson in module.lessons.values()
                for activity in lesson.activities.values()
            ]
            texts = [lesson.text for lesson in module.lessons.values() if lesson.text]
            lessons = total((*map(measure, texts), *_each(pieces, known)))
            around = map(measure, (module.summary, *module.objectives.values(), module.close))
            whole = total((lessons, *around, *_each(module.questions.values(), known)))
            found.append(_Read(role_id, module_id, module, lessons, whole))
    return tuple(found)


def _each(pieces: Iterable[Model], known: dict[int, Measure]) -> Iterator[Measure]:
    """The measure of each piece, walked once for all roles that meet it."""
    for piece in pieces:
        if id(piece) not in known:
            texts = (value for _, value in walk(piece) if isinstance(value, Prose))
            known[id(piece)] = total(map(measure, texts))
        yield known[id(piece)]


RULES = (reading_grade, long_sentences, honest_minutes)
