"""Pieces of a course with blanks in them: all that must be there, and nothing that is said yet."""

from collections.abc import Iterable, Sequence

from course.models.base import Id
from course.read.blanks import MARK
from course.read.yaml_reader import Data

Piece = dict[str, Data]


def blank(what: str) -> str:
    """A blank that says what belongs there."""
    return f"{MARK} {what}"


def question(
    lesson: Id, objective: Id, about: str, only: Iterable[Id] = (), card: Id = ""
) -> Piece:
    """A question with three answers. `about` says what it asks about."""
    return {
        "kind": "choice",
        **for_jobs(only),
        "objective": objective,
        "lesson": lesson,
        **({"card": card} if card else {}),
        "question": blank(f"{about}, and then a question, in 6 to 60 words"),
        "answers": [
            wrong_answer(),
            {
                "right": blank("the right answer, in at most 25 words"),
                "feedback": blank("why it helps, and what to do next, in 12 to 60 words"),
            },
            wrong_answer("another one: ", "that"),
        ],
    }


def wrong_answer(which: str = "", it: str = "it") -> Piece:
    """A wrong answer of a question. `it` is what the feedback calls it."""
    what = "a wrong answer, as long as the others: what a decent, tired person might do or say"
    return {
        "wrong": blank(f"{which}{what}"),
        "feedback": blank(f"what {it} leads to, and what to do instead, in 12 to 60 words"),
    }


def situation(about: str, only: Iterable[Id] = (), proves: Id = "") -> Piece:
    """A moment at work with three choices."""
    return {
        "kind": "situation",
        **for_jobs(only),
        **({"proves": proves} if proves else {}),
        "scene": blank(f"{about}: what happens, where, and who is there"),
        "choices": {
            name: choice(f"the {name} thing that a decent, tired person might do")
            for name in ("first", "second", "third")
        },
    }


def choice(what: str) -> Piece:
    """One thing to do in a situation, and what happens then."""
    return {"text": blank(what), "then": blank("what happens next, without blame")}


def opening(about: str, only: Iterable[Id]) -> Piece:
    """A small decision that opens a module."""
    return {
        **for_jobs(only),
        "scene": blank(f"{about}: an ordinary moment of the day, in at most 42 words"),
        "choices": {
            name: choice(f"the {name} thing to do, in at most 18 words")
            for name in ("first", "second")
        },
    }


def your_part(about: str, only: Iterable[Id]) -> Piece:
    """What a job does, and leaves alone."""
    return {
        "kind": "your-part",
        **for_jobs(only),
        "do": [
            blank(f"{about}: what to do first, in a line"),
            blank("what to do then, in a line"),
        ],
        "avoid": [blank("what to leave alone, in a line")],
        "hand-over": blank("who to hand over to, and in what order"),
    }


def together() -> Piece:
    """Something for a team."""
    return {
        "kind": "together",
        "minutes": "10",
        "text": blank("what the team does in ten minutes, and why"),
        "steps": [blank("the first step, in a line"), blank("the second step, in a line")],
    }


def scene(title: str, only: Iterable[Id] = ()) -> Piece:
    """A conversation of five turns, in which the ways cross, with three endings.

    Each turn has a better and a worse node, and each node leads to both of the next turn.
    """
    turns = [("start",), *((f"better-{turn}", f"worse-{turn}") for turn in range(2, 6))]
    after = {"better": ("good", "mixed"), "worse": ("mixed", "bad")}
    nodes: Piece = {}
    for number, names in enumerate(turns):
        for name in names:
            is_last = number == len(turns) - 1
            to = after[name.partition("-")[0]] if is_last else turns[number + 1]
            nodes[name] = _node(name, to)
    return {
        "kind": "scene",
        **for_jobs(only),
        "title": title,
        "people": {
            "somebody": {
                "name": blank("a name"),
                "who": blank("in a few words: seven, row six"),
            }
        },
        "scene": blank("what happens, and where"),
        "nodes": nodes,
        "endings": {how: _ending(how) for how in ("good", "mixed", "bad")},
        "experience": blank("what people with years in this job do here, and why"),
        "lines": {
            "first-line": blank("a line worth keeping, ready to say"),
            "second-line": blank("another line worth keeping, ready to say"),
        },
    }


def _node(name: str, to: Sequence[str]) -> Piece:
    here = "the start" if name == "start" else name.replace("-", ", turn ")
    return {
        "shows": blank(f"what there is to see ({here})"),
        "says": [said_by("somebody")],
        "choices": {
            f"to-{place}": {"text": blank(f"what leads to “{place}”, in ten words"), "to": place}
            for place in to
        },
    }


def turn() -> Piece:
    """One more turn of a scene, of which it is not known yet where it leads."""
    return {
        "shows": blank("what there is to see"),
        "choices": {
            "first": {
                "text": blank("what leads on, in ten words"),
                "to": blank("the turn or the ending that it leads to"),
            }
        },
    }


def said_by(person: Id) -> Piece:
    """What one person says at a turn of a scene."""
    return {person: blank("what they say")}


def _ending(how: str) -> Piece:
    return {
        "how": how,
        "title": blank(f"the {how} ending in a few words"),
        "text": blank("what happens in the end, without blame"),
        "why": blank("why it went so"),
        "duty": blank("what has to be done now: report, tell, write down"),
    }


def for_jobs(roles: Iterable[Id]) -> Piece:
    """The key that says for which jobs a piece is. Empty if it is for all."""
    names: list[Data] = [*roles]
    return {"only": names} if names else {}
