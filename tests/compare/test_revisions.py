from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.compare.lost_ids import lost_ids
from course.compare.revisions import changes
from course.models.course import Course
from course.models.module import Module
from course.models.quiz import Quiz
from course.models.tool import Tool
from course.problems import Finding

CHOICE: dict[str, Any] = {
    "kind": "choice",
    "question": "He holds on to the seat and will not get off. What do you say first?",
    "objective": "cool",
    "lesson": "words",
    "answers": [
        {"right": "You can sit a moment. I am here with you.", "feedback": "It gives him room."},
        {"wrong": "Everybody is waiting for you, off you go.", "feedback": "It adds a crowd."},
        {"wrong": "Tell me what is going on at home today.", "feedback": "Later, in private."},
    ],
}
ORDER: dict[str, Any] = {
    "kind": "order",
    "question": "What comes first?",
    "objective": "cool",
    "lesson": "words",
    "steps": [
        {"text": "Settle yourself with a slow look around.", "feedback": "You come first."},
        {"text": "Move the other students a little away.", "feedback": "Room helps."},
        {"text": "Say one short sentence and then wait.", "feedback": "Few words."},
    ],
    "feedback": "Yourself, then room, then words.",
}
MATCH: dict[str, Any] = {
    "kind": "match",
    "question": "What goes together?",
    "objective": "cool",
    "lesson": "words",
    "pairs": [
        {"item": "A hood pulled over the face", "goes-with": "shut down", "feedback": "Quiet."},
        {"item": "A chair that flies through the room", "goes-with": "revved", "feedback": "Loud."},
    ],
    "feedback": "Both are signs.",
}
MARK: dict[str, Any] = {
    "kind": "mark",
    "question": "What guesses or judges?",
    "objective": "cool",
    "lesson": "words",
    "phrases": [
        {"text": "At nine he put his head down.", "feedback": "It was seen."},
        {"text": "Nobody at home cares about him.", "mark": "yes", "feedback": "Nobody sees that."},
        {"text": "I said his name two times.", "feedback": "It was heard."},
        {"text": "He wants all of us to look.", "mark": "yes", "feedback": "Nobody sees that."},
    ],
    "feedback": "At nine he put his head down. I said his name two times.",
}


def course(questions: dict[str, Any], modules: dict[str, Any] | None = None) -> Course:
    parts: dict[str, Any] = {name: {} for name in Course.model_fields}
    parts["modules"] = {name: Module.model_validate(data) for name, data in (modules or {}).items()}
    if questions:
        parts["quizzes"] = {"moment": Quiz.model_validate({"questions": questions})}
    return Course.model_construct(**parts)


def findings(before: dict[str, Any], now: dict[str, Any]) -> list[Finding]:
    return list(changes(course({"q": before}), course({"q": now})))


