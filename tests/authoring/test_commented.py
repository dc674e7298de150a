"""Data with comments says the same as the data, and explains each key once."""

import pytest

from course.authoring.commented import Commented
from course.authoring.schema import SCHEMAS
from course.models.module import Module
from course.models.quiz import Quiz
from course.read.yaml_reader import Data, read
from tests.conftest import SMALL_COURSE

KINDS = {"modules": Module, "quizzes": Quiz}


def stripped(data: Data) -> Data:
    """The data without the white space at the ends of texts, which no model reads."""
    if isinstance(data, str):
        return data.strip()
    if isinstance(data, list):
        return [stripped(it) for it in data]
    return {key: stripped(it) for key, it in data.items()}


@pytest.mark.parametrize("path", sorted(SMALL_COURSE.rglob("*.yml")), ids=lambda path: path.stem)
def test_files_say_the_same_with_comments(path: object) -> None:
    file = SMALL_COURSE / str(path)
    kind = KINDS.get(file.parent.name) or SCHEMAS.get(file.stem)
    before, _ = read(file.name, file.read_bytes())
    assert before
    assert isinstance(before.data, dict)
    after, problems = read(file.name, Commented(kind).text(before.data).encode())
    assert problems == ()
    assert after
    assert stripped(after.data) == stripped(before.data)


def test_each_key_is_explained_where_it_comes_first() -> None:
    answers: Data = [{"right": "Yes.", "feedback": "So."}, {"wrong": "No.", "feedback": "Why."}]
    question: Data = {"kind": "choice", "question": "Is it?", "answers": answers, "cites": ["a"]}
    assert (
        Commented(Quiz).text({"q": question}, ("questions",))
        == """\
q:
  kind: choice
  # The question itself, with everything needed to answer it.
  question: |
    Is it?
  # Usually three, of the same length and warmth.
  answers:
    # The text of a right answer.
    - right: |
        Yes.
      # Why, and what to do next. Shown when this answer is picked.
      feedback: |
        So.
    # The text of a wrong answer, one that a decent, tired person might give.
    - wrong: |
        No.
      feedback: |
        Why.
  # Claims that the feedback rests on.
  cites: [a]
"""
    )
