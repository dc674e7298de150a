"""Banks of the specimen's bus driver, who has every kind of question."""

from collections.abc import Callable
from pathlib import Path

import pytest

from course.banks.making import Banks
from course.banks.question import Bank
from course.models.base import Id
from course.models.course import Course
from course.models.questions.kinds import Question
from course.models.role_course import RoleCourse
from course.read.loader import load
from course.tailor import tailor
from tests.rendering import ENGLISH, markdown_of

SPECIMEN = Path(__file__).parents[2] / "examples" / "specimen"
SITE_URL = "https://lakeview.example/staff/"
JOB: Id = "bus-driver"
MODULE: Id = "a-calmer-morning"

BankWith = Callable[..., Bank]


@pytest.fixture(scope="session")
def specimen() -> Course:
    course = load(SPECIMEN).course
    assert course
    return course


@pytest.fixture(scope="session")
def driver(specimen: Course) -> RoleCourse:
    return tailor(specimen).by_role[JOB]


@pytest.fixture(scope="session")
def bank(specimen: Course, driver: RoleCourse) -> Bank:
    return Banks(specimen, markdown_of(specimen), ENGLISH).bank(driver)


@pytest.fixture(scope="session")
def bank_with(specimen: Course, driver: RoleCourse) -> BankWith:
    """Makes a bank with only these questions."""

    def made(site_url: str = "", **questions: Question) -> Bank:
        changed = {"questions": {name.replace("_", "-"): it for name, it in questions.items()}}
        module = driver.modules[MODULE].model_copy(update=changed)
        role = driver.model_copy(update={"modules": {MODULE: module}})
        return Banks(specimen, markdown_of(specimen), ENGLISH, site_url).bank(role)

    return made