def edited(base: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {**base, **keys}


def test_unchanged_course_has_no_findings() -> None:
    assert findings(CHOICE, CHOICE) == []


def test_fixed_typo_needs_no_revision() -> None:
    answers = [{**CHOICE["answers"][0], "right": "You can sit a moment. I am here wiht you."}]
    question = "He holds on to the seat and wont get off. What do you say first?"
    now = edited(CHOICE, question=question, answers=[*answers, *CHOICE["answers"][1:]])
    assert findings(CHOICE, now) == []


def test_changed_feedback_needs_no_revision() -> None:
    answers = [{**answer, "feedback": "Quite another reason."} for answer in CHOICE["answers"]]
    assert findings(CHOICE, edited(CHOICE, answers=answers)) == []


def test_changed_right_answer_needs_a_revision() -> None:
    first, second, third = CHOICE["answers"]
    answers = [
        {"wrong": first["right"], "feedback": "No."},
        {"right": second["wrong"], "feedback": "Yes."},
        third,
    ]
    (problem,) = findings(CHOICE, edited(CHOICE, answers=answers))
    assert "The right answer has changed" in problem.what
    assert "revision: 2" in problem.remedy
    assert not problem.is_warning


def test_reworded_right_answer_needs_a_revision() -> None:
    answers = [{"right": "Call dispatch before anything else.", "feedback": "Help is near."}]
    (problem,) = findings(CHOICE, edited(CHOICE, answers=[*answers, *CHOICE["answers"][1:]]))
    assert "The right answer has changed" in problem.what


def test_new_revision_is_enough() -> None:
    answers = [{"right": "Call dispatch before anything else.", "feedback": "Help is near."}]
    answers = [*answers, *CHOICE["answers"][1:]]
    assert findings(CHOICE, edited(CHOICE, answers=answers, revision="2")) == []


def test_decreased_revision_is_an_error() -> None:
    (problem,) = findings(edited(CHOICE, revision="3"), edited(CHOICE, revision="2"))
    assert problem.what == "The revision was already 3."


def test_changed_wrong_answers_need_no_revision() -> None:
    answers = [CHOICE["answers"][0], {"wrong": "Wait for the next stop.", "feedback": "Why not."}]
    assert findings(CHOICE, edited(CHOICE, answers=answers)) == []


def test_reworded_question_is_a_remark() -> None:
    now = edited(CHOICE, question="The bus is late and loud. Which words would help here?")
    (problem,) = findings(CHOICE, now)
    assert "has changed a lot" in problem.what
    assert problem.is_warning


def test_reordered_answers_need_no_revision() -> None:
    assert findings(CHOICE, edited(CHOICE, answers=CHOICE["answers"][::-1])) == []


@given(st.permutations(ORDER["steps"]))
def test_reordered_steps_need_a_revision(steps: list[dict[str, str]]) -> None:
    assert bool(findings(ORDER, edited(ORDER, steps=steps))) == (steps != ORDER["steps"])


def test_other_phrases_to_mark_need_a_revision() -> None:
    phrases = [{**MARK["phrases"][0], "mark": "yes"}, *MARK["phrases"][1:]]
    (problem,) = findings(MARK, edited(MARK, phrases=phrases))
    assert "The right answer has changed" in problem.what


def test_changed_pairs_need_a_revision() -> None:
    pairs = [
        {**MATCH["pairs"][0], "goes-with": "revved"},
        {**MATCH["pairs"][1], "goes-with": "shut down"},
    ]
    (problem,) = findings(MATCH, edited(MATCH, pairs=pairs))
    assert "The right answer has changed" in problem.what


@pytest.mark.parametrize("now", [ORDER, MATCH, edited(CHOICE, kind="choices")])
def test_changed_kind_needs_a_new_id(now: dict[str, Any]) -> None:
    (problem,) = findings(CHOICE, now)
    assert "Give the question a new id" in problem.remedy


def test_removed_id_is_a_remark() -> None:
    before = course({"stays": CHOICE, "goes": ORDER})
    (problem,) = lost_ids(before, course({"stays": CHOICE}))
    assert 'The id "goes" is gone' in problem.what
    assert problem.is_warning


def test_remark_on_a_renamed_id_names_the_new_one() -> None:
    (problem,) = lost_ids(course({"old-name": CHOICE}), course({"new-name": CHOICE}))
    assert 'called "new-name" now' in problem.remedy
    assert problem.location == ("questions", "new-name")
    assert not problem.is_warning


def module(lessons: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {
        "moment": {
            "title": "In the moment",
            "minutes": "10",
            "short-minutes": "5",
            "summary": "What to do.",
            "care": {"mentions": "Nothing.", "skip": "words", "alternative": "quiet"},
            "objectives": {"cool": "Choose words."},
            "lessons": lessons,
            "close": "You can do this.",
            **keys,
        }
    }


def test_decreased_module_revision_is_an_error() -> None:
    lessons = {"words": {"title": "Words", "text": "Few."}}
    before, now = (course({}, module(lessons, revision=revision)) for revision in ("2", "1"))
    (problem,) = changes(before, now)
    assert (problem.path, problem.location) == ("modules/moment.yml", ("revision",))
    assert problem.what == "The revision was already 2."
    assert list(changes(now, before)) == []


def test_removed_lessons_and_activities_are_remarks() -> None:
    activity = {"kind": "reflect", "prompt": "What helps here?"}
    words = {"title": "Words", "text": "Few.", "activities": {"think": activity}}
    quiet = {"title": "Quiet", "text": "An example."}
    before = course({}, module({"words": words, "quiet": quiet}))
    now = course({}, module({"words": {"title": "Words", "text": "Few."}}))
    gone = [problem.what.split('"')[1] for problem in lost_ids(before, now)]
    assert sorted(gone) == ["quiet", "think"]


def with_tool(part: dict[str, Any]) -> Course:
    tool = {"title": "A card", "summary": "For one day.", "parts": {"first": part}}
    return course({}, {}).model_copy(update={"tools": {"card": Tool.model_validate(tool)}})


def test_removed_fields_of_a_tool_are_remarks() -> None:
    rows, columns = {"today": "Today", "later": "Later"}, {"when": "When", "who": "Who"}
    table = {"kind": "table", "title": "Days", "columns": columns, "rows": rows}
    before = with_tool(table)
    now = with_tool({**table, "rows": {"today": "Today"}, "columns": {"when": "When", "by": "Who"}})
    gone = {problem.what.split('"')[1]: problem for problem in lost_ids(before, now)}
    assert gone.keys() == {"later", "who"}
    assert gone["later"].is_warning
    assert gone["who"].location == ("parts", "first", "columns", "by")
    ticks = {"kind": "tick", "title": "Ready", "items": {"one": "One.", "two": "Two."}}
    (problem,) = lost_ids(with_tool(ticks), with_tool({**ticks, "items": {"one": "One."}}))
    assert '"two"' in problem.what
    (problem,) = lost_ids(before, course({}, {}))
    assert (problem.path, problem.is_warning) == ("course.yml", True)
