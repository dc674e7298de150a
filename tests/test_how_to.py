"""The commands and examples of the guides for trainers work with this course as they stand."""

import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from course.authoring.new.kinds import KINDS
from course.authoring.rule_pages import FAMILIES
from course.cli.main import commands
from course.cli.new import answered
from course.models.course import Course
from course.models.module import Module
from course.models.quiz import Quiz
from course.read.typed import typed
from course.read.yaml_reader import Data, read

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "course" / "render" / "templates"
PAGES = tuple(
    ROOT / "docs" / "how-to" / f"{name}.md"
    for name in (
        "change-a-sentence",
        "write-a-module",
        "write-a-question",
        "write-a-scene",
        "add-a-role",
    )
)


def blocks(page: Path, language: str = "") -> Iterator[str]:
    text = page.read_text(encoding="utf-8")
    fenced = re.finditer(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    yield from (block[2] for block in fenced if block[1] == language)


def lines(page: Path) -> Iterator[list[str]]:
    """Each command of a page, as the words after the name of the program."""
    for block in blocks(page):
        for line in block.replace("\\\n", " ").splitlines():
            assert line.startswith("python3 build_course.py "), line
            yield shlex.split(line)[2:]


def data_of(text: str) -> Data:
    document, problems = read("", text.encode())
    assert problems == ()
    assert document
    return document.data


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_are_understood(page: Path, this_course: Course) -> None:
    for name, *arguments in lines(page):
        assert name in commands.commands
        if name == "new" and len(arguments) > 1:
            kind, options = arguments[0], arguments[1:]
            known = dict(zip(options[::2], options[1::2], strict=True))
            answers = answered(kind, this_course, {key[2:]: it for key, it in known.items()})
            assert [*KINDS[kind].entries(this_course, answers)]
        elif name == "new":
            assert arguments[0] in KINDS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_examples_are_what_the_models_want(page: Path) -> None:
    module = data_of((ROOT / "modules" / "start-here.yml").read_text(encoding="utf-8"))
    assert isinstance(module, dict)
    for block in blocks(page, "yaml"):
        data = data_of(block)
        assert isinstance(data, dict)
        if "questions" in data:
            assert typed("", Quiz, data)[1] == []
        elif data.keys() <= module.keys():
            assert typed("", Module, {**module, **data})[1] == []
        else:
            assert page.stem == "write-a-scene"  # a part of a scene, whose ways lead further


def test_every_template_and_every_family_of_rules_is_listed() -> None:
    folder = ROOT / "docs" / "how-to"
    listed = {
        name: set(re.findall(r"`([\w-]+)`", (folder / name).read_text(encoding="utf-8")))
        for name in ("change-a-page.md", "add-a-rule.md")
    }
    names = {path.name.partition(".")[0] for path in TEMPLATES.glob("*.html.jinja")}
    assert names - {"parts"} <= listed["change-a-page.md"]
    assert FAMILIES.keys() <= listed["add-a-rule.md"]


def templates_and_macros() -> dict[str, str]:
    """Each template, and each macro of `parts`, such as `parts.law`, by its name."""
    found = {
        path.relative_to(TEMPLATES).as_posix().partition(".")[0]: path.read_text(encoding="utf-8")
        for path in TEMPLATES.rglob("*.html.jinja")
    }
    own_calls = re.sub(r"({{-? )(\w+\()", r"\1parts.\2", found.pop("parts"))
    macros = (macro.partition("(") for macro in own_calls.split("{% macro ")[1:])
    return {**found, **{f"parts.{name}": text for name, _, text in macros}}


def used_by(page: str, texts: Mapping[str, str]) -> set[str]:
    """A page's template, and all templates and macros that it needs."""
    found, rest = set[str](), {page}
    while rest:
        found |= rest
        text = "".join(texts.get(name, "") for name in rest)
        rest = {*re.findall(r'"([\w/-]+)\.html', text), *re.findall(r"\bparts\.\w+", text)}
        rest |= {f"slot/{name}" for name in re.findall(r'slot\("(\w+)"', text)}
        folders = tuple(re.findall(r'"(\w+/)" ~', text))
        rest |= {name for name in texts if name.startswith(folders)}
        rest -= found
    return found


def test_tables_say_which_pages_need_a_template_or_a_macro() -> None:
    guide = (ROOT / "docs" / "how-to" / "change-a-page.md").read_text(encoding="utf-8")
    of_pages, *others = (
        re.findall(r"^ *\| (`.+?) \| (.+?)(?:: .+)? \|$", table, re.MULTILINE)
        for table in guide.split("|---|---|")[1:]
    )
    pages = {name for names, _ in of_pages for name in re.findall(r"`([\w-]+)`", names)}
    texts = templates_and_macros()
    used = {page: used_by(page, texts) for page in pages}
    told: dict[str, set[str]] = {}
    for prefix, table in zip(("", "parts."), others, strict=True):
        for names, where in table:
            listed = set(re.findall(r"`([\w-]+)`", where))
            listed = pages - listed if where.startswith("all pages but ") else listed
            told |= {f"{prefix}{name}": listed for name in re.findall(r"`([\w/-]+)`", names)}
    assert told.pop("document") == pages - {"attempt"}, "it is around what templates make"
    assert {name for name in texts if name.startswith("parts.")} <= told.keys()
    for name, listed in told.items():
        kinds = {it for it in texts if it.startswith(name.removesuffix("KIND"))}
        wanted = kinds if name.endswith("KIND") else {name}
        assert {page for page in pages if wanted & used[page]} == listed, name
