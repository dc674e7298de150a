"""A conversation to play through, which can go wrong."""

from collections import deque
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from statistics import median_low
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from course.models.activities.base import ActivityBase
from course.models.base import Id, LessonId, Model, SpeakerId, Targeted, TurnId, YesNo, words_in
from course.models.drawing import Drawing, TargetedDrawing
from course.models.texts import Line, Prose
from course.problems import Location

GONE = "gone"
"""What a node says of something around that is not there any more."""


class Speaker(Model):
    """Somebody in a scene, besides the reader."""

    name: Line
    """What people call them. In `says`, it is in front of what they say."""
    who: Line
    """In a few words who it is: `seven, row six`, `the neighbor`."""


class SceneChoice(Model):
    """One thing that the reader could say or do at a node."""

    text: Prose
    """What the reader says or does, in at most 30 words. About as long as the other choices, and
    what a decent, tired person might do."""
    to: TurnId
    """What it leads to: a node or an ending."""
    beyond: YesNo = False
    """`yes` for what this job must not do, such as holding a child. Nothing good can follow."""


class SceneNode(Model):
    """A turn of the scene: what the others say and do, and then what the reader could."""

    shows: Prose | None = None
    """What there is to see."""
    says: tuple[Annotated[dict[SpeakerId, Prose], Field(min_length=1, max_length=1)], ...] = ()
    """Who says what, in order: `- mateo: "No."`, with an id from `people`."""
    around: dict[Id, Line] = {}
    """What is around that differs from the scene's `around`, by the same ids. `gone` is for
    what is not there any more. The next node starts again from the scene's."""
    choices: Annotated[dict[Id, SceneChoice], Field(min_length=1, max_length=4)]
    """Two to four things to say or do. Readers see them in another order."""
    goes_on: YesNo = False
    """`yes` if there is only one choice, because the scene just goes on."""


class EndingKind(StrEnum):
    """How a scene ends."""

    GOOD = "good"
    """It settled, or help came in time."""
    MIXED = "mixed"
    """Nobody is hurt, and something is lost or still open."""
    BAD = "bad"
    """Help came late, or somebody else had to take over."""


class SceneEnding(Model):
    """How a scene may end. Nothing in it blames anyone."""

    how: EndingKind
    """`good`, `mixed` or `bad`. Readers do not see this word."""
    title: Line
    """What became of it, in a few words: `He's safe, and he isn't happy about it`."""
    text: Prose
    """What happens in the end, honestly, without blame."""
    why: Prose
    """Why it went so."""
    duty: Prose
    """What has to be done now: report, tell, write down. Every ending has something."""


