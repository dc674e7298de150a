"""What a district has written replaces and adds by id, and everything else stays."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from course.models.base import Id
from course.models.course import Course
from course.models.module import Module
from course.models.reference import Term
from course.read.field_docs import fields_at
from course.read.loader import load
from course.read.overlay import Layer, Merge, places_before
from course.read.yaml_reader import read
from tests.conftest import Files
from tests.small_scene import WITH_SCENE, scene_of

SETTINGS = {"district/district.yml": "name: Lakeview\nstate: Texas\n"}
COURSE = {"lessons": {"one": {"title": "One", "text": "First."}, "two": {"title": "Two"}}}


def over(base: Any, text: str, kind: object = Module) -> tuple[Any, list[str]]:
    """The base with a district's YAML written over it, and what is wrong with that."""
    document, problems = read("district/x.yml", text.encode())
    assert document
    assert not problems
    merge = Merge(Layer(document), lambda location: not fields_at(kind, location))
    return merge.over(base), [finding.what for finding in merge.findings]


def test_only_what_is_written_is_replaced() -> None:
    data, wrong = over(COURSE, "lessons:\n  one:\n    title: Uno\n")
    assert wrong == []
    assert data == {"lessons": {"one": {"title": "Uno", "text": "First."}, "two": {"title": "Two"}}}


def test_list_is_replaced_as_a_whole() -> None:
    course = {"lessons": {"one": {"tools": ["a", "b", "c"]}}}
    data, _ = over(course, "lessons:\n  one:\n    tools: [d]\n")
    assert data == {"lessons": {"one": {"tools": ["d"]}}}


def test_new_thing_stands_where_it_says_or_last() -> None:
    text = "lessons:\n  three:\n    new: yes\n    title: Three\n"
    data, wrong = over(COURSE, text)
    assert wrong == []
    assert list(data["lessons"]) == ["one", "two", "three"]
    data, _ = over(COURSE, f"{text}    after: one\n")
    assert list(data["lessons"]) == ["one", "three", "two"]
    assert data["lessons"]["three"] == {"title": "Three"}, "the marks are not a part of it"


def test_removed_thing_is_gone_and_its_reason_too() -> None:
    data, wrong = over(COURSE, "remove:\n  lessons/one: |\n    Our lawyer asked for it.\n")
    assert wrong == []
    assert data == {"lessons": {"two": {"title": "Two"}}}


def test_texts_by_role_are_added_without_a_mark() -> None:
    course = {"lessons": {"one": {"also": {"nurse": "A."}}}}
    data, wrong = over(course, "lessons:\n  one:\n    also:\n      coach: B.\n")
    assert wrong == []
    assert data == {"lessons": {"one": {"also": {"nurse": "A.", "coach": "B."}}}}


def test_course_itself_is_not_changed() -> None:
    before = repr(COURSE)
    over(COURSE, "lessons:\n  one:\n    title: Uno\nremove:\n  lessons/two: |\n    Old.\n")
    assert repr(COURSE) == before


IDS = st.sampled_from(["a", "b", "c", "d"])
TERMS = st.dictionaries(IDS, st.fixed_dictionaries({"term": IDS, "means": IDS}), max_size=4)


@given(TERMS, st.dictionaries(IDS, st.fixed_dictionaries({"means": IDS}), min_size=1))
def test_each_thing_is_changed_or_reported_and_nothing_else_happens(
    course: dict[str, dict[str, str]], own: dict[str, dict[str, str]]
) -> None:
    text = "".join(f"{name}:\n  means: {it['means']}\n" for name, it in own.items())
    data, wrong = over(course, text, dict[Id, Term])
    assert data == {name: {**it, **own.get(name, {})} for name, it in course.items()}
    assert len(wrong) == len(own.keys() - course.keys())


