"""A role has the most specific variant of each piece, and no piece that is not for it."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.models.base import Id, Model, Targeted, walk
from course.models.course import Course
from course.models.module import Module
from course.models.quiz import Quiz
from course.models.role_course import RoleCourse, RoleModule
from course.models.role_lesson import RoleLesson
from course.models.texts import Prose
from course.tailor import tailor
from tests.tailor.groups import GROUPS

VARIANTS = {"only", "except_", "instead", "also"}
CACHED = {name for name, value in vars(Model).items() if isinstance(value, cached_property)}
AUDIENCES = (*GROUPS, *GROUPS.values())

audiences = st.lists(st.sampled_from(AUDIENCES), unique=True, max_size=3).map(tuple)
texts = st.dictionaries(
    st.sampled_from(AUDIENCES), st.text("abc", min_size=1, max_size=3).map(Prose), max_size=3
)


@st.composite
def with_random_variants(draw: st.DrawFn, piece: Any) -> Any:
    """The piece and everything inside it, with random audiences and variants."""
    update: dict[str, Any] = {}
    for name in type(piece).model_fields:
        value = getattr(piece, name)
        if isinstance(value, dict) and all(isinstance(inner, Model) for inner in value.values()):
            update[name] = {key: draw(with_random_variants(inner)) for key, inner in value.items()}
    if isinstance(piece, Targeted):
        update["only"], update["except_"] = draw(audiences), draw(audiences)
        update["instead"], update["also"] = draw(texts), draw(texts)
    return piece.model_copy(update=update)


# -- The rules for authors, implemented independently ----------------------------------------------


def is_included(piece: Targeted, role_id: Id) -> bool:
    """The most specific entry decides: role before group, and `except` before `only`."""
    decisions = [
        (distance, "out" if listed is piece.except_ else "in")
        for distance, reader_id in enumerate((role_id, GROUPS[role_id]))
        for listed in (piece.except_, piece.only)
        if reader_id in listed
    ]
    nobody_is_chosen = piece.only == ()
    return decisions[0][1] == "in" if decisions else nobody_is_chosen


def expected_text(piece: Targeted, role_id: Id) -> str | None:
    """The most specific `instead` or the shared text, followed by the most specific `also`."""
    group_id = GROUPS[role_id]
    text = getattr(piece, piece.varying_field)
    for reader_id in (group_id, role_id):
        text = piece.instead.get(reader_id, text)
    more = piece.also.get(role_id) or piece.also.get(group_id)
    paragraphs = [paragraph for paragraph in (text, more) if paragraph]
    return "\n\n".join(paragraphs) if paragraphs else None


def pairs(
    module: Module, quiz: Quiz, tailored: RoleModule
) -> Iterator[tuple[str, dict[Id, Any], dict[Id, Any]]]:
    """The pieces as written, and those in the course of a role."""
    yield "lessons", dict(module.lessons), dict(tailored.lessons)
    for lesson_id, lesson in tailored.lessons.items():
        yield lesson_id, dict(module.lessons[lesson_id].activities), dict(lesson.activities)
    yield "questions", dict(quiz.questions), dict(tailored.questions)


# -- Properties ------------------------------------------------------------------------------------


@pytest.mark.slow
@given(data=st.data(), role_id=st.sampled_from(list(GROUPS)))
def test_most_specific_text_wins_and_no_variant_is_left(
    full_course: Course, data: st.DataObject, role_id: Id
) -> None:
    modules = {
        key: data.draw(with_random_variants(module)) for key, module in full_course.modules.items()
    }
    quizzes = {
        key: data.draw(with_random_variants(quiz)) for key, quiz in full_course.quizzes.items()
    }
    course = full_course.model_copy(update={"modules": modules, "quizzes": quizzes})
    role_course = tailor(course).by_role[role_id]
    assert_no_variants(role_course)
    reader = (role_id, GROUPS[role_id])
    module, quiz = modules["first-steps"], quizzes["first-steps"]
    tailored = role_course.modules["first-steps"]
    for group, written, shown in pairs(module, quiz, tailored):
        for piece_id, piece in written.items():
            leads_back = group != "questions" or piece.lesson in tailored.lessons
            assert piece.is_for(reader) == is_included(piece, role_id)
            assert (piece_id in shown) == (is_included(piece, role_id) and leads_back)
            if piece_id in shown:
                text = getattr(
                    shown[piece_id], "text" if group == "lessons" else piece.varying_field
                )
                assert text == expected_text(piece, role_id)
    proofs = {question.objective for question in tailored.questions.values()} | {
        activity.proves
        for lesson in tailored.lessons.values()
        for activity in lesson.activities.values()
    }
    assert tailored.objectives == {
        objective_id: expected_text(objective, role_id)
        for objective_id, objective in module.objectives.items()
        if is_included(objective, role_id) and objective_id in proofs
    }


def assert_no_variants(tailored: RoleCourse) -> None:
    for location, value in walk(tailored):
        assert not isinstance(value, Targeted), location
        if isinstance(value, Model):
            assert not VARIANTS & vars(value).keys(), location
            assert vars(value).keys() - CACHED == type(value).model_fields.keys(), location


def test_role_course_types_have_no_variant_fields() -> None:
    for kind in (RoleCourse, RoleModule, RoleLesson):
        assert not VARIANTS & kind.model_fields.keys()


def test_course_as_written_is_not_changed(small_course: Course) -> None:
    before = small_course.model_dump_json()
    tailor(small_course).by_role["driver"]
    assert small_course.model_dump_json() == before
