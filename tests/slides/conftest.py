"""The slides of the specimen, which has every kind of activity and question."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.presentation import Presentation as File

from course.models.base import Id
from course.models.course import Course
from course.models.role_course import RoleCourse
from course.read.loader import load
from course.slides.deck import Deck
from course.slides.powerpoint import PowerPoint
from course.slides.session import Decks
from course.tailor import tailor
from tests.rendering import ENGLISH, markdown_of

SPECIMEN = Path(__file__).parents[2] / "examples" / "specimen"
SITE_URL = "https://lakeview.example/staff/"
JOB: Id = "bus-driver"
MODULE: Id = "a-calmer-morning"


@pytest.fixture(scope="session")
def specimen() -> Course:
    course = load(SPECIMEN).course
    assert course
    return course


@pytest.fixture(scope="session")
def driver(specimen: Course) -> RoleCourse:
    return tailor(specimen).in_full[JOB]


def deck_of(course: Course, role: RoleCourse) -> Deck:
    return Decks(course, markdown_of(course), ENGLISH, SITE_URL).deck(role, MODULE)


@pytest.fixture(scope="session")
def deck(specimen: Course, driver: RoleCourse) -> Deck:
    return deck_of(specimen, driver)


@pytest.fixture(scope="session")
def content(deck: Deck) -> bytes:
    return PowerPoint(ENGLISH).content(deck)


@pytest.fixture(scope="session")
def file(content: bytes) -> File:
    """Only to look at."""
    return Presentation(BytesIO(content))


def texts_on(slide: Any) -> Iterator[Any]:
    """The shapes of a slide that have text."""
    yield from (shape for shape in slide.shapes if shape.has_text_frame)
