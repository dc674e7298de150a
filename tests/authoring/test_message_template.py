import re
from pathlib import Path

from babel.messages.pofile import read_po
from babel.support import NullTranslations

from course.authoring.message_template import message_template
from course.render.script_messages import script_messages


def template_messages(tmp_path: Path) -> list[object]:
    path = tmp_path / "interface.pot"
    path.write_text(message_template(), encoding="utf-8")
    with path.open("rb") as file:
        return [message.id for message in read_po(file) if message.id]


def test_template_contains_every_message_once(tmp_path: Path) -> None:
    messages = template_messages(tmp_path)
    assert "What would you do?" in messages
    assert "strong evidence" in messages, "words in Python files count as well"
    assert ("%(num)s minute", "%(num)s minutes") in messages
    assert len(messages) == len(set(messages))


def test_template_contains_the_script_messages(tmp_path: Path) -> None:
    texts = {re.sub(r"%\((\w+)\)s", r"{\1}", str(text)) for text in template_messages(tmp_path)}
    assert set(script_messages(NullTranslations()).values()) <= texts


def test_placeholders_have_one_style() -> None:
    template = message_template()
    assert "Slide %(number)s of %(total)s" in template
    assert not set("{}") & set(template)


def test_template_is_deterministic_and_undated() -> None:
    assert "Date:" not in message_template()
    assert message_template() == message_template()
