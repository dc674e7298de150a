"""What templates are given, and that they are compiled once."""

import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from babel.support import NullTranslations
from jinja2 import Environment, UndefinedError, nodes

from course.render import environment
from course.render.environment import CompiledTemplates, make_environment, text_link

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


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_filters_a_constant(name: str) -> None:
    """Jinja would do that when it compiles the template, which all courses and languages share."""
    templates = make_environment(NullTranslations())
    assert templates.loader
    tree = templates.parse(templates.loader.get_source(templates, name)[0])
    for it in tree.find_all(nodes.Filter):
        assert it.node is not None
        with pytest.raises(nodes.Impossible):
            it.node.as_const()


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


@pytest.fixture
def compiled_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Python keeps its bytecode, and so templates are compiled to."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(environment, "CompiledTemplates", CompiledTemplates)
    folder = Path(cache_from_source(environment.__file__)).parent
    folder.mkdir(parents=True)
    return folder


def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that have to be compiled for one of them."""
    names: list[str] = []
    with monkeypatch.context() as patch:
        compile_one = Environment.compile

        def noted(self: Environment, source: str, name: str, filename: str) -> object:
            names.append(name)
            return compile_one(self, source, name, filename)

        patch.setattr(Environment, "compile", noted)
        make_environment(NullTranslations()).get_template("moved.html.jinja")
    return names


def test_template_is_compiled_once(compiled_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert compiled(monkeypatch) == ["moved.html.jinja"]
    assert len([*compiled_folder.iterdir()]) == 1
    assert compiled(monkeypatch) == []


def test_template_is_compiled_again_for_another_jinja(
    compiled_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own cache would take what another release has compiled."""
    compiled(monkeypatch)
    monkeypatch.setattr("jinja2.__version__", "99")
    assert compiled(monkeypatch) == ["moved.html.jinja"]


def test_nothing_is_written_where_python_writes_no_bytecode(
    compiled_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compiled(monkeypatch)
    assert [*compiled_folder.iterdir()] == []


def test_folder_that_cannot_be_written_to_is_no_mistake(
    compiled_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled_folder.rmdir()
    assert compiled(monkeypatch) == compiled(monkeypatch) == ["moved.html.jinja"]
