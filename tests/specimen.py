"""The files of the specimen in `examples/`, and each key and value in them."""

from collections.abc import Iterator
from pathlib import Path
from types import GenericAlias
from typing import Any, NamedTuple, get_args

from course.models.base import Id, Model
from course.models.card import Card
from course.models.course import Outline
from course.models.module import Module
from course.models.quiz import Quiz
from course.models.reference import Roles
from course.models.search_words import SearchWords
from course.models.session import Session
from course.models.statements import Statements
from course.models.style import Style
from course.models.tool import Tool
from course.models.topic import Topic
from course.problems import Location
from course.read.files import (
    CARDS,
    OUTLINE,
    REFERENCES,
    ROLES,
    SEARCH_WORDS,
    SESSION,
    STATEMENTS,
    STYLE,
    TOOLS,
    TOPICS,
)
from course.read.yaml_reader import Data, read
from tests.model_parts import is_a, key_part, members, values_in

SPECIMEN = Path(__file__).parent.parent / "examples" / "specimen"


class Part(NamedTuple):
    """A key or value in the specimen, and the part of the models that it is an example of."""

    path: str
    location: Location
    part: str
    is_required: bool = False
    is_key: bool = True


def kind_of_file(path: str) -> Any:
    kinds: dict[str, Any] = {
        OUTLINE: Outline,
        ROLES: Roles,
        STYLE: Style,
        SEARCH_WORDS: SearchWords,
        SESSION: Session,
        STATEMENTS: Statements,
    }
    kinds |= {
        f"reference/{name}.yml": GenericAlias(dict, (Id, REFERENCES[name])) for name in REFERENCES
    }
    folders: dict[str, Any] = {
        "modules": Module,
        "quizzes": Quiz,
        TOOLS: Tool,
        CARDS: Card,
        TOPICS: Topic,
    }
    return kinds.get(path) or folders[path.rpartition("/")[0]]


def member_for(kind: Any, data: Data) -> Any:
    """The type of the data. In a union, `kind` selects it."""
    choice = members(kind)
    if len(choice) == 1:
        return choice[0]
    assert isinstance(data, dict)
    return next(
        member
        for member in choice
        if data["kind"] in get_args(member.model_fields["kind"].annotation)
    )


def places(path: str, kind: Any, data: Data, location: Location = ()) -> Iterator[Part]:
    """Every key and enum value in the data of a file."""
    member = member_for(kind, data)
    if isinstance(data, dict) and is_a(member, Model):
        for name, field in member.model_fields.items():
            if field.alias in data:
                here = (*location, field.alias)
                yield Part(path, here, key_part(member, name), field.is_required())
                yield from places(path, field.annotation, data[field.alias], here)
    elif isinstance(data, dict):
        for key, value in data.items():
            here = (*location, key)
            yield Part(path, here, f"an id under {location[-1] if location else path}")
            yield from places(path, get_args(member)[1], value, here)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from places(path, get_args(member)[0], value, (*location, index))
    else:
        for part in values_in(member):
            if part.split()[-1] == data:
                yield Part(path, location, part, is_key=False)


def read_files() -> dict[str, Data]:
    files: dict[str, Data] = {}
    for file in sorted(SPECIMEN.rglob("*.yml")):
        path = file.relative_to(SPECIMEN).as_posix()
        document, problems = read(path, file.read_bytes())
        assert document, problems
        files[path] = document.data
    return files


FILES = read_files()
