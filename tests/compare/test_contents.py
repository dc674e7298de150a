from typing import Any

import pytest

from course.compare.contents import FILES, NOUNS, Change, How, content_changes
from course.models.course import Course
from course.models.texts import Line, Prose
from course.tailor import tailor

NOT_LISTED = {
    "blanks": "no piece",
    "quizzes": "with their module",
    "removed": "no piece",
    "unreadable": "no piece",
}


def found(before: Course, now: Course) -> list[Change]:
    return list(content_changes(tailor(before), tailor(now), before, now))


def with_piece(course: Course, kind: str, piece_id: str, **changed: Any) -> Course:
    """The course with one piece changed, or without it."""
    pieces = dict(getattr(course, kind))
    if changed:
        pieces[piece_id] = pieces[piece_id].model_copy(update=changed)
    else:
        del pieces[piece_id]
    return course.model_copy(update={kind: pieces})


def test_every_part_of_a_course_is_listed_or_left_out_for_a_reason() -> None:
    assert {*NOUNS, *FILES, *NOT_LISTED} == Course.model_fields.keys()


def test_same_course_has_no_changes(small_course: Course) -> None:
    assert found(small_course, small_course) == []


def test_title_of_a_module_changes_for_all_who_read_it(small_course: Course) -> None:
    now = with_piece(small_course, "modules", "first-steps", title=Line("Other steps"))
    (change,) = found(small_course, now)
    expected = Change(How.CHANGED, "module", "Other steps", ("driver", "teacher"))
    assert change == expected


@pytest.mark.parametrize(
    ("question_id", "role_id"), [("driver-first", "driver"), ("teacher-first", "teacher")]
)
def test_question_for_one_role_changes_the_module_for_that_role(
    small_course: Course, question_id: str, role_id: str
) -> None:
    quiz = small_course.quizzes["first-steps"]
    question = quiz.questions[question_id].model_copy(update={"question": Prose("What now?")})
    now = with_piece(
        small_course,
        "quizzes",
        "first-steps",
        questions={**quiz.questions, question_id: question},
    )
    (change,) = found(small_course, now)
    assert (change.kind, change.how, change.roles) == ("module", How.CHANGED, (role_id,))
    assert change.parts == (Change(How.CHANGED, "question", "What now?"),)


def test_removed_module_is_gone_for_its_readers_and_back_when_it_is_added(
    small_course: Course,
) -> None:
    without = with_piece(small_course, "modules", "first-steps")
    removed = found(small_course, without)[0]
    added = found(without, small_course)[0]
    assert (removed.how, added.how) == (How.REMOVED, How.ADDED)
    assert removed.title == added.title == "First steps"
    assert removed.roles == added.roles == ("driver", "teacher")
    assert removed.parts == added.parts == ()


def test_claim_changes_for_those_who_read_what_cites_it(small_course: Course) -> None:
    now = with_piece(small_course, "claims", "calm-spreads", says=Prose("It may spread."))
    (change,) = found(small_course, now)
    assert (change.kind, change.title) == ("claim", "It may spread.")
    assert change.roles == ("driver", "teacher")


def test_number_that_nobody_in_particular_has_is_for_everyone(small_course: Course) -> None:
    now = with_piece(small_course, "contacts", "line", call=Line("321"))
    (change,) = found(small_course, now)
    assert (change.kind, change.title, change.roles) == (
        "contact",
        "The Line",
        ("driver", "teacher"),
    )


def test_file_that_is_one_piece_is_named(small_course: Course) -> None:
    outline = small_course.outline.model_copy(update={"title": Line("New")})
    (change,) = found(small_course, small_course.model_copy(update={"outline": outline}))
    assert change == Change(How.CHANGED, "file", "course.yml")


def test_long_title_is_cut(small_course: Course) -> None:
    now = with_piece(
        small_course, "glossary", next(iter(small_course.glossary)), term=Line("x " * 90)
    )
    (change,) = found(small_course, now)
    assert len(change.title) <= 70
    assert change.title.endswith(" …")


def test_override_beside_a_text_is_listed_by_itself(small_course: Course) -> None:
    now = with_piece(
        small_course, "modules", "first-steps", overrides={"honest-minutes": Line("Slow work.")}
    )
    (change,) = found(small_course, now)
    title = "honest-minutes in modules/first-steps"
    assert change == Change(How.ADDED, "excused remark", title)
