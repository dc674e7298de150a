from pathlib import Path

from babel.messages.pofile import read_po

from course.words import interface_words, template_catalogue

CATALOGUE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Words"
msgstr "Palabras"

msgid "%(num)s minute"
msgid_plural "%(num)s minutes"
msgstr[0] "%(num)s minuto"
msgstr[1] "%(num)s minutos"

msgid "Your path"
msgstr ""
"""


def test_without_a_catalogue_the_words_stay_as_they_are(tmp_path: Path) -> None:
    assert interface_words(tmp_path, "es").gettext("Words") == "Words"


def test_words_come_from_the_catalogue_of_the_language(tmp_path: Path) -> None:
    (tmp_path / "es.po").write_text(CATALOGUE, encoding="utf-8")
    words = interface_words(tmp_path, "es")
    assert words.gettext("Words") == "Palabras"
    assert [words.ngettext("%(num)s minute", "%(num)s minutes", n) for n in (1, 2)] == [
        "%(num)s minuto",
        "%(num)s minutos",
    ]
    assert interface_words(tmp_path, "de").gettext("Words") == "Words"


def test_word_that_is_not_translated_yet_stays_english(tmp_path: Path) -> None:
    (tmp_path / "es.po").write_text(CATALOGUE, encoding="utf-8")
    words = interface_words(tmp_path, "es")
    assert words.gettext("Your path") == "Your path"
    assert words.gettext("Who can help") == "Who can help"


def test_template_for_translators_holds_every_word_once_and_no_date(tmp_path: Path) -> None:
    path = tmp_path / "interface.pot"
    path.write_text(template_catalogue(), encoding="utf-8")
    with path.open("rb") as file:
        catalogue = read_po(file)
    found = [message.id for message in catalogue if message.id]
    assert "Check yourself" in found
    assert "strong evidence" in found, "words in Python files count as well"
    assert ("%(num)s minute", "%(num)s minutes") in found
    assert len(found) == len(set(found))
    assert "Date" not in path.read_text(encoding="utf-8")
    assert template_catalogue() == path.read_text(encoding="utf-8")
