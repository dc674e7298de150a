"""What the buttons of a form do: one more piece in a list, one less, or another order."""

from collections.abc import Mapping
from dataclasses import dataclass

from course.authoring.commented import Commented
from course.authoring.new.asks import ask_id
from course.authoring.new.inside import begun
from course.authoring.new.pieces import said_by
from course.authoring.rearrange import append_piece, remove_piece, swap_with_next
from course.authoring.yaml_file import SpliceError
from course.problems import Location
from course.read.cursor import Layout
from course.read.field_docs import fields_at, is_mapping, keys_named_at, purpose
from course.read.files import type_of
from course.read.values import value_at
from course.read.yaml_reader import Data, read
from course.workshop.listed import called, noun


@dataclass(frozen=True)
class Rearranged:
    """A file with such a change, and where the form goes on."""

    text: str
    location: Location
    """The piece to go on with, or one beside it, or the list."""
    line: int
    """Where that is in the text, 1-based."""
    says: str
    """What has happened, in a sentence."""
    step: str
    """What undoing it is called."""


def added(path: str, text: str, location: Location, answers: Mapping[str, str]) -> Rearranged:
    """The file with one more piece at the end of a list, with blanks.

    Raises SpliceError if an answer does not fit, or if the piece cannot be there.
    """
    kind, in_models = type_of(path), Layout.of(text).in_models(location)
    data = _data(path, text, location)
    what = purpose(fields_at(kind, in_models[:-1]).get(str(location[-1])))
    commented = Commented(kind, explains=False)
    step: str | int
    if is_mapping(kind, in_models):
        step = _id(answers, data, noun(location), is_new=not keys_named_at(kind, in_models))
        of_kind = filter(None, [answers.get("kind", "")])
        piece = begun(kind, (*in_models, step, *of_kind), what)
        if isinstance(piece, dict) and [*piece] == ["text"] and _has_texts_alone(data):
            piece = piece["text"]
        entry = commented.text({step: piece}, in_models)
    else:
        step = len(data) if isinstance(data, list) else 0
        is_said = is_mapping(kind, (*in_models, step))
        entry = commented.item(
            {**said_by(_id(answers, None, noun(location), is_new=False))}
            if is_said
            else begun(kind, (*in_models, step), what),
            (*in_models, step),
        )
    place = (*location, step)
    name = called(place)
    new = append_piece(text, location, entry)
    return _rearranged(new, place, f"{name} is added.", f"adding {name}")


def removed(path: str, text: str, location: Location) -> Rearranged:
    """The file without a piece of a list.

    Raises SpliceError if this is impossible.
    """
    *outside, step = location
    steps = _steps(path, text, location)
    new, name = remove_piece(text, location), called(location)
    at = steps.index(step)
    rest = steps[:-1] if isinstance(step, int) else [it for it in steps if it != step]
    beside = (rest[min(at, len(rest) - 1)],) if rest else ()
    says = f"{name} is removed."
    if isinstance(step, str):
        says += " If something refers to it, Problems says where."
    return _rearranged(new, (*outside, *beside), says, f"removing {name}")


def moved(path: str, text: str, location: Location, by: int) -> Rearranged:
    """The file with a piece of a list one place further up, if `by` is -1, or down, if it is 1.

    Raises SpliceError if this is impossible.
    """
    *outside, step = location
    steps = _steps(path, text, location)
    upper = steps.index(step) + min(by, 0)
    if upper < 0:
        raise SpliceError("This is the first one already.")
    new, name = swap_with_next(text, (*outside, steps[upper])), called(location)
    place = (*outside, step + by if isinstance(step, int) else step)
    number = steps.index(step) + by + 1
    says = f"{name} is now number {number} of {len(steps)}."
    return _rearranged(new, place, says, f"moving {name}")


def _rearranged(text: str, location: Location, says: str, step: str) -> Rearranged:
    line = Layout.of(text).line_of(location)
    return Rearranged(text, location, line, f"{says[:1].upper()}{says[1:]}", step)


def _id(answers: Mapping[str, str], data: Data | None, what: str, is_new: bool) -> str:
    """The id that was answered. Raises SpliceError if it does not fit."""
    name = answers.get("id", "").strip()
    taken = [*data] if isinstance(data, dict) else []
    wrong = ask_id(taken, what, "at-the-door").wrong_with(name) if is_new else ""
    if not name:
        wrong = "Choose one first."
    elif not is_new and name in taken:
        wrong = f'There is "{name}" already.'
    if wrong:
        raise SpliceError(wrong)
    return name


def _has_texts_alone(data: Data | None) -> bool:
    """Whether the pieces of a list are written as a text each, if they may be."""
    return isinstance(data, dict) and all(isinstance(it, str) for it in data.values())


def _steps(path: str, text: str, location: Location) -> list[str | int]:
    """The last steps to all pieces of a list, of which one is at a location.

    Raises SpliceError if it is not there any more.
    """
    data = _data(path, text, location[:-1])
    steps: list[str | int] = [*data] if isinstance(data, dict) else [*range(len(data or ()))]
    if location[-1] not in steps:
        raise SpliceError("This is not in the text any more. Open the form again.")
    return steps


def _data(path: str, text: str, location: Location) -> Data | None:
    document, _ = read(path, text.encode("utf-8", "surrogatepass"))
    return value_at(document.data, location) if document else None
