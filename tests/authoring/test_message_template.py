from pathlib import Path

from babel.messages.pofile import read_po
from babel.support import NullTranslations

from course.authoring.message_template import template_catalogue
from course.render.script_messages import script_messages


def words_to_translate(tmp_path: Path) -> list[object]:
    path = tmp_path / "interface.pot"
    path.write_text(template_catalogue(), encoding="utf-8")
    with path.open("rb") as file:
        return [message.id for message in read_po(file) if message.id]


def test_template_contains_every_message_once(tmp_path: Path) -> None:
    found = words_to_translate(tmp_path)
    assert "Check yourself" in found
    assert "strong evidence" in found, "words in Python files count as well"
    assert ("%(num)s minute", "%(num)s minutes") in found
    assert len(found) == len(set(found))


def test_template_contains_the_script_messages(tmp_path: Path) -> None:
    assert set(script_messages(NullTranslations()).values()) <= set(words_to_translate(tmp_path))


def test_template_is_deterministic_and_undated() -> None:
    assert "Date:" not in template_catalogue()
    assert template_catalogue() == template_catalogue()
