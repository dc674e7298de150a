import json
from dataclasses import replace

import pytest

from course.problems import Position, Problem, Replacement
from course.report import MOST_CAUSES, SHOW_ALL, counted, report

PROBLEM = Problem("modules/a.yml", Position(1, 3), "Wrong.", "Mend.", quote="a: b", rule="terms")


def many(count: int, *, needs: str = "", is_warning: bool = False) -> list[Problem]:
    return [
        replace(PROBLEM, position=Position(line), needs=needs, is_warning=is_warning)
        for line in range(1, count + 1)
    ]


def test_at_most_twenty_causes_are_shown_and_the_rest_is_counted() -> None:
    assert "Not shown" not in report(many(MOST_CAUSES), "text").err
    shown = report(many(MOST_CAUSES + 3), "text").err
    assert shown.count("Mend.") == MOST_CAUSES
    assert shown.endswith(f"Not shown: 3 problems. To see all: {SHOW_ALL}\n\n")
    assert report(many(MOST_CAUSES + 3), "text", show_all=True).err.count("Mend.") == 23


def test_mistakes_are_shown_rather_than_remarks_and_in_order() -> None:
    remarks = many(MOST_CAUSES, is_warning=True)
    mistake = replace(PROBLEM, path="z.yml")
    shown = report([*remarks, mistake], "text").err
    assert shown.index("z.yml:1:3: Wrong.") > shown.rindex("Remark")
    assert "Not shown: 1 remark." in shown


def test_what_follows_is_counted_below_its_cause() -> None:
    problems = many(13, needs="claims/a")
    shown = report(problems, "text").err
    assert shown == f"{problems[0]}\n\n  And 12 more with the same cause.\n\n"
    assert counted(tuple(problems)) == "1 problem"
    assert report(problems, "text", show_all=True).err.count("Mend.") == 13


def test_json_has_everything_and_names_the_cause() -> None:
    edit = Replacement(Position(1, 3), Position(1, 4), "c")
    first = replace(PROBLEM, path="a.yml", replacement=edit, addition="x:\n  y: …")
    data = json.loads(report([first, *many(40, needs="claims/a")], "json").out)
    assert len(data) == 41
    assert [it["cause"] for it in data] == [None, None, *[1] * 39]
    assert data[0] == {
        "path": "a.yml",
        "line": 1,
        "column": 3,
        "rule": "terms",
        "what": "Wrong.",
        "remedy": "Mend.",
        "level": "error",
        "fix": {"start": {"line": 1, "column": 3}, "end": {"line": 1, "column": 4}, "text": "c"},
        "add": "x:\n  y: …",
        "cause": None,
    }
    assert (data[1]["fix"], data[1]["add"]) == (None, None)


def test_path_of_an_annotation_may_contain_commas_and_colons() -> None:
    problem = replace(PROBLEM, path="Lakeview, TX: own/district.yml")
    shown = report([problem], "github").out
    assert shown.startswith("::error file=Lakeview%2C TX%3A own/district.yml,line=1,col=3,title=")


@pytest.mark.parametrize(("needs", "count"), [("", 30), ("claims/a", 1)])
def test_github_gets_an_annotation_for_each_cause(needs: str, count: int) -> None:
    assert report(many(30, needs=needs), "github").out.count("::error file=") == count
