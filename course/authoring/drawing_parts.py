"""The guide's page of the parts that drawings are composed of, each with its picture."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from html import escape
from typing import Any

from course.authoring.guide import meanings
from course.frontend.drawing_kit import COLUMNS, drawing_kit
from course.models.drawing import (
    LINES,
    Build,
    Clothes,
    Direction,
    Drawing,
    Hair,
    Place,
    Pose,
    What,
    Who,
)
from course.render.drawing import Composer

_START = """\
# The parts of drawings

Generated from the code by `python3 build_course.py generate`. Read
[how to compose a drawing](how-to/compose-a-drawing.md) first.

Each word below is one that you may write. The numbers under a place are its columns: `at: 3` puts
a person or a thing there.
"""
_TITLES: Mapping[type[StrEnum], str] = {
    Place: "Where: `place`",
    Who: "People: `who`",
    Pose: "What they do: `pose`",
    Hair: "Hair: `hair`",
    Clothes: "Clothes: `wears`",
    Build: "Build: `build`",
    Direction: "Direction: `faces`",
    What: "Things: `what`",
}


def drawing_parts() -> str:
    """The whole page as Markdown."""
    composer = Composer(drawing_kit())
    sections = [_section(composer, enum) for enum in _TITLES]
    text = "\n".join([_START, *sections])
    return f"{text}\n<div>\n{composer.shapes_of(text)}\n</div>\n"


def _section(composer: Composer, enum: type[StrEnum]) -> str:
    # Without blank lines inside, so that all of it is one block of HTML in Markdown.
    figures = "\n".join(_figures(composer, enum))
    return f'## {_TITLES[enum]}\n\n<div class="kit">\n{figures}\n</div>\n'


def _figures(composer: Composer, enum: type[StrEnum]) -> Iterator[str]:
    numbers = "".join(f"<span>{column}</span>" for column in range(1, COLUMNS + 1))
    columns = f'<div class="kit__columns" aria-hidden="true">{numbers}</div>'
    for word, meaning in meanings(enum).items():
        drawing = Drawing.model_validate({"place": "anywhere", **_example(enum, word)})
        caption = f"<figcaption><code>{word}</code> {escape(meaning, quote=False)}</figcaption>"
        below = columns if enum is Place else ""
        yield f"<figure>{composer.svg(drawing)}{below}{caption}</figure>"


def _example(enum: type[StrEnum], word: str) -> dict[str, Any]:
    """The people and things of a drawing that shows what a word means."""
    shows = {"shows": f"Example of {word}."}
    adult = {"who": "you", "pose": "stands", "at": 4}
    student = {"who": "child", "pose": "stands", "at": 6, "faces": "left"}
    if enum is Place:
        return {**shows, "place": word}
    if enum is What:
        return {**shows, "things": [{"what": word, "at": 5, "to": 7 if word in LINES else None}]}
    if enum is Who:
        return {**shows, "people": [{**adult, "who": word, "at": 5}]}
    key = {Pose: "pose", Hair: "hair", Clothes: "wears", Build: "build", Direction: "faces"}[enum]
    return {**shows, "people": [{**adult, key: word}, {**student, key: word}]}
