"""What goes out of date: claims to review, and phone numbers to verify."""

from collections.abc import Iterator
from datetime import timedelta

from course.checks.context import Context
from course.problems import Finding, Problem, rule_code

DAYS_A_NUMBER_LASTS = 90


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


RULES = (claims_to_review, numbers_to_verify)
AGE = frozenset(map(rule_code, RULES))
"""The rules that find something on another day, although nobody has changed anything."""


def is_due_to_age(problem: Problem) -> bool:
    """Whether something has only grown old."""
    return problem.rule in AGE
