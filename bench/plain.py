"""The same course as plain Markdown, as one would write it for MkDocs without a generator.

    python bench/plain.py COURSE FOLDER

Headings, lists and text, with the authors' text unchanged; claims and glossary terms become
ordinary links, and a drawing is a picture with its description. Left out, which makes it less work
for MkDocs: our interface messages, such as those in the footer, what a drawing is composed of, and
all pages but those of roles, modules, evidence, words and help.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from course.compile import check_folder
from course.models.activities.situation import Situation
from course.models.base import Id, Model, walk
from course.models.course import Course
from course.models.drawing import Drawing
from course.models.role_course import RoleCourse, RoleModule
from course.models.texts import CLAIM_REFERENCE, TERM_REFERENCE, Prose
from course.tailor import tailor

THEME = {"name": "material", "font": False, "features": ["navigation.prune"]}


def main(course_folder: Path, folder: Path) -> None:
    """Write `mkdocs.yml` and the pages."""
    checked = check_folder(course_folder)
    course, problems = checked.course, checked.problems
    if course is None:
        sys.exit("\n\n".join(map(str, problems)))
    roles = [tailor(course).by_role[role_id] for role_id in course.roles]
    for name, lines in _pages(course, roles):
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    config = {"site_name": str(course.outline.title), "theme": THEME, "nav": _nav(roles)}
    text = yaml.safe_dump(config, sort_keys=False, allow_unicode=True)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")


def _nav(roles: Iterable[RoleCourse]) -> list[Any]:
    by_role = [
        {
            str(role.role.title): [
                f"{role.role_id}/index.md",
                *(f"{role.role_id}/{module_id}.md" for module_id in role.modules),
            ]
        }
        for role in roles
    ]
    return ["index.md", *by_role, "evidence.md", "glossary.md", "help.md"]


def _pages(course: Course, roles: list[RoleCourse]) -> Iterator[tuple[str, list[str]]]:
    links = [
        f"- [{role.role.title}]({role.role_id}/index.md): {role.role.summary}" for role in roles
    ]
    yield "index.md", [f"# {course.outline.title}", course.outline.summary, "\n".join(links)]
    for role in roles:
        yield f"{role.role_id}/index.md", list(_role(role))
        for module_id, module in role.modules.items():
            lines = _module(module, role)
            yield f"{role.role_id}/{module_id}.md", [_linked(line, course) for line in lines]
    yield "evidence.md", ["# Evidence", *_evidence(course)]
    terms = (f"- **{term.term}**\n\n{_under(term.means)}" for term in course.glossary.values())
    yield "glossary.md", ["# Words", *terms]
    contacts = (
        f"## {contact.name}\n\n{contact.use_for}\n\n{contact.call}"
        for contact in course.contacts.values()
    )
    yield "help.md", ["# Who can help", *contacts]


def _role(role: RoleCourse) -> Iterator[str]:
    yield f"# {role.role.title}"
    yield role.role.summary
    yield "## Your path"
    for module_id, module in role.modules.items():
        yield f"1. [{module.title}]({module_id}.md)\n\n{_under(module.summary)}"
    yield "## What your job does not do"
    yield _list(role.role.limits)
    yield "## Who you hand over to"
    yield _list(role.role.hand_over)


def _module(module: RoleModule, role: RoleCourse) -> Iterator[str]:
    yield f"# {module.title}"
    yield module.summary
    yield "## What is in here"
    yield module.mentions or ""
    yield "## After this, you can"
    yield _list(module.objectives.values())
    if module.opening:
        yield from _texts(module.opening)
    for lesson in module.lessons.values():
        yield f"## {lesson.title}"
        if lesson.text:
            yield lesson.text
        if lesson.drawing:
            yield _picture(lesson.drawing)
        for activity in lesson.activities.values():
            yield f"### {activity.kind}"
            if isinstance(activity, Situation) and activity.drawing:
                yield _picture(activity.drawing)
            yield from _texts(activity)
        yield from _cards(lesson.cards, role)
    yield "## Check yourself"
    for number, question in enumerate(module.questions.values(), 1):
        yield f"### Question {number} of {len(module.questions)}"
        yield from _texts(question)
        if question.card:
            yield from _cards([question.card], role)
    yield "## In closing"
    yield module.close


def _cards(card_ids: Iterable[Id], role: RoleCourse) -> Iterator[str]:
    for card_id in card_ids:
        if card := role.cards.get(card_id):
            yield f"### {card.title}"
            yield from card.parts.values()


def _picture(drawing: Drawing) -> str:
    return f"![{drawing.shows}](https://example.org/drawing.svg)"


def _texts(piece: Model) -> Iterator[str]:
    """The texts of an activity or a question: the first, and a list of the others."""
    first, *others = (value for _, value in walk(piece) if isinstance(value, Prose))
    yield first
    yield from (f"- {_under(text).lstrip()}" for text in others)


def _evidence(course: Course) -> Iterator[str]:
    for claim in course.claims.values():
        sources = (course.citations[citation_id] for citation_id in claim.citations)
        yield f"## {claim.says}"
        yield f"**{claim.tag}** {claim.limits}"
        yield _list(
            f"{source.authors} ({source.year}). *{source.title}*. {source.container}"
            for source in sources
        )


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _under(text: str) -> str:
    """The text as a paragraph that belongs to the list item above it."""
    return "\n".join(f"    {line}" for line in text.splitlines())


def _linked(text: str, course: Course) -> str:
    tags: Mapping[str, str] = {name: claim.tag for name, claim in course.claims.items()}
    terms = {name: term.term for name, term in course.glossary.items()}
    text = CLAIM_REFERENCE.sub(lambda match: f"[{tags[match['id']]}](../evidence.md)", text)
    return TERM_REFERENCE.sub(
        lambda match: f"[{match['words'] or terms[match['id']]}](../glossary.md)", text
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
