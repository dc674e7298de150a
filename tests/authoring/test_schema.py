import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from course.authoring.schema import SCHEMAS, schemas

ROOT = Path(__file__).parents[2]
FILES = {
    "course.schema.json": ["course.yml"],
    "module.schema.json": sorted(map(str, Path("modules").glob("*.yml"))),
    "quiz.schema.json": sorted(map(str, Path("quizzes").glob("*.yml"))),
    **{
        f"{name}.schema.json": [f"reference/{name}.yml"]
        for name in ("roles", "claims", "citations", "glossary", "contacts")
    },
}


class CoreLoader(yaml.CBaseLoader):
    """Reads YAML 1.2, as editors do: `yes` is a string and 12 is a number."""


CoreLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?\d+$"), None)
CoreLoader.add_constructor("tag:yaml.org,2002:int", lambda _loader, node: int(node.value))


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return dict(schemas())


def test_each_kind_of_file_has_a_schema(texts: dict[str, str]) -> None:
    assert set(texts) == {f"{name}.schema.json" for name in SCHEMAS}


@pytest.mark.parametrize("name", [f"{name}.schema.json" for name in SCHEMAS])
def test_committed_schema_is_up_to_date(texts: dict[str, str], name: str) -> None:
    committed = (ROOT / "course" / "authoring" / "schemas" / name).read_text(encoding="utf-8")
    assert committed == texts[name], "run: python3 build_course.py generate"


@pytest.mark.parametrize(
    ("schema", "file"), [(schema, file) for schema, files in FILES.items() for file in files]
)
def test_course_is_valid_against_its_schemas(texts: dict[str, str], schema: str, file: str) -> None:
    data: Any = yaml.load((ROOT / file).read_text(encoding="utf-8"), CoreLoader)
    jsonschema.Draft202012Validator(json.loads(texts[schema])).validate(data)


def test_unknown_key_violates_the_schema(texts: dict[str, str]) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(texts["glossary.schema.json"]))
    data = {"stress": {"term": "Stress", "means": "A load.", "meens": "A typo."}}
    (error,) = validator.iter_errors(data)
    assert "meens" in error.message


def test_schema_describes_every_key(texts: dict[str, str]) -> None:
    module = json.loads(texts["module.schema.json"])
    assert all("description" in key for key in module["properties"].values())
