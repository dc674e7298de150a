"""Steps that name a kind, in a kind that has the name of a key of its own."""

from course.read.files import type_of
from course.read.typed import typed
from course.read.values import value_at, with_value
from course.read.yaml_reader import Data, read
from tests.conftest import SMALL_COURSE

PATH = "modules/a-calmer-morning.yml"
TEXT = (SMALL_COURSE.parents[2] / "examples/specimen" / PATH).read_text(encoding="utf-8")
SCENE: dict[str, Data] = {"kind": "scene", "scene": "Stop 12.", "people": {"nora": "seven"}}


def test_a_text_under_the_name_of_its_kind_has_nothing_inside() -> None:
    assert value_at(SCENE, ("scene",)) == "Stop 12."
    assert value_at(SCENE, ("scene", "scene")) == "Stop 12."
    assert value_at(SCENE, ("scene", "people", "nora")) == "seven"
    assert with_value(SCENE, ("scene", "people"), {}) == {**SCENE, "people": {}}
    assert with_value(SCENE, ("scene",), "Stop 13.") == {**SCENE, "scene": "Stop 13."}


def test_a_mistake_in_a_scene_is_at_its_own_line() -> None:
    text = TEXT.replace("                to: looks\n", "                to: Looks!\n", 1)
    assert text != TEXT
    document, _ = read(PATH, text.encode())
    assert document
    _, (finding,) = typed(PATH, type_of(PATH), document.data)
    assert document.problem(finding).quote.strip() == "to: Looks!"
