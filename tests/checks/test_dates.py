from datetime import date, timedelta
from pathlib import Path

from course.checks import dates
from course.models.course import Course
from course.read.loader import load
from tests.checks.context import context_of

DAY = timedelta(days=1)
SPECIMEN = Path(__file__).parents[2] / "examples" / "specimen"


def test_claim_is_due_after_its_review_date(small_course: Course) -> None:
    last = max(claim.review_by for claim in small_course.claims.values())
    first = min(claim.review_by for claim in small_course.claims.values())
    assert list(dates.claims_to_review(context_of(small_course, first))) == []
    findings = list(dates.claims_to_review(context_of(small_course, last + DAY)))
    assert len(findings) == len(small_course.claims)
    assert all(finding.is_warning for finding in findings)


def test_number_is_due_after_ninety_days(small_course: Course) -> None:
    verified = [
        contact.verified_on for contact in small_course.contacts.values() if contact.verified_on
    ]
    assert len(verified) == 1
    last_day = verified[0] + timedelta(days=90)
    assert list(dates.numbers_to_verify(context_of(small_course, last_day))) == []
    assert len(list(dates.numbers_to_verify(context_of(small_course, last_day + DAY)))) == 1


def test_statement_is_due_after_a_year() -> None:
    specimen = load(SPECIMEN).course
    assert specimen
    assert specimen.statements
    last_day = specimen.statements.privacy.verified_on + timedelta(days=365)
    assert list(dates.statements_to_verify(context_of(specimen, last_day))) == []
    findings = list(dates.statements_to_verify(context_of(specimen, last_day + DAY)))
    assert {finding.location[-1] for finding in findings} == {
        "tested-on",
        "verified-on",
        "read-on",
    }
    assert len(findings) == 4
    assert all(finding.is_warning for finding in findings)


def test_nothing_is_due_before_its_date(small_course: Course) -> None:
    long_ago = date(1970, 1, 1)
    assert list(dates.claims_to_review(context_of(small_course, long_ago))) == []
    assert list(dates.numbers_to_verify(context_of(small_course, long_ago))) == []
