"""Each rule has a page in the guide, with its examples."""

import re
from collections.abc import Iterator
from pathlib import Path

from course.authoring.guide import guide
from course.authoring.rule_pages import all_codes, code_of, link_to, rule_pages
from course.checks.rules import ALL_RULES
from course.problems import Finding, rule_code

DOCS = Path(__file__).parent.parent.parent / "docs"
NAMES = all_codes(ALL_RULES)
PAGES = dict(rule_pages(NAMES))


def test_every_rule_has_a_page_and_no_other_page_is_left() -> None:
    assert [*PAGES] == [f"rules/{it.name}.md" for it in NAMES]
    assert len(PAGES) == len(NAMES), "no rule has the name of something else"
    assert {rule_code(rule) for rule in ALL_RULES} < {it.name for it in NAMES}
    assert {path.name for path in (DOCS / "rules").iterdir()} == {it.split("/")[1] for it in PAGES}


def test_page_shows_one_good_and_one_bad_example() -> None:
    for name, text in PAGES.items():
        beginnings = re.findall(r"^- (\w+): ", text, re.MULTILINE)
        assert beginnings == ["Good", "Bad"], name


def test_page_leads_to_its_family_in_the_list() -> None:
    anchors = {
        re.sub(r"[',]", "", heading).lower().replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", guide(NAMES), re.MULTILINE)
    }
    for name, text in PAGES.items():
        linked = set(re.findall(r"\.\./authoring\.md#([\w-]+)", text))
        assert len(linked) == 1 + ("remarks-that-stay" in linked), name
        assert linked <= anchors, name


def test_example_may_go_on_in_the_next_line() -> None:
    def some_rule(_: object) -> Iterator[Finding]:
        """No title shouts.

        Good: a title without an exclamation mark,
            or with one in a quote
        Bad: one with it
        """
        yield from ()

    good = "Good: a title without an exclamation mark, or with one in a quote"
    some_rule.__module__ = "course.checks.prose"
    code = code_of(some_rule)
    assert (code.name, code.family) == ("some-rule", "Markdown and titles")
    assert (code.sentence, code.examples) == ("No title shouts.", [good, "Bad: one with it"])


def test_link_needs_the_address_of_the_site() -> None:
    assert link_to("alike", "https://a.example/course") == (
        "https://a.example/course/guide/rules/alike/"
    )
    assert link_to("alike", "") == ""
