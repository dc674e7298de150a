"""A scene knows its ways, what stands around at each node, and how long one way takes."""

from collections.abc import Callable

import pytest

from course.models.activities.scene import Scene, TargetedScene
from course.models.course import Course
from course.models.part import ROOM_OF_DRAWING, activity_part
from course.models.seconds import WORDS_PER_MINUTE
from course.tailor import tailor
from tests.conftest import Files
from tests.small_scene import WITH_SCENE, scene_of, with_scene


@pytest.fixture
def course(read_with: Callable[[Files], Course]) -> Course:
    return read_with(WITH_SCENE)


@pytest.fixture
def scene(course: Course) -> Scene:
    return scene_of(course)


def test_shortest_way_leads_to_each_place(scene: Scene) -> None:
    assert scene.reached_from("both") == {
        "both": ("both",),
        "quiet": ("both", "quiet"),
        "louder": ("both", "louder"),
        "gone-out": ("both", "gone-out"),
        "sits": ("both", "quiet", "sits"),
        "helped": ("both", "louder", "helped"),
    }
    assert scene.reached_from("helped") == {"helped": ("helped",)}
    assert list(scene.lead_to("louder")) == [("both", "ask"), ("quiet", "leave")]


def test_around_differs_at_a_node_only_where_it_says_so(scene: Scene) -> None:
    assert scene.around_at("both") == {
        "bell": ("the bell rings", False),
        "eyes": ("ten look", False),
    }
    assert scene.around_at("quiet") == {"eyes": ("ten look", False)}
    assert scene.around_at("louder") == {
        "bell": ("the bell rings", False),
        "door": ("the door is open", True),
        "eyes": ("the whole room looks", True),
    }


def test_time_is_that_of_the_way_of_median_length(scene: Scene) -> None:
    around = 2 + 6 + 6 + 5 + 7 + 8  # title, people, around, scene, experience and lines
    start = 3 + 3 + 3 + 4 + 4 + 4
    quiet = 1 + 4 + 5
    both_sit = 2 + 2 + 3 + 3
    assert scene.word_count == around + start + quiet + both_sit
    assert scene.seconds_to_act == 2 * scene.seconds_per_act
    part = activity_part("repair", "chair", scene)
    assert part.seconds == round(60 * scene.word_count / WORDS_PER_MINUTE) + scene.seconds_to_act


def test_a_step_has_room_for_how_it_starts(scene: Scene) -> None:
    assert scene.open_word_count == 2 + 6 + 5 + 21
    part = activity_part("repair", "chair", scene)
    assert part.room == scene.open_word_count + scene.room + ROOM_OF_DRAWING


def test_scene_that_leads_nowhere_can_be_measured(read_with: Callable[[Files], Course]) -> None:
    """Rules report it, and a preview shows it."""
    lost = read_with(with_scene("to: quiet}", "to: both}"))
    assert scene_of(lost).word_count
    assert scene_of(lost.model_copy()).seconds_to_act


def test_scene_is_tailored(course: Course) -> None:
    texts, drawings = {}, {}
    for role_id, role in tailor(course).by_role.items():
        found = role.modules["more-words"].lessons["repair"].activities["chair"]
        assert isinstance(found, Scene)
        assert not isinstance(found, TargetedScene)
        assert role.modules["more-words"].scenes == {"chair": ("repair", found)}
        texts[role_id] = found.scene
        assert found.drawing
        drawings[role_id] = found.drawing.shows
    assert texts["driver"] == "Two students want one chair.\n\nIt is the chair behind you."
    assert texts["teacher"] == "Two students want one chair."
    assert drawings == {"driver": "A seat.", "teacher": "A chair."}


def test_people_are_counted_once_for_a_whole_scene(scene: Scene) -> None:
    (example,) = scene.scenes()
    for text in ("Two students", "Both hold it.", "She has run out."):
        assert text in example


def test_readers_tap_the_choices(scene: Scene) -> None:
    locations = [location for location, _ in scene.tapped()]
    assert len(locations) == 7
    assert locations[0] == ("nodes", "both", "choices", "wait", "text")
