"""The course for one role: who meets what, and in which words.

Tailoring removes every choice that the authors left open. What comes out is made of types
that have no room for one.
"""

from typing import Any

from course.models.activity import Activity
from course.models.base import ForWhom, Id, Model, Prose, Reader
from course.models.course import Course, Extent
from course.models.module import Lesson, Module
from course.models.question import Question, Quiz
from course.models.role_course import RoleCourse, RoleLesson, RoleModule

NO_QUIZ = Quiz.model_construct(questions={})


def tailor(course: Course, role_id: Id) -> RoleCourse:
    """The path of one role: its modules in the course's order, in its words."""
    role = course.roles[role_id]
    modules = {
        module_id: _module(
            course.modules[module_id],
            course.quizzes.get(module_id, NO_QUIZ),
            (role_id, role.group),
            extent,
        )
        for module_id in course.outline.matrix
        if module_id in course.modules
        and (extent := course.extent(module_id, role_id)) is not Extent.NONE
    }
    return RoleCourse.model_construct(role_id=role_id, role=role, modules=modules)


def _module(module: Module, quiz: Quiz, reader: Reader, extent: Extent) -> RoleModule:
    is_short = extent is Extent.SHORT
    lessons = {
        lesson_id: _lesson(lesson, reader)
        for lesson_id, lesson in module.lessons.items()
        if lesson.is_for(reader) and (lesson.core or not is_short)
    }
    questions: dict[Id, Question] = {
        question_id: _as_met(question, reader)
        for question_id, question in quiz.questions.items()
        if question.is_for(reader) and question.lesson in lessons
    }
    proved = {question.objective for question in questions.values()} | {
        activity.proves for lesson in lessons.values() for activity in lesson.activities.values()
    }
    care = module.care
    return RoleModule.model_construct(
        extent=extent,
        title=module.title,
        minutes=module.short_minutes if is_short else module.minutes,
        summary=module.summary,
        mentions=care.mentions,
        skip=care.skip if care.skip in lessons and care.alternative in lessons else None,
        alternative=care.alternative if care.alternative in lessons else None,
        objectives={
            objective_id: words
            for objective_id, objective in module.objectives.items()
            if objective.is_for(reader)
            and objective_id in proved
            and (words := _words(objective, reader))
        },
        lessons=lessons,
        questions=questions,
        close=module.close,
    )


def _lesson(lesson: Lesson, reader: Reader) -> RoleLesson:
    activities: dict[Id, Activity] = {
        activity_id: _as_met(activity, reader)
        for activity_id, activity in lesson.activities.items()
        if activity.is_for(reader)
    }
    return RoleLesson.model_construct(
        title=lesson.title, text=_words(lesson, reader), activities=activities
    )


def _as_met(piece: ForWhom, reader: Reader) -> Any:
    """The piece as its plain type, which has no `only`, `except`, `instead` or `also`."""
    plain: type[Model] = piece.as_met
    values = {name: getattr(piece, name) for name in plain.model_fields}
    values[piece.varies] = _words(piece, reader)
    return plain.model_construct(**values)


def _words(piece: ForWhom, reader: Reader) -> Prose | None:
    """The text that `instead` and `also` change, for this reader. The nearest wins."""
    shared: Prose | None = getattr(piece, piece.varies)
    text = next((piece.instead[who] for who in reader if who in piece.instead), shared)
    more = next((piece.also[who] for who in reader if who in piece.also), None)
    return Prose("\n\n".join(part for part in (text, more) if part)) if text or more else None
