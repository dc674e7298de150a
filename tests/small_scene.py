"""A scene in the small course, for the tests that need one."""

from textwrap import indent

from course.models.activities.scene import Scene
from course.models.course import Course
from tests.conftest import Files

MODULE = "modules/more-words.yml"
SCENE = """\
chair:
  kind: scene
  was: [seat]
  title: One chair
  found-by: [fight about a chair]
  people:
    ana: {name: Ana, who: a student}
    leo: {name: Leo, who: her friend}
  around: {bell: the bell rings, door: gone, eyes: ten look}
  scene: |
    Two students want one chair.
  also:
    driver: |
      It is the chair behind you.
  drawing:
    place: hallway
    shows: A chair.
    instead:
      driver: {place: bus-aisle, shows: A seat.}
  nodes:
    both:
      shows: |
        Both hold it.
      says:
        - ana: It is mine.
        - leo: It is not.
      choices:
        wait: {text: You wait a moment., to: quiet}
        ask: {text: You ask them both., to: louder}
        pull: {text: You pull it away., to: gone-out, beyond: yes}
    quiet:
      around: {bell: gone}
      choices:
        offer: {text: You offer another one., to: sits}
        leave: {text: You leave it at that., to: louder}
    louder:
      around: {door: the door is open, eyes: the whole room looks}
      choices:
        call: {text: You call somebody in., to: helped}
        offer: {text: You bring another one., to: sits}
  endings:
    sits:
      how: good
      title: Both sit
      text: They share.
      why: There was time.
      duty: Tell the office.
    helped:
      how: mixed
      title: Help is there
      text: Somebody came.
      why: It was loud.
      duty: Thank them.
    gone-out:
      how: bad
      title: Ana is out
      text: She has run out.
      why: You pulled.
      duty: Write it down.
  experience: |
    I bring a chair before anyone asks.
  lines:
    room: There is room.
    both: Both of you can sit.
  lesson: quarrel
"""
TOOLS = "    tools: [two-lines]\n"
"""A line of its lesson, which the scene follows."""


def with_scene(change: str = "", to: str = "") -> Files:
    """The small course with the scene, in which one text is replaced by another."""
    assert change in SCENE
    activities = indent(SCENE.replace(change, to, 1), " " * 6)
    return {MODULE: {"change": TOOLS, "to": f"{TOOLS}    activities:\n{activities}"}}


WITH_SCENE = with_scene()


def scene_of(course: Course) -> Scene:
    """The scene, as it is written."""
    scene = course.modules["more-words"].lessons["repair"].activities["chair"]
    assert isinstance(scene, Scene)
    return scene
