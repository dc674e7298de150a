"""Checks the course's texts against the table of moments.

For each hard moment and each role, `reference/moments.yml` names the first act, who is called and
the exception. It is written separately from the cards, so that a mistake in either is noticed.
"""

import re
from collections.abc import Iterator

from course.checks.context import Context
from course.checks.patterns import simplified
from course.checks.phrases import NOT_OURS
from course.checks.references import named_lesson
from course.models.activities.base import ActivityBase
from course.models.base import Id, Phrases, walk
from course.models.moment import Moment
from course.models.questions.base import QuestionBase
from course.models.role_course import RoleCourse
from course.models.texts import Line, Prose
from course.problems import Finding, Location
from course.read.files import MOMENTS
from course.read.places import card_file, module_file, quiz_file
from course.suggestions import in_quotes

_BLOCKS = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)")


def moments_have_cards(context: Context) -> Iterator[Finding]:
    """Every role has a card for every moment of the table, and every card is in the table.

    Good: a row `seizure` for all roles, and `reference/cards/seizure.yml` for all roles
    Bad: a card with `only: [nurse]` for a row that all roles have
    """
    without: dict[Id, list[Id]] = {}
    for moment_id, role_id, _ in _cells(context):
        if moment_id not in context.tailored.by_role[role_id].cards and _is_really_missing(
            context, moment_id
        ):
            without.setdefault(moment_id, []).append(role_id)
    for moment_id, role_ids in without.items():
        yield Finding(
            MOMENTS,
            (moment_id,),
            f"There is no card for this moment for {in_quotes(role_ids)}.",
            f"Write reference/cards/{moment_id}.yml, or make `only` and `except` agree in the row "
            "and the card.",
            on_key=True,
        )
    extra: dict[Id, list[Id]] = {}
    for role_id, role in context.course.roles.items():
        for card_id in context.tailored.by_role[role_id].cards:
            moment = context.course.moments.get(card_id)
            if moment is None and context.course.has("moments", card_id):
                continue  # the row exists but could not be read
            if moment is None or not moment.is_for(role.reader(role_id)):
                extra.setdefault(card_id, []).append(role_id)
    for card_id, role_ids in extra.items():
        yield Finding(
            card_file(card_id),
            (),
            f"{MOMENTS} has no row for this card for {in_quotes(role_ids)}.",
            "Add the row. Someone other than the author of the card should write it.",
        )


def duties_on_cards(context: Context) -> Iterator[Finding]:
    """A card says the first act, who is called, and the exception, as in the table.

    Good: `calls: {means: 911, says: ["911"]}`, and "911" under `call:` of the card
    Bad: a card that sends for the nurse
    """
    without: dict[tuple[Id, str, Line, Phrases], list[Id]] = {}
    for moment_id, role_id, moment in _cells(context):
        card = context.tailored.by_role[role_id].cards.get(moment_id)
        if card is None:
            continue
        for name, duty in moment.duties(context.course.reader(role_id)).items():
            text = card.call or "" if name == "calls" else " ".join(card.parts.values())
            if not context.pattern(duty.says).are_in(simplified(text)):
                key = (moment_id, name, duty.means, duty.says)
                without.setdefault(key, []).append(role_id)
    for (moment_id, name, means, says), role_ids in without.items():
        yield Finding(
            card_file(moment_id),
            ("call",) if name == "calls" else (),
            f"For {in_quotes(role_ids)} this card does not say: {means}",
            f"Say it in one of these words: {', '.join(says)}. Or correct the row in {MOMENTS}.",
        )


def nobody_before_911(context: Context) -> Iterator[Finding]:
    """When minutes count, 911 is named before a nurse or an office.

    Good: "Choking: 911, and send someone for the nurse."
    Bad: "Choking: get the nurse."; only a wrong answer or a choice may say so
    """
    calls = context.course.style.calls
    if not (calls.first and calls.later):
        return
    first, later = context.pattern(calls.first), context.pattern(calls.later)
    names = tuple(
        name
        for moment in context.course.moments.values()
        if moment.minutes_count
        for name in moment.named
    )
    if not names:
        return
    named = context.pattern(names)
    options = _options(context)
    for (path, location), text in context.texts_with(calls.later):
        if path in NOT_OURS or (path, location) in options:
            continue
        for start, block in _blocks(text):
            hit = later.search(block)
            called = first.search(block)
            if hit and named.search(block) and (called is None or called.start() > hit.start()):
                yield Finding(
                    path,
                    location,
                    f"“{' '.join(hit[0].split())}” comes before 911, but minutes count.",
                    "Name 911 first, and send for anyone else after that.",
                    offset=start + hit.start(),
                )


def limits_have_exceptions(context: Context) -> Iterator[Finding]:
    """Each role has the limits that belong to a moment, and the limits name their exception.

    Good: "Don't hold a child … The exception: a child is about to be badly hurt, as by a car."
    Bad: "Don't hold a child."
    """
    for moment_id, role_id, moment in _cells(context):
        role = context.course.roles[role_id]
        for limit_of in moment.limits:
            about, names = context.pattern(limit_of.about), context.pattern(limit_of.names)
            matching = [index for index, text in enumerate(role.limits) if about.search(text)]
            if not matching:
                yield Finding(
                    "reference/roles.yml",
                    ("roles", role_id, "limits"),
                    f"No limit of this role is about “{limit_of.about[0]}”.",
                    f"The row {moment_id} in {MOMENTS} asks for one, with its exception.",
                    on_key=True,
                )
            for index in matching:
                if not names.search(role.limits[index]):
                    yield Finding(
                        "reference/roles.yml",
                        ("roles", role_id, "limits", index),
                        "This limit does not name its exception.",
                        f"Say it in one of these words: {', '.join(limit_of.names)}.",
                    )


