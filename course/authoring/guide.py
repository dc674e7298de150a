"""The authors' guide, generated from the models and the rules so that it is always up to date."""

import ast
import inspect
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import pairwise
from types import NoneType
from typing import Any, get_args

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from course.authoring.kind_docs import unlabeled
from course.authoring.rule_pages import rule_list
from course.models import card, reference, review
from course.models.activities.kinds import Activity
from course.models.activities.plan import TargetedLineOptions
from course.models.base import Audience, Excusable, HasVariants, Model, Targeted
from course.models.course import Extent, Outline
from course.models.district import District
from course.models.drawing import Drawing
from course.models.module import Module
from course.models.moment import Moment
from course.models.quiz import Quiz
from course.models.search_words import SearchWords
from course.models.session import Session
from course.models.statements import Statements
from course.models.style import Override, Style
from course.models.texts import Line, Prose
from course.models.tool import Tool
from course.models.topic import Topic
from course.read.codes import Code
from course.read.field_docs import purpose

KINDS = "kinds"
"""Where the pages about kinds are in the guide's folder."""
_SECTIONS: Mapping[str, tuple[Any, ...]] = {
    "course.yml": (Outline,),
    "modules/<module>.yml": (Module,),
    "Activities of a lesson": (Activity, TargetedLineOptions),
    "quizzes/<module>.yml": (Quiz,),
    "reference/tools/<tool>.yml": (Tool,),
    "reference/cards/<card>.yml": (card.Card,),
    "reference/topics/<topic>.yml": (Topic,),
    "reference/moments.yml": (Moment,),
    "reference/roles.yml": (reference.Group, reference.Role),
    "reference/claims.yml": (reference.Claim,),
    "reference/citations.yml": (reference.Citation,),
    "reference/article-notes.yml": (reference.ArticleNote,),
    "reference/glossary.yml": (reference.Term,),
    "reference/contacts.yml": (reference.Contact,),
    "reference/local-rules.yml": (reference.LocalRule,),
    "reference/reviews.yml": (review.Review,),
    "reference/session.yml": (Session,),
    "reference/statements.yml": (Statements,),
    "reference/style.yml": (Style,),
    "reference/search-words.yml": (SearchWords,),
    "reference/overrides.yml": (Override,),
    "district/district.yml": (District,),
}
"""What each section explains, together with every model inside it."""
_ENUMS: Mapping[str, type[StrEnum]] = {
    "Cells of the matrix": Extent,
    "Evidence tags": reference.EvidenceTag,
    "Kinds of card": card.CardKind,
    "Who reviews": review.Capacity,
}
_RULES = """\
## Rules

The build stops if a rule is broken. Where a person may know better, a rule only makes a remark,
which does not stop it. The name of the rule is in brackets after each of them, and so is the name
of what comes from no rule: see the first two lists. If the text is right as it is, say so in the
piece, under [`overrides`](#remarks-that-stay), with your reason.
"""
_REMARKS_THAT_STAY = """\
Where a person knows better than a rule, the piece says so itself:

```yaml
overrides:
  words-to-avoid: A coworker says it, and the situation is about what to answer.
```

It covers the piece and everything inside it, and at the top of a file such as a module's, all of
the file. An override that no remark needs is reported. What has no place for the key, such as a
drawing's file or all claims together, is listed in `reference/overrides.yml`.
"""
_START = """\
# Every key, and every rule

Generated from the code by `python3 build_course.py generate`. Read it together with
`examples/specimen/`, which shows everything below in use.

Six things to know first:

1. **Ids are keys**: lowercase letters, digits and hyphens. An id stays; if one must change, the
   key `was` says what it was before.
2. **Prose goes under `|`**, on the next line, indented. There `#`, `:` and quotes are only text.
3. Every value is read as text; `no` stays `no`, and `3:30` stays `3:30`.
4. `only` and `except` choose who sees a piece; `instead` and `also` change its wording. Roles and
   groups both work; an entry for a role overrides one for its group.
5. An unknown key is rejected, with a suggestion of the nearest known one.
6. Prose is Markdown without HTML, headings or pictures. `[@claim-id]` shows how sure we are,
   `[[term-id]]` or `[[term-id|other words]]` links to the glossary.
"""


def guide(codes: Iterable[Code]) -> str:
    """The whole guide as Markdown. `codes` are what stands in brackets after problems."""
    parts = [_START]
    for title, models in _models_by_section().items():
        parts.append(f"## {_heading(title)}\n")
        parts.extend(_model(model) for model in models)
    parts.append("## Who sees a piece, and in what wording\n")
    chosen = set(Targeted.model_fields) - set(Excusable.model_fields)
    parts.append(f"{_docs(Targeted)}\n\n{_table(_named(Targeted, chosen))}")
    parts.append("## Remarks that stay\n")
    parts.append(f"{_REMARKS_THAT_STAY}\n{_table(Excusable.documented_fields())}")
    for title, enum in _ENUMS.items():
        parts.append(f"## {title}\n\n{_enum(enum)}")
    parts.append(_RULES)
    parts.extend(rule_list(codes))
    return "\n".join(part.rstrip() + "\n" for part in parts)


def _heading(title: str) -> str:
    """A section's title. A file name is code, since `<module>` would be a tag."""
    return f"`{title}`" if title.endswith(".yml") else title


