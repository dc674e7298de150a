"""Steps hold what fits on a phone, in the order of the lessons, with nothing lost."""

from itertools import chain

import pytest

from course.models.activities.situation import Situation
from course.models.course import Course
from course.models.role_course import RoleModule
from course.models.role_lesson import RoleLesson
from course.models.steps import MOST_ROOM, claims_by_step
from course.models.texts import Line, Prose
from course.tailor import tailor


@pytest.fixture
def module(small_course: Course) -> RoleModule:
    return tailor(small_course).by_role["driver"].modules["first-steps"]


def lesson(name: str, text: str) -> RoleLesson:
    return RoleLesson.model_construct(
        lesson_id=name,
        title=Line("Lesson"),
        text=Prose(text),
        drawing=None,
        activities={},
        cards=(),
        topics=(),
        tools=(),
        found_by=(),
    )


def with_lessons(module: RoleModule, **texts: str) -> RoleModule:
    """The same module with only these lessons, without questions and examples."""
    lessons = {name: lesson(name, text) for name, text in texts.items()}
    update = {"lessons": lessons, "questions": {}, "skip": None, "alternative": None}
    return module.model_copy(update=update)


def test_every_part_is_on_one_step_in_the_order_of_the_lessons(module: RoleModule) -> None:
    parts = [*chain.from_iterable(step.parts for step in module.steps)]
    order = list(module.lessons)
    assert [order.index(part.lesson_id) for part in parts] == sorted(
        order.index(part.lesson_id) for part in parts
    )
    named = [(part.kind, part.name) for part in parts if part.name]
    questions = [name for kind, name in named if kind == "question"]
    assert sorted(questions) == sorted(module.questions)
    activities = chain.from_iterable(it.activities for it in module.lessons.values())
    assert [name for kind, name in named if kind == "activity"] == [*activities]
    assert len(named) == len(set(named))


def test_steps_have_distinct_anchors_and_a_lesson_begins_at_its_own(module: RoleModule) -> None:
    steps = module.steps
    assert len({step.step_id for step in steps}) == len(steps)
    begun = [step.step_id for step in steps if step.parts[0].is_first and not step.is_example]
    assert begun == [name for name in begun if name in module.lessons]


def test_parts_share_a_step_only_while_there_is_room(module: RoleModule) -> None:
    for step in module.steps:
        if len(step.parts) > 1 and not step.is_example:
            assert sum(part.room for part in step.parts) <= MOST_ROOM


def test_example_to_skip_and_the_one_instead_share_a_step(module: RoleModule) -> None:
    [step] = [step for step in module.steps if step.is_example]
    assert step.step_id == "_example"
    assert [part.lesson_id for part in step.parts] == ["hard-example", "quiet-example"]


def test_examples_with_something_to_do_have_a_step_each(module: RoleModule) -> None:
    question = next(iter(module.questions.values())).model_copy(update={"lesson": "hard-example"})
    changed = module.model_copy(update={"questions": {"one": question}})
    assert not any(step.is_example for step in changed.steps)


def test_long_text_is_split_between_paragraphs_but_not_before_a_list(module: RoleModule) -> None:
    long = "word " * 150
    text = f"{long}\n\nTell today:\n\n- {long}\n- {long}\n\n{long}"
    steps = with_lessons(module, one=text).steps
    texts = [part.text for step in steps for part in step.parts]
    assert "\n\n".join(filter(None, texts)) == text
    assert [step.step_id for step in steps] == ["one", "_one-2", "_one-3"]
    assert str(steps[1].parts[0].text).startswith("Tell today:\n\n- word")


def test_title_of_a_lesson_without_text_is_on_the_step_of_what_comes_next(
    module: RoleModule,
) -> None:
    long = Situation.model_construct(
        scene=Prose("word " * MOST_ROOM), drawing=None, choices={}, proves=None
    )
    only = lesson("one", "").model_copy(update={"text": None, "activities": {"long": long}})
    update = {"lessons": {"one": only}, "questions": {}, "skip": None, "alternative": None}
    [step] = module.model_copy(update=update).steps
    assert [part.kind for part in step.parts] == ["text", "activity"]


@pytest.mark.parametrize(("words", "count"), [(60, 1), (80, 2)])
def test_short_lessons_without_an_act_share_a_step(
    module: RoleModule, words: int, count: int
) -> None:
    changed = with_lessons(module, one="word " * words, two="word " * words)
    assert len(changed.steps) == count


def test_lesson_is_idle_if_nothing_on_its_steps_is_to_be_done(module: RoleModule) -> None:
    changed = with_lessons(module, one="word " * 100, two="word " * 100)
    assert changed.idle_lessons == ["one", "two"]
    assert module.idle_lessons == []


def test_minutes_are_those_of_the_steps_and_what_is_around_them(module: RoleModule) -> None:
    around = module.seconds_before + module.seconds_to_open + module.seconds_to_close
    seconds = around + sum(step.seconds for step in module.steps)
    assert abs(seconds / 60 - module.minutes) < 1


def test_minutes_left_count_down_from_all_of_them(module: RoleModule) -> None:
    left = module.minutes_left
    assert len(left) == len(module.steps) + 2 + (module.opening is not None)
    assert left[0] == module.minutes
    assert left == sorted(left, reverse=True)
    assert left[-1] == 1


def test_claims_are_listed_once_for_each_lesson(module: RoleModule) -> None:
    steps = module.steps
    listed = claims_by_step(steps)
    assert any(listed.values())
    for lesson_id in module.lessons:
        of_lesson = [part for step in steps for part in step.parts if part.lesson_id == lesson_id]
        own = {step.step_id for step in steps if step.parts[0].lesson_id == lesson_id}
        shown = [claim for step_id in own for claim in listed[step_id]]
        cited = {claim for part in of_lesson for claim in part.claims}
        assert cited <= {*shown, *(claim for claims in listed.values() for claim in claims)}
        assert len(shown) == len(set(shown))