def lists_of_when_to_call(context: Context) -> Iterator[Finding]:
    """A lesson that lists when to call names each moment that refers to it, or shows its card.

    Good: `cards: [seizure]` in the lesson, or "a seizure: 911" in its text
    Bad: a list of when to call that leaves it out
    """
    for moment_id, moment in context.course.moments.items():
        for index, place in enumerate(moment.lessons):
            module_id, _, lesson_id = place.partition("/")
            yield from named_lesson(context, place, MOMENTS, (moment_id, "lessons", index))
            role_ids = [
                role_id
                for role_id, role in context.course.roles.items()
                if moment.is_for(role.reader(role_id))
                and (
                    moment_id in context.course.cards or not context.course.has("cards", moment_id)
                )
                and not _names(context, context.tailored.by_role[role_id], place, moment_id)
            ]
            if role_ids:
                yield Finding(
                    module_file(module_id),
                    ("lessons", lesson_id),
                    f"The text for {in_quotes(role_ids)} here does not name “{moment.title}”.",
                    f"Write `cards: [{moment_id}]` in this lesson, or name it and who is called.",
                    on_key=True,
                )


def _names(context: Context, path: RoleCourse, place: str, moment_id: Id) -> bool:
    """Whether a lesson names a moment and who is called, or shows its card.

    Also true if the role does not get the lesson.
    """
    module_id, _, lesson_id = place.partition("/")
    module = path.modules.get(module_id)
    lesson = module.lessons.get(lesson_id) if module else None
    if lesson is None or moment_id in lesson.cards:
        return True
    text = lesson.text or ""
    moment = context.course.moments[moment_id]
    return bool(
        moment.named
        and context.pattern(moment.named).search(text)
        and context.pattern(moment.calls.says).search(text)
    )


def questions_decide(context: Context) -> Iterator[Finding]:
    """Each moment of the table has a question whose answer is on its card.

    Good: `card: seizure` on a question whose right answer names 911
    Bad: a row that no question asks about
    """
    asked: dict[Id, list[tuple[str, Location, QuestionBase]]] = {}
    for module_id, quiz in context.course.quizzes.items():
        for question_id, question in quiz.questions.items():
            if question.card:
                place = (quiz_file(module_id), ("questions", question_id))
                asked.setdefault(question.card, []).append((*place, question))
    for moment_id, moment in context.course.moments.items():
        if moment_id not in asked and context.course.is_read("quizzes"):
            yield Finding(
                MOMENTS,
                (moment_id,),
                "No question asks about this moment.",
                f"Write `card: {moment_id}` under a question that its card answers.",
                on_key=True,
                is_warning=True,
            )
        for path, location, question_model in (
            asked.get(moment_id, ()) if moment.minutes_count else ()
        ):
            if not context.pattern(moment.calls.says).search(_taught(question_model)):
                yield Finding(
                    path,
                    location,
                    f"Neither the right answers nor the feedback say: {moment.calls.means}",
                    f"Say it in one of these words: {', '.join(moment.calls.says)}.",
                    on_key=True,
                )


def _taught(question: QuestionBase) -> str:
    """What a question teaches: all its texts, including feedback, except its bad examples."""
    wrong = {option.text_location for option in question.options() if option.is_bad_example}
    texts = (
        value
        for location, value in walk(question)
        if isinstance(value, Prose) and location not in wrong and location[:1] != ("question",)
    )
    return "\n".join(texts)


def _cells(context: Context) -> Iterator[tuple[Id, Id, Moment]]:
    """Each moment with each role that it is for."""
    for role_id, role in context.course.roles.items():
        for moment_id, moment in context.course.moments.items():
            if moment.is_for(role.reader(role_id)):
                yield moment_id, role_id, moment


def _is_really_missing(context: Context, card_id: Id) -> bool:
    """Whether a missing card does not exist, rather than being unreadable."""
    return not context.course.unreadable & {"cards", f"cards/{card_id}"}


def _blocks(text: Prose) -> Iterator[tuple[int, str]]:
    """The paragraphs and list items of a text, each with its offset."""
    start = 0
    for gap in _BLOCKS.finditer(text):
        yield start, text[start : gap.start()]
        start = gap.end()
    yield start, text[start:]


def _options(context: Context) -> set[tuple[str, Location]]:
    """The places of texts that may be wrong: bad examples in questions, and what readers tap."""
    wrong = {place for place, option in context.options() if option.is_bad_example}
    tapped = {
        (path, (*location, *inner))
        for (path, location), activity in context.find_all(ActivityBase)
        for inner, _ in activity.tapped()
    }
    return wrong | tapped


RULES = (
    moments_have_cards,
    duties_on_cards,
    nobody_before_911,
    limits_have_exceptions,
    lists_of_when_to_call,
    questions_decide,
)