def _models_by_section() -> Mapping[str, list[type[Model]]]:
    """The models that each section explains, each model in one section only."""
    tops = {title: list(_models_in(kinds)) for title, kinds in _SECTIONS.items()}
    seen = {model for models in tops.values() for model in models}
    sections = {}
    for title, models in tops.items():
        sections[title] = [model for top in models for model in (top, *_nested_models(top, seen))]
    return sections


def _nested_models(model: type[Model], seen: set[type[Model]]) -> Iterator[type[Model]]:
    """The models inside a model, depth first, except those already `seen`."""
    for field in model.model_fields.values():
        for inner in _models_in(field.annotation):
            if inner not in seen:
                seen.add(inner)
                yield inner
                yield from _nested_models(inner, seen)


def _models_in(annotation: Any) -> Iterator[type[Model]]:
    """The models in an annotation, each as its plain type."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield getattr(annotation, "plain_type", annotation)
    parts = annotation if isinstance(annotation, tuple) else get_args(annotation)
    for part in parts:
        yield from _models_in(part)


def _model(model: type[Model]) -> str:
    kind = _kind(model)
    page = f"\n\n[Picture and example of `{kind}`]({KINDS}/{kind}.md)" * bool(kind)
    heading = f"`kind: {kind}`" if kind else model.__name__
    keys = _keys(model, "see below")
    return f"### {heading}\n\n{_docs(model)}{page}\n\n{keys}"


def key_tables(model: type[Model]) -> Iterator[str]:
    """The keys of a kind, and of what is inside it, except drawings, which have pages of their own.

    For a page in the folder of kinds.
    """
    elsewhere = "see [who sees a piece](../authoring.md#who-sees-a-piece-and-in-what-wording)"
    yield _keys(model, elsewhere)
    seen: set[type[Model]] = {model, Drawing, *_nested_models(Drawing, set())}
    models = (model, *_nested_models(model, seen))
    for inner in models[1:]:
        names = (
            f"`{field.alias}`"
            for outer in models
            for field in outer.model_fields.values()
            if inner in _models_in(field.annotation)
        )
        heading = ", ".join(dict.fromkeys(names))
        yield f"### Inside {heading}\n\n{_docs(inner)}\n\n{_keys(inner, elsewhere)}"


def _keys(model: type[Model], elsewhere: str) -> str:
    """The table of a model's keys, and the names of those that many models have."""
    shared = set(Targeted.model_fields) if issubclass(model, Audience | HasVariants) else set()
    shared |= set(Excusable.model_fields)
    own = _named(model, set(model.model_fields) - shared)
    named = sorted(_named(model, shared).values(), key=lambda field: bool(field.exclude))
    keys = [f"`{field.alias}`" for field in named]
    return _table(own) + (f"\nAnd {', '.join(keys)}; {elsewhere}.\n" if keys else "")


def _named(model: type[Model], names: Container[str]) -> Mapping[str, FieldInfo]:
    """The fields of a model that have these names, in their order."""
    return {name: field for name, field in model.documented_fields().items() if name in names}


def _table(fields: Mapping[str, FieldInfo]) -> str:
    rows = ["| Key | Required | Value | Purpose |", "|---|---|---|---|"]
    for name, field in fields.items():
        if name == "kind" and get_args(field.annotation):
            continue  # the heading shows it
        required = "yes" if field.default is PydanticUndefined else ""
        key = field.alias or name
        value = _value(field.annotation)
        rows.append(f"| `{key}` | {required} | {value} | {purpose(field)} |")
    return "\n".join(rows) + "\n"


def _value(annotation: Any) -> str:
    words = {Prose: "prose", Line: "one line", int: "a number", bool: "yes or no", str: "a word"}
    if annotation in words:
        return words[annotation]
    inner = [part for part in get_args(annotation) if part not in {NoneType, ...}]
    text = str(annotation)
    if text.startswith("dict"):
        return "keys, each an id"
    if text.startswith("tuple"):
        return "a list"
    if inner:
        return _value(inner[0])
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return "keys"
    return "a day" if annotation is date else "one of a few words"


def _kind(model: type[Model]) -> str:
    field = model.model_fields.get("kind")
    kinds = get_args(field.annotation) if field else ()
    return kinds[0] if kinds else ""


def _docs(thing: Any) -> str:
    return unlabeled(thing.__doc__ or "")


def _enum(enum: type[StrEnum]) -> str:
    """A table of an enum's words and their meanings."""
    rows = [f"| `{word}` | {meaning} |" for word, meaning in meanings(enum).items()]
    return "\n".join(["| Word | Meaning |", "|---|---|", *rows]) + "\n"


def meanings(enum: type[StrEnum]) -> Mapping[str, str]:
    """The words of an enum, each with the first paragraph of its docstring."""
    (definition,) = ast.parse(inspect.getsource(enum)).body
    assert isinstance(definition, ast.ClassDef)
    found = {}
    for member, text in pairwise(definition.body):
        match member, text:
            case (
                ast.Assign(targets=[ast.Name(name)]),
                ast.Expr(ast.Constant(str(words))),
            ):
                found[str(enum[name])] = " ".join(inspect.cleandoc(words).split("\n\n")[0].split())
    return found
