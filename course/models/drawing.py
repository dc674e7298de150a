"""Drawings: a file, or people in a place, composed of the parts in `course/frontend/drawings`."""

from enum import StrEnum
from functools import cached_property
from typing import Annotated, NamedTuple, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from course.models.base import AudienceId, Id, Model, words_in
from course.models.texts import Line, Prose


class Place(StrEnum):
    """Where the people are. Columns are counted from the left."""

    BUS_AISLE = "bus-aisle"
    """Inside a bus, with its front on the right: seats at 1 to 5, the door at 7, and the driver's
    seat at 8."""
    BUS_DOOR = "bus-door"
    """Outside a bus, at its open door: the sidewalk at 1 to 5, the steps at 6, and inside
    the driver's seat at 8."""
    BUS_STOP = "bus-stop"
    """A stop with its sign at 8 and a bench at 2 and 3."""
    HALLWAY = "hallway"
    """Lockers at 1 to 4, and a classroom door at 7 and 8."""
    CLASSROOM = "classroom"
    """A board at 7 to 9, and desks with their seats at 2 and 4."""
    CARPET = "carpet"
    """A rug at 2 to 6, a beanbag at 1, and a low table to be under at 8."""
    LUNCH_LINE = "lunch-line"
    """Where the line waits at 1 to 5, the counter at 6 and 7, and behind it 8 and 9."""
    LUNCH_TABLE = "lunch-table"
    """A long table with seats at 3, 4, 6 and 7."""
    COUNTER = "counter"
    """The front office: a chair at 2, the counter at 5, and the seat behind it at 7."""
    LOBBY_DOOR = "lobby-door"
    """The doors of the school, with the lobby at 1 to 6, the doors at 7, and outside at 8 and 9."""
    OFFICE_TABLE = "office-table"
    """A table with two chairs at each side: 2, 3, 7 and 8."""
    GYM = "gym"
    """A hoop at 9, and bleachers to sit on at 1 and 2."""
    FIELD = "field"
    """Grass, with a goal at 8 and 9 and a bench at 2."""
    HEALTH_ROOM = "health-room"
    """A cot to sit on at 2 and 3, a cabinet at 5, and the door at 8."""
    STAIRWELL = "stairwell"
    """Steps up at 4 and 5, and a landing at 6 to 9."""
    PHONE_DESK = "phone-desk"
    """A desk with a seat at 4, its telephone at 5, and a door at 8."""
    OUTSIDE_WALL = "outside-wall"
    """A brick wall outside, with a bench at 3 and the corner at 8."""
    TRAINING_ROOM = "training-room"
    """A room of adults: a screen at 8 and 9, and chairs at 1, 2, 3 and 4."""
    TWO_MOMENTS = "two-moments"
    """Two floors, for two moments side by side: one at 1 to 4, the other at 6 to 9."""
    THREE_MOMENTS = "three-moments"
    """Three floors, for three moments side by side: at 1 to 3, at 4 to 6 and at 7 to 9."""
    ANYWHERE = "anywhere"
    """Only a floor, for what may happen anywhere."""


class Who(StrEnum):
    """How tall a person is, and in which color."""

    CHILD_SMALL = "child-small"
    """A child of about four to six."""
    CHILD = "child"
    """A child of about seven to eleven."""
    TEEN = "teen"
    """A student of about twelve to eighteen."""
    YOU = "you"
    """The adult in whose place the reader is, in a color of their own."""
    ADULT = "adult"
    """Any other adult."""


