"""What goes out of date: claims to review, phone numbers to verify, tests to repeat."""

from collections.abc import Iterator
from datetime import date, timedelta

from course.checks.context import Context
from course.models.course import Course
from course.problems import Finding, Location, Problem, rule_code
from course.read.files import STATEMENTS

DAYS_A_NUMBER_LASTS = 90
DAYS_A_STATEMENT_LASTS = 365


def claims_to_review(context: Context) -> Iterator[Finding]:
    """A claim is reviewed by its `review-by` day.

    Good: `review-by:` a day in the future
    Bad: a day in the past
    """
    for claim_id, claim in context.course.claims.items():
        if claim.review_by < context.today:
            yield Finding(
                "reference/claims.yml",
                (claim_id, "review-by"),
                f'The review of "{claim_id}" was due on {claim.review_by}.',
                "Look for newer work and withdrawn sources, then set a new day.",
                is_warning=True,
            )


def numbers_to_verify(context: Context) -> Iterator[Finding]:
    """A contact is verified every ninety days.

    Good: `verified-on:` a day last month
    Bad: `verified-on:` a day last year
    """
    for contact_id, contact in context.course.contacts.items():
        verified = contact.verified_on
        if verified and context.today - verified > timedelta(days=DAYS_A_NUMBER_LASTS):
            yield Finding(
                "reference/contacts.yml",
                (contact_id, "verified-on"),
                f'"{contact.name}" was last verified on {verified}.',
                "Dial it or read its page, then write today's date. Without a date, "
                "the number is not shown.",
                is_warning=True,
            )


def statements_to_verify(context: Context) -> Iterator[Finding]:
    """What a statement says was tested, read or verified within a year.

    Good: `tested-on:` a day last month
    Bad: `tested-on:` a day two years ago
    """
    for location, day in days_of_statements(context.course):
        if context.today - day > timedelta(days=DAYS_A_STATEMENT_LASTS):
            yield Finding(
                STATEMENTS,
                location,
                f"This was last done on {day}, more than a year ago.",
                "Do it again, correct what it says, then write today's date.",
                is_warning=True,
            )


def days_of_statements(course: Course) -> Iterator[tuple[Location, date]]:
    """The day of each part of the statements, with its place."""
    if course.statements is None:
        return
    accessibility, privacy = course.statements.accessibility, course.statements.privacy
    for name, tested in accessibility.tested.items():
        yield ("accessibility", "tested", name, "tested-on"), tested.tested_on
    yield ("accessibility", "verified-on"), accessibility.verified_on
    yield ("privacy", "host", "read-on"), privacy.host.read_on
    yield ("privacy", "verified-on"), privacy.verified_on


RULES = (claims_to_review, numbers_to_verify, statements_to_verify)
AGE = frozenset(map(rule_code, RULES))
"""The rules that find something on another day, although nobody has changed anything."""


def is_due_to_age(problem: Problem) -> bool:
    """Whether something has only grown old."""
    return problem.rule in AGE
