"""The models as JSON Schemas, so that editors complete keys and explain them while typing."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import ModelSchema

from course.authoring.guide import KINDS
from course.authoring.kind_docs import kind_docs, unlabeled
from course.authoring.kind_examples import GROUPS
from course.models.base import Id
from course.models.card import Card
from course.models.course import Outline
from course.models.district import District
from course.models.module import Module
from course.models.moment import Moment
from course.models.quiz import Quiz
from course.models.reference import ArticleNote, Citation, Claim, Contact, LocalRule, Roles, Term
from course.models.review import Review
from course.models.search_words import SearchWords
from course.models.session import Session
from course.models.statements import Statements
from course.models.style import Override, Style
from course.models.tool import Tool
from course.models.topic import Topic

SCHEMAS: Mapping[str, Any] = {
    "course": Outline,
    "module": Module,
    "quiz": Quiz,
    "tool": Tool,
    "roles": Roles,
    "claims": dict[Id, Claim],
    "citations": dict[Id, Citation],
    "article-notes": dict[Id, ArticleNote],
    "glossary": dict[Id, Term],
    "contacts": dict[Id, Contact],
    "local-rules": dict[Id, LocalRule],
    "card": Card,
    "topic": Topic,
    "moments": dict[Id, Moment],
    "reviews": dict[Id, Review],
    "session": Session,
    "statements": Statements,
    "style": Style,
    "search-words": SearchWords,
    "overrides": dict[Id, Override],
    "district": District,
}
"""The kinds of file that authors write."""


def schemas() -> Iterator[tuple[str, str]]:
    """The name of each schema file, and its text."""
    for name, kind in SCHEMAS.items():
        schema = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **TypeAdapter(kind).json_schema(by_alias=True, schema_generator=_WithDescriptions),
        }
        for definition in schema.get("$defs", {}).values():
            _explain_kind(definition.get("properties", {}).get("kind", {}))
        yield f"{name}.schema.json", json.dumps(_as_written(schema), indent=1) + "\n"


class _WithDescriptions(GenerateJsonSchema):
    """Explains each key by the docstring under its field."""

    def model_schema(self, schema: ModelSchema) -> JsonSchemaValue:
        """The schema of a model."""
        made = super().model_schema(schema)
        for name, field in schema["cls"].documented_fields().items():
            key = made.get("properties", {}).get(field.alias or name)
            if key is not None and field.description:
                key["description"] = field.description
        return made


def _explain_kind(key: dict[str, Any]) -> None:
    """Say at the key `kind` what the kind is for, and where its picture and an example are."""
    for group in GROUPS:
        if model := group.models.get(key.get("const", "")):
            page = f"docs/{KINDS}/{key['const']}.md"
            readers = kind_docs(model).readers
            key["description"] = f"For readers to {readers}. Picture and example: {page}"


def _as_written(schema: Any) -> Any:
    """The schema without generated titles and defaults, which only add noise.

    Of the description of a kind, only what it is stays. The guide has the rest.
    """
    if isinstance(schema, list):
        return [_as_written(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    written = {
        key: _as_written(value)
        for key, value in schema.items()
        if not (key == "title" and isinstance(value, str)) and key != "default"
    }
    if isinstance(written.get("description"), str):
        written["description"] = unlabeled(written["description"])
    return written
