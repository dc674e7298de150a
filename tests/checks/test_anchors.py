import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import course
from course.checks.anchors import FIELDS, TAKEN, anchors
from course.compile import compile_site
from course.models.course import Course
from course.models.reference import LocalRule
from course.models.tool import Tool
from tests.checks.context import context_of
from tests.conftest import SMALL_COURSE
from tests.specimen import SPECIMEN

PACKAGE = Path(course.__file__).parent
SCRIPTS = sorted((PACKAGE / "frontend" / "js").rglob("*.mjs"))
LAYOUT = PACKAGE / "render" / "templates" / "layout.html.jinja"
OTHER_PAGES = {"record.mjs", "start-over.mjs", "my-data.mjs"}
"""Scripts that never run on pages with a tool."""


def own_ids() -> Iterator[str]:
    """The ids that pages and scripts use on pages with a tool, without the leading `_`."""
    yield from re.findall(r'\bid="_([^"]+)"', LAYOUT.read_text("utf-8"))
    for script in SCRIPTS:
        if script.name not in OTHER_PAGES:
            for name in re.findall(r'\bid: ["`]_([^"`]+)["`]', script.read_text("utf-8")):
                yield name.replace("${index}", "7")


def with_parts(base: Course, **parts: dict[str, Any]) -> Course:
    named = {name.replace("_", "-"): {"title": "A part", **part} for name, part in parts.items()}
    tool = Tool.model_validate({"title": "A sheet", "summary": "For one day.", "parts": named})
    return base.model_copy(update={"tools": {"sheet": tool}})


WRITE = {"kind": "write"}
TABLE = {"kind": "table", "columns": {"when": "When"}}
TICK = {"kind": "tick", "items": {"one": "One."}}
SUMMARY = {"kind": "summary", "text": "If you like."}


def test_ids_used_by_pages_and_scripts_are_reserved() -> None:
    names = set(own_ids())
    assert {"main", "search", "found", "found-7", "colors", "summary"} <= names
    assert not [name for name in names if not TAKEN.fullmatch(name)]


@pytest.mark.parametrize("folder", [SPECIMEN, SMALL_COURSE])
def test_anchors_are_unique_on_each_page(folder: Path) -> None:
    for output in compile_site(folder).pages.values():
        page = output.make()
        counts = Counter(re.findall(r'\sid="([^"]+)"', page.html))
        assert max(counts.values()) == 1, (page.address, counts.most_common(3))


@pytest.mark.parametrize("part", [WRITE, TABLE])
def test_field_with_a_reserved_id_is_an_error(small_course: Course, part: dict[str, Any]) -> None:
    (finding,) = anchors(context_of(with_parts(small_course, found_3=part, found_me=part)))
    assert (finding.path, finding.location) == ("reference/tools/sheet.yml", ("parts", "found-3"))


def test_part_without_a_field_may_have_a_reserved_id(small_course: Course) -> None:
    assert not isinstance(TICK, FIELDS)
    assert list(anchors(context_of(with_parts(small_course, search=TICK, summary=SUMMARY)))) == []


def test_tool_has_one_summary(small_course: Course) -> None:
    (finding,) = anchors(context_of(with_parts(small_course, one=SUMMARY, two=SUMMARY)))
    assert finding.location == ("parts", "two")


def test_contact_and_local_rule_with_the_same_id_are_an_error(small_course: Course) -> None:
    rule = LocalRule.model_validate({"asks": "Who must report?", "until-then": "You."})
    rules = {"line": rule, "who-must-report": rule}
    course = small_course.model_copy(update={"local_rules": rules})
    (finding,) = anchors(context_of(course))
    assert (finding.path, finding.location) == ("reference/local-rules.yml", ("line",))
