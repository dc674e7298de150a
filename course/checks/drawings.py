"""Rules for drawings that are composed of parts."""

import re
from collections.abc import Iterator

from course.checks.context import Context
from course.models.drawing import LINES, Drawing, Place, Who
from course.problems import Finding
from course.read.places import module_file

MOST_SENTENCES = 2
MOMENTS_OF_PLACE = {Place.TWO_MOMENTS: 2, Place.THREE_MOMENTS: 3}
"""How many moments a place shows, if more than one."""
_COLOR = re.compile(r'(?:fill|stroke)="(?!none"|currentcolor")([^"]+)"', re.IGNORECASE)
_END_OF_SENTENCE = re.compile(r"[.!?][\"'”’)]*(?=\s|$)")


def drawing_columns(context: Context) -> Iterator[Finding]:
    """No two people of a drawing are in one column, and only a line has an end.

    Good: `at: 3` and `at: 5`
    Bad: two people with `at: 3`, or a bag with `to: 5`
    """
    for (path, location), drawing in context.find_all(Drawing):
        columns: set[int] = set()
        for index, person in enumerate(drawing.people):
            if person.at in columns:
                yield Finding(
                    path,
                    (*location, "people", index, "at"),
                    f"Two people are at {person.at}: one would hide the other.",
                    "Write another column, from 1 to 9.",
                )
            columns.add(person.at)
        for index, thing in enumerate(drawing.things):
            if thing.to is not None and thing.what not in LINES:
                yield Finding(
                    path,
                    (*location, "things", index, "to"),
                    f'"{thing.what}" has no end.',
                    f"Delete `to:`. It is only for {' and '.join(f'`{line}`' for line in LINES)}.",
                )


def drawing_in_words(context: Context) -> Iterator[Finding]:
    """What a drawing shows is said in two sentences at most.

    Good: "A boy sits in row four. The driver stays at the wheel."
    Bad: a third sentence
    """
    for (path, location), drawing in context.find_all(Drawing):
        if len(_END_OF_SENTENCE.findall(drawing.shows)) > MOST_SENTENCES:
            yield Finding(
                path,
                (*location, "shows"),
                f"What the drawing shows takes more than {MOST_SENTENCES} sentences.",
                "Say who is where and what they do. The rest belongs in the text.",
            )


def drawing_of_an_opening(context: Context) -> Iterator[Finding]:
    """An opening has no drawing: readers decide within half a minute.

    Good: `drawing:` in a lesson, or in a situation of a lesson
    Bad: `drawing:` in an opening
    """
    for module_id, module in context.course.modules.items():
        for opening_id, opening in module.openings.items():
            if opening.drawing:
                yield Finding(
                    module_file(module_id),
                    ("openings", opening_id, "drawing"),
                    "An opening has no drawing.",
                    "Move it to a lesson, or to a situation of a lesson.",
                    on_key=True,
                )


def one_reader(context: Context) -> Iterator[Finding]:
    """The reader is in a drawing once, or once in each of its moments.

    Good: one person with `who: you`
    Bad: two of them in a hallway
    """
    for (path, location), drawing in context.find_all(Drawing):
        most = MOMENTS_OF_PLACE.get(drawing.place, 1) if drawing.place else 1
        readers = [index for index, one in enumerate(drawing.people) if one.who is Who.YOU]
        for index in readers[most:]:
            yield Finding(
                path,
                (*location, "people", index, "who"),
                "The reader is in this drawing already.",
                "Write `adult`. Only a place of several moments may have `you` more than once.",
            )


def drawing_colors(context: Context) -> Iterator[Finding]:
    """A drawing that is a file takes its colors from the page, so that it can be seen in the dark.

    Good: `stroke="currentColor"`, in a group with `class="drawn__child"`
    Bad: `stroke="#2f7d73"`
    """
    for (path, location), drawing in context.find_all(Drawing):
        shapes = context.course.drawings.get(drawing.file or "")
        color = _COLOR.search(shapes.inside) if shapes else None
        if color:
            yield Finding(
                path,
                (*location, "file"),
                f'The drawing "{drawing.file}" is painted in {color[1]}, even in dark colors.',
                'Write "currentColor" in its file instead, inside of a group with the class '
                '"drawn__child", "drawn__you" or "drawn__adult", or of none for gray.',
                is_warning=True,
            )


RULES = (drawing_columns, drawing_colors, drawing_in_words, drawing_of_an_opening, one_reader)
