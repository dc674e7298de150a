"""The context in which rules run."""

from datetime import date

from course.checks.context import Context
from course.models.course import Course
from course.tailor import tailor

TODAY = date(2026, 11, 24)
CONTACT = {"reference/contacts.yml": {"change": 'call: "123"', "to": 'call: "124"'}}
"""A change of a file that belongs to no module."""
LESSON = {"modules/first-steps.yml": {"change": "He throws a chair.", "to": "He shouts."}}
"""A change of one module."""


def context_of(course: Course, today: date = TODAY) -> Context:
    return Context(course, tailor(course), today)
