"""Translations of the interface, looked at before anything is made with them."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import PoFileError, read_po

from course.models.language import TAG_PATTERN, TRANSLATIONS
from course.problems import Position, Problem
from course.read.codes import FILE_CONTENT, FILE_NAMES

_LINE = re.compile(r'\s*|#.*|\s*(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s*)?".*"\s*')


def problems_of_catalogs(folder: Path) -> Iterator[Problem]:
    """What is wrong with the catalogs of a course, each in `translations/`."""
    for path in sorted((folder / TRANSLATIONS).glob("*.po")):
        name = f"{TRANSLATIONS}/{path.name}"
        if not re.fullmatch(TAG_PATTERN, path.stem):
            yield Problem(
                name,
                Position(),
                "No course reads this catalog: its name is not that of a language.",
                "Name it after the language, as `language:` in course.yml does, such as es.po.",
                rule=FILE_NAMES,
            )
        yield from _in_catalog(name, path.read_bytes())


def _in_catalog(name: str, content: bytes) -> Iterator[Problem]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        number = content[: error.start].count(b"\n") + 1
        what = "The file is not saved as UTF-8."
        remedy = "Save it again with the encoding UTF-8, in a program for translations."
        yield Problem(name, Position(number), what, remedy, rule=FILE_CONTENT)
        return
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if not _LINE.fullmatch(line):
            what = "This line of the catalog cannot be read, so translations would be lost."
            remedy = 'Each line is `msgid "…"`, `msgstr "…"`, a text in quotation marks, or a note.'
            yield Problem(name, Position(number), what, remedy, line, rule=FILE_CONTENT)
            return
    try:
        catalog = read_po(BytesIO(text.encode()), abort_invalid=True)
    except (PoFileError, ValueError) as error:
        number = getattr(error, "lineno", 0) + 1
        what = "From here on, this catalog cannot be read."
        remedy = "Open it in a program for translations, mend it, and save it again."
        yield Problem(name, Position(number), what, remedy, rule=FILE_CONTENT)
        return
    for message in catalog:
        for wrong in message.check(catalog):
            number = message.lineno or 1
            quote = lines[number - 1]
            what = f"This translation would not fit the page: {wrong}."
            remedy = "Write what is in %(…) exactly as the English message has it."
            yield Problem(name, Position(number), what, remedy, quote, rule=FILE_CONTENT)
