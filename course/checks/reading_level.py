"""How hard the course is to read, for each role, and how long it takes."""

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from course.checks.context import Context
from course.checks.readability import Measure, sentences, total, words
from course.models.base import Id, words_in
from course.models.course import Extent
from course.models.language import is_english
from course.models.part import BLANK_LINE
from course.models.role_course import RoleModule
from course.models.seconds import SECONDS_PER_QUESTION, WORDS_PER_MINUTE
from course.models.texts import Prose
from course.problems import Finding
from course.read.files import STATEMENTS
from course.read.places import module_file
from course.suggestions import how_many

MOST_WORDS_PER_SENTENCE = 15
MOST_WORDS_IN_ONE = 30
MOST_MINUTES_OFF = 3
MOST_WORDS_IN_A_SHORT_ONE = 5
MOST_SHORT_IN_A_ROW = 3
_LIST_ITEM = re.compile(r"\s*(?:[-*]|\d+\.)\s")
_QUOTE = re.compile('["“”]')


class _Read(NamedTuple):
    """A module as a role reads it, and the measure of its texts."""

    role_id: Id
    module_id: Id
    module: RoleModule
    whole: Measure


def reading_grade(context: Context) -> Iterator[Finding]:
    """Modules are no harder to read than the school grade that `roles.yml` sets for each role.

    Good: "Wait. Then offer two choices."
    Bad: "Subsequent to a period of waiting, alternatives are to be presented."
    """
    if not is_english(context.course.outline.language):
        return
    for read in _everything(context):
        limit = context.course.roles[read.role_id].reading_grade
        if read.whole.grade > limit:
            yield Finding(
                module_file(read.module_id),
                (),
                f'"{read.role_id}" reads this at school grade {read.whole.grade:.1f}; '
                f"the limit is grade {limit}.",
                "Use shorter words and sentences.",
                is_warning=True,
            )
        if read.whole.words_per_sentence > MOST_WORDS_PER_SENTENCE:
            yield Finding(
                module_file(read.module_id),
                (),
                f'The sentences that "{read.role_id}" reads here have '
                f"{read.whole.words_per_sentence:.0f} words on average.",
                f"Keep them to {MOST_WORDS_PER_SENTENCE}. Split the longest ones in two.",
                is_warning=True,
            )


def long_sentences(context: Context) -> Iterator[Finding]:
    """No sentence in a module, a quiz, a tool or the statements has more than thirty words.

    Good: two sentences of twelve words
    Bad: one of thirty-five, with three commas
    """
    for (path, location), text in context.find_all(Prose):
        if not path.startswith(("modules/", "quizzes/", "reference/tools/", STATEMENTS)):
            continue
        if context.measure(text).longest <= MOST_WORDS_IN_ONE:
            continue
        for sentence in sentences(text):
            count = len(words(sentence))
            if count > MOST_WORDS_IN_ONE:
                yield Finding(
                    path,
                    location,
                    f"The sentence that starts with “{' '.join(sentence.split()[:4])}” "
                    f"has {count} words.",
                    "Split it into two or three sentences.",
                    is_warning=True,
                )


def joined_sentences(context: Context) -> Iterator[Finding]:
    """No module or quiz has four sentences in a row of five words or fewer, unless people speak.

    Good: "She doesn't answer, because the others are listening. So you wait."
    Bad: "She says nothing. They all listen. You see that. You wait."
    """
    known = context.memo.table("short-in-a-row")
    for (path, location), text in context.find_all(Prose):
        if not path.startswith(("modules/", "quizzes/")) or "says" in location:
            continue
        if context.measure(text).sentences <= MOST_SHORT_IN_A_ROW:
            continue
        if row := known.get_or_make(text, partial(_short_in_a_row, text)):
            yield Finding(
                path,
                location,
                f"“{row}” These are four short sentences in a row.",
                "Join them where one is the reason for the other: because, so, but, when.",
                is_warning=True,
            )


