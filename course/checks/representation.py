"""Who stands in the examples, counted."""

from collections import Counter
from collections.abc import Iterator, Mapping

from course.checks.phrases import pattern
from course.models.base import Id
from course.models.course import Course
from course.models.role_course import RoleCourse
from course.problems import Finding
from course.tailor import tailor

FEWEST_TO_COMPARE = 12
MOST_OF_ONE_KIND = 2 / 3


def balance(course: Course) -> Iterator[Finding]:
    """In the examples that a role reads, no kind of person stands for nearly all.

    Good: as many girls as boys among those who shout, and among those who are quiet
    Bad: fifteen boys who shout, and two girls
    """
    if not course.is_read("modules", "quizzes"):
        return
    for role_id in course.roles:
        for name, counted in tally(course, tailor(course, role_id)).items():
            kind, most = max(counted.items(), key=lambda entry: entry[1], default=("", 0))
            everyone = sum(counted.values())
            if everyone >= FEWEST_TO_COMPARE and most > MOST_OF_ONE_KIND * everyone:
                yield Finding(
                    "reference/style.yml",
                    ("balance", name),
                    f'"{role_id}" meets {most} examples with “{kind}” among {everyone}.',
                    "Change some of them round, in the loud parts and in the quiet ones.",
                    on_key=True,
                    is_warning=True,
                )


def tally(course: Course, path: RoleCourse) -> Mapping[Id, Mapping[Id, int]]:
    """For each kind of person in `balance`, in how many examples of a path it stands."""
    counted: dict[Id, Mapping[Id, int]] = {}
    examples = list(_examples(path))
    for name, kinds in course.style.balance.items():
        counted[name] = Counter(
            {
                kind: sum(bool(pattern(phrases).search(text)) for text in examples)
                for kind, phrases in kinds.items()
            }
        )
    return counted


def _examples(path: RoleCourse) -> Iterator[str]:
    """Each lesson's text, and the scenes of its activities and questions, in a role's words."""
    for module in path.modules.values():
        for lesson in module.lessons.values():
            if lesson.text:
                yield lesson.text
            for activity in lesson.activities.values():
                yield from activity.scenes()
        for question in module.questions.values():
            yield from question.scenes()


RULES = (balance,)
