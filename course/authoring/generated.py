"""The files that are generated from the code and committed."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from course.authoring.blank_script import blank_script
from course.authoring.drawing_parts import drawing_parts
from course.authoring.guide import guide
from course.authoring.kind_pages import kind_pages
from course.authoring.message_template import message_template
from course.authoring.question_scripts import question_scripts
from course.authoring.rule_pages import all_codes, rule_pages
from course.authoring.schema import schemas
from course.checks.rules import ALL_RULES
from course.frontend.build import style_of
from course.models.questions.kinds import question_kinds


def generated_files(folder: Path) -> Iterator[tuple[str, str]]:
    """The paths and texts of those of a project, some of which are made from its specimen."""
    for name, text in schemas():
        yield f"course/authoring/schemas/{name}", text
    codes = all_codes(ALL_RULES)
    yield "docs/authoring.md", guide(codes)
    for name, text in rule_pages(codes):
        yield f"docs/{name}", text
    for name, text in kind_pages(folder, codes):
        yield f"docs/{name}", text
    yield "docs/drawing-parts.md", drawing_parts()
    yield "course/frontend/js/quiz/kinds.mjs", question_scripts(question_kinds())
    yield "course/frontend/workshop/blanks.mjs", blank_script()
    yield "course/publish/guide_theme/assets/drawings.css", style_of("drawings")
    yield "translations/interface.pot", message_template()


def stale_files(folder: Path) -> Mapping[str, str]:
    """The generated files of a folder that are missing or not up to date, with their new texts."""
    return {
        name: text
        for name, text in generated_files(folder)
        if not (folder / name).is_file() or (folder / name).read_bytes() != text.encode()
    }