class Scene(ActivityBase):
    """A conversation that can go wrong, with people who have names.

    It has 12 to 20 nodes and endings, four to six turns on each way, and three or four endings, of
    which at least one is not good. It has its own page; the lesson shows how it starts.

    For readers to: go through a conversation that can go wrong, turn by turn
    Instead: `situation` for a moment with one or two decisions. It is much less to write.
    Picture: The start of a scene: its title, what it mentions and a link to skip it, who is
        there, a drawing, what is around, and what two people say, in speech bubbles.
    Rules: `scene-ways`, `scene-endings`, `scene-size`, `scene-choices`, `scene-people`,
        `scene-mentions`, `scene-ids`, `duties`, `full-cells`, `no-links-to-tap`
    """

    seconds_per_act: ClassVar[int] = 15
    room: ClassVar[int] = 60
    has_own_entry: ClassVar[bool] = True

    kind: Literal["scene"]
    title: Line
    """Where it is and what is hard: `Stop 12: he won't get off`."""
    mentions: Prose | None = None
    """If it involves abuse or suicide: what is mentioned, before anything else. Readers get a way
    past it, and a link to help."""
    people: Annotated[dict[Id, Speaker], Field(min_length=1, max_length=6)]
    """Who is there, besides the reader."""
    around: Annotated[dict[Id, Line], Field(max_length=5)] = {}
    """What is around, a few words each: `six minutes late`, `11 riders watching`. `gone` is for
    what only comes later, at some nodes."""
    scene: Prose
    """What happens, and where. A real day in that role."""
    drawing: Drawing | None = None
    """A drawing above the scene: who is where, and which way is out."""
    nodes: Annotated[dict[Id, SceneNode], Field(min_length=1, max_length=30)]
    """The turns. The first one is the start. Each is reached by a choice, and none comes twice."""
    endings: Annotated[dict[Id, SceneEnding], Field(min_length=1, max_length=6)]
    """How it may end. Each is reached by a choice."""
    when: Prose | None = None
    """The moment that its lines are for, as it goes on after "When": `somebody won't get off`.
    Without it, the title."""
    experience: Prose
    """What people with years in this job do here, and why."""
    lines: Annotated[dict[Id, Prose], Field(min_length=2, max_length=4)]
    """Lines worth keeping, ready to say. At the end, readers choose one to keep: see
    plans."""
    lesson: LessonId | None = None
    """The lesson of this module to read again."""

    @property
    def start(self) -> SceneNode:
        """The first node."""
        return next(iter(self.nodes.values()))

    @cached_property
    def numbers(self) -> Mapping[Id, int]:
        """The numbers of nodes and endings on paper, from 1."""
        return {name: number for number, name in enumerate((*self.nodes, *self.endings), 1)}

    def around_at(self, node_id: Id) -> Mapping[Id, tuple[Line, bool]]:
        """What is around at a node, each with whether it differs from the start."""
        here = {**self.around, **self.nodes[node_id].around}
        at_start = {**self.around, **self.start.around}
        return {
            name: (text, text != at_start.get(name)) for name, text in here.items() if text != GONE
        }

    def lead_to(self, place: Id) -> Iterator[tuple[Id, Id]]:
        """The choices that lead to a node or an ending, each with its node."""
        for node_id, node in self.nodes.items():
            for choice_id, choice in node.choices.items():
                if choice.to == place:
                    yield node_id, choice_id

    def reached_from(self, place: Id) -> Mapping[Id, tuple[Id, ...]]:
        """All that can be reached from a node or an ending, each with the shortest way there.

        A way is the ids of its nodes and at last of an ending, including both ends.
        """
        ways: dict[Id, tuple[Id, ...]] = {place: (place,)}
        ahead = deque([place])
        while ahead:
            here = ahead.popleft()
            choices = self.nodes[here].choices.values() if here in self.nodes else ()
            for choice in choices:
                is_known = choice.to in self.nodes or choice.to in self.endings
                if is_known and choice.to not in ways:
                    ways[choice.to] = (*ways[here], choice.to)
                    ahead.append(choice.to)
        return ways

    def tapped(self) -> Iterator[tuple[Location, Prose]]:
        """The choices."""
        for node_id, node in self.nodes.items():
            for choice_id, choice in node.choices.items():
                yield ("nodes", node_id, "choices", choice_id, "text"), choice.text

    def scenes(self) -> Iterator[Prose]:
        """The scene, with all that is seen and how it ends, as one example."""
        seen = (node.shows for node in self.nodes.values())
        ends = (ending.text for ending in self.endings.values())
        yield Prose("\n\n".join(filter(None, (self.scene, *seen, *ends))))

    @cached_property
    def word_count(self) -> int:
        """How many words a reader meets on one way through: the one of median length."""
        return self._usual_way[0]

    @cached_property
    def open_word_count(self) -> int:
        """About how many words the lesson shows: the scene and its start."""
        return words_in((*self._around_all, self.start))

    @cached_property
    def seconds_to_act(self) -> int:
        """How long choosing takes on that way."""
        return self.seconds_per_act * self._usual_way[1]

    @property
    def _around_all(self) -> tuple[object, ...]:
        return self.title, self.mentions, self.around, self.scene, self.drawing

    @cached_property
    def _usual_way(self) -> tuple[int, int]:
        """The words and the turns on the shortest way to each ending: the median of these."""
        around = words_in((*self._around_all, self.people, self.experience, self.lines))
        first = next(iter(self.nodes))
        ways = [way for name, way in self.reached_from(first).items() if name in self.endings]
        lengths = []
        for *nodes, ending in ways or [(first,)]:
            pieces = [*(self.nodes[name] for name in nodes)]
            end = self.endings.get(ending) or self.nodes[ending]
            lengths.append((around + words_in((*pieces, end)), len(pieces)))
        return median_low(lengths)


class TargetedScene(Scene, Targeted):
    """A scene, with who sees it and in what wording."""

    plain_type: ClassVar[type[Model]] = Scene
    varying_field: ClassVar[str] = "scene"

    drawing: TargetedDrawing | None = None
    """A drawing above the scene: who is where, and which way is out."""
