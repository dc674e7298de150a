"""Data of several devices is merged the same way in any order, and none is lost."""

from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.actions import scripts_at
from tests.browser.reader_data import LINE

pytestmark = pytest.mark.one_page

FEW_TRIPLES, MANY_TRIPLES = 200, 5_000


def some(random: Random) -> dict[str, Any]:
    """Random reader data, some of it damaged."""

    def damaged(value: object) -> object:
        return random.choice([value] * 9 + [None, 7, "x", [], {}, {"outcome": "first"}])

    def read() -> object:
        return damaged(
            {
                "on": f"2026-11-{random.randint(10, 30)}",
                "revision": random.randint(1, 2),
                **({"minutes": random.randint(1, 3)} if random.random() < 0.5 else {}),
            }
        )

    def place() -> object:
        seen = random.sample(["_start", "a", "_a-2", "b"], random.randint(0, 4))
        return damaged(
            {
                "step": random.choice("ab"),
                "minutes": random.randint(0, 1),
                "on": f"2026-11-{random.randint(10, 12)}",
                **({"seen": damaged(seen)} if random.random() < 0.8 else {}),
            }
        )

    places = [f"m/{name}" for name in "abc"]
    return {
        "format": 1,
        "answers": {
            place: damaged(
                {
                    "outcome": random.choice(["first", "later", "looked"]),
                    "revision": random.randint(1, 3),
                    "on": f"2026-11-{random.randint(10, 30)}",
                    **({"step": random.randint(1, 3)} if random.random() < 0.5 else {}),
                }
            )
            for place in places
            if random.random() < 0.7
        },
        "modules": {
            module: damaged({job: read() for job in "xy" if random.random() < 0.7})
            for module in "mn"
            if random.random() < 0.7
        },
        "places": {
            module: damaged({job: place() for job in "xy" if random.random() < 0.7})
            for module in "mn"
            if random.random() < 0.7
        },
        "notes": {
            name: damaged({"text": random.choice(["", "One.", "Two.", "One.\n\nTwo.", "Three."])})
            for name in places
            if random.random() < 0.7
        },
        "lines": {
            f"{place}--z": damaged(
                {"gone": True}
                if random.random() < 0.2
                else {
                    **LINE,
                    "will": place,
                    "on": f"2026-11-{random.randint(10, 30)}",
                    **({"step": random.randint(1, 2)} if random.random() < 0.5 else {}),
                }
            )
            for place in places
            if random.random() < 0.7
        },
        # A different title is not damage: the role may have been renamed.
        "jobs": {
            job: job.upper() if random.random() < 0.9 else None
            for job in "xy"
            if random.random() < 0.7
        },
        "districts": {
            district: random.choice([district.upper(), None])
            for district in "de"
            if random.random() < 0.7
        },
    }


@pytest.mark.parametrize(
    "count", [FEW_TRIPLES, pytest.param(MANY_TRIPLES, marks=pytest.mark.nightly)]
)
def test_merging_is_order_independent_and_lossless(page: Page, address: str, count: int) -> None:
    random = Random(5)
    triples = [[some(random) for _ in range(3)] for _ in range(count)]
    page.goto(address)
    wrong = page.evaluate(
        """async ([script, triples]) => {
            const { merge } = await import(script);
            // Jobs keep the order in which they were chosen, and notes that of their blocks.
            const sorted = (value) => JSON.stringify(value, (key, it) =>
                key === "text" ? it.split("\\n\\n").sort().join() :
                it && typeof it === "object" && !Array.isArray(it)
                    ? Object.fromEntries(Object.entries(it).sort(([a], [b]) => a < b ? -1 : 1))
                    : it);
            const same = (one, other) => sorted(one) === sorted(other);
            const RANK = ["looked", "later", "first"];
            const keeps = (whole, part) => Object.entries(part.answers).every(([place, kept]) => {
                const now = whole.answers[place];
                return now.revision > kept.revision || (now.revision === kept.revision
                    && RANK.indexOf(now.outcome) >= RANK.indexOf(kept.outcome)
                    && (now.on > kept.on
                        || (now.on === kept.on && (now.step ?? 0) >= (kept.step ?? 0))));
            }) && Object.entries(part.modules).every(([module, jobs]) => Object.entries(jobs).every(
                ([job, read]) => {
                    const now = whole.modules[module][job];
                    return now.revision > read.revision
                        || (now.revision === read.revision && now.on >= read.on);
                })
            ) && Object.entries(part.notes).every(([place, note]) =>
                note.text.split("\\n\\n").every((text) => whole.notes[place].text.includes(text))
            ) && Object.entries(part.lines).every(([place, line]) => {
                const now = whole.lines[place];
                return now.gone || (now.on >= line.on && now.will === line.will);
            }) && Object.entries(part.places).every(([module, jobs]) => Object.entries(jobs).every(
                ([job, { on, seen = [] }]) => {
                    const now = whole.places[module][job];
                    return now.on >= on && seen.every((step) => now.seen.includes(step));
                })
            ) && ["jobs", "districts"].every((store) =>
                Object.keys(part[store]).every((name) => name in whole[store]));
            return triples.filter(([a, b, c]) => !(
                same(merge(a, b), merge(b, a))
                && same(merge(merge(a, b), c), merge(a, merge(b, c)))
                && same(merge(merge(a, b), b), merge(a, b))
                && keeps(merge(a, b), merge(a, {})) && keeps(merge(a, b), merge({}, b))
            ));
        }""",
        [f"{scripts_at(page)}transfer/merge.mjs", triples],
    )
    assert wrong == []
