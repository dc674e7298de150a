"""A role that is like another reads what that one reads, except for what it has itself."""

from collections.abc import Callable

from course.models.course import Course, Extent
from course.tailor import tailor
from tests.conftest import Files

MONITOR = {
    "reference/roles.yml": {
        "change": "\n  teacher:\n",
        "to": (
            "\n  monitor:\n    title: Bus monitor\n    like: driver\n    summary: Among them.\n"
            "    limits: [Stay on the bus.]\n    hand-over: [The driver]\n  teacher:\n"
        ),
    }
}
OWN_SCENE = (
    "      aisle:\n        kind: situation\n        only: [monitor]\n        scene: The aisle.\n"
    "        choices:\n          one: {text: One., then: So.}\n"
    "          two: {text: Two., then: So.}\n"
)


def test_role_that_is_like_another_reads_what_that_one_reads(
    read_with: Callable[[Files], Course],
) -> None:
    course = read_with(MONITOR)
    monitor, driver = (tailor(course).by_role[name] for name in ("monitor", "driver"))
    assert monitor.modules == driver.modules
    assert monitor.cards == driver.cards
    assert (monitor.role.group, monitor.role.reading_grade) == ("moving", 6)
    assert monitor.role.limits == ("Stay on the bus.",)


def test_cell_of_its_own_comes_first(read_with: Callable[[Files], Course]) -> None:
    cell = {"course.yml": {"change": "driver: full\n", "to": "driver: full\n    monitor: none\n"}}
    course = read_with({**MONITOR, **cell})
    assert course.extent("first-steps", "monitor") is Extent.NONE
    assert course.extent("more-words", "monitor") is Extent.SHORT


def test_own_situation_takes_the_place_of_that_of_the_other_role(
    read_with: Callable[[Files], Course],
) -> None:
    of_driver = "      at-the-stop:\n"
    module = {"modules/first-steps.yml": {"change": of_driver, "to": f"{OWN_SCENE}{of_driver}"}}
    course = read_with({**MONITOR, **module})
    names = {
        role_id: {
            activity_id
            for lesson in tailor(course).by_role[role_id].modules["first-steps"].lessons.values()
            for activity_id in lesson.activities
        }
        for role_id in ("monitor", "driver")
    }
    assert names["driver"] - names["monitor"] == {"at-the-stop"}
    assert names["monitor"] - names["driver"] == {"aisle"}
