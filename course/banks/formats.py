"""The formats in which the questions of a role can be taken elsewhere."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from course.banks import canvas, cartridge, gift, moodle_xml
from course.banks.question import Bank, Question


@dataclass(frozen=True)
class Format:
    """How question banks are written in one format."""

    title: str
    """Its name, for people."""
    suffix: str
    """How the name of a file ends."""
    write: Callable[[Bank], bytes]
    changes: Callable[[Question], Iterator[str]]
    """What is different for a question, because the format has nothing for it."""


FORMATS: Mapping[str, Format] = {
    "gift": Format("GIFT", gift.SUFFIX, gift.write, gift.changes),
    "moodle-xml": Format("Moodle XML", moodle_xml.SUFFIX, moodle_xml.write, moodle_xml.changes),
    "qti": Format("QTI 1.2 for Canvas", canvas.SUFFIX, canvas.write, canvas.changes),
    "cartridge": Format(
        "Common Cartridge 1.1", cartridge.SUFFIX, cartridge.write, cartridge.changes
    ),
}
"""By the name on the command line."""
