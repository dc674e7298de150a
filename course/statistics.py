"""Statistics of a role's course."""

from collections.abc import Mapping

from course.checks.readability import Readability, total
from course.checks.representation import Census
from course.memo import Memo
from course.models.activities.scene import Scene
from course.models.activities.situation import Situation
from course.models.base import walk
from course.models.course import Course
from course.models.role_course import RoleCourse, claims_of
from course.models.texts import Prose


def statistics(course: Course, path: RoleCourse) -> Mapping[str, str]:
    """Numbers by what they count, to be compared between roles."""
    texts = [text for _, text in walk(path) if isinstance(text, Prose)]
    claims = {claim_id for module in path.modules.values() for claim_id in claims_of(module)}
    sources = {
        source
        for claim_id in claims & course.claims.keys()
        for source in course.claims[claim_id].citations
    }
    own = [
        question
        for module_id in path.modules.keys() & course.quizzes.keys()
        for question in course.quizzes[module_id].questions.values()
        if question.is_own_of(path.reader)
    ]
    read = total(map(Readability().measure, texts))
    numbers = {
        "modules": len(path.modules),
        "minutes": sum(module.minutes for module in path.modules.values()),
        "words": read.words,
        "questions": sum(len(module.questions) for module in path.modules.values()),
        "questions of its own": len(own),
        "situations": sum(
            isinstance(activity, Situation | Scene)
            for module in path.modules.values()
            for lesson in module.lessons.values()
            for activity in lesson.activities.values()
        ),
        "cards": len(path.cards),
        "claims": len(claims),
        "sources": len(sources),
    }
    return {
        **{name: f"{number:,}" for name, number in numbers.items()},
        "reading grade": f"{read.grade:.1f}",
        "words per sentence": f"{read.words_per_sentence:.1f}",
        **{
            f"examples: {kind}": str(number)
            for counted in Census(course.style.balance, Memo()).count(path).values()
            for kind, number in counted.items()
        },
    }
