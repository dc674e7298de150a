"""The guide's pages about each kind of piece: what it is for, its picture, an example, its keys.

All of it comes from the models, their docstrings and the specimen, so a new kind has a page, too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from course.authoring.guide import KINDS, key_tables
from course.authoring.kind_docs import KindDocs, kind_docs
from course.authoring.kind_examples import GROUPS, SPECIMEN, Example, examples
from course.read.codes import Code

PICTURES = "pictures/kinds"
"""Where the pictures are in the guide's folder."""
BEGUN = frozenset({"card", "question", "scene", "situation", "tool"})
"""What the command `new` begins, of what has pages or of what they are part of."""
_LONG = 60
"""From so many lines on, an example is at the end of its page."""

_TITLES: Mapping[str, str] = {
    "activities": "In a lesson: activities",
    "questions": "In a quiz: questions",
    "parts": "On a sheet: parts of a tool",
    "": "For right now: cards",
}
_WHERE: Mapping[str, str] = {
    "activities": "It is a [kind of activity](README.md#in-a-lesson-activities), and stands under "
    "`activities:` of a lesson.",
    "questions": "It is a [kind of question](README.md#in-a-quiz-questions), and stands under "
    "`questions:` of a quiz.",
    "parts": "It is a [part of a tool](README.md#on-a-sheet-parts-of-a-tool), and stands under "
    "`parts:`.",
    "": "[All other kinds](README.md) stand inside a file.",
}
_OVERVIEW = """\
# Which kind for what

Generated from the code by `python3 build_course.py generate`.

Find in the first column what readers should do. The page of each kind has its picture, a whole
example, its keys, and what `check` watches.
"""
_OTHERS = """\
## And these

| I want readers to | Write |
|---|---|
| act before they read on, with a small decision of their job | a [situation](situation.md) of one \
scene and two or three choices under `openings:` of the module, without `kind`, `next` and `later` |
| see who is where, and which way is out | `drawing:` in a lesson, a situation or a scene: [how to \
compose one](../how-to/compose-a-drawing.md), and [its parts](../drawing-parts.md) |
| read a few paragraphs | `text:` of a lesson: [how to write a \
module](../how-to/write-a-module.md) |
"""
_PAGE = """\
# {title}

{docs.what}

{begin}

- **Choose it** if you want readers to {readers}.{instead}

![{docs.picture}](../{pictures}/{kind}.webp)

*On a phone, for the job “{job}”.*
"""
_EXAMPLE = """\
## An example

From `{specimen}/{path}`. {comments}

```yaml
{yaml}```
"""
_FOR_SOME = """\
It may also have `only` and `except` for who sees it, `instead` and `also` for another `{key}`, and
`overrides`: see [who sees a piece](../authoring.md#who-sees-a-piece-and-in-what-wording).
"""
_EVERY_TEXT = """\
As in every text, `check` also looks for [words to avoid](../authoring.md#words-to-avoid), and
measures how hard it is to [read](../authoring.md#reading-grade-and-minutes).
"""


def kind_pages(folder: Path, codes: Iterable[Code]) -> Iterator[tuple[str, str]]:
    """The path in the guide's folder and the text of each page: the overview, and the kinds."""
    rules = {it.name: it for it in codes if it.is_rule}
    found = examples(folder)
    yield f"{KINDS}/README.md", _overview()
    for kind, example in found.items():
        yield f"{KINDS}/{kind}.md", _page(example, found, rules, folder)


def _overview() -> str:
    parts = [_OVERVIEW]
    for group in GROUPS:
        rows = [
            f"| {kind_docs(model).readers} | [`{kind}`]({kind}.md) |"
            for kind, model in group.models.items()
        ]
        title = f"## {_TITLES[group.key]}\n"
        parts.append("\n".join([title, "| I want readers to | Kind |", "|---|---|", *rows]))
    return "\n".join(f"{part.rstrip()}\n" for part in [*parts, _OTHERS])


def _page(
    example: Example, found: Mapping[str, Example], rules: Mapping[str, Code], folder: Path
) -> str:
    group = example.group
    docs = kind_docs(group.models[example.kind])
    start = _PAGE.format(
        title=_title(example.kind),
        docs=docs,
        kind=example.kind,
        begin=_begin(example, folder),
        readers=_linked(docs.readers, found),
        instead=f"\n- **Choose another one:** {_linked(docs.instead, found)}" * bool(docs.instead),
        pictures=PICTURES,
        job=example.job,
    )
    written = _EXAMPLE.format(
        specimen=SPECIMEN,
        path=example.path,
        comments="The lines with `#` explain it, and readers never see them."
        if "# " in example.yaml
        else "",
        yaml=example.yaml,
    )
    table, *inside = key_tables(group.models[example.kind])
    keys = "\n".join(["## Its keys\n", table, _for_some(example), *inside])
    watched = "\n".join(["## What `check` watches\n", *_watched(docs, rules), "", _EVERY_TEXT])
    is_long = example.yaml.count("\n") >= _LONG
    parts = [start, keys, watched, written] if is_long else [start, written, keys, watched]
    return "\n".join(f"{part.rstrip()}\n" for part in parts)


def _title(kind: str) -> str:
    return kind.replace("-", " ").capitalize()


def _begin(example: Example, folder: Path) -> str:
    """Where it stands, and the command that begins one, if there is one."""
    name = {"questions": "question", "parts": "tool"}.get(example.group.key, example.kind)
    begun = f"`python3 build_course.py new {name}` begins a {name}." if name in BEGUN else ""
    how_to = f"how-to/write-a-{name}.md"
    link = f"[How to write a {name}](../{how_to})." if (folder / "docs" / how_to).exists() else ""
    return " ".join(filter(None, (_WHERE[example.group.key], begun, link)))


def _for_some(example: Example) -> str:
    """Who sees it and in what wording, for a kind whose keys do not say so."""
    key = example.group.varying_key(example.kind)
    return _FOR_SOME.format(key=key) if key else ""


def _linked(text: str, found: Mapping[str, Example]) -> str:
    """The text with a link to the page of each kind that it names."""
    return re.sub(
        r"`([\w-]+)`",
        lambda hit: f"[{hit[0]}]({hit[1]}.md)" if hit[1] in found else hit[0],
        text,
    )


def _watched(docs: KindDocs, rules: Mapping[str, Code]) -> Iterator[str]:
    for name in docs.rules:
        sentence = " ".join(rules[name].sentence.split())
        yield f"- [`{name}`](../rules/{name}.md): {sentence}"
