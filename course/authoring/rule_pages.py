"""The guide's pages about rules, one for each, generated from their docstrings."""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from course.problems import rule_code
from course.site import published_at, rule_address

FOLDER = "rules"
"""Where the pages are in the guide's folder."""
FAMILIES: Mapping[str, str] = {
    "roles": "Jobs and groups",
    "earlier_ids": "Earlier ids",
    "references": "What a file names by its id",
    "drawings": "Drawings",
    "anchors": "Ids on a page",
    "questions": "Questions that can be answered",
    "prose": "Markdown and titles",
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

_EXAMPLE = re.compile(r"^(?=Good: |Bad: )", re.MULTILINE)
"""Where an example begins. It may go on in the next line."""
_PAGE = """\
# `{0}`

{1}

{2}
This is one of the rules on {3}.

If it makes a remark and the text is right as it is, say so in the piece, under
[`overrides`](../authoring.md#remarks-that-stay). A mistake has to be fixed.
"""

Rule = Callable[..., Any]


def rule_pages(rules: Iterable[Rule]) -> Iterator[tuple[str, str]]:
    """The path in the guide's folder and the text of each rule's page."""
    for rule in rules:
        name, family = rule_code(rule), FAMILIES[_family(rule)]
        sentence, examples = explained(rule)
        shown = "".join(f"- {example}\n" for example in examples)
        link = f"[{family}](../authoring.md#{_anchor(family)})"
        yield f"{FOLDER}/{name}.md", _PAGE.format(name, sentence, shown, link)


def rule_list(rules: Iterable[Rule]) -> Iterator[str]:
    """The rules of each family, each with its sentence and a link to its page."""
    for family, of_family in groupby(rules, _family):
        yield f"### {FAMILIES[family]}\n"
        lines = [
            f"- [`{rule_code(rule)}`]({FOLDER}/{rule_code(rule)}.md): "
            f"{' '.join(explained(rule)[0].split())}"
            for rule in of_family
        ]
        yield "\n".join(lines)


def explained(rule: Rule) -> tuple[str, list[str]]:
    """What a rule asks for, and a good and a bad example."""
    sentence, _, rest = (inspect.getdoc(rule) or "").partition("\n\n")
    return sentence, [" ".join(it.split()) for it in _EXAMPLE.split(rest) if it.strip()]


def link_to(rule: str, site_url: str) -> str:
    """The page about a rule in the guide of a published site. Empty if its address is unknown."""
    return published_at(site_url, rule_address(rule)) if site_url else ""


def _family(rule: Rule) -> str:
    return rule.__module__.rpartition(".")[2]


def _anchor(heading: str) -> str:
    """The anchor that MkDocs gives a heading of plain words."""
    words = heading.lower().replace("'", "").replace(",", "")
    return words.replace(" ", "-")
