"""Rules for topics."""

from typing import Any

import pytest

from course.checks import topics
from course.models.course import Course
from course.models.topic import Topic
from tests.checks.context import context_of

TOPIC = {
    "title": "Self-harm",
    "summary": "A cut.",
    "reviewer": "counselor",
    "see": "A wound.",
    "say": "I am here.",
    "dont": "Don't stare.",
    "tell": "The counselor.",
    "sure": "Guidance agrees [@few-words].",
}
SHARED_WORDS = 2 + 3 + 2 + 2 + 2


def with_topic(course: Course, **changes: Any) -> Course:
    topic = Topic.model_validate({**TOPIC, **changes})
    return course.model_copy(update={"topics": {"self-harm": topic}})


def words(count: int) -> str:
    return " ".join(["word"] * count)


@pytest.mark.parametrize(("count", "is_too_long"), [(250, False), (251, True)])
def test_topic_has_at_most_250_words(small_course: Course, count: int, is_too_long: bool) -> None:
    course = with_topic(small_course, see=words(count - SHARED_WORDS + 2))
    whats = [finding.what for finding in topics.topic_length(context_of(course))]
    assert whats == ["This topic has up to 251 words; the limit is 250."] * is_too_long


@pytest.mark.parametrize(("count", "is_too_long"), [(250, False), (251, True)])
def test_line_for_a_job_counts_for_that_job(
    small_course: Course, count: int, is_too_long: bool
) -> None:
    lines = {"driver": words(count - SHARED_WORDS), "teacher": "Stay."}
    course = with_topic(small_course, jobs=lines)
    whats = [finding.what for finding in topics.topic_length(context_of(course))]
    assert whats == ['This topic has up to 251 words for "driver"; the limit is 250.'] * is_too_long


def test_job_is_not_named_if_the_shared_parts_are_too_long(small_course: Course) -> None:
    course = with_topic(small_course, see=words(251), jobs={"driver": "Stay."})
    (finding,) = topics.topic_length(context_of(course))
    assert "driver" not in finding.what


@pytest.mark.parametrize(
    ("sure", "paths"),
    [
        ("Guidance agrees.", ["reference/topics/self-harm.yml"]),
        ("Guidance agrees [@few-words], and again [@few-words].", ["reference/claims.yml"]),
        ("Guidance agrees [@unknown].", []),
    ],
    ids=["no claim", "a claim without a day", "an unknown claim, which another rule reports"],
)
def test_topic_cites_claims_whose_sources_were_read(
    small_course: Course, sure: str, paths: list[str]
) -> None:
    course = with_topic(small_course, sure=sure)
    findings = topics.topics_have_sources(context_of(course))
    assert [finding.path for finding in findings] == paths
