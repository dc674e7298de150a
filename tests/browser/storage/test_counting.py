"""What is still open in a module, by what was shown and answered (`storage/counting.mjs`)."""

from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.storage.calls import ATTEMPT, SITE, TODAY

pytestmark = pytest.mark.one_page


def some_reader(random: Random) -> tuple[Any, ...]:
    """A module's steps and questions, with what a reader may have stored, some of it damaged."""
    steps = [f"s{number}" for number in range(random.randint(2, 6))]
    questions = [f"q{number}" for number in range(random.randint(0, 3))]
    place: dict[str, Any] = {"step": random.choice([*steps, "gone"]), "minutes": 3, "on": TODAY}
    if random.random() < 0.7:
        place["seen"] = [*random.sample(steps, random.randint(0, len(steps))), "gone"]
    answers = {
        f"m/{name}": random.choice([{"outcome": "looked", "revision": 2}, ATTEMPT, {}, 7])
        for name in questions
        if random.random() < 0.8
    }
    places = {"m": {random.choice(["driver", "clerk"]): random.choice([place, place, None])}}
    return steps, questions, answers, places


def expected_open(
    steps: list[str], questions: list[str], answers: Any, places: Any
) -> dict[str, list[str]]:
    place = places["m"].get("driver") or {"step": "gone"}
    before = steps[: steps.index(place["step"])] if place["step"] in steps else []
    seen = place.get("seen", before)
    return {
        "steps": [step for step in steps if step not in seen],
        "questions": [name for name in questions if answers.get(f"m/{name}") in (None, {}, 7)],
    }


def test_module_counts_by_what_was_shown_and_answered(page: Page) -> None:
    random = Random(3)
    readers = [some_reader(random) for _ in range(300)]
    found = page.evaluate(
        """async ([folder, readers]) => {
            const { stillOpen } = await import(`${folder}counting.mjs`);
            const { isPlace, seenIn } = await import(`${folder}places.mjs`);
            return readers.map(([steps, questions, answers, places]) => {
                const place = isPlace(places.m.driver) ? places.m.driver : undefined;
                const parts = { module: "m", steps, questions };
                return stillOpen(seenIn(place, steps), parts, answers);
            });
        }""",
        [f"{SITE}js/source/storage/", readers],
    )
    assert found == [expected_open(*reader) for reader in readers]
    assert {(not it["steps"], not it["questions"]) for it in found} == {
        (True, True),
        (True, False),
        (False, True),
        (False, False),
    }
