import re
from enum import StrEnum

import pytest

from course.authoring.guide import _enum, guide
from course.authoring.rule_pages import all_codes
from course.checks.rules import ALL_RULES
from course.models.course import Course
from course.models.reference import Roles
from course.read.field_docs import purpose
from tests.model_parts import models_in

Rows = list[tuple[str, str, str]]
"""Each key, its type, and its purpose."""


@pytest.fixture(scope="module")
def text() -> str:
    return guide(all_codes(ALL_RULES))


@pytest.fixture(scope="module")
def rows(text: str) -> Rows:
    return re.findall(r"^\| `([\w-]+)` \| (?:yes)? \| (.*?) \| (.*) \|$", text, re.MULTILINE)


def test_guide_explains_every_key(rows: Rows) -> None:
    kinds = (*(field.annotation for field in Course.model_fields.values()), Roles)
    keys = {
        (field.alias, purpose(field))
        for kind in kinds
        for model in models_in(kind)
        for field in model.documented_fields().values()
    }
    explained = {(key, what_for) for key, _, what_for in rows}
    assert {key for key, _ in keys - explained} == {"kind", "groups", "roles"}, (
        "a kind is a heading, and the other two are one file"
    )


@pytest.mark.parametrize(
    ("key", "holds"),
    [
        ("title", "one line"),
        ("mentions", "prose"),
        ("minutes", "a number"),
        ("core", "yes or no"),
        ("verified-on", "a day"),
        ("labels", "a list"),
        ("matrix", "keys, each an id"),
        ("care", "keys"),
        ("drawing", "keys"),
        ("pause", "keys"),
        ("tag", "one of a few words"),
    ],
)
def test_guide_names_the_type_of_each_key(rows: Rows, key: str, holds: str) -> None:
    assert {shown for name, shown, _ in rows if name == key} == {holds}


def test_only_these_keys_are_described_as_one_of_a_few_words(rows: Rows) -> None:
    """This is the fallback where the guide does not know a better description."""
    assert {key for key, holds, _ in rows if holds == "one of a few words"} == {
        "tag",
        "kind",
        "how",
        "capacity",
        "reviewer",
        "place",
        "who",
        "pose",
        "faces",
        "hair",
        "wears",
        "build",
        "what",
    }


def test_guide_lists_every_rule_with_a_link_to_its_page(text: str) -> None:
    rules = text.split("\n## Rules\n")[1]
    links = re.findall(r"^- \[`([\w-]+)`\]\(rules/\1\.md\): \S", rules, re.MULTILINE)
    assert links == [it.name for it in all_codes(ALL_RULES)]


class Season(StrEnum):
    """When."""

    SPRING = "early"
    """Long before
    summer.

    And a second paragraph.
    """
    SUMMER_BREAK = "late"
    """After school."""


def test_enum_values_are_explained_by_their_docstrings() -> None:
    assert _enum(Season).splitlines()[2:] == [
        "| `early` | Long before summer. |",
        "| `late` | After school. |",
    ]