class Pose(StrEnum):
    """What a person does. People who sit where the place has no seat get a chair."""

    STANDS = "stands"
    """Stands, arms down."""
    TURNED_AWAY = "turned-away"
    """Stands with the back to us."""
    ARMS_FOLDED = "arms-folded"
    """Stands, arms folded."""
    WALKS = "walks"
    """Walks."""
    RUNS = "runs"
    """Runs."""
    LEANS = "leans"
    """Leans back against something, arms folded."""
    LOOKS_DOWN = "looks-down"
    """Stands and looks at the floor."""
    HOLDS_OUT_HAND = "holds-out-hand"
    """Stands and holds out an open hand: a place is offered."""
    HOLDS_PAPER = "holds-paper"
    """Stands and reads a paper."""
    HOLDS_TRAY = "holds-tray"
    """Stands with a lunch tray."""
    HOLDS_MASK = "holds-mask"
    """Stands and holds up a smiling mask beside the face."""
    CARRIES = "carries"
    """Carries a box."""
    LOOKS_AT_PHONE = "looks-at-phone"
    """Stands and looks at a phone in the hand."""
    ON_PHONE = "on-phone"
    """Stands, telephone at the ear."""
    ON_RADIO = "on-radio"
    """Stands and speaks into a radio."""
    POINTS = "points"
    """Points at something."""
    WAVES = "waves"
    """Waves hello."""
    PUTS_IN_COAT = "puts-in-coat"
    """Stands and puts some food into a coat."""
    SWEEPS = "sweeps"
    """Sweeps the floor."""
    KNEELS = "kneels"
    """Kneels on one knee, at a child's height, and holds out a hand."""
    CROUCHES = "crouches"
    """Sits low, arms around the knees: under a table, in a corner."""
    SITS_ON_FLOOR = "sits-on-floor"
    """Sits on the floor, legs crossed."""
    SITS = "sits"
    """Sits upright."""
    SITS_TURNED_IN = "sits-turned-in"
    """Sits and looks at the floor."""
    SITS_AND_PHONES = "sits-and-phones"
    """Sits, telephone at the ear."""
    SITS_AND_HOLDS_OUT_HAND = "sits-and-holds-out-hand"
    """Sits and holds out an open hand."""
    SITS_AND_READS = "sits-and-reads"
    """Sits and reads a paper in both hands."""
    SITS_AND_REACHES = "sits-and-reaches"
    """Sits with both hands in front: at a wheel, on a table, on the seat ahead."""
    HEAD_ON_DESK = "head-on-desk"
    """Sits with the head resting on a desk: that of the place at one of its seats, or else a desk
    of their own."""
    IN_WHEELCHAIR = "in-wheelchair"
    """Sits in a wheelchair."""


class Hair(StrEnum):
    """A person's hair, or what covers it."""

    SHORT = "short"
    """Short hair."""
    LONG = "long"
    """Long hair."""
    BUN = "bun"
    """Hair in a bun."""
    CURLS = "curls"
    """Curls."""
    BRAIDS = "braids"
    """Braids."""
    GRAY = "gray"
    """Little hair, and glasses."""
    CAP = "cap"
    """A cap."""
    HEADSCARF = "headscarf"
    """A headscarf."""
    HOOD = "hood"
    """A hood, up."""


class Clothes(StrEnum):
    """What a person wears."""

    SHIRT = "shirt"
    """A shirt."""
    STRIPES = "stripes"
    """A striped shirt."""
    DRESS = "dress"
    """A dress, or a long top."""
    APRON = "apron"
    """A shirt and an apron."""
    VEST = "vest"
    """A safety vest."""
    JACKET = "jacket"
    """A jacket."""


class Build(StrEnum):
    """How broad a person is."""

    SLIM = "slim"
    """Slim."""
    BROAD = "broad"
    """Broad."""


class Direction(StrEnum):
    """Where something faces."""

    LEFT = "left"
    """To the left."""
    RIGHT = "right"
    """To the right."""


