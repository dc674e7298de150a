"""The context in which rules run."""

from datetime import date

from course.checks.context import Context
from course.models.course import Course
from course.tailor import tailor

TODAY = date(2026, 11, 24)


def context_of(course: Course, today: date = TODAY) -> Context:
    return Context(course, tailor(course), today)
