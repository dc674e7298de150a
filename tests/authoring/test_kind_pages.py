"""Each kind has a page in the guide, with a tested example and a picture of what comes of it."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from course.authoring.guide import KINDS
from course.authoring.kind_docs import kind_docs, unlabeled
from course.authoring.kind_examples import GROUPS, SPECIMEN, Example, examples
from course.authoring.kind_pages import BEGUN, kind_pages
from course.authoring.new.kinds import KINDS as NEW
from course.authoring.rule_pages import all_codes
from course.checks.rules import ALL_RULES
from course.models.base import Model
from course.models.card import Card
from course.models.module import Module
from course.models.quiz import Quiz
from course.models.tool import Tool
from course.read.typed import typed
from course.read.values import value_at
from course.read.yaml_reader import Data, read
from tests.browser.kind_pictures import (
    COMMAND,
    FOLDER,
    MOST_BYTES,
    MOST_BYTES_TOGETHER,
    fingerprints,
    made_from,
    picture_of,
    words_at,
)

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
CODES = all_codes(ALL_RULES)
MODELS = {kind: model for group in GROUPS for kind, model in group.models.items()}
FILES = {"activities": Module, "questions": Quiz, "parts": Tool, "": Card}
"""What the file is that the examples of a group are from."""
OF_KINDS = {
    "Answers and feedback",
    "Guessing",
    "Lines and duties",
    "Questions that can be answered",
    "Scenes",
    "Tools",
}
"""The families of rules that are about kinds, and not about what all texts have in common."""


@pytest.fixture(scope="module")
def found() -> Mapping[str, Example]:
    return examples(ROOT)


@pytest.fixture(scope="module")
def pages() -> Mapping[str, str]:
    return {Path(name).stem: text for name, text in kind_pages(ROOT, CODES)}


def data_of(text: str) -> Data:
    document, problems = read("", text.encode())
    assert problems == ()
    assert document
    return document.data


def test_every_kind_has_an_example_and_a_page_and_no_other_page_is_left(
    found: Mapping[str, Example], pages: Mapping[str, str]
) -> None:
    assert len(MODELS) == sum(len(group.models) for group in GROUPS), "two kinds share a page"
    assert found.keys() == MODELS.keys()
    assert pages.keys() == {*MODELS, "README"}
    assert {path.stem for path in (DOCS / KINDS).iterdir()} == pages.keys()
    for kind in MODELS:
        assert f"({kind}.md)" in pages["README"], kind


def test_example_on_a_page_is_what_the_specimen_has_and_what_the_models_want(
    found: Mapping[str, Example], pages: Mapping[str, str]
) -> None:
    for kind, it in found.items():
        [written] = re.findall(r"^```yaml\n(.*?)^```$", pages[kind], re.MULTILINE | re.DOTALL)
        assert "# Try" not in written, kind
        data = data_of(written)
        specimen = data_of((ROOT / SPECIMEN / it.path).read_text("utf-8"))
        assert value_at(data, it.location[-2:]) == value_at(specimen, it.location), kind
        assert isinstance(data, dict)
        assert isinstance(specimen, dict)
        if it.group.key == "activities":
            data = {"lessons": {"a-lesson": {"title": "A lesson", **data}}}
        assert typed("", FILES[it.group.key], {**specimen, **data})[1] == [], kind


def test_pages_name_the_command_that_begins_a_kind(pages: Mapping[str, str]) -> None:
    named = set(re.findall(r"`python3 build_course\.py new ([\w-]+)`", "\n".join(pages.values())))
    assert named == BEGUN == NEW.keys() & {*MODELS, "question", "tool"}


def test_every_kind_says_what_it_is_for_and_what_its_picture_shows() -> None:
    shown = []
    for kind, model in MODELS.items():
        docs = kind_docs(model)
        assert docs.what, kind
        assert docs.readers, f"The docstring of {kind} needs a line `For readers to: …`."
        assert docs.picture, f"The docstring of {kind} needs a line `Picture: …`."
        shown.append(docs.picture)
    assert len(set(shown)) == len(shown), "two pictures have the same description"


def test_every_rule_about_kinds_is_on_the_page_of_a_kind(pages: Mapping[str, str]) -> None:
    linked = set(re.findall(r"\(\.\./rules/([\w-]+)\.md\)", "\n".join(pages.values())))
    assert linked >= {it.name for it in CODES if it.family in OF_KINDS}


def test_every_kind_has_a_small_picture(pages: Mapping[str, str]) -> None:
    sizes = {}
    for kind in MODELS:
        assert picture_of(kind).exists(), f"{kind} has no picture. Run: {COMMAND}"
        assert f"](../{picture_of(kind).relative_to(DOCS).as_posix()})" in pages[kind]
        sizes[kind] = picture_of(kind).stat().st_size
    assert {path.stem for path in FOLDER.iterdir()} == MODELS.keys()
    assert max(sizes.values()) <= MOST_BYTES, sizes
    assert sum(sizes.values()) <= MOST_BYTES_TOGETHER, sizes


def test_pictures_show_the_examples_as_they_are_now(found: Mapping[str, Example]) -> None:
    now, before = fingerprints(found), made_from()
    changed = [kind for kind in now if now[kind] != before.get(kind)]
    assert not changed, f"What readers see of {', '.join(changed)} has changed. Run: {COMMAND}"
    assert len(set(now.values())) == len(now), "each is the hash of other words"


def test_words_are_those_inside_one_element() -> None:
    html = '<p>No</p><section id="a"><h3>Yes,<br>this</h3><p>and <b>that</b></p></section><p>No'
    assert words_at(html, "a") == ["Yes,", "this", "and", "that"]
    assert words_at(html, "b") == []


class _Base(Model):
    """What both are.

    Rules: `of-all`
    """


class _Kind(_Base):
    """A kind.

    It has two paragraphs.

    For readers to: try something, and see what
        comes of it
    Rules: `of-one`, `of-all`
    """


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (_Base, ("What both are.", "", "", "", ("of-all",))),
        (
            _Kind,
            (
                "A kind.\n\nIt has two paragraphs.",
                "try something, and see what comes of it",
                "",
                "",
                ("of-one", "of-all"),
            ),
        ),
    ],
    ids=["of-all", "of-one"],
)
def test_docstring_has_labeled_lines_after_what_a_kind_is(
    model: type[Any], expected: tuple[object, ...]
) -> None:
    docs = kind_docs(model)
    assert (docs.what, docs.readers, docs.instead, docs.picture, docs.rules) == expected
    assert unlabeled(model.__doc__ or "") == docs.what


def test_schema_and_reference_say_only_what_a_kind_is() -> None:
    for path in (DOCS / "authoring.md", *(ROOT / "course/authoring/schemas").iterdir()):
        text = path.read_text("utf-8")
        assert not re.search(r"(?:For readers to|Instead|Picture|Rules): ", text), path.name