class What(StrEnum):
    """A thing in a drawing."""

    BAG = "bag"
    """A backpack on the floor."""
    BALL = "ball"
    """A ball."""
    BLOCKS = "blocks"
    """A tower of blocks."""
    BROOM = "broom"
    """A broom against a wall."""
    CART = "cart"
    """A cleaning or lunch cart."""
    CHAIR = "chair"
    """An empty chair."""
    CLIPBOARD = "clipboard"
    """A clipboard on a wall."""
    CLOCK = "clock"
    """A clock on the wall."""
    DESK = "desk"
    """A desk."""
    DISTANCE = "distance"
    """A dotted line on the floor: the space between two people."""
    DOOR_CLOSED = "door-closed"
    """A closed door."""
    DOOR_OPEN = "door-open"
    """An open door."""
    EXIT_ARROW = "exit-arrow"
    """An arrow on the floor: the way out."""
    PAPERS = "papers"
    """A few sheets of paper at the height of a desk."""
    PHONE = "phone"
    """A telephone on the wall."""
    RADIO = "radio"
    """A radio on the wall."""
    SCREEN = "screen"
    """A computer screen at the height of a desk."""
    SPEECH = "speech"
    """A speech bubble without words, above a person."""
    SPILL = "spill"
    """A cup on its side, and what was in it."""
    TRAY = "tray"
    """A lunch tray at the height of a counter."""
    TRASH_CAN = "trash-can"
    """A trash can."""
    TRASH_CAN_TIPPED = "trash-can-tipped"
    """A trash can on its side."""


LINES = (What.DISTANCE, What.EXIT_ARROW)
"""These go from one column to another."""

Column = Annotated[int, Field(ge=1, le=9)]
"""A column of the place, from 1 on the left to 9 on the right."""


class Person(Model):
    """A person in a drawing, without a face: the gesture says it."""

    who: Who
    """How tall the person is, and whether the reader is meant: `you`."""
    pose: Pose
    """What the person does."""
    at: Column
    """The column of the place, from 1 to 9."""
    faces: Direction | None = None
    """`left` or `right`. Without it, as the seat at this column, or else right."""
    hair: Hair = Hair.SHORT
    """The hair, or what covers it. The same person has the same hair in all drawings."""
    wears: Clothes = Clothes.SHIRT
    """The clothes."""
    build: Build = Build.SLIM
    """`broad` for a broad person. A drawing of many people has both."""


class Thing(Model):
    """A thing in a drawing."""

    what: What
    """What it is."""
    at: Column
    """The column of the place, from 1 to 9."""
    to: Column | None = None
    """Of `distance` and `exit-arrow`: the column where it ends. Without it, the next column."""
    faces: Direction = Direction.RIGHT
    """`left` to mirror it."""


class Shapes(NamedTuple):
    """What a drawing that is a file shows."""

    view_box: str
    """What is in sight: from where, and how much."""
    inside: str
    """Its shapes, as a part of an `<svg>`."""


class Drawing(Model):
    """A drawing, with a description in words. The drawing never says anything the words don't.

    Either `file`, or `place` with `people` and `things`: the words for these are on
    [the page of parts](drawing-parts.md), each with its picture. A drawing shows who is where and
    which way is out, and never a child who suffers.
    """

    file: Id | None = None
    """Its name in `reference/drawings/`, without `.svg`. Of the file, only shapes are shown."""
    place: Place | None = None
    """Where the people are: a place such as `hallway`."""
    people: Annotated[tuple[Person, ...], Field(max_length=9)] = ()
    """Who is there, and what they do. A later one is in front of an earlier one."""
    things: Annotated[tuple[Thing, ...], Field(max_length=6)] = ()
    """What else there is to see, behind the people."""
    shows: Line
    """What the drawing shows, for people who cannot see it. Two sentences at most."""
    labels: Annotated[tuple[Line, ...], Field(max_length=4)] = ()
    """Labels below the drawing, one for each of its equally wide parts, from left to right."""
    note: Prose | None = None
    """A line below, such as what the drawing does not show."""

    @model_validator(mode="after")
    def _is_a_file_or_composed(self) -> Self:
        if (self.file is None) == (self.place is None):
            raise PydanticCustomError("drawing_file_or_place", "neither or both")
        return self

    @cached_property
    def word_count(self) -> int:
        """How many words there are to read. What it shows is for those who cannot see it."""
        return words_in((self.labels, self.note))


class TargetedDrawing(Drawing):
    """A drawing, with others for some roles."""

    instead: dict[AudienceId, Drawing] = {}
    """For these roles or groups, this drawing replaces the shared one."""
