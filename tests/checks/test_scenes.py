"""Rules for scenes. `cases/broken/` has what an author reads."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from course.checks import scenes
from course.checks.context import Context
from course.checks.coverage import own_pieces
from course.models.course import Course
from course.models.style import Style
from course.problems import Finding, Location
from course.read.loader import load
from tests.checks.context import context_of
from tests.conftest import Files
from tests.small_scene import WITH_SCENE, with_scene

SPECIMEN = Path(__file__).parents[2] / "examples" / "specimen"
Rule = Callable[[Context], Iterator[Finding]]
ACTIVITY = ("lessons", "repair", "activities", "chair")
NOT_ABOUT_SIZE = [rule for rule in scenes.RULES if rule is not scenes.scene_size]


def found(rule: Rule, course: Course) -> list[Location]:
    """The places in the scene at which a rule finds something."""
    return [it.location[len(ACTIVITY) :] for it in rule(context_of(course))]


@pytest.mark.parametrize("rule", scenes.RULES)
def test_scene_of_the_specimen_breaks_no_rule(rule: Rule) -> None:
    course = load(SPECIMEN).course
    assert course
    assert list(rule(context_of(course))) == []


@pytest.mark.parametrize("rule", NOT_ABOUT_SIZE)
def test_short_scene_breaks_only_the_rule_about_size(
    read_with: Callable[[Files], Course], rule: Rule
) -> None:
    assert found(rule, read_with(WITH_SCENE)) == []


@pytest.mark.parametrize(
    ("rule", "change", "to", "place"),
    [
        (scenes.scene_ways, "to: louder}", "to: loud}", ("nodes", "both", "choices", "ask", "to")),
        (
            scenes.scene_ways,
            "offer: {text: You bring another one., to: sits}",
            "offer: {text: You bring another one., to: quiet}",
            ("nodes", "louder", "choices", "offer", "to"),
        ),
        (
            scenes.scene_endings,
            "to: gone-out, beyond: yes",
            "to: louder, beyond: yes",
            ("nodes", "both", "choices", "pull", "beyond"),
        ),
        (scenes.scene_people, "- leo:", "- lea:", ("nodes", "both", "says", 1, "lea")),
        (scenes.scene_people, "{bell: gone}", "{ball: gone}", ("nodes", "quiet", "around", "ball")),
        (
            scenes.scene_choices,
            "You wait a moment.",
            "You wait a moment and then another one and then you look at the two of them again.",
            ("nodes", "both", "choices", "wait", "text"),
        ),
        (scenes.scene_ids, "lesson: quarrel", "lesson: quarrels", ("lesson",)),
    ],
)
def test_rule_finds_the_place(
    read_with: Callable[[Files], Course],
    rule: Rule,
    change: str,
    to: str,
    place: Location,
) -> None:
    assert place in found(rule, read_with(with_scene(change, to)))


def test_choices_of_alike_length_may_be_long(read_with: Callable[[Files], Course]) -> None:
    text = f"You {'really ' * 26}wait."
    course = read_with(with_scene("You offer another one.", text))
    remarks = list(scenes.scene_choices(context_of(course)))
    assert [it.what for it in remarks] == ["This choice has 28 words, and another one 5."]


def test_turns_are_counted_on_the_shortest_and_the_longest_way(
    read_with: Callable[[Files], Course],
) -> None:
    remarks = list(scenes.scene_size(context_of(read_with(WITH_SCENE))))
    assert {it.location[-1]: it.what for it in remarks} == {
        "nodes": "This scene has 6 nodes and endings.",
        "sits": "A way to this ending has 2 turns.",
        "helped": "A way to this ending has 2 turns.",
        "gone-out": "A way to this ending has 1 turn.",
    }


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("You wait a moment.", []),  # another choice can end well, too
        ("You leave it at that.", []),
        ("You bring another one.", [("nodes", "louder", "choices", "offer", "text")]),
    ],
)
def test_warm_choice_must_not_be_the_only_one_to_end_well(
    read_with: Callable[[Files], Course], text: str, places: list[Location]
) -> None:
    style = Style.model_validate({"answers": {"warm": ["dear"]}})
    course = read_with(with_scene(text, text.replace("You", "You dear")))
    assert found(scenes.scene_choices, course.model_copy(update={"style": style})) == places


@pytest.mark.parametrize(("text", "keys"), [("Tell the office.", []), ("They share.", ["text"])])
def test_only_a_duty_may_name_abuse_without_a_note(
    read_with: Callable[[Files], Course], text: str, keys: list[str]
) -> None:
    style = Style.model_validate({"hard": ["abuse"]})
    course = read_with(with_scene(text, "Suspected abuse."))
    hits = found(scenes.scene_mentions, course.model_copy(update={"style": style}))
    assert [place[-1] for place in hits] == keys


def test_two_scenes_of_a_module_have_different_addresses(
    read_with: Callable[[Files], Course],
) -> None:
    course = read_with(WITH_SCENE)
    module = course.modules["more-words"]
    scene = module.lessons["repair"].activities["chair"]
    for name, problems in (("chair", 2), ("seat", 1), ("bench", 1)):
        quarrel = module.lessons["quarrel"].model_copy(update={"activities": {name: scene}})
        lessons = {**module.lessons, "quarrel": quarrel}
        changed = {"more-words": module.model_copy(update={"lessons": lessons})}
        context = context_of(course.model_copy(update={"modules": changed}))
        assert len(list(scenes.scene_ids(context))) == problems, name


def test_scene_counts_as_a_situation_of_a_role(read_with: Callable[[Files], Course]) -> None:
    course = read_with(with_scene("  title: One chair\n", "  title: One chair\n  only: [driver]\n"))
    pieces = own_pieces(
        course.modules["more-words"], course.quizzes["more-words"], course.reader("driver")
    )
    assert pieces["situation"] == 1
