import re
from io import BytesIO

import pytest
from babel.messages.pofile import read_po
from babel.support import NullTranslations

from course.authoring.message_template import message_template
from course.render.script_messages import script_messages


@pytest.fixture(scope="module")
def template() -> str:
    return message_template()


@pytest.fixture(scope="module")
def messages(template: str) -> list[object]:
    return [message.id for message in read_po(BytesIO(template.encode())) if message.id]


def test_template_contains_every_message_once(messages: list[object]) -> None:
    assert "What would you do?" in messages
    assert "strong evidence" in messages, "words in Python files count as well"
    assert ("%(num)s minute", "%(num)s minutes") in messages
    assert len(messages) == len(set(messages))


def test_template_contains_the_script_messages(messages: list[object]) -> None:
    texts = {re.sub(r"%\((\w+)\)s", r"{\1}", str(text)) for text in messages}
    assert set(script_messages(NullTranslations()).values()) <= texts


def test_placeholders_have_one_style(template: str) -> None:
    assert "Slide %(number)s of %(total)s" in template
    assert not set("{}") & set(template)


def test_template_is_deterministic_and_undated(template: str) -> None:
    assert "Date:" not in template
    assert message_template() == template
