"""One example of each kind, as it is written in the specimen, and the page that shows it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from course.models.activities.kinds import Activity, TargetedActivity
from course.models.card import Card
from course.models.course import Course
from course.models.questions.kinds import Question, TargetedQuestion
from course.models.tool import Part
from course.problems import Location
from course.read.loader import load
from course.read.yaml_reader import Document, Node, read
from course.render.places import anchor_of

SPECIMEN = "examples/specimen"
"""The folder of the specimen in that of the project."""
CARD = "card"
"""Cards have one page, although the value of `kind:` is one of several words."""
_TRY = re.compile(r"^ *# Try: .*\n(?: *#.*\n)*", re.MULTILINE)
"""A comment about a file of the specimen, not about a kind."""


@dataclass(frozen=True)
class Group:
    """Kinds that stand under the same key."""

    key: str
    """The key. Empty if each is a file of its own."""
    files: str
    """Where the files are, with the id of a piece in angle brackets."""
    union: Any
    """The models of its kinds."""
    targeted: Any = None
    """The same as authors write them, with `only` and `instead`. None if they have no such keys."""

    @property
    def models(self) -> Mapping[str, type[Any]]:
        """The model of each kind."""
        return _models_of(self.union) if self.key else {CARD: self.union}

    def varying_key(self, kind: str) -> str:
        """The key of the text that `instead` and `also` change. Empty if there is none."""
        if self.targeted is None:
            return ""
        model = _models_of(self.targeted)[kind]
        return str(model.model_fields[model.varying_field].alias)


def _models_of(union: Any) -> Mapping[str, type[Any]]:
    models = get_args(get_args(union)[0])
    return {get_args(it.model_fields["kind"].annotation)[0]: it for it in models}


GROUPS = (
    Group("activities", "modules/<module>.yml", Activity, TargetedActivity),
    Group("questions", "quizzes/<module>.yml", Question, TargetedQuestion),
    Group("parts", "reference/tools/<tool>.yml", Part),
    Group("", "reference/cards/<card>.yml", Card),
)


@dataclass(frozen=True)
class Example:
    """A piece of the specimen, and where a role sees it."""

    group: Group
    kind: str
    path: str
    location: Location
    yaml: str
    """What an author writes, below the key that it stands under."""
    job: str
    """The title of the first role that sees it."""
    address: str
    """The page on which this role sees it."""
    anchor: str
    """Its anchor on that page."""


def examples(folder: Path) -> Mapping[str, Example]:
    """The first example of each kind in the specimen of a project, by its kind.

    For cards it is the one with the most keys.
    """
    specimen = folder / SPECIMEN
    course = load(specimen).course
    assert course is not None, "The specimen cannot be read."
    found: dict[str, Example] = {}
    for group in GROUPS:
        for document, kind, location in _pieces(specimen, group):
            if kind not in found:
                job, address, anchor = _shown(course, document.path, location)
                text = _written(document, location)
                found[kind] = Example(
                    group, kind, document.path, location, text, job, address, anchor
                )
    return found


def _shown(course: Course, path: str, location: Location) -> tuple[str, str, str]:
    """The title of the first role that sees a piece, and where it does: page and anchor."""
    for role_id, role in course.roles.items():
        if place := anchor_of(course, role_id, path, location):
            return role.title, *place
    raise AssertionError(f"No job sees the example in {path}.")


def _pieces(specimen: Path, group: Group) -> Iterator[tuple[Document, str, Location]]:
    """The pieces of a group, each with its file and its kind."""
    documents = []
    for path in sorted(specimen.glob(re.sub("<.*>", "*", group.files))):
        document, _ = read(path.relative_to(specimen).as_posix(), path.read_bytes())
        assert document is not None
        documents.append(document)
    if not group.key:
        yield max(documents, key=lambda it: len(it.root.values)), CARD, ()
        return
    for document in documents:
        for kind, location in _below(document.root, (), group.key):
            yield document, kind, location


def _below(node: Node, location: Location, key: str) -> Iterator[tuple[str, Location]]:
    """The pieces below a node that stand under a key, each with its kind."""
    kind = node.data.get("kind") if isinstance(node.data, dict) else None
    if isinstance(kind, str) and location[-2:-1] == (key,):
        yield kind, location
        return
    for step, value in node.values.items():
        yield from _below(value, (*location, step), key)


def _written(document: Document, location: Location) -> str:
    """A piece as it is written, with the comments inside and the key that it stands under."""
    lines = list(document.lines)
    if location:
        position = document.locate(location, on_key=True)
        start, indent = position.line - 1, position.column - 1
        end = start + 1
        while end < len(lines) and _is_inside(lines[end], indent):
            end += 1
        inside = [line[indent:] for line in lines[start:end]]
        lines = [f"{location[-2]}:", *(f"  {line}".rstrip() for line in inside)]
    text = "\n".join(lines).strip("\n")
    return _TRY.sub("", f"{text}\n")


def _is_inside(line: str, indent: int) -> bool:
    return not line.strip() or len(line) - len(line.lstrip(" ")) > indent
