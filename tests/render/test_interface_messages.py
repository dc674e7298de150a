"""Every word of a page that no author has written is a message, which can be translated."""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import chain
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from course.authoring.message_template import message_template
from course.models.base import Model
from course.models.course import Course
from course.models.texts import Line, Prose
from course.problems import Position, Problem
from course.render.problem_page import problem_page
from tests.render.outline import Outline
from tests.rendering import pages_of, render_all


@pytest.fixture(scope="module")
def marked_messages() -> Translations:
    """A catalog in which every interface message is enclosed in brackets."""
    catalog = read_po(BytesIO(message_template().encode()), locale="en")
    for message in catalog:
        if message.id:
            texts = message.id if isinstance(message.id, tuple) else (message.id,)
            marked = tuple(f"⟦{text}⟧" for text in texts)
            message.string = marked if message.pluralizable else marked[0]
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)


def masked(value: Any, name: str = "") -> Any:
    """The course with every letter written by authors replaced by x, except in ids."""
    if isinstance(value, Prose):
        return Prose(re.sub(r"\[@[^\]]*|\[\[[^\]|]*|\]\([^)]*|[A-Za-z]", _mask, value))
    if isinstance(value, Line) or (isinstance(value, str) and name in {"address", "doi", "year"}):
        return type(value)(re.sub(r"[A-Za-z]", "x", value))
    if isinstance(value, tuple):
        return tuple(masked(inner, name) for inner in value)
    if isinstance(value, dict):
        return {key: masked(inner, name) for key, inner in value.items()}
    if isinstance(value, Model):
        values = {field: masked(getattr(value, field), field) for field in type(value).model_fields}
        return value.model_copy(update=values)
    return value


def _mask(match: "re.Match[str]") -> str:
    return "x" if len(match[0]) == 1 else match[0]


def unmarked(texts: Iterator[str]) -> set[str]:
    """Words outside all brackets that contain a letter other than x."""
    outside = (re.sub(r"⟦[^⟦⟧]*⟧|doi\.org/", " ", inside) for inside in map(_flat, texts))
    return {word for text in outside for word in re.findall(r"[^\W\d_]+", text) if word.strip("x")}


def _flat(text: str) -> str:
    """A text without nested brackets."""
    while (flat := re.sub(r"(⟦[^⟦⟧]*)⟦([^⟦⟧]*)⟧", r"\1\2", text)) != text:
        text = flat
    return text


def test_every_interface_message_comes_from_the_catalog(
    small_course: Course, marked_messages: Translations
) -> None:
    course = masked(small_course)
    not_found = pages_of(course, marked_messages).not_found()
    for page in (*render_all(course, marked_messages).values(), not_found):
        outline = Outline(page.html)
        texts = chain(outline.shown, outline.words, [page.title, page.description])
        assert unmarked(texts) == set(), page.address
        assert "⟦" in outline.text
    problem = Problem("", Position(1, 1), "", "", quote="")
    page = problem_page("", [problem], marked_messages)
    assert unmarked(iter([page.title, *Outline(page.html).shown])) == set()


def test_text_outside_the_catalog_is_detected() -> None:
    assert unmarked(iter(["⟦Next: ⟦Words⟧⟧ xx", "x. ⟦Check⟧", "⟦Up⟧ Down 3"])) == {"Down"}
