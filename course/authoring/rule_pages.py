"""The guide's pages about the names in brackets after problems, one for each.

Those of rules are generated from their docstrings.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from course.problems import rule_code
from course.read.codes import CODES, Code
from course.site import published_at, rule_address

FOLDER = "rules"
"""Where the pages are in the guide's folder."""
FAMILIES: Mapping[str, str] = {
    "roles": "Jobs and groups",
    "readers": "Who gets what",
    "wording": "Words in braces",
    "earlier_ids": "Earlier ids",
    "references": "What a file names by its id",
    "drawings": "Drawings",
    "anchors": "Ids on a page",
    "questions": "Questions that can be answered",
    "prose": "Markdown and titles",
    "lost_keys": "Keys in texts",
    "coverage": "What the matrix and the objectives promise",
    "openings": "Openings, and something to do",
    "scenes": "Scenes",
    "lines": "Lines and duties",
    "answers": "Answers and feedback",
    "guessing": "Guessing",
    "phrases": "Words to avoid",
    "reading_level": "Reading grade and minutes",
    "representation": "Who appears in the examples",
    "search_words": "Search words",
    "tools": "Tools",
    "cards": "Cards",
    "topics": "Topics",
    "safety": "The table of moments",
    "care": "What is hard to read",
    "dates": "What grows old",
    "district": "What a district writes",
    "removed": "What a district takes out",
    "standards": "What a course promises",
    "branding": "A district's logo and color",
    "rules": "Overrides",
}
"""What each family of rules is called, by the name of its file in `checks/`."""

_PAGE = """\
# `{0}`

{1}

{2}
{3}

{4}"""
_OF_RULES = """\
If it makes a remark and the text is right as it is, say so in the piece, under
[`overrides`](../authoring.md#remarks-that-stay). A mistake has to be fixed.
"""

Rule = Callable[..., Any]


def all_codes(rules: Iterable[Rule]) -> tuple[Code, ...]:
    """All that stands in brackets after problems: what comes from no rule, and the rules."""
    return (*CODES, *map(code_of, rules))


def code_of(rule: Rule) -> Code:
    """The name of a rule, with what its docstring says."""
    family = FAMILIES[rule.__module__.rpartition(".")[2]]
    return Code(rule_code(rule), family, inspect.getdoc(rule) or "", _OF_RULES, is_rule=True)


def rule_pages(codes: Iterable[Code]) -> Iterator[tuple[str, str]]:
    """The path in the guide's folder and the text of the page about each of these."""
    for it in codes:
        shown = "".join(f"- {example}\n" for example in it.examples)
        link = f"[{it.family}](../authoring.md#{_anchor(it.family)})"
        where = f"This is one of the rules on {link}." if it.is_rule else f"It is under {link}."
        page = _PAGE.format(it.name, it.sentence, shown, where, it.ending)
        yield f"{FOLDER}/{it.name}.md", page


def rule_list(codes: Iterable[Code]) -> Iterator[str]:
    """These of each family, each with its sentence and a link to its page."""
    for family, of_family in groupby(codes, lambda it: it.family):
        yield f"### {family}\n"
        lines = [
            f"- [`{it.name}`]({FOLDER}/{it.name}.md): {' '.join(it.sentence.split())}"
            for it in of_family
        ]
        yield "\n".join(lines)


def link_to(rule: str, site_url: str) -> str:
    """The page about a rule in the guide of a published site. Empty if its address is unknown."""
    return published_at(site_url, rule_address(rule)) if site_url else ""


def _anchor(heading: str) -> str:
    """The anchor that MkDocs gives a heading of plain words."""
    words = heading.lower().replace("'", "").replace(",", "")
    return words.replace(" ", "-")