def test_problem_is_in_the_file_that_says_so(course_with: Callable[[Files], Path]) -> None:
    folder = course_with(
        {
            **SETTINGS,
            "district/modules/first-steps.yml": "lessons:\n  few-words:\n    core: perhaps\n",
            "modules/first-steps.yml": {"change": "minutes: 6\n", "to": "minutes: six\n"},
        }
    )
    problems = load(folder, district=folder / "district").problems
    places = {it.path: it.position.line for it in problems}
    assert places == {"modules/first-steps.yml": 2, "district/modules/first-steps.yml": 3}


def test_districts_own_module_and_drawing_are_read(
    course_with: Callable[[Files], Path],
) -> None:
    lesson = "lessons:\n  one:\n    title: One\n    core: yes\n    text: |\n      Hello.\n"
    top = "new: yes\ntitle: Ours\nminutes: 2\nshort-minutes: 2\nsummary: |\n  Ours.\n"
    folder = course_with(
        {
            **SETTINGS,
            "district/course.yml": "matrix:\n  ours:\n    new: yes\n    after: first-steps\n"
            "    driver: full\n",
            "district/modules/ours.yml": f"{top}{lesson}close: |\n  Done.\n",
            "district/reference/drawings/two-chairs.svg": '<svg xmlns="http://www.w3.org/2000/svg" '
            'viewBox="0 0 20 10"><path d="M0 0h9"/></svg>\n',
        }
    )
    loaded = load(folder, district=folder / "district")
    assert loaded.problems == ()
    assert loaded.course
    assert list(loaded.course.outline.matrix)[:2] == ["first-steps", "ours"]
    assert str(loaded.course.modules["ours"].title) == "Ours"
    assert "M0 0h9" in loaded.course.drawings["two-chairs"].inside


def test_same_course_without_a_district(course_with: Callable[[Files], Path]) -> None:
    folder = course_with({**SETTINGS, "district/modules/first-steps.yml": "title: Ours\n"})
    plain, own = load(folder).course, load(folder, district=folder / "district").course
    assert plain
    assert own
    assert plain.district is None
    assert str(plain.modules["first-steps"].title) == "First steps"
    assert str(own.modules["first-steps"].title) == "Ours"
    assert own.district
    assert str(own.district.name) == "Lakeview"


def test_turn_of_a_scene_is_changed_added_and_removed(
    read_with: Callable[[Files], Course],
) -> None:
    text = """
lessons:
  repair:
    activities:
      chair:
        around: {bell: the bell has gone}
        nodes:
          both:
            choices:
              wait: {text: You take your time., to: third}
          third:
            new: yes
            after: quiet
            choices:
              one: {text: You go out., to: helped}
              two: {text: You stay., to: sits}
remove:
  lessons/repair/activities/chair/nodes/both/choices/pull: They have no chairs.
"""
    scene = scene_of(read_with({**WITH_SCENE, **SETTINGS, "district/modules/more-words.yml": text}))
    assert list(scene.nodes) == ["both", "quiet", "third", "louder"]
    assert list(scene.start.choices) == ["wait", "ask"]
    assert scene.start.choices["wait"].to == "third"
    assert scene.start.choices["wait"].text == "You take your time."
    assert scene.around["bell"] == "the bell has gone"


def test_place_has_all_the_names_that_what_is_around_it_had() -> None:
    lesson: Any = {"was": ["first", "one"], "title": "One"}
    data: Any = {"was": ["old"], "lessons": {"uno": lesson}}
    path = "modules/new.yml"
    assert list(places_before(path, "lessons/uno/title", data)) == [
        (f"modules/{file}.yml", f"lessons/{name}/title")
        for file in ("new", "old")
        for name in ("uno", "first", "one")
    ]
    removed = list(places_before(path, "remove/lessons/uno", {"lessons": {"uno": lesson}}))
    assert removed[1] == (path, "remove/lessons/first")
    assert list(places_before("course.yml", "title", {"was": []})) == [("course.yml", "title")]
