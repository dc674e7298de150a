"""Drawings as part of a page: files, or composed of the parts in `frontend/drawings`.

A page has each shape once, at the end of its text. Its drawings refer to the shapes by name, and on
the finished page by number, which takes a tenth less to send.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from markupsafe import Markup, escape

from course.frontend.drawing_kit import (
    COLUMN_WIDTH,
    FLOOR,
    FROM_BEHIND,
    HEIGHT,
    MARGIN,
    WIDTH,
    Joint,
    Kit,
)
from course.models.base import Id
from course.models.drawing import (
    LINES,
    Build,
    Direction,
    Drawing,
    Person,
    Shapes,
    Thing,
    What,
    Who,
)

PREFIX = "_drawn--"
"""The prefix of shapes' anchors. Ids contain no double hyphens, so it is unique."""
NUMBERED = "_"
"""The prefix of shapes' anchors on a page. Ids do not begin with a digit, so it is unique."""
SIZES = {
    Who.CHILD_SMALL: (0.56, 1.5),
    Who.CHILD: (0.74, 1.25),
    Who.TEEN: (0.92, 1.05),
    Who.YOU: (1, 1),
    Who.ADULT: (1, 1),
}
"""How tall each person is, relative to an adult, and how large a head is for that body."""
COLORS = {
    Who.CHILD_SMALL: "drawn__child",
    Who.CHILD: "drawn__child",
    Who.TEEN: "drawn__child",
    Who.YOU: "drawn__you",
    Who.ADULT: "drawn__adult",
}
"""The class of each person, which gives the color."""
BROAD = 1.35
HEAD = 31
"""From the neck of an adult to just above the head."""
SPEECH_TOP, SPEECH_END = 154, 119
"""How far the top of a speech bubble, and the end that points at its speaker, are above 0 0."""
_SHAPE = re.compile(f'href="#{PREFIX}([a-z-]+)"')
_END = "</div>"


