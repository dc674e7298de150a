"""What templates are given: an error where a value is missing, and links for text messages."""

import pytest
from babel.support import NullTranslations
from jinja2 import UndefinedError

from course.render.environment import make_environment, text_link

TEMPLATES = make_environment(NullTranslations()).list_templates()
ONLY_MACROS = {
    "line-parts.html.jinja",
    "part.html.jinja",
    "parts.html.jinja",
    "scene-parts.html.jinja",
    "statements.html.jinja",
}


@pytest.mark.parametrize("name", [name for name in TEMPLATES if name not in ONLY_MACROS])
def test_missing_template_value_is_an_error(name: str) -> None:
    templates = make_environment(NullTranslations())
    templates.filters.update(day=str, in_brief=str, prose=str)
    with pytest.raises(UndefinedError):
        templates.get_template(name).render()


@pytest.mark.parametrize(
    ("message", "link"),
    [
        ("988", "sms:988"),
        ("1-800-422-4453", "sms:+18004224453"),
        ("HOME to 741741", "sms:741741?&body=HOME"),
        ("ÁNIMO al +1 (800) 422-4453", "sms:+18004224453?&body=%C3%81NIMO"),
        ("on our page", ""),
    ],
)
def test_text_message_has_a_link_that_every_phone_understands(message: str, link: str) -> None:
    assert text_link(message) == link
