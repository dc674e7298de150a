"""What a reader does first in a module, and that each part of it has something to do."""

from collections.abc import Iterator

from course.checks.context import Context
from course.checks.readability import words
from course.models.activities.kinds import MOMENT_KINDS
from course.models.base import Id
from course.models.role_course import RoleModule
from course.models.seconds import WORDS_PER_MINUTE
from course.models.steps import MOST_WORDS_JOINED
from course.problems import Finding
from course.read.places import module_file
from course.tailor import seen

MOST_SECONDS = 30
"""From the title of a module to its first choice."""
MOST_WORDS_IN_SCENE = 42
MOST_WORDS_IN_CHOICE = 18
MOST_CHOICES = 3


def one_opening(context: Context) -> Iterator[Finding]:
    """Each role that reads a module gets one opening.

    Good: one with `only: [bus-driver]`, and one with `except: [bus-driver]`
    Bad: two that are both for the bus driver
    """
    for role_id, module_id, _ in _cells(context):
        reader = context.course.reader(role_id)
        openings = context.course.modules[module_id].openings
        names = list(seen(openings, reader))
        for name in names[1:]:
            yield Finding(
                module_file(module_id),
                ("openings", name),
                f'"{role_id}" has an opening already, "{names[0]}", and would not see this one.',
                "Give each opening other roles, with `only` or `except`.",
                on_key=True,
            )
        if openings and not names:
            yield Finding(
                module_file(module_id),
                ("openings",),
                f'There is no opening for "{role_id}".',
                f"Write one with `only: [{role_id}]`: a small decision of that job.",
                on_key=True,
                is_warning=True,
            )


def short_openings(context: Context) -> Iterator[Finding]:
    """An opening is short, and it is decided at once.

    Good: a scene of thirty words, and two or three choices of ten words
    Bad: a scene of a hundred words, or a choice with `later: yes`
    """
    for module_id, module in context.course.modules.items():
        for name, opening in module.openings.items():
            place = ("openings", name)
            path = module_file(module_id)
            count = len(words(opening.scene))
            if count > MOST_WORDS_IN_SCENE:
                yield Finding(
                    path,
                    (*place, "scene"),
                    f"This scene has {count} words.",
                    f"Keep the scene of an opening to {MOST_WORDS_IN_SCENE} words.",
                    is_warning=True,
                )
            if len(opening.choices) > MOST_CHOICES:
                yield Finding(
                    path,
                    (*place, "choices"),
                    f"This opening has {len(opening.choices)} choices.",
                    "Two or three are enough.",
                    on_key=True,
                    is_warning=True,
                )
            for choice_id, choice in opening.choices.items():
                count = len(words(choice.text))
                if choice.later or choice.next:
                    yield Finding(
                        path,
                        (*place, "choices", choice_id),
                        "A choice in an opening leads to no other choice.",
                        "Remove `later` and `next`. A moment that goes on belongs in a lesson.",
                        on_key=True,
                    )
                if count > MOST_WORDS_IN_CHOICE:
                    yield Finding(
                        path,
                        (*place, "choices", choice_id, "text"),
                        f"This choice has {count} words.",
                        f"Keep a choice of an opening to {MOST_WORDS_IN_CHOICE} words.",
                        is_warning=True,
                    )


def calm_openings(context: Context) -> Iterator[Finding]:
    """No module opens with abuse, suicide or an emergency.

    Good: an ordinary moment, such as a hood that stays up
    Bad: a scene that names anything in `reference/moments.yml`, or 911
    """
    course = context.course
    hard = (
        *course.style.calls.first,
        *(name for moment in course.moments.values() for name in moment.named),
    )
    for module_id, module in course.modules.items():
        for name, opening in module.openings.items():
            for choice_id, text in (
                ("", opening.scene),
                *((choice_id, choice.text) for choice_id, choice in opening.choices.items()),
            ):
                hit = context.pattern(hard).search(text) if hard else None
                if hit:
                    where = ("choices", choice_id, "text") if choice_id else ("scene",)
                    yield Finding(
                        module_file(module_id),
                        ("openings", name, *where),
                        f"“{' '.join(hit[0].split())}” does not belong in an opening.",
                        "Begin with an ordinary moment. Emergencies belong in a lesson, where "
                        "readers know what is coming and can skip it.",
                        offset=hit.start(),
                    )


