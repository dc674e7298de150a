"""Facts of modules are those of their texts, and are cached only as long as files are the same."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import chain

import pytest

from course.inputs import Inputs
from course.memo import Memo
from course.models.course import Course
from course.models.role_course import RoleModule, claims_of
from course.render.claim_uses import claim_uses
from course.render.module_facts import FactsOfModules
from course.site import module_address
from course.tailor import tailor
from tests.conftest import Files

FILES = {"course.yml": "1", "modules/first-steps.yml": "1", "quizzes/first-steps.yml": "1"}


def facts_of(course: Course, memo: Memo, hashes: Mapping[str, str]) -> FactsOfModules:
    return FactsOfModules(course, tailor(course), memo, Inputs("stamp", hashes))


def test_facts_are_those_of_the_module(this_course: Course) -> None:
    tailored = tailor(this_course)
    facts = FactsOfModules(this_course, tailored)
    for role in tailored.by_role.values():
        assert [*facts.of(role)] == [*role.modules]
        for module_id, of_module in facts.of(role).items():
            module = role.modules[module_id]
            assert of_module.minutes == module.minutes
            assert [*of_module.cited] == [*module.lessons]
            shown = {*of_module.cited_around, *chain.from_iterable(of_module.cited.values())}
            assert shown >= {*claims_of(module)}


def test_claim_that_only_an_opening_cites_is_used_by_its_module(
    read_with: Callable[[Files], Course],
) -> None:
    nods = "          She nods."
    course = read_with(
        {"modules/first-steps.yml": {"change": nods, "to": "          She nods [@calm-spreads]."}}
    )
    tailored = tailor(course)
    uses = claim_uses(course, tailored, FactsOfModules(course, tailored), defaultdict(str))
    addresses = [use.address for use in uses.by_claim["calm-spreads"]]
    assert module_address("driver", "first-steps") in addresses


def test_facts_are_found_once_until_a_file_changes(
    small_course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    memo = Memo()
    [role, *_] = tailor(small_course).by_role.values()
    first = facts_of(small_course, memo, FILES).of(role)
    monkeypatch.setattr(RoleModule, "minutes", 99)
    assert facts_of(small_course, memo, FILES).of(role) == first
    for path in FILES:
        changed = facts_of(small_course, memo, {**FILES, path: "2"}).of(role)
        assert changed["first-steps"].minutes == 99, path
    assert FactsOfModules(small_course, tailor(small_course)).of(role)["first-steps"].minutes == 99