def _short_in_a_row(text: str) -> str:
    """The first short sentences that follow each other in running text. Empty if there are few."""
    for paragraph in BLANK_LINE.split(text):
        row: list[str] = []
        for sentence in sentences(paragraph) if not _LIST_ITEM.match(paragraph) else ():
            is_short = len(words(sentence)) <= MOST_WORDS_IN_A_SHORT_ONE
            row = [*row, sentence] if is_short and not _QUOTE.search(sentence) else []
            if len(row) > MOST_SHORT_IN_A_ROW:
                return " ".join(row)
    return ""


def honest_minutes(context: Context) -> Iterator[Finding]:
    """The minutes planned for a module are about what it takes.

    Good: `minutes: 12` for 1,900 words, a situation and five questions
    Bad: `minutes: 5` for the same
    """
    versions: dict[tuple[Id, str], list[_Read]] = {}
    for read in _everything(context):
        if read.module.extent is not Extent.OPTIONAL:
            key = "short-minutes" if read.module.extent is Extent.SHORT else "minutes"
            versions.setdefault((read.module_id, key), []).append(read)
    for (module_id, key), reads in versions.items():
        written = context.course.modules[module_id]
        planned = written.short_minutes if key == "short-minutes" else written.minutes
        off = max(reads, key=lambda read: abs(read.module.minutes - planned))
        if abs(off.module.minutes - planned) > MOST_MINUTES_OFF:
            needed = off.module.minutes
            yield Finding(
                module_file(module_id),
                (key,),
                f"{how_many(planned, 'minute')} {'is' if planned == 1 else 'are'} planned here, "
                f'but "{off.role_id}" needs about {needed}.',
                f"{_counted(off.module)} {_better_minutes(key, reads, is_long=needed > planned)}",
                is_warning=True,
            )


def _counted(module: RoleModule) -> str:
    """What makes a module as long as it is."""
    read = (module.summary, module.opening, module.lessons, module.questions, module.close)
    words = words_in((*read, module.objectives))
    lessons = sum(lesson.seconds_to_act for lesson in module.lessons.values())
    opening = module.opening.seconds_to_act if module.opening else 0
    seconds = SECONDS_PER_QUESTION * len(module.questions) + lessons + opening
    acts = f", and {seconds} seconds to answer questions and do activities" if seconds else ""
    return f"Counted are {words:,} words to read, at {WORDS_PER_MINUTE} a minute{acts}."


def _better_minutes(key: str, reads: list[_Read], *, is_long: bool) -> str:
    """What to write instead, or what else to do."""
    least, most = (choose(it.module.minutes for it in reads) for choose in (min, max))
    if most - least > 2 * MOST_MINUTES_OFF:
        longest = max(reads, key=lambda read: read.module.minutes).role_id
        return (
            f"Jobs need {least} to {most} minutes, so no number is right for all of them: shorten "
            f'the module for "{longest}".'
        )
    others = f"Jobs need {least} to {most} minutes. " if most > least else ""
    instead = "shorten the module" if is_long else "add what is missing"
    return f"{others}Write `{key}: {round((least + most) / 2)}`, or {instead}."


def _everything(context: Context) -> Iterator[_Read]:
    """All modules that have a quiz or need none, as worded for each role."""
    course = context.course
    for role_id, role in context.tailored.by_role.items():
        for module_id, module in role.modules.items():
            if course.modules[module_id].objectives and module_id not in course.quizzes:
                continue
            activities = (
                activity
                for lesson in module.lessons.values()
                for activity in lesson.activities.values()
            )
            texts = (lesson.text for lesson in module.lessons.values() if lesson.text)
            lessons = total((*map(context.measure, texts), *context.measure_each(activities)))
            around = (module.summary, *module.objectives.values(), module.close)
            questions = context.measure_each(module.questions.values())
            whole = total((lessons, *map(context.measure, around), *questions))
            yield _Read(role_id, module_id, module, whole)


RULES = (reading_grade, long_sentences, joined_sentences, honest_minutes)