def first_act(context: Context) -> Iterator[Finding]:
    """In a module with openings, a reader acts within half a minute.

    Good: a summary of twenty words, and a scene of thirty-five
    Bad: a summary of eighty words
    """
    reported = set()
    for role_id, module_id, module in _cells(context):
        if not module.opening or module_id in reported:
            continue
        read = (module.title, module.summary, module.opening.scene)
        seconds = 60 * sum(len(words(text)) for text in read) / WORDS_PER_MINUTE
        if seconds > MOST_SECONDS:
            reported.add(module_id)
            yield Finding(
                module_file(module_id),
                ("summary",),
                f'"{role_id}" reads for {seconds:.0f} seconds before the first choice.',
                f"Keep the title, the summary and the scene to {MOST_SECONDS} seconds at "
                f"{WORDS_PER_MINUTE} words a minute.",
                is_warning=True,
            )


def something_to_do(context: Context) -> Iterator[Finding]:
    """In each lesson the reader does something, or it is short enough to share a step.

    Good: a lesson with a question, a situation, a plan or a private question
    Bad: two hundred words to read, and then the next lesson
    """
    reported = set()
    for role_id, module_id, module in _cells(context):
        if not module.objectives or _has_half_an_example(context, module_id, module):
            continue  # an introduction, or what another rule reports
        for lesson_id in module.idle_lessons:
            if (module_id, lesson_id) not in reported and not module.lessons[lesson_id].is_empty:
                reported.add((module_id, lesson_id))
                yield Finding(
                    module_file(module_id),
                    ("lessons", lesson_id),
                    f'"{role_id}" only reads in this lesson.',
                    f"Add a question with `lesson: {lesson_id}` or an activity for {role_id}. "
                    f"Lessons of up to {MOST_WORDS_JOINED} words together share a step.",
                    on_key=True,
                    is_warning=True,
                )


def your_part_then_a_choice(context: Context) -> Iterator[Finding]:
    """After a role's part comes a choice in which it matters.

    Good: a your-part activity, and then a situation, a scene or a question in the same lesson
    Bad: a your-part activity at the end of a lesson without questions
    """
    reported = set()
    for role_id, module_id, module in _cells(context):
        asked = {question.lesson for question in module.questions.values()}
        for lesson_id, lesson in module.lessons.items():
            has_choice = lesson_id in asked
            for name, activity in [*lesson.activities.items()][::-1]:
                if activity.kind in MOMENT_KINDS:
                    has_choice = True
                place = ("lessons", lesson_id, "activities", name)
                if activity.kind == "your-part" and not has_choice and place not in reported:
                    reported.add(place)
                    yield Finding(
                        module_file(module_id),
                        place,
                        f'After this, "{role_id}" chooses nothing in this lesson.',
                        "Let a situation follow, or add a question with "
                        f"`lesson: {lesson_id}` for {role_id}.",
                        on_key=True,
                        is_warning=True,
                    )


def _has_half_an_example(context: Context, module_id: Id, module: RoleModule) -> bool:
    """Whether the hard example or the one to read instead is missing."""
    care = context.course.modules[module_id].care
    if care is None:
        return False
    of_all = context.course.modules[module_id].lessons
    return (
        care.skip == care.alternative
        or not {care.skip, care.alternative} <= of_all.keys()
        or (care.skip in module.lessons) != (care.alternative in module.lessons)
    )


def _cells(context: Context) -> Iterator[tuple[Id, Id, RoleModule]]:
    """Each role with each module that it reads. Modules whose quiz cannot be read are left out."""
    for role_id, role_course in context.tailored.by_role.items():
        for module_id, module in role_course.modules.items():
            written = context.course.modules[module_id]
            if module_id in context.course.quizzes or not written.objectives:
                yield role_id, module_id, module


RULES = (
    one_opening,
    short_openings,
    calm_openings,
    first_act,
    something_to_do,
    your_part_then_a_choice,
)
