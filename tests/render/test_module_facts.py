"""Facts of modules are those of their texts, and are cached only as long as files are the same."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import chain

import pytest

from course.inputs import Inputs
from course.memo import Memo
from course.models.course import Course
from course.models.role_course import RoleModule, claims_of
from course.render.claim_uses import claim_uses
from course.render.module_facts import Cited, ModuleFacts
from course.site import module_address
from course.tailor import tailor
from tests.conftest import Files

FILES = {"course.yml": "1", "modules/first-steps.yml": "1", "quizzes/first-steps.yml": "1"}


def facts_of(course: Course, memo: Memo, hashes: Mapping[str, str]) -> ModuleFacts:
    return ModuleFacts(course, tailor(course), memo, Inputs("stamp", hashes))


def test_facts_are_those_of_the_module(this_course: Course) -> None:
    tailored = tailor(this_course)
    facts = ModuleFacts(this_course, tailored)
    for role_id, role in tailored.by_role.items():
        minutes = [(module_id, module.minutes) for module_id, module in role.modules.items()]
        assert [*facts.minutes(role_id).items()] == minutes
        for module_id, module in role.modules.items():
            cited = facts.cited(role_id, module_id)
            assert [*cited.by_lesson] == [*module.lessons]
            shown = {*cited.around, *chain.from_iterable(cited.by_lesson.values())}
            assert shown >= {*claims_of(module)}


def test_claim_that_only_an_opening_cites_is_used_by_its_module(
    read_with: Callable[[Files], Course],
) -> None:
    nods = "          She nods."
    course = read_with(
        {"modules/first-steps.yml": {"change": nods, "to": "          She nods [@calm-spreads]."}}
    )
    tailored = tailor(course)
    uses = claim_uses(course, tailored, ModuleFacts(course, tailored), defaultdict(str))
    addresses = [use.address for use in uses.by_claim["calm-spreads"]]
    assert module_address("driver", "first-steps") in addresses


def test_facts_are_found_once_until_a_file_changes(
    small_course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    memo = Memo()

    def facts(hashes: Mapping[str, str]) -> tuple[int, Cited]:
        found = facts_of(small_course, memo, hashes)
        return found.minutes("driver")["first-steps"], found.cited("driver", "first-steps")

    first = facts(FILES)
    monkeypatch.setattr(RoleModule, "minutes", 99)
    monkeypatch.setattr("course.render.module_facts.cited_in", lambda _: iter(("another",)))
    assert facts(FILES) == first
    for path in FILES:
        minutes, cited = facts({**FILES, path: "2"})
        assert (minutes, cited.around) == (99, ("another",)), path
    assert ModuleFacts(small_course, tailor(small_course)).minutes("driver")["first-steps"] == 99


def test_minutes_are_known_while_a_card_names_an_unknown_rule(this_course: Course) -> None:
    """As while somebody is still writing it in the workshop."""
    tailored = tailor(this_course)
    driver = tailored.by_role["bus-driver"]
    cards = {
        name: card.model_copy(update={"local_rules": ("unknown",)})
        for name, card in driver.cards.items()
    }
    by_role = {"bus-driver": driver.model_copy(update={"cards": cards})}
    facts = ModuleFacts(this_course, replace(tailored, by_role=by_role))
    assert facts.minutes("bus-driver").keys() == driver.modules.keys()
    with pytest.raises(KeyError):
        facts.cited("bus-driver", "in-the-moment")
