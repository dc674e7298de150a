import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.support import NullTranslations

from course.render.i18n import load_translations
from course.render.script_messages import script_messages

COURSE = Path(__file__).parents[2] / "course"
CATALOG = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Glossary"
msgstr "Palabras"

msgid "%(num)s minute"
msgid_plural "%(num)s minutes"
msgstr[0] "%(num)s minuto"
msgstr[1] "%(num)s minutos"

msgid "Check"
msgstr "Comprobar"

msgid "Move up: %(item)s"
msgstr "Subir: %(item)s"

msgid "Your path"
msgstr ""
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a translation into Spanish."""
    (tmp_path / "es.po").write_text(CATALOG, encoding="utf-8")
    return tmp_path


def test_messages_without_a_catalog_stay_english(tmp_path: Path) -> None:
    assert load_translations(tmp_path, "es").gettext("Glossary") == "Glossary"


def test_messages_come_from_the_catalog_of_the_language(folder: Path) -> None:
    messages = load_translations(folder, "es")
    assert messages.gettext("Glossary") == "Palabras"
    assert [messages.ngettext("%(num)s minute", "%(num)s minutes", n) for n in (1, 2)] == [
        "%(num)s minuto",
        "%(num)s minutos",
    ]
    assert load_translations(folder, "de").gettext("Glossary") == "Glossary"


def test_untranslated_message_stays_english(folder: Path) -> None:
    messages = load_translations(folder, "es")
    assert messages.gettext("Your path") == "Your path"
    assert messages.gettext("Who can help") == "Who can help"


def test_script_messages_are_translated(folder: Path) -> None:
    messages = script_messages(load_translations(folder, "es"))
    assert (messages["check"], messages["try-another"]) == ("Comprobar", "Try another")
    assert (messages["up"], messages["down"]) == ("Subir: {item}", "Move down: {item}")


# -- Messages in scripts ---------------------------------------------------------------------------


class Call(NamedTuple):
    """One `t(…)` in a script: the expression that names the message, and its placeholders."""

    file: str
    name: str
    given: frozenset[str]


DECLARED = {
    "attempt.outcome": ("frontend/js/storage/attempts.mjs", r"const OUTCOMES = \[(.*)\]"),
    "attempts.problem": ("frontend/js/storage/storage.mjs", r"@typedef \{(.*)\} StorageProblem"),
    "problem": ("frontend/js/storage/storage.mjs", r"@typedef \{(.*)\} StorageProblem"),
    "page": ("frontend/js/page/settings.mjs", r"const PAGES = \[(.*)\]"),
    "`colors-${colors}`": ("frontend/js/page/settings.mjs", r"const COLORS = \[(.*)\]"),
}
"""Expressions that choose a message at run time, and where their possible values are declared."""
QUOTED = re.compile(r'"([^"]*)"')


def calls() -> Iterator[Call]:
    for path in sorted((COURSE / "frontend" / "js").rglob("*.*js")):
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(r"(?<!function )(?<![\w.])t\(", text):
            yield call(path.name, text[match.end() :])


def call(file: str, text: str) -> Call:
    """The call whose arguments `text` begins with."""
    depth, start, arguments = 0, 0, []
    for at, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if depth < 0 or (depth == 0 and character == ","):
            arguments.append(text[start:at].strip())
            start = at + 1
        if depth < 0:
            break
    name, values = (*arguments, "")[:2]
    return Call(file, name, frozenset(re.findall(r"[{,]\s*(\w+)", values)))


def names(name: str) -> frozenset[str]:
    """Messages that an argument can name: `"check"`, or `isOn ? "remember" : attempt.outcome`."""
    results = re.sub(r"[^:?]*(?<!\?)\?(?!\?)", "", name).split(":")
    return frozenset(match for result in results for match in _names(result.strip()))


def _names(result: str) -> Iterator[str]:
    if QUOTED.fullmatch(result):
        yield result.strip('"')
    else:
        files, pattern = DECLARED[result]
        texts = [path.read_text(encoding="utf-8") for path in sorted(COURSE.glob(files))]
        declared = [match for text in texts for match in re.findall(pattern, text)]
        assert declared, f"{files} no longer says what {result} can be."
        for value in QUOTED.findall(" ".join(declared)):
            yield re.sub(r"\$\{.*\}", value, result).strip("`") if "$" in result else value


def test_scripts_use_exactly_the_messages_that_exist() -> None:
    used = frozenset[str]().union(*(names(call.name) for call in calls()))
    assert used == script_messages(NullTranslations()).keys()


def test_calls_fill_exactly_the_placeholders_of_their_message() -> None:
    messages = script_messages(NullTranslations())
    for call in calls():
        for name in names(call.name) & messages.keys():
            assert set(re.findall(r"\{(\w+)\}", messages[name])) == call.given, (call.file, name)


def test_calls_in_scripts_are_detected() -> None:
    """If calls were overlooked, the tests above would pass unnoticed."""
    match = {call.name: call for call in calls()}
    assert match['"moved"'].given == {"place", "total"}
    assert match['"up"'] == Call("order.mjs", '"up"', frozenset({"item"}))
    assert names('!fits ? "not-yet" : all ? "all-right" : "more"') == {
        "not-yet",
        "all-right",
        "more",
    }
    assert names("`colors-${colors}`") == {"colors-device", "colors-light", "colors-dark"}
    assert "looked" in names('isCurrent ? attempt.outcome : "updated"')
    with pytest.raises(KeyError):
        names("anything.else")
