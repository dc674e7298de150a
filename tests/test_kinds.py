"""A kind of question or activity is complete: each part is found by the name of the kind."""

import re
from pathlib import Path
from typing import Any, get_args

import pytest

from course.authoring.question_scripts import enhancer
from course.models.activities.kinds import Activity, TargetedActivity
from course.models.questions.kinds import Question, TargetedQuestion, question_kinds
from tests.browser.question_kinds import ANSWERING
from tests.specimen import FILES

COURSE = Path(__file__).parent.parent / "course"
SCRIPTS = COURSE / "frontend" / "js" / "quiz"
TEMPLATES = COURSE / "render" / "templates"
UNIONS = {
    "questions": (Question, TargetedQuestion),
    "activities": (Activity, TargetedActivity),
}
ONE = {"questions": "question", "activities": "activity"}
"""The folder of the templates, by that of the models."""


def kinds_in(union: Any) -> list[str]:
    members = get_args(get_args(union)[0])
    return [get_args(member.model_fields["kind"].annotation)[0] for member in members]


KINDS = [(folder, kind) for folder, (union, _) in UNIONS.items() for kind in kinds_in(union)]


@pytest.mark.parametrize("folder", UNIONS)
def test_every_kind_with_a_file_is_in_both_unions(folder: str) -> None:
    models = COURSE / "models" / folder
    written = {
        kind: path.name
        for path in models.glob("*.py")
        for kind in re.findall(r'^    kind: Literal\["([\w-]+)"\]', path.read_text("utf-8"), re.M)
    }
    assert len(written) > 3
    for kind, name in written.items():
        assert name == f"{kind.replace('-', '_')}.py", f"{name} has the model of the kind {kind}."
        for union in UNIONS[folder]:
            assert kind in kinds_in(union), f"{kind} is missing from a union in {folder}/kinds.py."


@pytest.mark.parametrize(("folder", "kind"), KINDS)
def test_every_kind_has_a_template(folder: str, kind: str) -> None:
    name = f"{ONE[folder]}/{kind}.html.jinja"
    assert (TEMPLATES / name).exists(), f"The kind {kind} needs a template: {name}."


@pytest.mark.parametrize("kind", question_kinds())
def test_every_kind_of_question_can_be_shown_to_a_group(kind: str) -> None:
    template = (TEMPLATES / "question" / f"{kind}.html.jinja").read_text("utf-8")
    assert "{% if in_session %}" in template, f"question/{kind}.html.jinja has nothing for groups."


@pytest.mark.parametrize("kind", question_kinds())
def test_every_kind_of_question_has_a_script(kind: str) -> None:
    path = SCRIPTS / f"{kind}.mjs"
    assert path.exists(), f"The kind {kind} needs a script: quiz/{kind}.mjs."
    exported = f"export function {enhancer(kind)}(check)"
    assert exported in path.read_text("utf-8"), f"quiz/{kind}.mjs needs `{exported}`."


@pytest.mark.parametrize(("folder", "kind"), KINDS)
def test_every_kind_is_in_the_specimen(folder: str, kind: str) -> None:
    pieces = re.findall(r"'kind': '([\w-]+)'", str(FILES))
    assert kind in pieces, f"examples/specimen/ needs an example of the kind {kind}."


@pytest.mark.parametrize("kind", question_kinds())
def test_tests_can_answer_every_kind(kind: str) -> None:
    assert kind in ANSWERING, f"tests/browser/question_kinds.py needs an entry for {kind}."


def test_no_template_or_script_belongs_to_a_kind_that_is_gone() -> None:
    for folder, (union, _) in UNIONS.items():
        names = {path.name.split(".")[0] for path in (TEMPLATES / ONE[folder]).iterdir()}
        assert names == set(kinds_in(union))
    helpers = {"answers", "item-feedback", "kinds", "self-check"}
    assert {path.stem for path in SCRIPTS.iterdir()} - helpers == set(question_kinds())
