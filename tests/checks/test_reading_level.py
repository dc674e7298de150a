import pytest

from course.checks import reading_level
from course.models.course import Course, Extent
from course.models.texts import Prose
from tests.checks.context import context_of

HARD = Prose("Institutional responsibilities necessitate comprehensive deliberation. " * 40)
LONG = Prose("and then we wait and see what he does and how he is " * 90 + "now.")


def with_text(course: Course, text: Prose) -> Course:
    """The course with this text in a lesson that every role reads."""
    module = course.modules["first-steps"]
    lesson = module.lessons["hard-example"].model_copy(update={"text": text})
    lessons = {**module.lessons, "hard-example": lesson}
    module = module.model_copy(update={"lessons": lessons, "minutes": 9})
    return course.model_copy(update={"modules": {**course.modules, "first-steps": module}})


def in_language(course: Course, language: str) -> Course:
    return course.model_copy(
        update={"outline": course.outline.model_copy(update={"language": language})}
    )


def messages(course: Course) -> list[str]:
    return [finding.what for finding in reading_level.reading_grade(context_of(course))]


def test_grade_and_sentence_length_are_reported_for_each_role(small_course: Course) -> None:
    hard = [
        finding.what
        for finding in reading_level.reading_grade(context_of(with_text(small_course, HARD)))
    ]
    assert [message.split()[0] for message in hard] == ['"driver"', '"teacher"']
    long = [
        finding.what
        for finding in reading_level.reading_grade(context_of(with_text(small_course, LONG)))
    ]
    assert sum("words on average" in message for message in long) == 2


def test_grade_is_for_english_only(small_course: Course) -> None:
    assert (
        list(
            reading_level.reading_grade(
                context_of(in_language(with_text(small_course, HARD), "es"))
            )
        )
        == []
    )


@pytest.mark.parametrize(("words", "count"), [(30, 0), (31, 1)])
def test_sentence_of_more_than_thirty_words(small_course: Course, words: int, count: int) -> None:
    course = with_text(small_course, Prose(" ".join(["word"] * words) + "."))
    assert len(list(reading_level.long_sentences(context_of(course)))) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("She waits. So do you. It is late. They all see it.", 1),
        ("She waits. So do you. It is late.", 0),
        ("She waits. So do you. It is late, and the others can see that. They wait. All wait.", 0),
        ("She waits. So do you.\n\nIt is late. They all see it.", 0),
        ("- She waits.\n- So do you.\n- It is late.\n- They all see it.", 0),
        ('She waits. So do you. "It is late." They all see it.', 0),
    ],
    ids=["four", "three", "a longer one", "two paragraphs", "a list", "speech"],
)
def test_short_sentences_in_a_row(small_course: Course, text: str, count: int) -> None:
    course = with_text(small_course, Prose(text))
    assert len(list(reading_level.joined_sentences(context_of(course)))) == count


def test_sentences_elsewhere_are_not_checked(small_course: Course) -> None:
    """In the limits of claims and roles, precision matters more than brevity."""
    claims = {
        name: claim.model_copy(update={"limits": Prose("word " * 40)})
        for name, claim in small_course.claims.items()
    }
    course = small_course.model_copy(update={"claims": claims})
    assert list(reading_level.long_sentences(context_of(course))) == []


@pytest.mark.parametrize(("minutes", "keys"), [(6, []), (9, ["minutes"])])
def test_minutes_must_be_close_to_the_reading_time(
    small_course: Course, minutes: int, keys: list[str]
) -> None:
    """The driver needs about five minutes."""
    module = small_course.modules["first-steps"].model_copy(update={"minutes": minutes})
    course = small_course.model_copy(
        update={"modules": {**small_course.modules, "first-steps": module}}
    )
    assert [
        finding.location[0] for finding in reading_level.honest_minutes(context_of(course))
    ] == keys


def test_no_number_of_minutes_is_right_for_jobs_that_differ_a_lot(small_course: Course) -> None:
    module = small_course.modules["first-steps"]
    own = {"driver": Prose("One more line. " * 1_000)}
    lesson = module.lessons["few-words"].model_copy(update={"also": own})
    module = module.model_copy(update={"lessons": {**module.lessons, "few-words": lesson}})
    course = small_course.model_copy(
        update={"modules": {**small_course.modules, "first-steps": module}}
    )
    (found,) = reading_level.honest_minutes(context_of(course))
    assert 'but "driver" needs about 2' in found.what
    assert 'no number is right for all of them: shorten the module for "driver".' in found.remedy


@pytest.mark.parametrize("extent", [Extent.OPTIONAL, Extent.NONE])
def test_minutes_are_not_checked_for_optional_readers(small_course: Course, extent: Extent) -> None:
    matrix = {**small_course.outline.matrix, "first-steps": {"driver": extent, "teacher": extent}}
    outline = small_course.outline.model_copy(update={"matrix": matrix})
    module = small_course.modules["first-steps"].model_copy(update={"minutes": 90})
    course = small_course.model_copy(
        update={"outline": outline, "modules": {**small_course.modules, "first-steps": module}}
    )
    assert list(reading_level.honest_minutes(context_of(course))) == []