class Composer:
    """Composes drawings of the parts of a kit, and shows those that are files."""

    def __init__(self, kit: Kit, files: Mapping[Id, Shapes] | None = None) -> None:
        self._kit, self._shape = kit, cache(kit.shape)
        self._files = files or {}

    def svg(self, drawing: Drawing) -> Markup:
        """A drawing as part of a page."""
        view_box, inside = self._files[drawing.file] if drawing.file else self._composed(drawing)
        return Markup(
            f'<svg class="drawn" viewBox="{view_box}" role="img" '
            f'aria-label="{escape(drawing.shows)}">{inside}</svg>'
        )

    def with_shapes(self, html: str) -> str:
        """A page together with the shapes that its drawings refer to."""
        numbers: dict[str, str] = {}

        def numbered(found: re.Match[str]) -> str:
            number = numbers.setdefault(found[1], f"{NUMBERED}{len(numbers)}")
            return f'href="#{number}"'

        html = _SHAPE.sub(numbered, html)
        if not numbers:
            return html
        # Last on the page: what comes after the text repeats words of it, and compresses better
        # the nearer it is.
        before, end, after = html.rpartition(_END)
        return f"{before}{self._defined(numbers)}\n{end}{after}"

    def shapes_of(self, html: str) -> str:
        """The shapes that drawings refer to by name, hidden."""
        return self._defined({name: f"{PREFIX}{name}" for name in _SHAPE.findall(html)})

    def _defined(self, anchors: Mapping[str, str]) -> str:
        """Shapes with their anchors, hidden."""
        shapes = "".join(f'<g id="{it}">{self._shape(name)}</g>' for name, it in anchors.items())
        return f'<svg class="drawn-shapes" display="none">{shapes}</svg>'

    def _composed(self, drawing: Drawing) -> Shapes:
        view_box = f"{-MARGIN} 0 {WIDTH + 2 * MARGIN} {HEIGHT}"
        return Shapes(view_box, "".join(self._layers(drawing)))

    def _layers(self, drawing: Drawing) -> Iterator[str]:
        assert drawing.place
        yield self._use(f"place-{drawing.place}-back")
        for thing in drawing.things:
            yield self._thing(drawing, thing)
        for person in drawing.people:
            yield self._person(drawing, person)
        yield self._use(f"place-{drawing.place}-front")

    def _use(self, name: str, transform: str = "") -> str:
        """A shape, or nothing if there is nothing in it."""
        if not self._kit.shapes[name]:
            return ""
        moved = f' transform="{transform}"' if transform else ""
        return f'<use href="#{PREFIX}{name}"{moved}/>'

    def _thing(self, drawing: Drawing, thing: Thing) -> str:
        assert drawing.place
        floor = self._kit.places[drawing.place].floors[thing.at]
        start = _middle(thing.at)
        if thing.what in LINES:
            end = _middle(thing.at + 1 if thing.to is None else thing.to)
            return _line(thing.what, start, end, floor)
        speaker = next((person for person in drawing.people if person.at == thing.at), None)
        if thing.what is What.SPEECH and speaker:
            return self._speech(drawing, speaker)
        mirror = "scale(-1 1)" if thing.faces is Direction.LEFT else ""
        return self._use(f"thing-{thing.what}", f"translate({start:g} {floor:g}){mirror}")

    def _speech(self, drawing: Drawing, speaker: Person) -> str:
        """A speech bubble that ends just above the speaker's head."""
        y, faces_left, _ = self._stand(drawing, speaker)
        size, head = SIZES[speaker.who]
        neck = self._kit.poses[speaker.pose].neck
        x = _middle(speaker.at) + (-neck.x if faces_left else neck.x) * size
        above = y + (neck.y - HEAD * head) * size + SPEECH_END
        return self._use("thing-speech", f"translate({x:.0f} {max(above, SPEECH_TOP):.0f})")

    def _stand(self, drawing: Drawing, person: Person) -> tuple[float, bool, bool]:
        """How far below the top a person's feet are, if they face left, and if on a seat."""
        assert drawing.place
        place, pose = self._kit.places[drawing.place], self._kit.poses[person.pose]
        faces_left = person.faces is Direction.LEFT
        y = place.floors[person.at]
        seat = place.seats.get(person.at)
        if not (pose.seat and seat):
            return y, faces_left, False
        y -= max(0, seat.height - pose.seat * SIZES[person.who][0])
        return y, seat.faces_left if person.faces is None else faces_left, True

    def _person(self, drawing: Drawing, person: Person) -> str:
        pose = self._kit.poses[person.pose]
        size, head = SIZES[person.who]
        y, faces_left, sits_on_seat = self._stand(drawing, person)
        hip, neck = pose.hip, pose.neck
        torso = _at(hip)
        if person.build is Build.BROAD:
            torso += f"scale({BROAD} 1)"
        skull = _at(neck)
        if head != 1:
            skull += f"scale({head:g})"
        parts = (
            self._use("thing-chair") if pose.seat and not sits_on_seat else "",
            self._use(f"pose-{person.pose}-far"),
            "" if pose.legs_are_bent else self._use(f"clothes-{person.wears}-hem", torso),
            self._use(f"clothes-{person.wears}-top", torso),
            self._use(f"hair-{person.hair}", skull),
            self._use(f"hair-{FROM_BEHIND}", skull) if pose.is_turned_away else "",
            self._use(f"pose-{person.pose}-near"),
            "" if sits_on_seat else self._use(f"pose-{person.pose}-desk"),
        )
        scale = f"scale(-{size:g} {size:g})" if faces_left else f"scale({size:g})"
        scale = "" if scale == "scale(1)" else scale.replace("0.", ".")
        moved = f"translate({_middle(person.at)} {y:g}){scale}"
        return f'<g class="{COLORS[person.who]}" transform="{moved}">{"".join(parts)}</g>'


def _at(joint: Joint) -> str:
    """The transform to a joint of a pose."""
    turned = f"rotate({joint.angle:g})" if joint.angle else ""
    return f"translate({joint.x:g} {joint.y:g}){turned}"


def _middle(column: int) -> int:
    """The middle of a column."""
    return column * COLUMN_WIDTH - COLUMN_WIDTH // 2


def _line(what: What, start: int, end: int, floor: float) -> str:
    """A line on the floor from one column to another: the space between people, or the way out."""
    y = floor + (HEIGHT - FLOOR) / 2
    if what is What.DISTANCE:
        return f'<path class="drawn__distance" d="M{start} {y:g}H{end}"/>'
    back = end - 8 if end > start else end + 8
    arrow = f"M{start} {y:g}H{end}M{back} {y - 6:g}L{end} {y:g}L{back} {y + 6:g}"
    return f'<path class="drawn__way" d="{arrow}"/>'
